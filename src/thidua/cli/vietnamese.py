"""Command lines that speak Vietnamese: argparse with its headings and errors in the words of this project."""

import argparse
import re
import sys
from typing import Any, NoReturn

_ERRORS = (
    (r"the following arguments are required: (.*)", "còn thiếu: {0}"),
    (r"one of the arguments (.*) is required", "cần một trong: {0}"),
    (r"unrecognized arguments: (.*)", "không hiểu: {0}"),
    (r"argument (.*?): not allowed with argument (.*)", "{0} không dùng cùng {1}"),
    (r"argument (.*?): expected one argument", "{0} cần một giá trị"),
    (r"argument (.*?): expected at least one argument", "{0} cần ít nhất một giá trị"),
    (r"argument (.*?): expected (\d+) arguments", "{0} cần {1} giá trị"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", "{0}: không có «{1}»; chọn một trong {2}"),
    (r"argument (.*?): invalid int value: '(.*)'", "{0}: «{1}» không phải số nguyên"),
    (r"argument (.*?): invalid float value: '(.*)'", "{0}: «{1}» không phải số"),
    (r"argument (.*?): invalid \w+ value: '(.*)'", "{0}: không dùng được «{1}»"),
    (r"argument (.*?): ignored explicit argument '(.*)'", "{0} không nhận giá trị «{1}»"),
    (r"argument (.*?): (.*)", "{0}: {1}"),
)


class Layout(argparse.RawDescriptionHelpFormatter):
    """Help at one width everywhere, so that the printed manual and the screen agree."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=96)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Head the usage line in Vietnamese."""
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


class VietnameseParser(argparse.ArgumentParser):
    """Parse a command line; errors are one Vietnamese sentence on stderr and exit status 2."""

    def __init__(self, **settings: Any) -> None:
        layout: dict[str, Any] = {"formatter_class": Layout, "allow_abbrev": False}
        super().__init__(**(layout | settings | {"add_help": False}))
        self._positionals.title, self._optionals.title = "cần cho biết", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này rồi thoát")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and how to see its help.

        Raises SystemExit with status 2.
        """
        print(f"{self.prog}: {in_vietnamese(message)}. Xem: {self.prog} --help", file=sys.stderr)
        raise SystemExit(2)


def in_vietnamese(message: str) -> str:
    """Say an error of argparse in Vietnamese; one that is not known stays as it is.

    >>> in_vietnamese("the following arguments are required: TỆP")
    'còn thiếu: TỆP'
    >>> in_vietnamese("argument --json: not allowed with argument --text")
    '--json không dùng cùng --text'
    """
    for pattern, sentence in _ERRORS:
        found = re.fullmatch(pattern, message, re.S)
        if found:
            return sentence.format(*found.groups())
    return message
