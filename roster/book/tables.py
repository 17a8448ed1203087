"""The tables of a book as typed rows.

Each row class names the columns of one table, in order; the annotation of a field says how
its cells are written (:class:`Column`). A field's name is its column's, save that ``from``,
a Python keyword, is ``from_``. An empty cell takes the field's default; a field without a
default must be filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated

from roster.book.planning import PLANNING, ScenarioRow, SickRateRow, VisitorRow
from roster.book.row import Column, Row
from roster.errors import Issue

ALL_DAYS = (0, 1, 2, 3, 4, 5, 6)


NAME = Column("name")
TEXT = Column("text")
DATE = Column("date")
DAYS = Column("days")
OFFICER = Column("nip", of="officers")
UNIT = Column("name", of="units")
ROOM = Column("name", of="rooms")
SESSION = Column("name", of="sessions")
POST = Column("name", of="posts")
COUNT = Column("integer", least=0)
WEIGHT = Column("integer", least=1)


@dataclass(frozen=True, kw_only=True)
class SettingRow(Row):
    """A setting of the office: ``language``, ``timezone``, ``signatory`` and the like."""

    unique = ("key",)

    key: Annotated[str, NAME]
    value: Annotated[str, TEXT] = ""


@dataclass(frozen=True, kw_only=True)
class UnitRow(Row):
    """A work unit; ``share`` is relative to other units'; None means no such setting."""

    unique = ("unit",)

    unit: Annotated[str, NAME]
    name: Annotated[str, TEXT] = ""
    share: Annotated[Fraction | None, Column("number", least=0)] = None
    max_per_session: Annotated[int | None, COUNT] = None
    min_at_work: Annotated[int | None, COUNT] = None


@dataclass(frozen=True, kw_only=True)
class OfficerRow(Row):
    """An officer; ``capacity`` 1 is full service; ``left`` the last day of appointment."""

    unique = ("officer",)

    officer: Annotated[str, Column("nip")]
    name: Annotated[str, TEXT] = ""
    unit: Annotated[str, UNIT] = ""
    email: Annotated[str, TEXT] = ""
    competencies: Annotated[tuple[str, ...], Column("list")] = ()
    capacity: Annotated[Fraction, Column("number", above=0)] = Fraction(1)
    joined: Annotated[date | None, DATE] = None
    left: Annotated[date | None, DATE] = None
    contract: Annotated[str, Column("name", of="contracts")] = ""


@dataclass(frozen=True, kw_only=True)
class CompetencyRow(Row):
    """A certificate, valid from and until the days named, both included; None is open."""

    officer: Annotated[str, OFFICER]
    competency: Annotated[str, NAME]
    valid_from: Annotated[date | None, DATE] = None
    valid_until: Annotated[date | None, DATE] = None


@dataclass(frozen=True, kw_only=True)
class RoomRow(Row):
    """A room where the public is served; an empty ``timezone`` means the book's setting."""

    unique = ("room",)

    room: Annotated[str, NAME]
    name: Annotated[str, TEXT] = ""
    place: Annotated[str, TEXT] = ""
    timezone: Annotated[str, NAME] = ""


@dataclass(frozen=True, kw_only=True)
class SessionRow(Row):
    """The hours of a session; an ``end`` at or before ``start`` lies on the next day.

    ``end`` 00:00 is midnight after the day. A row with ``from_`` or ``until`` replaces the
    undated rows of its session on its dates.
    """

    room: Annotated[str, ROOM]
    session: Annotated[str, NAME]
    name: Annotated[str, TEXT] = ""
    weekdays: Annotated[tuple[int, ...], DAYS] = ALL_DAYS
    start: Annotated[time, Column("time")]
    end: Annotated[time, Column("end")]
    from_: Annotated[date | None, DATE] = None
    until: Annotated[date | None, DATE] = None


@dataclass(frozen=True, kw_only=True)
class PostRow(Row):
    """The places of a session at one post; ``max`` None means no limit."""

    room: Annotated[str, ROOM]
    session: Annotated[str, SESSION]
    post: Annotated[str, NAME]
    competency: Annotated[str, NAME] = ""
    min: Annotated[int, COUNT]
    ideal: Annotated[int, COUNT]
    max: Annotated[int | None, COUNT] = None
    weekdays: Annotated[tuple[int, ...], DAYS] = ALL_DAYS
    from_: Annotated[date | None, DATE] = None
    until: Annotated[date | None, DATE] = None


@dataclass(frozen=True, kw_only=True)
class ClosureRow(Row):
    """A room (empty: all of them) closed on a date, or open against the calendar."""

    room: Annotated[str, ROOM] = ""
    date: Annotated[date, DATE]
    kind: Annotated[str, Column("choice", choices=("closed", "open"))] = "closed"
    reason: Annotated[str, TEXT] = ""


