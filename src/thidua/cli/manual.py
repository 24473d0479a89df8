"""The printed manual of the command line: help texts put into the reference page, so that both always agree.

Run by ``script/docs``; a test holds the page to what the commands really say.
"""

import re
import sys
from importlib import import_module
from pathlib import Path

from thidua.cli import COMMANDS, front_door, parser_of

_BLOCK = re.compile(r"(<!-- trợ giúp: (\w+) -->\n).*?(<!-- hết -->)", re.S)


def helps() -> dict[str, str]:
    """Give the help text of ``thidua`` itself and of every command, by name."""
    from importlib.metadata import entry_points

    plugged = {point.name: point.load() for point in entry_points(group="thidua.commands")}
    commands = {name: import_module(module) for name, module in COMMANDS.items()} | plugged
    return {"thidua": front_door().format_help()} | {
        name: parser_of(name, command).format_help() for name, command in commands.items()
    }


def filled(page: str) -> str:
    """Give the page with every help text up to date; a command without a section gets one at the end."""
    told = helps()
    for name in told:
        if f"<!-- trợ giúp: {name} -->" not in page:
            page = f"{page.rstrip()}\n\n## `thidua {name}`\n\n<!-- trợ giúp: {name} -->\n<!-- hết -->\n"
    return _BLOCK.sub(lambda m: f"{m[1]}```text\n{told.get(m[2], '').rstrip()}\n```\n{m[3]}", page)


if __name__ == "__main__":
    where = Path(sys.argv[1])
    where.write_text(filled(where.read_text(encoding="utf-8")), encoding="utf-8")
