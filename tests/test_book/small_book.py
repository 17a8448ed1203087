"""A small office to change in tests: one room, two sessions, two officers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from roster.book.problem import build_problem
from roster.book.row import Place
from roster.book.tables import (
    ALL_DAYS,
    Book,
    ClosureRow,
    OfficerRow,
    PostRow,
    RoomRow,
    SessionRow,
    SettingRow,
)
from roster.errors import Issue
from roster.model import Problem

WORK_DAYS = (0, 1, 2, 3, 4)
MON_THU = (0, 1, 2, 3)
FRI = (4,)


def at(row: int, sheet: str = "sheet") -> Place:
    """A place in a workbook whose columns stand in the order of the alphabet."""
    names = ("key", "session", "weekdays", "date", "kind", "rule", "strength", "applies_to")
    more = ("parameters", "timezone", "value", "competency", "part")
    letters = {name: chr(65 + n) for n, name in enumerate(names + more)}
    return Place("office.xlsx", sheet, row, letters)


def settings(**values: str) -> tuple[SettingRow, ...]:
    """Rows of settings, from row 2."""
    return tuple(
        SettingRow(key=key, value=value, at=at(n, "settings"))
        for n, (key, value) in enumerate(values.items(), start=2)
    )


def session(
    name: str,
    hours: str,
    weekdays: tuple[int, ...] = ALL_DAYS,
    dates: Sequence[date | None] = (None, None),
    room: str = "PIP",
    row: int = 0,
) -> SessionRow:
    """A session row from hours such as ``07:30-12:00``."""
    start, _, end = hours.partition("-")
    return SessionRow(
        room=room,
        session=name,
        name=f"Sesi {name}",
        weekdays=weekdays,
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        from_=dates[0],
        until=dates[1],
        at=at(row, "sessions"),
    )


def post(session: str, post: str = "front", **fields: Any) -> PostRow:
    """A post row of room PIP with one place, all days, unless told otherwise."""
    fields = {"room": "PIP", "min": 1, "ideal": 1, "max": 2} | fields
    return PostRow(session=session, post=post, **fields)


def closure(day: date, kind: str = "closed", room: str = "", row: int = 0) -> ClosureRow:
    """A row of closures."""
    return ClosureRow(room=room, date=day, kind=kind, reason="test", at=at(row, "closures"))


NORMAL_HOURS = (
    session("pagi", "07:30-12:00", MON_THU),
    session("siang", "13:00-16:00", MON_THU),
    session("pagi", "07:30-11:30", FRI),
    session("siang", "13:00-16:30", FRI),
)


def book(**tables: Any) -> Book:
    """The small office of Jakarta, with the tables given in place of its own."""
    own: dict[str, Any] = {
        "settings": settings(language="en", timezone="Asia/Jakarta", country="ID"),
        "officers": (
            OfficerRow(officer="A", name="Ani Lestari", unit="SET", competencies=("front",)),
            OfficerRow(officer="B", name="Budi Santoso", unit="RUK", competencies=("front",)),
        ),
        "rooms": (RoomRow(room="PIP", name="Ruang Pelayanan"),),
        "sessions": NORMAL_HOURS,
        "posts": (post("pagi"), post("siang")),
    }
    return Book(source="office.xlsx", **(own | tables))


def problem(of: Book, first: date, last: date, **more: Any) -> Problem:
    """The problem of a period, without the warnings."""
    return build_problem(of, first, last, {}, **more)[0]


def warnings(of: Book, first: date, last: date, **more: Any) -> tuple[Issue, ...]:
    """The warnings about a period."""
    return build_problem(of, first, last, {}, **more)[1]
