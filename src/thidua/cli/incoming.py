"""What a command reads: the file that a word names, and what comes through a pipe where the word is ``-``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua.reading.opening import Opened, Progress

PIPE = "-"
FILES_HELP = "ghi - để lấy từ đầu vào chuẩn (cat tệp | thidua …)"


def open_word(word: Path, *, limit: int, progress: "Progress | None" = None) -> "Opened":
    """Open the file of this name; of ``-`` what comes through standard input (a file so called needs its folder).

    Raises UnreadableFile as ``open_paper`` does.
    """
    from thidua.reading.opening import open_bytes, open_paper

    if str(word) != PIPE:
        return open_paper(word, limit=limit, progress=progress)
    return open_bytes(sys.stdin.buffer.read(limit + 1), name=PIPE, limit=limit, progress=progress)
