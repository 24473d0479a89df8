"""``thidua``: a skin over the library. One command = one public verb + a printer.

A command module defines ``HELP`` (one Vietnamese line), ``arguments(parser)`` and ``run(options) -> int``; it imports
what it needs inside ``run``, so that starting one command never pays for another. Other distributions add commands
through the entry-point group ``thidua.commands`` (the site adds ``serve``): an object with the same three names.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from thidua.cli.vietnamese import VietnameseParser
from thidua.errors import ThiduaError, why

EXIT_UNUSABLE = 2
EXIT_INTERRUPTED = 130


class Command(Protocol):
    """What a command module offers."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...  # pragma: no cover

    def run(self, options: argparse.Namespace) -> int: ...  # pragma: no cover


COMMANDS: dict[str, str] = {
    "read": "thidua.cli.read",
    "cite": "thidua.cli.cite",
    "units": "thidua.cli.units",
    "evaluate": "thidua.cli.evaluate",
    "explain": "thidua.cli.explain",
    "what-if": "thidua.cli.what_if",
    "rules": "thidua.cli.rules",
    "figures": "thidua.cli.figures",
    "doctor": "thidua.cli.doctor",
}
"""Command -> module. Keep the order in which ``thidua --help`` lists them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status (0 done, 2 unusable input or arguments)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0].startswith("-"):
        front_door().parse_args(words or ["--help"])
        return 0
    name, rest = words[0], words[1:]
    command = import_module(COMMANDS[name]) if name in COMMANDS else _plugged(name)
    if command is None:
        known = ", ".join(sorted({*COMMANDS, *_plugged_names()}))
        print(f"thidua: không có lệnh «{name}»; các lệnh: {known}.", file=sys.stderr)
        return EXIT_UNUSABLE
    return _run(name, command, rest)


def parser_of(name: str, command: Any) -> argparse.ArgumentParser:
    """Make the parser of one command."""
    parser = VietnameseParser(prog=f"thidua {name}", description=command.HELP)
    command.arguments(parser)
    return parser


def _run(name: str, command: Any, words: list[str]) -> int:
    try:
        status = int(command.run(parser_of(name, command).parse_args(words)))
        sys.stdout.flush()
        return status
    except ThiduaError as error:
        print(f"thidua {name}: {error}", file=sys.stderr)
        return EXIT_UNUSABLE
    except BrokenPipeError:
        # The reader of our output went away (``| head``): nothing is wrong, and nothing may be written any more.
        _write_no_more()
        return 0
    except OSError as error:
        # A full disk under ``> tep.json``, a drive that was pulled out.
        _write_no_more()
        where = f"{error.filename}: " if error.filename else ""
        print(f"thidua {name}: {where}không đọc hay ghi được ({why(error)}).", file=sys.stderr)
        return EXIT_UNUSABLE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


def _write_no_more() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _plugged(name: str) -> Any:
    from importlib.metadata import entry_points

    for point in entry_points(group="thidua.commands"):
        if point.name == name:
            return point.load()
    return None


def _plugged_names() -> list[str]:
    from importlib.metadata import entry_points

    return [point.name for point in entry_points(group="thidua.commands")]


def front_door() -> argparse.ArgumentParser:
    """Make the parser of ``thidua`` alone: the list of commands, and the version."""
    from thidua import __version__

    lines = [f"  {name:<10} {import_module(module).HELP}" for name, module in COMMANDS.items()]
    lines += [f"  {name:<10} {_plugged(name).HELP}" for name in _plugged_names() if name not in COMMANDS]
    parser = VietnameseParser(
        prog="thidua",
        usage="thidua LỆNH … | --version | --help",
        description="Từ kế hoạch đã ký đến số liệu, kết luận và văn bản tự giải thích được.",
        epilog="các lệnh:\n" + "\n".join(lines) + "\n\nXem một lệnh: thidua LỆNH --help",
    )
    parser.add_argument(
        "--version", action="version", version=f"thidua {__version__}", help="in số phiên bản rồi thoát"
    )
    return parser
