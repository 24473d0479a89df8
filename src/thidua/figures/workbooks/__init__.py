"""Returns as Excel workbooks, out and in: what was written reads back the same, what was mangled is shown.

``write_workbook`` makes one workbook for one unit (a list of elements) or for many units (a table);
``read_workbook`` gives a cell per unit and element, each either sure or doubtful with its place.
"""

from thidua.figures.workbooks.form import FormSheet, UnitRef
from thidua.figures.workbooks.reading import CellReading, WorkbookReading, read_workbook
from thidua.figures.workbooks.writing import write_workbook

__all__ = ["CellReading", "FormSheet", "UnitRef", "WorkbookReading", "read_workbook", "write_workbook"]
