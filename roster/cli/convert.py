"""A book from one form into the other."""

from __future__ import annotations

from pathlib import Path

import click

from roster.cli.common import Command, answer, json_option, language_option, open_book, spoken


@click.command(name="convert", cls=Command, short_help="Turn a workbook into CSV files, or back.")
@click.argument("source", metavar="A", type=click.Path(path_type=Path))
@click.argument("target", metavar="B", type=click.Path(path_type=Path))
@language_option
@json_option
def command(source: Path, target: Path, language: str | None, as_json: bool) -> None:
    """Write the book A as the book B: a workbook if B ends in .xlsx, else a folder of CSV.

    Nothing is lost either way. B must not exist yet.
    """
    from roster.book import write_book

    language = spoken(source, language)
    book = open_book(source, language)
    write_book(book, target, language)
    if as_json:
        answer({"book": str(target), "sha256": book.sha256})
    click.echo(f"{source} -> {target}", err=True)
