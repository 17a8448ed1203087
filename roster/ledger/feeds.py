"""Calendar feeds: for each officer a file under a secret name, fit for any static web server.

The name is the only protection, as calendar programs send no password. It is kept in the
ledger, which is as private as the book beside it, so that an officer can be told it again.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from roster.exports.ics_event import Event, free_uid
from roster.ledger.ledger import Ledger
from roster.ledger.records import Placed, event_of
from roster.ledger.revisions import end_of, lapsed
from roster.model.language import say

PAST = timedelta(days=62)
"""How long a feed tells of duties that are over."""

WEEKS = 4
"""How many weeks after its end a cancelled entry stays in a feed."""

CLOSED = timedelta(days=7)
"""How long a closed feed says so, before its file goes: some programs keep what they had."""


@dataclass(frozen=True)
class Feed:
    """A feed; ``closed`` is None while it is open. The file's name is ``token`` + ``.ics``."""

    token: str
    officer: str
    opened: datetime
    closed: datetime | None = None

    @property
    def file(self) -> str:
        """The name of the feed's file."""
        return f"{self.token}.ics"


def feeds(ledger: Ledger) -> tuple[Feed, ...]:
    """Every feed, open and closed, by officer and time."""
    return tuple(
        Feed(
            row["token"],
            row["officer"],
            datetime.fromisoformat(row["opened"]),
            datetime.fromisoformat(row["closed"]) if row["closed"] else None,
        )
        for row in ledger.rows("SELECT * FROM feeds ORDER BY officer, opened, token")
    )


def open_feeds(ledger: Ledger, officers: Iterable[str], at: datetime) -> None:
    """Give a feed to every officer who has never had one; a closed one stays closed."""
    known = {feed.officer for feed in feeds(ledger)}
    new = [officer for officer in officers if officer not in known]
    if new:
        with ledger.change() as db:
            for officer in new:
                db.execute(_INSERT, (secrets.token_hex(32), officer, at.isoformat()))


def renew_feed(ledger: Ledger, officer: str, at: datetime) -> None:
    """Close an officer's feed and open another under a new name."""
    with ledger.change() as db:
        db.execute(_CLOSE, (at.isoformat(), officer))
        db.execute(_INSERT, (secrets.token_hex(32), officer, at.isoformat()))


def revoke_feed(ledger: Ledger, officer: str, at: datetime) -> bool:
    """Close an officer's feed; whether there was an open one."""
    with ledger.change() as db:
        return db.execute(_CLOSE, (at.isoformat(), officer)).rowcount > 0


def feed_files(
    ledger: Ledger, titles: Mapping[str, str], language: str, timezone: str, at: datetime
) -> dict[str, bytes]:
    """The content of every feed at a time, by file; closed ones say so for a while.

    ``titles`` are what officers' calendars are called; an officer who is not among them
    keeps a feed of what was cancelled.
    """
    from roster.exports.ics_write import render

    entries = _entries(ledger)
    files = {}
    for feed in feeds(ledger):
        if feed.closed is not None:
            if at - feed.closed <= CLOSED:
                title = _closed_words(language)
                closed = _closed(ledger, feed, feed.closed, language, timezone)
                files[feed.file] = render([closed], title, language, timezone=timezone)
            continue
        own = [e.event for e in entries.get(feed.officer, ()) if _told(e, at)]
        if own:
            title = titles.get(feed.officer) or entries[feed.officer][-1].title
            files[feed.file] = render(own, title, language, timezone=timezone)
    return files


def write_feeds(ledger: Ledger, folder: Path, files: Mapping[str, bytes]) -> int:
    """Bring the files of feeds up to date, each by rename; how many were written.

    Files of feeds that are closed for good go; a file that no feed has a name for stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    for name, content in files.items():
        path = folder / name
        if path.exists() and path.read_bytes() == content:
            continue
        beside = folder / f".{name}.{os.getpid()}"
        try:
            beside.write_bytes(content)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
        written += 1
    for feed in feeds(ledger):
        if feed.file not in files:
            (folder / feed.file).unlink(missing_ok=True)
    return written


_INSERT = "INSERT INTO feeds VALUES (?, ?, ?, '')"
_CLOSE = "UPDATE feeds SET closed = ? WHERE officer = ? AND closed = ''"


def _entries(ledger: Ledger) -> dict[str, Sequence[Placed]]:
    """The latest revision of every entry of every officer, in order of day."""
    found: dict[str, list[Placed]] = {}
    for row in ledger.rows(
        "SELECT owner, title, day, duty, event, max(sequence) FROM revisions "
        "WHERE kind = 'officer' GROUP BY uid ORDER BY day, uid"
    ):
        event = event_of(row["event"])
        day = datetime.fromisoformat(row["day"]).date()
        entry = Placed("officer", row["owner"], row["title"], day, row["duty"], event)
        found.setdefault(row["owner"], []).append(entry)
    return {officer: tuple(own) for officer, own in found.items()}


def _told(entry: Placed, at: datetime) -> bool:
    return end_of(entry) >= at - PAST and not lapsed(entry, at, WEEKS)


def _closed_words(language: str) -> str:
    return say(language, id="Kalender piket ditutup", en="Duty calendar closed")


def _closed(ledger: Ledger, feed: Feed, closed: datetime, language: str, timezone: str) -> Event:
    installation = ledger.fact("installation")
    return Event(
        uid=free_uid(installation, f"feed {feed.token}", closed.date()),
        summary=_closed_words(language),
        start=closed.date(),
        end=closed.date() + timedelta(days=1),
        timezone=timezone,
        created=closed,
        modified=closed,
        description=say(
            language,
            id="Alamat ini tidak berlaku lagi. Mintalah alamat baru kepada penyusun jadwal.",
            en="This address is no longer in use. Ask the planner of the roster for a new one.",
        ),
        transparent=True,
    )
