"""``thidua serve``: the site on this machine."""

import argparse

HELP = "Chạy trang web trên máy này."


class ServeCommand:
    """The command as ``thidua.cli`` expects it."""

    HELP = HELP

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Address and port."""
        parser.add_argument("--port", type=int, default=8000)

    def run(self, options: argparse.Namespace) -> int:
        """Serve until stopped."""
        raise NotImplementedError


command = ServeCommand()
