"""A hundred officers with Excel, WPS, LibreOffice, phones and Zalo: workbooks spoilt by habit, with their truth kept.

``pages`` holds a workbook whose every box remembers which figure it carries; ``habits`` spoil single cells, ``deeds``
and ``table_deeds`` the sheet, ``scripts`` the letters; ``files`` write the result as the programs do; ``draw`` combines.
"""
