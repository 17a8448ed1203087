"""How often officers fell out of published duties, counted in days; no reason is known here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roster.ledger.ledger import Ledger

NOTICE = timedelta(days=1)
"""How long before it begins an absence that nobody foresaw is told of at most."""


@dataclass(frozen=True)
class Attendance:
    """Days on which an officer had a published duty, and those of them that were missed."""

    days: int = 0
    missed: int = 0

    def __add__(self, other: Attendance) -> Attendance:
        return Attendance(self.days + other.days, self.missed + other.missed)


def attendance(ledger: Ledger, before: date) -> Mapping[str, Attendance]:
    """Each officer's attendance on the days before a date, as far as rosters were published.

    Served are the duty days of the versions in force. Missed are the days on which the version
    before the one that first told of an absence had the officer on duty, if the officer does not
    serve then after all. An absence on days without a duty counts nowhere: neither does a day on
    which the officer was free and well. Leave that a repair was told of in good time counts
    nowhere either: missed are the days of absences that were first published no earlier than the
    day before they began. That holds no reason, and needs none.
    """
    held = ledger.roster_between(date.min, before)
    served = {(who, duty.day) for who, duty in held.assignments} if held else set()
    missed: set[tuple[str, date]] = set()
    for number, who, first, last in _unforeseen(ledger):
        missed |= {
            (who, day)
            for day in _duty_days(ledger, number, who)
            if first <= day <= last and day < before
        }
    missed -= served
    found: dict[str, Attendance] = {}
    for days, each in ((served, Attendance(1)), (missed, Attendance(1, 1))):
        for who, _ in days:
            found[who] = found.get(who, Attendance()) + each
    return dict(sorted(found.items()))


def _unforeseen(ledger: Ledger) -> Iterator[tuple[int, str, date, date]]:
    """Every absence that came as a surprise, with the version that first told of it."""
    told = {row.number: row.act.at.date() for row in ledger.publications()}
    for number, who, *days in ledger.rows("SELECT publication, officer, first, last FROM absences"):
        first, last = map(date.fromisoformat, days)
        if first - told[number] <= NOTICE:
            yield number, who, first, last


def _duty_days(ledger: Ledger, number: int, who: str) -> set[date]:
    """The days of an officer in the version that was in force before another of its period."""
    rows = {row.number: row for row in ledger.publications()}
    period = rows[number].first, rows[number].last
    earlier = [n for n, row in rows.items() if (row.first, row.last) == period and n < number]
    if not earlier:
        return set()
    return {duty.day for duty in ledger.roster(max(earlier)).duties(who)}
