"""The tables that planners fill in: what-ifs, visitors and how often officers fall ill.

They change no roster of the book: its fingerprint is without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Annotated

from roster.book.row import Column, Row

TEXT = Column("text")
CHANGES = ("set", "add", "remove", "officers", "away", "desks", "month", "with")


@dataclass(frozen=True, kw_only=True)
class ScenarioRow(Row):
    """One change of a what-if; the rows of a scenario are made in order."""

    scenario: Annotated[str, Column("name")]
    title: Annotated[str, TEXT] = ""
    change: Annotated[str, Column("choice", choices=CHANGES)]
    table: Annotated[str, Column("name")] = ""
    where_: Annotated[tuple[tuple[str, str], ...], Column("pairs")] = ()
    values: Annotated[tuple[tuple[str, str], ...], Column("pairs")] = ()


@dataclass(frozen=True, kw_only=True)
class VisitorRow(Row):
    """Visitors counted at a post in a session of a past day, or in the half hour from ``start``.

    ``minutes`` is the mean length of a service.
    """

    room: Annotated[str, Column("name", of="rooms")]
    session: Annotated[str, Column("name", of="sessions")]
    post: Annotated[str, Column("name", of="posts")]
    date: Annotated[date, Column("date")]
    start: Annotated[time | None, Column("time")] = None
    arrivals: Annotated[Fraction, Column("number", least=0)]
    minutes: Annotated[Fraction, Column("number", above=0)]


@dataclass(frozen=True, kw_only=True)
class SickRateRow(Row):
    """The share of working days lost unforeseen, in spells of ``days`` on average.

    A row for an officer goes before one for the unit, and that before one for everybody.
    """

    unique = ("officer", "unit")

    officer: Annotated[str, Column("nip", of="officers")] = ""
    unit: Annotated[str, Column("name", of="units")] = ""
    rate: Annotated[Fraction, Column("number", least=0)]
    days: Annotated[Fraction, Column("number", least=1)] = Fraction(1)


PLANNING: dict[str, type[Row]] = {
    "scenarios": ScenarioRow,
    "visitors": VisitorRow,
    "sick_rates": SickRateRow,
}
