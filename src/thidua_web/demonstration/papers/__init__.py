"""The papers of the demonstration province: tỉnh Lam Giang, which does not exist."""

from pathlib import Path

FOLDER = Path(__file__).parent
PLAN = FOLDER / "ke-hoach-2024.docx"
SCANNED_PLAN = FOLDER / "ke-hoach-2024-quet.txt"
REVISED_PLAN = FOLDER / "ke-hoach-2024-sua-doi.docx"
PLAN_AFTER_REFORM = FOLDER / "ke-hoach-2025.docx"
