"""What is to be done: rooms, duties in them, and the roster that says who does them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple


@dataclass(frozen=True)
class Room:
    """A place where the public is served; ``timezone`` is an IANA name."""

    id: str
    name: str = ""
    place: str = ""
    timezone: str = "Asia/Jakarta"


@dataclass(frozen=True)
class Duty:
    """One post of one session on one day, with the officers it takes.

    ``day`` is the local date on which it starts; ``start`` and ``end`` are aware, in the zone
    of the room, and may lie on different dates. ``min``, ``ideal`` and ``max`` count officers;
    ``max`` is None where there is no limit.
    """

    day: date
    room: str
    session: str
    post: str
    start: datetime
    end: datetime
    competency: str = ""
    min: int = 1
    ideal: int = 1
    max: int | None = None
    session_name: str = ""

    def __hash__(self) -> int:
        return hash((self.day, self.room, self.session, self.post))

    @cached_property
    def id(self) -> str:
        """A name that is unique in a problem: date/room/session/post."""
        return f"{self.day.isoformat()}/{self.room}/{self.session}/{self.post}"

    @cached_property
    def utc(self) -> tuple[float, float]:
        """Start and end in seconds since the epoch, to compare across zones."""
        return self.start.timestamp(), self.end.timestamp()

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return round((self.utc[1] - self.utc[0]) / 60)

    @property
    def overnight(self) -> bool:
        """Whether it ends after the midnight at the end of its day, on the room's clock."""
        return self.end.replace(tzinfo=None) > datetime.combine(
            self.day + timedelta(days=1), time()
        )

    def overlaps(self, other: Duty) -> bool:
        """Whether both need an officer at some same instant."""
        return self.utc[0] < other.utc[1] and other.utc[0] < self.utc[1]


class Assignment(NamedTuple):
    """An officer on a duty."""

    officer: str
    duty: Duty


@dataclass(frozen=True)
class Roster:
    """Who does what: assignments in order of time, place and officer."""

    assignments: tuple[Assignment, ...]

    @classmethod
    def of(cls, assignments: Iterable[tuple[str, Duty]]) -> Roster:
        """Make a roster from pairs of officer and duty in any order."""
        pairs = [Assignment(officer, duty) for officer, duty in assignments]
        pairs.sort(key=lambda a: (a.duty.utc, a.duty.room, a.duty.session, a.duty.post, a.officer))
        return cls(tuple(pairs))

    @cached_property
    def by_officer(self) -> Mapping[str, tuple[Duty, ...]]:
        """Each officer's duties in order of time; officers without a duty are left out."""
        found: dict[str, list[Duty]] = {}
        for officer, duty in self.assignments:
            found.setdefault(officer, []).append(duty)
        return MappingProxyType({officer: tuple(duties) for officer, duties in found.items()})

    @cached_property
    def by_duty(self) -> Mapping[Duty, tuple[str, ...]]:
        """The officers on each duty, sorted; empty duties are left out."""
        found: dict[Duty, list[str]] = {}
        for officer, duty in self.assignments:
            found.setdefault(duty, []).append(officer)
        return MappingProxyType({duty: tuple(sorted(who)) for duty, who in found.items()})

    @cached_property
    def by_day(self) -> Mapping[str, Mapping[date, tuple[Duty, ...]]]:
        """Each officer's duties by the day on which they start, in order of time."""
        found: dict[str, dict[date, tuple[Duty, ...]]] = {}
        for officer, duties in self.by_officer.items():
            days = found.setdefault(officer, {})
            for duty in duties:
                days[duty.day] = (*days.get(duty.day, ()), duty)
        return MappingProxyType(found)

    @cached_property
    def kinds_by_day(self) -> Mapping[str, Mapping[date, frozenset[str]]]:
        """The session kinds on which each officer serves, by day."""
        return MappingProxyType(
            {
                officer: {day: frozenset(d.session for d in on) for day, on in days.items()}
                for officer, days in self.by_day.items()
            }
        )

    def duties(self, officer: str) -> tuple[Duty, ...]:
        """An officer's duties in order of time."""
        return self.by_officer.get(officer, ())

    def duties_on(self, officer: str, day: date) -> tuple[Duty, ...]:
        """An officer's duties that start on a day, in order of time."""
        return self.by_day.get(officer, {}).get(day, ())

    def officers(self, duty: Duty) -> tuple[str, ...]:
        """The officers on a duty, sorted."""
        return self.by_duty.get(duty, ())
