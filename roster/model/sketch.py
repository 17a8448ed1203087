"""Tiny rosters written as a line of text, for the examples of rules and to try a rule out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from roster.model.duties import Assignment, Duty, Room, Roster
from roster.model.people import Officer, Unit
from roster.model.problem import Problem
from roster.model.rule import Rule, RuleUse

FIRST = date(2027, 3, 1)
"""The first day of every sketch, a Monday."""

SESSIONS = {"pagi": (7.5, 4.5), "siang": (13.0, 3.0), "penuh": (7.5, 8.5), "malam": (22.0, 8.0)}
"""The sessions of a sketch: the hour of the clock at which each starts, and its hours."""

ROOM = Room("PIP", "Ruang PIP", timezone="Asia/Jakarta")


def sketch(
    rows: str, *, duty: dict[str, Any] | None = None, **fields: Any
) -> tuple[Problem, Roster]:
    """A problem and a roster from rows such as ``Ani: pagi - siang; Budi: - pagi+siang -``.

    A row names an officer (``Ani@SET``: of unit SET) and tells what the officer does on each
    day from Monday, 1 March 2027: sessions joined by ``+``, or ``-``. Days before a ``|`` are
    before the horizon. A row without a name tells duties that nobody does. Each session of a
    day is one duty of the post ``desk``; ``duty`` changes fields of all duties, ``fields``
    those of the problem. Raises ValueError for an unknown session.

    >>> problem, roster = sketch("Ani: pagi | - siang; : pagi pagi")
    >>> [duty.id for duty in problem.duties]
    ['2027-03-01/PIP/pagi/desk', '2027-03-02/PIP/pagi/desk', '2027-03-02/PIP/siang/desk']
    >>> roster.assignments[0].officer, problem.past[0].duty.id
    ('Ani', '2027-02-28/PIP/pagi/desk')
    """
    officers: list[Officer] = []
    units: dict[str, Unit] = {}
    pairs: list[Assignment] = []
    length = 1
    known: dict[str, Duty] = {}
    for row in filter(str.strip, re.split(r"[;\n]", rows)):
        name, _, cells = row.partition(":")
        name, _, unit = name.strip().partition("@")
        before, bar, now = cells.partition("|")
        days = before.split() + now.split()
        eve = len(before.split()) if bar else 0
        length = max(length, len(days) - eve)
        if name:
            officers.append(Officer(name, name, unit))
            units |= {unit: Unit(unit, unit)} if unit else {}
        for place, cell in enumerate(days):
            day = FIRST + timedelta(days=place - eve)
            for session in filter(lambda word: word != "-", cell.split("+")):
                made = _duty(day, session, duty or {})
                known[made.id] = made
                pairs += [Assignment(name, made)] if name else []
    duties = sorted((d for d in known.values() if d.day >= FIRST), key=lambda d: (d.utc, d.id))
    problem = Problem(
        first=FIRST,
        last=FIRST + timedelta(days=length - 1),
        officers=tuple(officers),
        duties=tuple(duties),
        units=tuple(units.values()),
        rooms=(ROOM,),
        past=tuple(pair for pair in pairs if pair.duty.day < FIRST),
    )
    return replace(problem, **fields), Roster.of(p for p in pairs if p.duty.day >= FIRST)


def verdict(rule: Rule, rows: str, language: str = "en", **changes: Any) -> str:
    """What a rule says of a sketch: ``kept``, or a sentence for each violation, one a line."""
    problem, roster = sketch(rows, **changes)
    found = RuleUse(rule).check(problem, roster)
    return "\n".join(rule.explain(v, problem, language) for v in found) or "kept"


def _duty(day: date, session: str, changes: dict[str, Any]) -> Duty:
    if session not in SESSIONS:
        raise ValueError(f"session {session!r} is unknown; expected {', '.join(SESSIONS)} or -")
    hour, hours = SESSIONS[session]
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(ROOM.timezone))
    start = midnight + timedelta(hours=hour)
    end = start + timedelta(hours=hours)
    made = Duty(day, ROOM.id, session, "desk", start, end, session_name=f"Sesi {session}")
    return replace(made, **changes)
