"""The evaluator over columns: many units of one kind at once, equal to the slow one, sentences rendered on reading."""

from thidua.evaluation.columns.findings import Findings, weigh_columns
from thidua.evaluation.columns.sheet import Sheet, sheet_of

__all__ = ["Findings", "Sheet", "sheet_of", "weigh_columns"]
