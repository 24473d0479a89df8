"""Vietnamese letters as the inside of a character class: a range such as À-Ỹ would mix both cases."""

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
UPPER = "A-Z" + LOWER.removeprefix("a-z").upper()
"""
>>> import re
>>> re.findall(f"[{UPPER}]", "Đề án Ủy ban ảnh")
['Đ', 'Ủ']
"""
