"""The command line: each command a few lines that call the library.

Exit status: 0 done, 1 the answer is no (a rule is broken, there is no roster), 2 bad input or
usage, 70 a fault of this program. A command's answer goes to standard output, messages to
standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from roster import __version__
from roster.cli.usage import asked_language, tell_usage
from roster.model.language import say

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
    "bench",
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
        # numpy would start a thread for each core, for linear algebra that no command does.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        found = import_module(f"roster.cli.{cmd_name}").command
        return found if isinstance(found, click.Command) else None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and exit; faults of usage are told in the language asked for."""
        given = list(sys.argv[1:] if args is None else args)
        try:
            status = super().main(given, prog_name, complete_var, False, **extra)
        except click.ClickException as fault:
            if not standalone_mode:
                raise
            tell_usage(fault, given)
            sys.exit(fault.exit_code)
        except click.Abort:
            if not standalone_mode:
                raise
            language = asked_language(given)
            click.echo(say(language, id="Dihentikan.", en="Aborted!"), err=True)
            sys.exit(1)
        if standalone_mode:
            sys.exit(status if isinstance(status, int) else 0)
        return status


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="duty-roster")
def main() -> None:
    """Duty rosters an office can trust: fair, proven, explained.

    A BOOK is one workbook (.xlsx) or a folder of CSV files. Begin with "roster init BOOK".
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
