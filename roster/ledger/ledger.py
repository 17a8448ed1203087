"""What was published, and everything that follows from it: the questions a ledger answers."""

from __future__ import annotations

import csv
import hashlib
import io
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from roster.amendment import Absence, Swap
from roster.ledger.balances import to_book, totals
from roster.ledger.records import (
    Act,
    BalanceEntry,
    Placed,
    PublicationRow,
    event_of,
    event_text,
)
from roster.ledger.store import Store
from roster.model import Assignment, Duty, Roster

LOOK_BACK = timedelta(days=62)
"""How far back published rosters are handed to rules that look over the edge of a period."""


class Ledger(Store):
    """A ledger's records as values; see `Store` for how it is opened."""

    def __enter__(self) -> Ledger:
        return self

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """The rows that a query finds."""
        with self.told():
            return self.db.execute(query, values).fetchall()

    def fact(self, name: str) -> str:
        """One thing that the ledger holds for good, or nothing."""
        found = self.rows("SELECT value FROM facts WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def publications(self) -> tuple[PublicationRow, ...]:
        """Every version, in order of number."""
        return tuple(
            PublicationRow(
                row["number"],
                date.fromisoformat(row["first"]),
                date.fromisoformat(row["last"]),
                row["book_sha256"],
                row["roster_sha256"],
                row["language"],
                Act(
                    row["author"],
                    datetime.fromisoformat(row["at"]),
                    row["decree"],
                    row["note"],
                    row["although"],
                ),
            )
            for row in self.rows("SELECT * FROM publications ORDER BY number")
        )

    def current(self, first: date, last: date) -> PublicationRow | None:
        """The version in force for exactly this period."""
        found = [p for p in self.publications() if (p.first, p.last) == (first, last)]
        return found[-1] if found else None

    def documents(self, number: int) -> dict[str, bytes]:
        """The files of a version by path, as they were; raises InputError if one is damaged."""
        found = {}
        for row in self.rows(
            "SELECT path, contents.sha256, packed FROM documents "
            "JOIN contents USING (sha256) WHERE publication = ? ORDER BY path",
            number,
        ):
            with self.told():
                found[row["path"]] = _unpacked(row["packed"], row["sha256"])
        return found

    def roster(self, number: int) -> Roster:
        """The roster of a version, with the hours that its duties had then."""
        text = self.documents(number)["roster.csv"].decode()
        return Roster.of(
            (
                row["officer"],
                Duty(
                    date.fromisoformat(row["date"]),
                    row["room"],
                    row["session"],
                    row["post"],
                    datetime.fromisoformat(row["start"]),
                    datetime.fromisoformat(row["end"]),
                ),
            )
            for row in csv.DictReader(io.StringIO(text, newline=""))
        )

    def roster_between(self, first: date, before: date) -> Roster | None:
        """What the versions in force say of the days from ``first`` on and ``before`` another.

        Of periods that overlap the version published last is taken for their common days.
        None if there is nothing.
        """
        current = {(row.first, row.last): row for row in self.publications()}
        found: dict[date, list[Assignment]] = {}
        for row in sorted(current.values(), key=lambda row: row.number):
            if row.first < before and row.last >= first:
                for day in [day for day in found if row.first <= day <= row.last]:
                    del found[day]
                for assignment in self.roster(row.number).assignments:
                    if first <= assignment.duty.day < before:
                        found.setdefault(assignment.duty.day, []).append(assignment)
        return Roster.of(a for day in found.values() for a in day) if found else None

    def names(self, number: int) -> dict[str, str]:
        """What a version calls its officers, by id."""
        text = self.documents(number)["roster.csv"].decode()
        table = csv.DictReader(io.StringIO(text, newline=""))
        return {row["officer"]: row["name"] for row in table}

    def entries_between(self, first: date, last: date) -> dict[str, Placed]:
        """The latest revision of every calendar entry of some days, by UID."""
        found = self.rows(
            "SELECT kind, owner, title, day, duty, event, uid, max(sequence) FROM revisions "
            "WHERE day BETWEEN ? AND ? GROUP BY uid ORDER BY day, uid",
            first.isoformat(),
            last.isoformat(),
        )
        return {
            row["uid"]: Placed(
                row["kind"],
                row["owner"],
                row["title"],
                date.fromisoformat(row["day"]),
                row["duty"],
                event_of(row["event"]),
            )
            for row in found
        }

    def revised_by(self, number: int) -> tuple[int, int]:
        """How many calendar entries a version made or changed, and how many it cancelled."""
        found = self.rows(
            "SELECT count(*), total(status = 'CANCELLED') FROM revisions WHERE publication = ?",
            number,
        )[0]
        return int(found[0] - found[1]), int(found[1])

    def balance_entries(self, officer: str | None = None) -> tuple[BalanceEntry, ...]:
        """The lines of the books, of one officer or of all, in the order of booking."""
        found = self.rows(
            "SELECT * FROM entries WHERE officer = coalesce(?, officer) ORDER BY number", officer
        )
        return tuple(
            BalanceEntry(
                row["officer"],
                row["kind"],
                date.fromisoformat(row["first"]),
                date.fromisoformat(row["last"]),
                Fraction(row["duties"]),
                row["reason"],
                row["author"],
                datetime.fromisoformat(row["at"]),
                row["publication"],
            )
            for row in found
        )

    def absences(self, first: date, last: date) -> tuple[Absence, ...]:
        """What repairs were told of officers' absence, within a period."""
        found = self.rows(
            "SELECT officer, first, last FROM absences WHERE first <= ? AND last >= ? "
            "ORDER BY first, last, officer",
            last.isoformat(),
            first.isoformat(),
        )
        return tuple(
            Absence(row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2])) for row in found
        )

    def swaps(self, first: date, last: date) -> tuple[Swap, ...]:
        """The swaps that versions of exactly this period published, in order."""
        found = self.rows(
            "SELECT giver, given, taker, taken FROM swaps JOIN publications "
            "ON publication = number WHERE first = ? AND last = ? ORDER BY publication, place",
            first.isoformat(),
            last.isoformat(),
        )
        return tuple(Swap(*row) for row in found)

    def correct(self, entry: BalanceEntry) -> None:
        """Book a correction by hand."""
        with self.change() as db:
            write_entries(db, [entry])


