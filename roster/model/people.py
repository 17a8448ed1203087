"""Who serves: officers, the units that send them, and when they cannot serve."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property


@dataclass(frozen=True)
class Unit:
    """A work unit. ``share`` is its part of the duties, relative to the other units'."""

    id: str
    name: str = ""
    share: Fraction | None = None
    max_per_session: int | None = None
    min_at_work: int | None = None


@dataclass(frozen=True)
class Certificate:
    """A competency held from ``valid_from`` to ``valid_until``, both days included."""

    competency: str
    valid_from: date | None = None
    valid_until: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the certificate holds on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


@dataclass(frozen=True)
class Officer:
    """An officer; ``capacity`` 1 is full service, ``left`` the last day of appointment."""

    id: str
    name: str = ""
    unit: str = ""
    email: str = ""
    certificates: tuple[Certificate, ...] = ()
    capacity: Fraction = Fraction(1)
    joined: date | None = None
    left: date | None = None
    contract: str = ""

    def appointed_on(self, day: date) -> bool:
        """Whether the officer is appointed on a day."""
        return (self.joined is None or self.joined <= day) and (
            self.left is None or day <= self.left
        )

    def competent_on(self, competency: str, day: date) -> bool:
        """Whether the officer holds a competency on a day; an empty one is held by all."""
        return not competency or any(
            held.competency == competency and held.valid_on(day) for held in self.certificates
        )


@dataclass(frozen=True)
class Leave:
    """An absence from ``first`` to ``last``, both included.

    ``windows`` are the hours away on each day, on the wall clock of the room: empty for
    full days. ``kind`` is the reason, which no published output may tell.
    """

    officer: str
    first: date
    last: date
    kind: str = ""
    approved: bool = True
    part: str = ""
    windows: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def full_day(self) -> bool:
        """Whether whole days are taken."""
        return not self.windows

    @cached_property
    def spans(self) -> tuple[tuple[datetime, datetime], ...]:
        """The hours away, on the wall clock of the room."""
        following = self.last + timedelta(days=1)
        whole = datetime.combine(self.first, time()), datetime.combine(following, time())
        return self.windows or (whole,)

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether any hour away falls in ``[start, end)`` on the same wall clock."""
        start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
        return any(away < end and start < back for away, back in self.spans)

    def covers(self, day: date) -> bool:
        """Whether the whole of a day is taken."""
        return self.full_day and self.first <= day <= self.last


@dataclass(frozen=True)
class Request:
    """A wish: ``want`` or avoid duty on a day, in one ``session`` or (empty) in any."""

    officer: str
    day: date
    session: str = ""
    want: bool = False
    weight: int = 1


@dataclass(frozen=True)
class Pin:
    """A decision taken beforehand: ``must`` serve, or never; empty fields match anything."""

    officer: str
    day: date
    room: str = ""
    session: str = ""
    post: str = ""
    must: bool = True


@dataclass(frozen=True)
class Balance:
    """Duties done above (+) or below (-) the fair share in earlier periods, of one kind."""

    officer: str
    kind: str
    duties: Fraction


@dataclass(frozen=True)
class History:
    """What the days before the horizon leave behind, counted on its eve.

    ``duties`` and ``weekends`` are totals; the runs are in days and reach the eve; a day of
    work sets ``free_run`` to 0 and a free day the other two.
    """

    officer: str
    duties: int = 0
    weekends: int = 0
    last_session: str = ""
    session_run: int = 0
    work_run: int = 0
    free_run: int = 0


@dataclass(frozen=True)
class Contract:
    """Limits for a group of officers, as ``(name, value)`` pairs; rules read them by name."""

    id: str
    limits: tuple[tuple[str, int], ...] = field(default=())
