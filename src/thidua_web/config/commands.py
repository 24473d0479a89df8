"""Commands for whoever keeps the server: their help and their refusals in Vietnamese, as those of ``thidua`` are."""

import argparse
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, SystemCheckError
from django.db.utils import OperationalError, ProgrammingError

from thidua.cli.vietnamese import Layout, in_vietnamese

SCRIPTS = ("backup", "restore")
"""Commands with a script of their own; the others run by ``script/manage``."""


class _Parser(CommandParser):
    """A command line whose errors are one Vietnamese sentence; called from Python it raises, as Django's does."""

    def error(self, message: str) -> NoReturn:
        told = f"{in_vietnamese(message)}. Xem: {self.prog} --help"
        if not self.called_from_command_line:
            raise CommandError(told)
        self.exit(2, f"{self.prog}: {told}\n")


class OfficeCommand(BaseCommand):
    """A command of ours: only its own options are shown, a refusal is a sentence behind its name."""

    prog = ""

    def create_parser(self, prog_name: str, subcommand: str, **layout: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, formatter_class=Layout, **layout)
        parser.__class__ = _Parser  # Django leaves no other way to make a parser of one's own
        parser.prog = self.prog = f"script/{subcommand}" if subcommand in SCRIPTS else f"script/manage {subcommand}"
        parser._positionals.title, parser._optionals.title = "cần cho biết", "tùy chọn"
        djangos = {action.dest for action in BaseCommand().create_parser(prog_name, subcommand)._actions}
        for action in parser._actions:
            if action.dest == "help":
                action.help = "hiện hướng dẫn này rồi thoát"
            elif action.dest in djangos:
                action.help = argparse.SUPPRESS
        return parser

    def execute(self, *args: Any, **options: Any) -> Any:
        try:
            return super().execute(*args, **options)
        except SystemCheckError:
            raise
        except (CommandError, OperationalError, ProgrammingError) as refusal:
            if not self._called_from_command_line or options.get("traceback"):
                raise
            self.stderr.write(f"{self.prog}: {_told(refusal)}")
            raise SystemExit(getattr(refusal, "returncode", 1)) from None


def _told(refusal: Exception) -> str:
    if isinstance(refusal, CommandError):
        return str(refusal)
    why = str(refusal).strip().splitlines()[0]
    return (
        f"không dùng được cơ sở dữ liệu ({why}). Kiểm tra THIDUA_HOME ({settings.HOME}) "
        "và THIDUA_DATABASE_URL; nơi mới thì chạy thidua serve --prepare-only một lần."
    )
