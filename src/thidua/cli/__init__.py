"""``thidua``: a skin over the library. One command = one public verb + a printer.

A command module defines ``HELP`` (one Vietnamese line), ``arguments(parser)`` and ``run(options) -> int``; it imports
what it needs inside ``run``, so that starting one command never pays for another. Other distributions add commands
through the entry-point group ``thidua.commands`` (the site adds ``serve``): an object with the same three names.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from thidua.errors import ThiduaError

EXIT_UNUSABLE = 2


class Command(Protocol):
    """What a command module offers."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...  # pragma: no cover

    def run(self, options: argparse.Namespace) -> int: ...  # pragma: no cover


COMMANDS: dict[str, str] = {
    "read": "thidua.cli.read",
    "units": "thidua.cli.units",
    "evaluate": "thidua.cli.evaluate",
    "figures": "thidua.cli.figures",
    "doctor": "thidua.cli.doctor",
}
"""Command -> module. Keep the order in which ``thidua --help`` lists them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status (0 done, 2 unusable input or arguments)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] in COMMANDS:
        return _run(words[0], import_module(COMMANDS[words[0]]), words[1:])
    if words and not words[0].startswith("-"):
        plugged = _plugged(words[0])
        if plugged is not None:
            return _run(words[0], plugged, words[1:])
    _front_door().parse_args(words or ["--help"])
    return 0


def _run(name: str, command: Any, words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog=f"thidua {name}", description=command.HELP)
    command.arguments(parser)
    try:
        return int(command.run(parser.parse_args(words)))
    except ThiduaError as error:
        print(f"thidua {name}: {error}", file=sys.stderr)
        return EXIT_UNUSABLE
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _plugged(name: str) -> Any:
    from importlib.metadata import entry_points

    for point in entry_points(group="thidua.commands"):
        if point.name == name:
            return point.load()
    return None


def _front_door() -> argparse.ArgumentParser:
    from thidua import __version__

    lines = [f"  {name:<10} {import_module(module).HELP}" for name, module in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="thidua",
        description="Từ kế hoạch đã ký đến số liệu, kết luận và văn bản tự giải thích được.",
        epilog="các lệnh:\n" + "\n".join(lines) + "\n\nXem một lệnh: thidua LỆNH --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"thidua {__version__}")
    parser.add_argument("command", metavar="LỆNH", choices=list(COMMANDS))
    return parser
