"""The command line: each command a few lines that call the library.

Exit status: 0 done, 1 the answer is no (a rule is broken, there is no roster), 2 bad input or
usage, 70 a fault of this program. A command's answer goes to standard output, messages to
standard error.
"""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper

import click

from roster import __version__

COMMANDS = (
    "init",
    "check",
    "solve",
    "explain",
    "export",
    "repair",
    "swap",
    "compare",
    "scenario",
    "staffing",
    "risk",
    "publish",
    "ledger",
    "feeds",
    "today",
    "history",
    "restore",
    "rules",
    "convert",
)


class LazyGroup(click.Group):
    """A group that imports the module of a command only when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a month's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"roster.cli.{cmd_name}").command
        return found if isinstance(found, click.Command) else None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="duty-roster")
def main() -> None:
    """Duty rosters an office can trust: fair, proven, explained.

    A BOOK is one workbook (.xlsx) or a folder of CSV files. Begin with "roster init BOOK".
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
