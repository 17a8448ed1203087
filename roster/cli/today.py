"""Who is on duty now, and next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roster.cli import summary
from roster.cli.clock import at_option, moment
from roster.cli.common import (
    Command,
    answer,
    book_argument,
    json_option,
    language_option,
    open_book,
    spoken,
)
from roster.model.language import clock, long_date, say

if TYPE_CHECKING:
    from roster.ledger.today import Serving

AHEAD = timedelta(days=14)


@click.command(name="today", cls=Command, short_help="Say who is on duty now and next.")
@book_argument
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    help="Write a page for the room's screen, with names and posts alone.",
)
@at_option
@language_option
@json_option
def command(
    book: Path, html: Path | None, at: datetime | None, language: str | None, as_json: bool
) -> None:
    """Say who is on duty now and who comes next, by the published versions.

    The page of --html changes by itself from session to session for two weeks; write it
    again after each publication.
    """
    from roster.ledger import Ledger, ledger_path
    from roster.ledger.today import in_force, watch

    language = spoken(book, language)
    read = open_book(book, language)
    now = moment(at, read.setting("timezone") or "Asia/Jakarta")
    with Ledger(ledger_path(book), language) as ledger:
        found = watch(ledger, now, AHEAD)
        if html is not None:
            midnight = now.replace(hour=0, minute=0, second=0)
            servings = in_force(ledger, midnight, midnight + AHEAD)
            _write(html, servings, read.setting("office") or book.name, language)
    if as_json:
        answer(
            {
                "at": now.isoformat(),
                "now": [_record(serving) for serving in found.now],
                "next": [_record(serving) for serving in found.next],
            }
        )
        return
    for title, servings in (
        (say(language, id="Bertugas sekarang", en="On duty now"), found.now),
        (say(language, id="Berikutnya", en="Next"), found.next),
    ):
        click.echo(f"{title}:")
        click.echo("\n".join(_lines(servings, language)))


def _write(path: Path, servings: Sequence[Serving], title: str, language: str) -> None:
    """Write the page whole, by rename."""
    import os

    from roster.exports.screen import screen

    page = screen(((s.duty, s.names) for s in servings), title, language)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(page, encoding="utf-8")
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _record(serving: Serving) -> dict[str, Any]:
    duty = serving.duty
    return {
        "room": duty.room,
        "session": duty.session,
        "post": duty.post,
        "start": duty.start.isoformat(),
        "end": duty.end.isoformat(),
        "names": list(serving.names),
    }


def _lines(servings: Sequence[Serving], language: str) -> list[str]:
    if not servings:
        return [say(language, id="  tidak ada", en="  nobody")]
    return summary.aligned(
        [
            (
                f"  {long_date(serving.duty.day, language)}",
                f"{clock(serving.duty.start, language)}–{clock(serving.duty.end, language)}",
                serving.duty.room,
                serving.duty.post,
                ", ".join(serving.names),
            )
            for serving in servings
        ]
    )
