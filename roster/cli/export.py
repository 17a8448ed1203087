"""The files of a roster again: other formats, another language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from roster.cli import outputs, summary
from roster.cli.common import (
    Command,
    answer,
    formats_option,
    json_option,
    language_option,
    spoken,
)
from roster.cli.current import take_up
from roster.errors import InputError, Issue
from roster.model.language import LANGUAGES, say


@click.command(name="export", cls=Command, short_help="Write the files of a roster again.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--book",
    type=click.Path(path_type=Path),
    help="The book, where it is no longer where DIR/result.json remembers it.",
)
@formats_option
@language_option
@json_option
def command(
    folder: Path,
    book: Path | None,
    formats: tuple[str, ...],
    language: str | None,
    as_json: bool,
) -> None:
    """Write the files of the roster in DIR again, in other formats or another language.

    DIR is an output of roster solve; its book is read again and must be the same as then.
    The roster is checked against every rule once more.
    """
    from roster.exports.folder import write_folder
    from roster.ledger import Ledger, ledger_path
    from roster.ledger.editions import editions
    from roster.verify import verify

    told = outputs.earlier(folder, language or LANGUAGES[0])
    language = language or told.language
    book = book or told.book
    spoken(book, language)
    number = outputs.version_of(folder)
    if number and "ics" in formats:
        formats = tuple(name for name in formats if name != "ics")
        click.echo(_follow(number, language), err=True)
    with Ledger(ledger_path(book), language) as ledger:
        current = take_up(book, folder, language, ledger)
        versions = editions(ledger, current.problem, number)
    if current.book.sha256 != told.sha256:
        raise InputError([_changed(book, folder, language)])
    report = verify(current.problem, current.roster)
    if (report.hard, report.costs) != told.costs:
        raise InputError([_edited(folder, language)])
    outcome = replace(current.outcome(report), editions=versions)
    files = outputs.rendered(outcome, formats)
    write_folder(folder, files, keep=True, language=language)
    if as_json:
        answer({"folder": str(folder), "files": sorted(files)})
    click.echo(summary.written(str(folder), files, language), err=True)


def _follow(number: int, language: str) -> str:
    return say(
        language,
        id=f"Kalender versi {number} tetap seperti diterbitkan: roster publish yang menulisnya.",
        en=f"The calendars of version {number} stay as published: roster publish writes them.",
    )


def _changed(book: Path, folder: Path, language: str) -> Issue:
    return Issue(
        str(book),
        say(language, id="buku telah berubah", en="the book has changed"),
        say(
            language,
            id=f"buku yang menghasilkan {folder}",
            en=f"the book that {folder} was made from",
        ),
        say(
            language,
            id="Susun jadwal lagi dengan roster solve, atau sebutkan buku lama dengan --book",
            en="Make the roster again with roster solve, or name the old book with --book",
        ),
    )


def _edited(folder: Path, language: str) -> Issue:
    return Issue(
        str(folder / "roster.csv"),
        say(
            language,
            id="jadwal tidak lagi sesuai dengan result.json",
            en="the roster no longer agrees with result.json",
        ),
        advice=say(
            language,
            id="Periksa jadwal yang diubah dengan roster check --roster",
            en="Look at a roster changed by hand with roster check --roster",
        ),
    )
