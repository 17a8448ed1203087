"""The officers' calendar feeds: their addresses, and how they are renewed and revoked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roster.cli import amended, summary
from roster.cli.clock import at_option, moment
from roster.cli.common import (
    Command,
    answer,
    book_argument,
    json_option,
    language_option,
    open_book,
    spoken,
    unusable,
)
from roster.model.language import say

if TYPE_CHECKING:
    from roster.book import Book
    from roster.ledger import Ledger

FOLDER = "feeds"


@click.command(name="feeds", cls=Command, short_help="List, renew or revoke calendar feeds.")
@book_argument
@click.option("--renew", metavar="X", help="Give an officer a new address; the old one ends.")
@click.option("--revoke", metavar="X", help="End an officer's feed.")
@click.option("--url", default="", help="Where the folder of feeds is served, to list addresses.")
@at_option
@language_option
@json_option
def command(
    book: Path,
    renew: str | None,
    revoke: str | None,
    url: str,
    at: datetime | None,
    language: str | None,
    as_json: bool,
) -> None:
    """List the officers' feeds; --renew and --revoke change one.

    The files are in the folder "feeds" beside the BOOK, for any static web server, and
    "roster publish" keeps them up to date. Whoever knows an address can read the feed: give
    it to its officer only. A revoked feed says so for a week, then its file goes.
    """
    from roster.ledger import Ledger, ledger_path
    from roster.ledger.feeds import feeds, renew_feed, revoke_feed

    language = spoken(book, language)
    read = open_book(book, language)
    if renew or revoke:
        when = moment(at, read.setting("timezone") or "Asia/Jakarta")
        with Ledger(ledger_path(book), language, create=True) as ledger:
            if renew:
                renew_feed(ledger, amended.person(read, renew), when)
            if revoke and not revoke_feed(ledger, amended.person(read, revoke), when):
                raise unusable(
                    id=f"{revoke} tidak punya kalender langganan yang terbuka.",
                    en=f"{revoke} has no open feed.",
                )
            bring_up_to_date(ledger, read, book, language, when)
    with Ledger(ledger_path(book), language) as ledger:
        rows = feeds(ledger)
    base = url.rstrip("/") + "/" if url else f"{FOLDER}/"
    names = {row.officer: row.name for row in read.officers}
    if as_json:
        answer(
            [
                {
                    "officer": feed.officer,
                    "address": base + feed.file,
                    "opened": feed.opened.isoformat(),
                    "closed": feed.closed.isoformat() if feed.closed else None,
                }
                for feed in rows
            ]
        )
        return
    closed = say(language, id="ditutup", en="closed")
    table = [
        (
            names.get(feed.officer, feed.officer),
            f"{closed} {feed.closed.isoformat()}" if feed.closed else base + feed.file,
        )
        for feed in rows
    ]
    none = say(language, id="Belum ada kalender langganan.", en="There are no feeds yet.")
    click.echo("\n".join(summary.aligned(table)) if table else none)


def bring_up_to_date(
    ledger: Ledger, book: Book, path: Path, language: str, at: datetime
) -> tuple[Path, int]:
    """Write the files of the feeds as the ledger has them; the folder, and how many changed."""
    from roster.ledger.feeds import feed_files, write_feeds

    word = say(language, id="Piket", en="Duty")
    titles = {row.officer: f"{word} {row.name}" for row in book.officers if row.name}
    zone = book.setting("timezone") or "Asia/Jakarta"
    folder = path.resolve().parent / FOLDER
    return folder, write_feeds(ledger, folder, feed_files(ledger, titles, language, zone, at))
