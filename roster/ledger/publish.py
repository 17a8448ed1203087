"""Publishing a roster: one transaction that numbers it, revises calendars and books balances."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from roster.amendment import Absence, Swap
from roster.exports.calendars import Publication
from roster.exports.table import roster_csv
from roster.ledger.balances import reckoned
from roster.ledger.calendars import calendar_files
from roster.ledger.ledger import (
    Ledger,
    booked,
    write_documents,
    write_entries,
    write_revisions,
)
from roster.ledger.records import (
    Act,
    BalanceEntry,
    Placed,
    PublicationRow,
)
from roster.ledger.revisions import placed, revised
from roster.model import Problem, Roster
from roster.model.language import say

INSTALLATION = "installation"


@dataclass(frozen=True)
class Draft:
    """A roster about to be published.

    ``seen`` is the number of the version that it was made from, the ledger's last one of the
    period (0: none). ``absences`` and ``swaps`` are those that this version is the first to
    know of.
    """

    problem: Problem
    roster: Roster
    language: str
    book_sha256: str
    seen: int = 0
    absences: tuple[Absence, ...] = ()
    swaps: tuple[Swap, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The hash of the roster as a table."""
        return hashlib.sha256(roster_csv(self.problem, self.roster).encode()).hexdigest()


@dataclass(frozen=True)
class Version:
    """A draft with its number, and the calendar entries as they then stand.

    ``changed`` are those whose revision is new; the first version of a period changes all.
    """

    number: int
    draft: Draft
    act: Act
    publication: Publication
    entries: tuple[Placed, ...]
    changed: tuple[Placed, ...]
    revision: int = 1

    @property
    def row(self) -> PublicationRow:
        """What the list of versions says of it."""
        problem, draft = self.draft.problem, self.draft
        return PublicationRow(
            self.number,
            problem.first,
            problem.last,
            draft.book_sha256,
            draft.sha256,
            draft.language,
            self.act,
        )

    def calendars(self) -> dict[str, bytes]:
        """Every calendar file of the period, by its path in the output folder."""
        return dict(calendar_files(self.publication, self.entries))


def published_already(ledger: Ledger, draft: Draft, act: Act) -> PublicationRow | None:
    """The version in force, if publishing the draft would change nothing."""
    last = ledger.current(draft.problem.first, draft.problem.last)
    same = last is not None and (
        last.roster_sha256,
        last.book_sha256,
        last.language,
        last.act.decree,
    ) == (draft.sha256, draft.book_sha256, draft.language, act.decree or last.act.decree)
    return last if same else None


def prepare(ledger: Ledger, draft: Draft, act: Act) -> Version:
    """Number a draft and revise the calendars, without writing anything.

    Raises
    ------
    InputError
        If the time of the act does not lie after the version before, or the draft was made
        from a version that is no longer the last.
    """
    problem, rows = draft.problem, ledger.publications()
    period = [row for row in rows if (row.first, row.last) == (problem.first, problem.last)]
    refuse_overtaken(ledger, draft.seen, problem.first, problem.last)
    before = ledger.entries_between(problem.first, problem.last)
    _refuse_clock(ledger, act, rows, strictly=bool(before))
    publication = Publication(
        _named_as_before(ledger, problem), draft.roster, draft.language, act.at
    )
    entries, changed = revised(before, placed(publication), act.at)
    return Version(
        number=max((row.number for row in rows), default=0) + 1,
        draft=draft,
        act=act,
        publication=publication,
        entries=tuple(entries.values()),
        changed=tuple(entries[uid] for uid in changed),
        revision=len(period) + 1,
    )


