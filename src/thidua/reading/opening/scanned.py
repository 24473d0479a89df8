"""Recognize the letters in a picture of a page with tesseract, where it is installed.

Reads: gray pixels. Writes: printed lines. The program is called by name with a time limit; nothing leaves the machine.
"""

import os
import subprocess
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from shutil import which
from typing import IO

from thidua.reading.opening import refusals
from thidua.reading.opening.lines import PrintedLine

DOTS = 300
"""Dots per inch at which pages are drawn for recognition."""
_SECONDS = 120
_BREATH = 0.5
"""Seconds after which whoever waits for a page is asked again whether it is still wanted."""


@lru_cache(maxsize=1)
def lacking() -> str | None:
    """Say what is missing for recognition, as the sentence to show; None where all is there."""
    program = which("tesseract")
    if program is None:
        return refusals.NEEDS_OCR
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return refusals.NEEDS_OCR
    return None if "vie" in told.stdout.decode("utf-8", "replace").split() else refusals.NEEDS_VIETNAMESE


def recognize(
    pixels: bytes, width: int, height: int, *, scale: float, name: str, page: int, breathe: Callable[[], None]
) -> list[PrintedLine]:
    """Give the lines of a gray picture drawn at ``scale`` dots a point; boxes are in points.

    ``breathe`` is called about twice a second while the program works; what it raises ends the program at once.
    Raises UnreadableFile where the program fails or takes too long.
    """
    picture = b"P5 %d %d 255\n" % (width, height) + pixels
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--dpi", str(round(scale * 72)), "tsv"]
    why = f"quá {_SECONDS} giây một trang"
    try:
        code, told = _run(command, picture, breathe)
        if code == 0:
            return _lines(told.decode("utf-8", "replace").splitlines()[1:], height, scale)
        why = "tesseract báo lỗi"
    except OSError:
        why = "không gọi được tesseract"
    except subprocess.TimeoutExpired:
        pass
    raise refusals.refusal(name, refusals.OCR_FAILED.format(why=why), page=page)


def _run(command: list[str], picture: bytes, breathe: Callable[[], None]) -> tuple[int, bytes]:
    """Run the program on the picture; it never outlives this call. TimeoutExpired after ``_SECONDS``."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=os.environ | {"OMP_THREAD_LIMIT": "2"},
    ) as program:  # fmt: skip
        feeder = threading.Thread(target=_feed, args=(program.stdin, picture), daemon=True)
        program.stdin = None  # the feeder's now: a second ``communicate`` sends nothing of what the first left over
        feeder.start()
        try:
            for _ in range(int(_SECONDS / _BREATH)):
                try:
                    told, _nothing = program.communicate(timeout=_BREATH)
                    return program.returncode, told
                except subprocess.TimeoutExpired:
                    breathe()
            raise subprocess.TimeoutExpired(command, _SECONDS)
        finally:
            program.kill()
            feeder.join()


def _feed(pipe: IO[bytes], picture: bytes) -> None:
    """Send all of it; a program that has ended wants no more."""
    with suppress(OSError), pipe:
        pipe.write(picture)


def _lines(rows: Iterable[str], height: int, scale: float) -> list[PrintedLine]:
    """Tesseract's table has one row a word; its first columns number page, block, paragraph, line and word."""
    words: dict[tuple[str, ...], list[tuple[str, int, int, int, int]]] = {}
    for row in rows:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, wide, high = (int(cell) for cell in cells[6:10])
            words.setdefault(tuple(cells[1:5]), []).append((cells[11].strip(), left, top, left + wide, top + high))
    lines = []
    for line in words.values():
        text = " ".join(word[0] for word in line)
        left, top = min(w[1] for w in line), min(w[2] for w in line)
        right, bottom = max(w[3] for w in line), max(w[4] for w in line)
        lines.append(PrintedLine(text, left / scale, (height - bottom) / scale, right / scale, (height - top) / scale))
    return lines
