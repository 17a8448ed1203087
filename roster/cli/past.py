"""What was done before the period, for rules that look back over its edge."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

from roster.errors import InputError, Issue
from roster.model import Assignment, Duty, Roster
from roster.model.language import reason, say

COLUMNS = ("date", "room", "session", "post", "officer", "start", "end")
SHOWN = 100
"""Characters of a faulty line that a message shows."""


def read_past(path: Path, first: date, language: str) -> Roster:
    """An earlier roster.csv, or that of a folder, with duties that the book no longer has.

    Raises
    ------
    InputError
        If the file cannot be read, a line is not an assignment, or one lies on ``first`` or
        later.
    """
    path = path / "roster.csv" if path.is_dir() else path
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            rows = [(table.line_num, row) for row in table]
    except OSError as fault:
        raise InputError([_unreadable(str(path), reason(fault, language), language)]) from fault
    except (UnicodeDecodeError, csv.Error) as fault:
        told = say(language, id="bukan CSV dalam UTF-8", en="no CSV in UTF-8")
        raise InputError([_unreadable(str(path), told, language)]) from fault
    found: list[Assignment] = []
    issues: list[Issue] = []
    for number, row in rows:
        where = f"{path}:{number}"
        try:
            assignment = _assignment(row)
        except (KeyError, TypeError, ValueError):
            cells = ",".join(str(row[name]) for name in COLUMNS if row.get(name))
            issues.append(_unreadable(where, repr(cells[:SHOWN]), language))
            continue
        found.append(assignment)
        if assignment.duty.day >= first:
            issues.append(_too_late(where, assignment.duty.day, first, language))
    if issues:
        raise InputError(issues)
    return Roster.of(found)


def _assignment(row: dict[str, str]) -> Assignment:
    """The assignment of a line; raises KeyError, TypeError or ValueError."""
    start, end = datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])
    if start.tzinfo is None or end <= start:
        raise ValueError(f"{row['start']}, {row['end']}")
    day = date.fromisoformat(row["date"])
    duty = Duty(day, row["room"], row["session"], row["post"], start, end)
    return Assignment(row["officer"], duty)


def _unreadable(where: str, found: str, language: str) -> Issue:
    return Issue(
        where,
        say(language, id=f"tidak dapat dibaca ({found})", en=f"cannot be read ({found})"),
        say(language, id=f"kolom {', '.join(COLUMNS)}", en=f"the columns {', '.join(COLUMNS)}"),
        say(
            language,
            id="Sebutkan folder yang ditulis oleh roster solve",
            en="Name a folder that roster solve has written",
        ),
    )


def _too_late(where: str, day: date, first: date, language: str) -> Issue:
    return Issue(
        where,
        str(day),
        say(language, id=f"tanggal sebelum {first}", en=f"a date before {first}"),
        say(
            language,
            id="--past memuat jadwal periode sebelumnya",
            en="--past takes the roster of the period before",
        ),
    )