def commit(ledger: Ledger, version: Version, files: Mapping[str, bytes]) -> None:
    """Write a version with its files into the ledger: all of it, or nothing.

    Raises InputError if another version was published since this one was prepared, or the
    ledger cannot be written.
    """
    draft, number = version.draft, version.number
    balances = _entries(ledger, version)
    ledger.sound()
    with ledger.change() as db:
        (last,) = db.execute("SELECT coalesce(max(number), 0) FROM publications").fetchone()
        if last >= number:
            raise _overtaken(ledger, last)
        _write_row(db, version.row)
        db.execute(
            "INSERT OR IGNORE INTO facts VALUES (?, ?)",
            (INSTALLATION, version.publication.installation),
        )
        write_documents(db, number, files)
        write_revisions(db, number, version.changed)
        write_entries(db, balances)
        db.executemany(
            "INSERT OR IGNORE INTO absences VALUES (?, ?, ?, ?)",
            [
                (number, away.officer, away.first.isoformat(), away.last.isoformat())
                for away in draft.absences
            ],
        )
        db.executemany(
            "INSERT INTO swaps VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, place, swap.giver, swap.given, swap.taker, swap.taken)
                for place, swap in enumerate(draft.swaps)
            ],
        )


def publish(
    ledger: Ledger,
    draft: Draft,
    act: Act,
    documents: Callable[[Version], Mapping[str, bytes]] = lambda version: {},
) -> Version | None:
    """Publish a draft with its calendars and ``documents``; None if it is in force already."""
    if published_already(ledger, draft, act):
        return None
    version = prepare(ledger, draft, act)
    commit(ledger, version, {**documents(version), **version.calendars()})
    return version


def _named_as_before(ledger: Ledger, problem: Problem) -> Problem:
    """The problem under the name that its calendar entries had from the first."""
    name = ledger.fact(INSTALLATION)
    return replace(problem, settings=(*problem.settings, (INSTALLATION, name))) if name else problem


def refuse_overtaken(ledger: Ledger, seen: int, first: date, last: date) -> None:
    """Raise InputError if a roster was made from a version that is no longer in force."""
    current = ledger.current(first, last)
    number = current.number if current else 0
    if seen not in (0, number):
        raise _overtaken(ledger, number)


def _overtaken(ledger: Ledger, last: int) -> Exception:
    found = [row for row in ledger.publications() if row.number == last]
    by = f" ({found[0].act.author})" if found else ""
    return ledger.refusal(
        ledger.say(
            id=f"versi {last}{by} sudah diterbitkan lebih dahulu; yang ini tidak diterbitkan",
            en=f"version {last}{by} was published before this one, which was not published",
        ),
        ledger.say(
            id="Bandingkan dengan roster compare, lalu ulangi dari versi itu",
            en="Compare with roster compare, then start again from that version",
        ),
    )


def _refuse_clock(
    ledger: Ledger, act: Act, rows: tuple[PublicationRow, ...], *, strictly: bool
) -> None:
    newest = max(rows, key=lambda row: row.act.at, default=None)
    if newest is None or act.at > newest.act.at or (act.at == newest.act.at and not strictly):
        return
    told = newest.act.at.isoformat()
    raise ledger.refusal(
        ledger.say(
            id=f"waktu terbit {act.at.isoformat()} tidak sesudah versi {newest.number} ({told})",
            en=f"the time {act.at.isoformat()} is not after that of version "
            f"{newest.number} ({told})",
        ),
        ledger.say(
            id="Betulkan jam komputer, atau sebutkan waktu yang lebih lambat dengan --at",
            en="Set the computer's clock right, or name a later time with --at",
        ),
    )


def _write_row(db: sqlite3.Connection, row: PublicationRow) -> None:
    db.execute(
        "INSERT INTO publications VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.number,
            row.first.isoformat(),
            row.last.isoformat(),
            row.book_sha256,
            row.roster_sha256,
            row.language,
            row.act.author,
            row.act.at.isoformat(),
            row.act.decree,
            row.act.note,
            row.act.although,
        ),
    )


def _entries(ledger: Ledger, version: Version) -> list[BalanceEntry]:
    draft, act = version.draft, version.act
    problem = draft.problem
    swaps = (*ledger.swaps(problem.first, problem.last), *draft.swaps)
    reckoning = reckoned(problem, draft.roster, swaps)
    number = version.number
    reason = say(draft.language, id=f"jadwal versi {number}", en=f"roster, version {number}")
    return [
        BalanceEntry(
            officer, kind, problem.first, problem.last, duties, reason, act.author, act.at, number
        )
        for (officer, kind), duties in booked(
            ledger, reckoning, problem.first, problem.last
        ).items()
    ]
