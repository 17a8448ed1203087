"""Solutions of the public benchmarks, read and written in their families' own forms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from roster.formats.inrc2 import DAYS
from roster.formats.source import Cursor, Line, fault, make_folder, read_lines, write_whole
from roster.formats.xml import read_tree
from roster.model import Duty, Problem, Roster

Placed = Iterator[tuple[Line, str, Duty]]
Places = dict[tuple[date, str, str], Duty]


def places(problem: Problem) -> Places:
    """The duties of a benchmark by day, shift and post."""
    return {(duty.day, duty.session, duty.post): duty for duty in problem.duties}


def read_nrp(path: Path, problem: Problem) -> Placed:
    """Rows of an employee and a shift for each day, ``-`` for a day off, in file order."""
    known = places(problem)
    lines = read_lines(path)
    shifts = list(dict.fromkeys(duty.session for duty in problem.duties))
    for officer, line in zip(problem.officers, lines, strict=False):
        name, *cells = (cell.strip() for cell in line.text.split(","))
        line.one_of(name, "the next employee", [officer.id])
        if len(cells) != len(problem.days):
            raise line.fault(f"{len(problem.days)} days after the name", f"{len(cells)} days")
        for day, cell in zip(problem.days, cells, strict=True):
            if cell != "-":
                yield line, name, known[day, line.one_of(cell, "a shift or -", shifts), ""]
    if len(lines) != len(problem.officers):
        expected = f"{len(problem.officers)} rows, one for each employee"
        raise fault(path, 0, f"{len(lines)} rows", expected)


def write_nrp(problem: Problem, roster: Roster, path: Path) -> None:
    """Write a solution as ``read_nrp`` reads it."""
    rows = []
    for officer in problem.officers:
        worked = {duty.day: duty.session for duty in roster.duties(officer.id)}
        rows.append(",".join([officer.id, *(worked.get(day, "-") for day in problem.days)]))
    write_whole(path, "".join(f"{row}\n" for row in rows))


def read_inrc2(path: Path, problem: Problem) -> Placed:
    """The organisers' files, one a week, from the folder that holds them (or one file)."""
    known = places(problem)
    first: dict[int, str] = {}
    nurses = problem.officer.keys()
    for file in _week_files(path):
        cursor = Cursor(file)
        cursor.header("SOLUTION")
        line = cursor.take("the week and the set")
        week, name = line.fields("week", "set", by=None)
        line.one_of(name, "the set", [problem.setting("id"), problem.setting("set")])
        number = line.integer(week, "a week", 0, len(problem.days) // 7 - 1)
        if number in first:
            raise line.fault(f"each week once; it stands in {first[number]} too")
        first[number] = file.name
        monday = problem.first + timedelta(days=7 * number)
        for line in cursor.rows("ASSIGNMENTS"):
            yield line, *_assignment(line, monday, nurses, known)
        for line in cursor.rest():
            # One of the organisers' samples ends with its solver's own figures.
            if not re.fullmatch(r"(Viol|Cost|Time): [0-9.]+", line.text):
                raise line.fault("the end of the file")
    missing = [n for n in range(len(problem.days) // 7) if n not in first]
    if missing:
        raise fault(path, 0, f"no file for week {missing[0]}", "a solution file for every week")


def _assignment(
    line: Line, monday: date, nurses: Collection[str], known: Places
) -> tuple[str, Duty]:
    nurse, weekday, shift, skill = line.fields("nurse", "day", "shift type", "skill", by=None)
    line.one_of(nurse, "a nurse", nurses)
    line.one_of(weekday, "a day", DAYS)
    place = monday + timedelta(days=DAYS.index(weekday)), shift, skill
    if place not in known:
        raise line.fault("a shift type and a skill of the scenario", f"{shift} {skill}")
    return nurse, known[place]


def _week_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    texts = sorted(path.glob("*.txt"))
    return [f for f in texts if (lines := read_lines(f)) and lines[0].text == "SOLUTION"]


def write_inrc2(problem: Problem, roster: Roster, path: Path) -> None:
    """Write the organisers' files, ``Sol-<set>-<week file>-<week>.txt``, into a folder."""
    make_folder(path)
    name = problem.setting("set")
    order = {officer.id: n for n, officer in enumerate(problem.officers)}
    for number, week in enumerate(problem.setting("weeks").split("-")):
        monday = problem.first + timedelta(days=7 * number)
        rows = [
            (order[who], d.day, f"{who} {DAYS[d.day.weekday()]} {d.session} {d.post}")
            for who, d in roster.assignments
            if monday <= d.day < monday + timedelta(days=7)
        ]
        head = f"SOLUTION\n{number} {problem.setting('id')}\n\nASSIGNMENTS = {len(rows)}\n"
        text = head + "".join(f"{row}\n" for _, _, row in sorted(rows))
        write_whole(path / f"Sol-{name}-{week}-{number}.txt", text)


def read_inrc1(path: Path, problem: Problem) -> Placed:
    """An XML file with an element for each assignment."""
    root = read_tree(path)
    if root.name != "Solution":
        raise root.fault("<Solution>", f"<{root.name}>")
    root.child("SchedulingPeriodID").one_of([problem.name])
    known = places(problem)
    shifts = {duty.session for duty in problem.duties}
    extras = ("SchedulingPeriodID", "Competitor", "SoftConstraintsPenalty")
    for part in root.all("Assignment", *extras):
        if part.name == "Assignment":
            part.allow("Date", "Employee", "ShiftType")
            officer = part.child("Employee").one_of(problem.officer)
            day = part.child("Date").date()
            shift = part.child("ShiftType").one_of(shifts)
            if (day, shift, "") not in known:
                raise part.fault("a day and a shift that the cover asks for", f"{day} {shift}")
            yield part.as_line(f"{day} {officer} {shift}"), officer, known[day, shift, ""]


def write_inrc1(problem: Problem, roster: Roster, path: Path) -> None:
    """Write a solution as ``read_inrc1`` reads it."""
    rows = ["<Solution>", f"  <SchedulingPeriodID>{escape(problem.name)}</SchedulingPeriodID>"]
    rows.append("  <Competitor>duty-roster</Competitor>")
    for officer in problem.officers:
        for duty in roster.duties(officer.id):
            rows += [
                "  <Assignment>",
                f"    <Date>{duty.day.isoformat()}</Date>",
                f"    <Employee>{escape(officer.id)}</Employee>",
                f"    <ShiftType>{escape(duty.session)}</ShiftType>",
                "  </Assignment>",
            ]
    rows.append("</Solution>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    write_whole(path, head + "".join(f"{row}\n" for row in rows))