def booked(
    ledger: Ledger, reckoning: Mapping[tuple[str, str], Fraction], first: date, last: date
) -> dict[tuple[str, str], Fraction]:
    """What a version of a period must add to the books, given what earlier ones booked."""
    before = (
        entry
        for entry in ledger.balance_entries()
        if entry.publication is not None and (entry.first, entry.last) == (first, last)
    )
    return to_book(reckoning, totals(before))


def write_entries(db: sqlite3.Connection, entries: Iterable[BalanceEntry]) -> None:
    """Add lines to the books."""
    db.executemany(
        "INSERT INTO entries (officer, kind, first, last, duties, reason, author, at, "
        "publication) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                entry.officer,
                entry.kind,
                entry.first.isoformat(),
                entry.last.isoformat(),
                str(entry.duties),
                entry.reason,
                entry.author,
                entry.at.isoformat(),
                entry.publication,
            )
            for entry in entries
        ],
    )


def write_documents(db: sqlite3.Connection, number: int, files: Mapping[str, bytes]) -> None:
    """Keep the files of a version; equal contents are kept once."""
    for path, content in sorted(files.items()):
        key = hashlib.sha256(content).hexdigest()
        db.execute("INSERT OR IGNORE INTO contents VALUES (?, ?)", (key, zlib.compress(content, 6)))
        db.execute("INSERT INTO documents VALUES (?, ?, ?)", (number, path, key))


def write_revisions(db: sqlite3.Connection, number: int, entries: Sequence[Placed]) -> None:
    """Keep the revisions of calendar entries that a version made."""
    db.executemany(
        "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                entry.event.uid,
                entry.event.sequence,
                number,
                entry.kind,
                entry.owner,
                entry.title,
                entry.day.isoformat(),
                entry.duty,
                entry.event.status,
                entry.event.created.isoformat(),
                entry.event.modified.isoformat(),
                event_text(entry.event),
            )
            for entry in entries
        ],
    )


def _unpacked(packed: bytes, sha256: str) -> bytes:
    try:
        content = zlib.decompress(packed)
    except zlib.error as fault:
        raise sqlite3.DatabaseError(f"document {sha256[:8]}: {fault}") from fault
    if hashlib.sha256(content).hexdigest() != sha256:
        raise sqlite3.DatabaseError(f"document {sha256[:8]} is not what was published")
    return content
