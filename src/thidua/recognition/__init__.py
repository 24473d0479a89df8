"""Rounds, versions of the law, quotas and grades: from a case to a Finding that decides."""

from thidua.recognition.judge import judge
from thidua.recognition.rounds import seat

__all__ = ["judge", "seat"]
