"""A published version as the published files tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from roster.amendment import Change
from roster.exports.words import people
from roster.model import Problem, Room
from roster.model.language import MONTHS, ZONES, clock, say


@dataclass(frozen=True)
class Edition:
    """One version: its number and time, and what it changed against the one before.

    ``decree`` is the number of the decree, or its whole name; the book's own if empty.
    """

    number: int
    at: datetime
    decree: str = ""
    note: str = ""
    changes: tuple[Change, ...] = ()

    def title(self, problem: Problem, language: str) -> str:
        """``versi 2, 28 Desember 2026 10.00 WIB``, on the clock of the office."""
        rooms = problem.rooms or (Room(""),)
        zone = problem.setting("timezone") or rooms[0].timezone
        at = self.at.astimezone(ZoneInfo(zone))
        day = f"{at.day} {MONTHS[language][at.month - 1]} {at.year}"
        when = f"{day} {clock(at, language)} {ZONES.get(zone, zone)}"
        return say(language, id=f"versi {self.number}, {when}", en=f"version {self.number}, {when}")


def named(problem: Problem, officers: Iterable[str]) -> list[str]:
    """What officers are called in public, sorted; one who left by the end of the number."""
    names = people(problem)
    return sorted(names.get(who) or f"…{who[-3:]}" for who in officers)
