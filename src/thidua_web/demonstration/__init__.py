"""A fictional province to try everything on. What it makes is marked DỮ LIỆU MẪU on every page."""