@dataclass(frozen=True, kw_only=True)
class LeaveRow(Row):
    """An absence, both days included; ``part`` is empty, a session, or ``12:00-14:00``."""

    officer: Annotated[str, OFFICER]
    start: Annotated[date, DATE]
    end: Annotated[date, DATE]
    type: Annotated[str, NAME] = ""
    part: Annotated[str, Column("part")] = ""
    status: Annotated[str, Column("choice", choices=("approved", "requested"))] = "approved"

    @property
    def window(self) -> tuple[time, time] | None:
        """The hours away on each day where ``part`` is a span of hours, else None."""
        start, dash, end = self.part.partition("-")
        if not dash or ":" not in start or ":" not in end:
            return None
        return time.fromisoformat(start), time.fromisoformat(end.replace("24:00", "00:00"))


@dataclass(frozen=True, kw_only=True)
class RequestRow(Row):
    """A wish for one session of a day, or (empty) for the whole day."""

    officer: Annotated[str, OFFICER]
    date: Annotated[date, DATE]
    session: Annotated[str, SESSION] = ""
    wish: Annotated[str, Column("choice", choices=("want", "avoid"))]
    weight: Annotated[int, WEIGHT] = 1


@dataclass(frozen=True, kw_only=True)
class PinRow(Row):
    """A decision taken beforehand; an empty room, session or post matches any."""

    officer: Annotated[str, OFFICER]
    date: Annotated[date, DATE]
    room: Annotated[str, ROOM] = ""
    session: Annotated[str, SESSION] = ""
    post: Annotated[str, POST] = ""
    kind: Annotated[str, Column("choice", choices=("must", "never"))] = "must"


@dataclass(frozen=True, kw_only=True)
class BalanceRow(Row):
    """Duties done above (+) or below (-) the fair share before the period."""

    officer: Annotated[str, OFFICER]
    kind: Annotated[str, NAME] = "duties"
    duties: Annotated[Fraction, Column("number")]


@dataclass(frozen=True, kw_only=True)
class RuleRow(Row):
    """A rule; ``strength`` is None for a must, else a priority, 1 being the highest."""

    rule: Annotated[str, NAME]
    strength: Annotated[int | None, Column("strength")]
    weight: Annotated[int, WEIGHT] = 1
    applies_to: Annotated[str, TEXT] = ""
    parameters: Annotated[tuple[tuple[str, str], ...], Column("pairs")] = ()


@dataclass(frozen=True, kw_only=True)
class ContractRow(Row):
    """One limit of a contract, for the officers who hold it."""

    unique = ("contract", "limit")

    contract: Annotated[str, NAME]
    limit: Annotated[str, NAME]
    value: Annotated[int, Column("integer")]


TABLES: Mapping[str, type[Row]] = MappingProxyType(
    {
        "settings": SettingRow,
        "units": UnitRow,
        "officers": OfficerRow,
        "competencies": CompetencyRow,
        "rooms": RoomRow,
        "sessions": SessionRow,
        "posts": PostRow,
        "closures": ClosureRow,
        "leave": LeaveRow,
        "requests": RequestRow,
        "pins": PinRow,
        "balances": BalanceRow,
        "rules": RuleRow,
        "contracts": ContractRow,
        **PLANNING,
    }
)
NEEDED = ("officers", "rooms", "sessions", "posts", "rules")


@dataclass(frozen=True)
class Book:
    """A book as read: its tables, a hash of their content, and warnings about them.

    ``source`` names the workbook or folder for messages. ``sha256`` is that of the content:
    a workbook and a folder of CSV files that say the same have the same one.
    """

    source: str = ""
    settings: tuple[SettingRow, ...] = ()
    units: tuple[UnitRow, ...] = ()
    officers: tuple[OfficerRow, ...] = ()
    competencies: tuple[CompetencyRow, ...] = ()
    rooms: tuple[RoomRow, ...] = ()
    sessions: tuple[SessionRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    closures: tuple[ClosureRow, ...] = ()
    leave: tuple[LeaveRow, ...] = ()
    requests: tuple[RequestRow, ...] = ()
    pins: tuple[PinRow, ...] = ()
    balances: tuple[BalanceRow, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    contracts: tuple[ContractRow, ...] = ()
    scenarios: tuple[ScenarioRow, ...] = ()
    visitors: tuple[VisitorRow, ...] = ()
    sick_rates: tuple[SickRateRow, ...] = ()
    sha256: str = ""
    warnings: tuple[Issue, ...] = ()

    def setting(self, key: str, default: str = "") -> str:
        """A setting's value; the default where it is absent or empty."""
        return next((row.value for row in self.settings if row.key == key), "") or default

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of a table by its name; raises AttributeError if there is none."""
        rows: tuple[Row, ...] = getattr(self, name)
        return rows
