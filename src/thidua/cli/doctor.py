"""``thidua doctor``: say what this machine lacks and how to add it."""

import argparse
import sys

HELP = "Máy này có đủ để chạy không, thiếu gì, cài thế nào."


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments yet."""


def run(options: argparse.Namespace) -> int:
    """Print one line per part: có, or thiếu with what to do."""
    from shutil import which

    print(f"Python {sys.version.split()[0]}: có")
    if which("tesseract"):
        print("tesseract: có")
    else:
        print("tesseract: thiếu. Cần khi đọc PDF quét; cài gói tesseract-ocr và tesseract-ocr-vie.")
    return 0
