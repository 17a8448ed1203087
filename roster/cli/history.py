"""Every version that was published of a book's rosters."""

from __future__ import annotations

from pathlib import Path

import click

from roster.cli import summary
from roster.cli.common import Command, answer, book_argument, json_option, language_option, spoken
from roster.cli.publish import record
from roster.model.language import say


@click.command(name="history", cls=Command, short_help="List the versions that were published.")
@book_argument
@language_option
@json_option
def command(book: Path, language: str | None, as_json: bool) -> None:
    """List every version that was published from the BOOK, the first one first.

    "roster restore" writes the files of any of them again.
    """
    from roster.exports.words import period
    from roster.ledger import Ledger, ledger_path

    language = spoken(book, language)
    with Ledger(ledger_path(book), language) as ledger:
        rows = ledger.publications()
        counts = {row.number: ledger.revised_by(row.number) for row in rows}
    if as_json:
        answer([record(row) for row in rows])
        return
    if not rows:
        click.echo(say(language, id="Belum ada yang terbit.", en="Nothing was published yet."))
        return
    heads = say(
        language,
        id="versi|periode|terbit|oleh|keputusan|entri|batal|catatan",
        en="version|period|published|by|decree|entries|cancelled|note",
    )
    table = [
        (
            str(row.number),
            period(row.first, row.last, language),
            row.act.at.isoformat(),
            row.act.author,
            row.act.decree,
            str(counts[row.number][0]),
            str(counts[row.number][1]),
            " – ".join(part for part in (row.act.note, row.act.although) if part),
        )
        for row in rows
    ]
    click.echo("\n".join(summary.aligned([tuple(heads.split("|")), *table])))
