"""The files of any published version again, byte for byte."""

from __future__ import annotations

from pathlib import Path

import click

from roster.cli import summary
from roster.cli.common import Command, book_argument, language_option, spoken


@click.command(name="restore", cls=Command, short_help="Write a published version again.")
@book_argument
@click.argument("number", type=click.IntRange(min=1))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write.")
@language_option
def command(book: Path, number: int, out: Path, language: str | None) -> None:
    """Write the files of version NUMBER again, byte for byte, into a folder.

    Nothing is published by this: to go back to an earlier roster, publish the folder, and
    calendars follow as after any change.
    """
    from roster.exports.folder import write_folder
    from roster.ledger import Ledger, ledger_path

    language = spoken(book, language)
    with Ledger(ledger_path(book), language) as ledger:
        files = ledger.documents(number)
        if not files:
            known = ", ".join(str(row.number) for row in ledger.publications())
            raise ledger.refusal(
                ledger.say(id=f"tidak ada versi {number}", en=f"there is no version {number}"),
                expected=known,
            )
    write_folder(out, files, language=language)
    click.echo(summary.written(str(out), files, language), err=True)
