"""A book alone, or a roster against every rule of its book."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from roster.cli import summary
from roster.cli.common import (
    NO,
    Command,
    answer,
    book_argument,
    json_option,
    language_option,
    needed_period,
    open_book,
    period,
    period_options,
    problem_of,
    spoken,
)
from roster.model.language import say


@click.command(name="check", cls=Command, short_help="Check a book, or a roster of it.")
@book_argument
@period_options
@click.option(
    "--roster",
    "file",
    type=click.Path(path_type=Path),
    help="A roster.csv, or the folder that holds one, to check against every rule.",
)
@language_option
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    book: Path,
    month: str | None,
    first: datetime | None,
    last: datetime | None,
    file: Path | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Check the BOOK alone, or with --roster a roster against every rule.

    No solver is asked. The answer is no (exit status 1) if a must rule is broken.
    """
    days = needed_period(month, first, last) if file else period(month, first, last)
    language = spoken(book, language)
    read = open_book(book, language)
    if days is None:
        _tell_book(str(book), read.sha256, language, as_json)
        return
    problem = problem_of(read, days, language)
    if file is None:
        _tell_book(str(book), read.sha256, language, as_json)
        return
    from roster.exports.reading import read_roster
    from roster.verify import verify

    path = file / "roster.csv" if file.is_dir() else file
    roster = read_roster(path, problem, language)
    report = verify(problem, roster)
    if as_json:
        answer(summary.checked(problem, report, language))
    else:
        click.echo("\n".join(summary.verdict(problem, roster, report, language)))
    ctx.exit(NO if report.hard else 0)


def _tell_book(book: str, sha256: str, language: str, as_json: bool) -> None:
    if as_json:
        answer({"book": book, "sha256": sha256})
    else:
        click.echo(say(language, id=f"{book}: dapat dipakai", en=f"{book}: fit for use"))
