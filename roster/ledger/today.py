"""Who is on duty at a moment, and who comes next, by the versions in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from roster.ledger.ledger import Ledger
from roster.model import Duty


@dataclass(frozen=True)
class Serving:
    """A duty and the names of those on it."""

    duty: Duty
    names: tuple[str, ...]


@dataclass(frozen=True)
class Watch:
    """Who serves at ``at``, and in each room who serves at the next start after it."""

    at: datetime
    now: tuple[Serving, ...]
    next: tuple[Serving, ...]


def in_force(ledger: Ledger, first: datetime, last: datetime) -> tuple[Serving, ...]:
    """Every duty of the versions in force that touches a span of time, in order of time.

    Where two periods overlap, the version published last tells of their common days.
    """
    found: dict[str, Serving] = {}
    taken: list[tuple[date, date]] = []
    current = {(row.first, row.last): row for row in ledger.publications()}
    for row in sorted(current.values(), key=lambda row: -row.number):
        if row.last < (first - timedelta(days=2)).date() or row.first > last.date():
            continue
        names = ledger.names(row.number)
        for duty, who in ledger.roster(row.number).by_duty.items():
            told = any(a <= duty.day <= b for a, b in taken)
            if not told and duty.start < last and duty.end > first:
                found[duty.id] = Serving(duty, tuple(sorted(_name(names, one) for one in who)))
        taken.append((row.first, row.last))
    return tuple(sorted(found.values(), key=lambda s: (s.duty.utc, s.duty.id)))


def watch(ledger: Ledger, at: datetime, ahead: timedelta = timedelta(days=14)) -> Watch:
    """Who serves now and next; nobody is told of who comes later than ``ahead``."""
    duties = in_force(ledger, at, at + ahead)
    now = tuple(s for s in duties if s.duty.start <= at)
    starts: dict[str, datetime] = {}
    for serving in duties:
        if serving.duty.start > at:
            starts.setdefault(serving.duty.room, serving.duty.start)
    following = tuple(s for s in duties if starts.get(s.duty.room) == s.duty.start)
    return Watch(at, now, following)


def _name(names: Mapping[str, str], officer: str) -> str:
    name = names.get(officer) or officer
    return f"…{name[-3:]}" if name == officer and name.isdigit() else name
