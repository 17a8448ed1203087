"""A starter book that solves as it is."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from roster.cli.common import Command, answer, book_argument, json_option, language_option
from roster.model.language import LANGUAGES, say


@click.command(name="init", cls=Command, short_help="Write a starter book.")
@book_argument
@click.option("--xlsx", is_flag=True, help="A workbook: BOOK.xlsx.")
@language_option
@json_option
def command(book: Path, xlsx: bool, language: str | None, as_json: bool) -> None:
    """Write a starter book that solves as it is.

    It is a workbook, with drop-downs and notes, if BOOK ends in .xlsx or with --xlsx; else a
    folder of CSV files. BOOK must not exist yet.
    """
    from roster.book.starter import write_starter

    language = language or LANGUAGES[0]
    written, month = write_starter(book, xlsx=xlsx, language=language)
    if as_json:
        answer({"book": str(written), "month": month})
    hint = f"roster solve {shlex.quote(str(written))} --month {month} --out out"
    click.echo(say(language, id=f"Coba: {hint}", en=f"Try: {hint}"), err=True)
