"""What repair and swap have in common: naming officers and days, and the folder they write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roster.amendment import FILE, Absence, Amendment, differences, pairs
from roster.cli import outputs
from roster.cli.common import unusable
from roster.cli.current import Current
from roster.model import Problem, Result, Roster
from roster.verify import Report

if TYPE_CHECKING:
    from roster.book import Book


def officer_id(problem: Problem, text: str) -> str:
    """The officer of that id or name; raises UsageError with the nearest ones."""
    if text in problem.officer:
        return text
    wanted = text.strip().casefold()
    named = [o.id for o in problem.officers if o.name.casefold() == wanted]
    if len(named) == 1:
        return named[0]
    if named:
        several = ", ".join(named)
        raise unusable(
            id=f"Beberapa petugas bernama {text!r}: {several}.",
            en=f"Several officers are named {text!r}: {several}.",
        )
    from difflib import get_close_matches

    known = {key: o.id for o in problem.officers for key in (o.id, o.name) if key}
    near = get_close_matches(text, known, n=3, cutoff=0.5)
    names = ", ".join(near)
    raise unusable(
        id=f"Tidak ada petugas {text!r} di buku." + (f" Maksudnya {names}?" if near else ""),
        en=f"There is no officer {text!r} in the book."
        + (f" Did you mean {names}?" if near else ""),
    )


def person(book: Book, text: str) -> str:
    """An officer of the book by id or name, or the number of one who has left it."""
    from roster.book.people import officers_of

    known = Problem(date.min, date.min, officers_of(book), ())
    return text if text.isdigit() else officer_id(known, text)


def days(text: str) -> tuple[date, date]:
    """``2027-03-10``, ``2027-03-10..12`` or ``2027-03-30..2027-04-02``; raises UsageError."""
    found = re.fullmatch(r"(\d{4}-\d\d-)(\d\d)(?:\.\.(?:(\d\d)|(\d{4}-\d\d-\d\d)))?", text.strip())
    try:
        if found is None:
            raise ValueError
        month, day, until, other = found.groups()
        first = date.fromisoformat(month + day)
        last = date.fromisoformat(other or month + (until or day))
        if last < first:
            raise ValueError
    except ValueError:
        forms = "2027-03-10, 2027-03-10..12, 2027-03-30..2027-04-02"
        raise unusable(
            id=f"{text!r} bukan tanggal; tulis seperti {forms}.",
            en=f"{text!r} are no days; write them as {forms}.",
        ) from None
    return first, last


def absence(problem: Problem, text: str) -> Absence:
    """``X:2027-03-10..12``, X the id or the name of an officer; raises UsageError."""
    who, colon, when = text.rpartition(":")
    if not colon:
        raise unusable(
            id=f"{text!r} bukan ketidakhadiran; tulis PETUGAS:2027-03-10..12.",
            en=f"{text!r} is no absence; write OFFICER:2027-03-10..12.",
        )
    return Absence(officer_id(problem, who), *days(when))


def save(
    current: Current,
    out: Path,
    problem: Problem,
    result: Result,
    report: Report,
    amendment: Amendment,
    told: Mapping[str, Any],
) -> tuple[str, ...]:
    """Write an amended roster with its notes, whole or not at all, and name its files.

    There are no calendars: a draft must not reach anybody's.
    """
    from roster.exports.folder import write_folder
    from roster.exports.notes import notes_text
    from roster.exports.table import roster_csv

    assert result.roster is not None
    outcome = outputs.Outcome(
        problem,
        result,
        report,
        current.language,
        current.told.issued,
        current.path,
        current.book.sha256,
    )
    changes = differences(current.reference, result.roster)
    record = outputs.record(out, outcome) | dict(told)
    files = {
        "roster.csv": roster_csv(problem, result.roster).encode(),
        "result.json": (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode(),
        "roster-notes.txt": notes_text(changes, problem, current.language).encode(),
        FILE: amendment.text().encode(),
        **outputs.rendered(outcome, ("xlsx",)),
    }
    write_folder(out, files, language=current.language)
    return tuple(files)


def amended(
    current: Current, roster: Roster, absences: Iterable[Absence] = (), swaps: Iterable[Any] = ()
) -> Amendment:
    """What sets a roster apart from the one that officers hold, all earlier steps included."""
    before, after = pairs(current.reference), pairs(roster)
    return Amendment(
        current.version,
        (*current.amendment.absences, *absences),
        (*current.amendment.swaps, *swaps),
        tuple(sorted(before - after)),
        tuple(sorted(after - before)),
    )
