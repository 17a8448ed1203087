"""The Second International Nurse Rostering Competition (INRC-II), all weeks at once.

Source: S. Ceschia, N. T. T. Dang, P. De Causmaecker, S. Haspeslagh and A. Schaerf, "Second
International Nurse Rostering Competition (INRC-II): problem description and rules", arXiv
1501.04177, 2015.

Day 0 is Monday, 4 January 2027. The format gives a shift no clock: each is eight hours from
midnight (UTC), so that no two days touch. A shift type is a session, a skill a post.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from roster.formats.source import Cursor, Line, fault
from roster.formats.uses import FIRST_DAY, ROOM, Scope, Uses
from roster.model import Certificate, Contract, Duty, History, Officer, Problem, Request, Room

FORMAT = "inrc2"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LIMITS = (
    "duties_least",
    "duties_most",
    "work_least",
    "work_most",
    "free_least",
    "free_most",
    "weekends_most",
    "weekends_complete",
)

Range = tuple[int, int]


@dataclass
class Scenario:
    """What the scenario file says; ranges are (least, most)."""

    id: str = ""
    weeks: int = 0
    skills: list[str] = field(default_factory=list)
    shifts: dict[str, Range] = field(default_factory=dict)
    never_next: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contracts: dict[str, Contract] = field(default_factory=dict)
    nurses: dict[str, Officer] = field(default_factory=dict)


def bounds(line: Line, text: str) -> Range:
    """A range such as ``(2,5)``."""
    found = re.fullmatch(r"\((\d{1,9}),(\d{1,9})\)", text, re.ASCII)
    low, high = (int(found[1]), int(found[2])) if found else (1, 0)
    if low > high:
        raise line.fault("a range such as (2,5), the lesser first", text)
    return low, high


def read(path: Path, history: int, weeks: Sequence[int]) -> Problem:
    """Read a scenario with one of its histories and the weeks in order.

    The files stand in one folder under the organisers' names. Raises InputError with file,
    line, text and what was expected.
    """
    if not path.name.startswith("Sc-"):
        raise fault(path, 0, f"a scenario named {path.name}", "Sc-<set>.txt, as the organisers do")
    name = path.stem.removeprefix("Sc-")
    scenario = _scenario(path)
    if len(weeks) != scenario.weeks:
        listed = "-".join(map(str, weeks))
        raise fault(path, 0, f"{len(weeks)} weeks ({listed})", f"{scenario.weeks} weeks")
    known = _history(path.with_name(f"H0-{name}-{history}.txt"), scenario, name)
    duties: list[Duty] = []
    requests: list[Request] = []
    for number, week in enumerate(weeks):
        more, wishes = _week(path.with_name(f"WD-{name}-{week}.txt"), scenario, name, number)
        duties += more
        requests += wishes
    listed = "-".join(map(str, weeks))
    return Problem(
        first=FIRST_DAY,
        last=FIRST_DAY + timedelta(days=7 * scenario.weeks - 1),
        officers=tuple(scenario.nurses.values()),
        duties=tuple(duties),
        rules=tuple(_rules(scenario).rows),
        rooms=(Room(ROOM, timezone="UTC"),),
        requests=tuple(requests),
        contracts=tuple(scenario.contracts.values()),
        history=tuple(known),
        settings=(
            ("format", FORMAT),
            ("set", name),
            ("id", scenario.id),
            ("history", str(history)),
            ("weeks", listed),
        ),
        name=f"{name}_{history}_{listed}",
    )


def _scenario(path: Path) -> Scenario:
    cursor, found = Cursor(path), Scenario()
    _, found.id = cursor.value("SCENARIO")
    line, weeks = cursor.value("WEEKS")
    found.weeks = line.integer(weeks, "the number of weeks", 1, 100)
    for line in cursor.rows("SKILLS"):
        found.skills.append(*line.fields("skill", by=None))
    for line in cursor.rows("SHIFT_TYPES"):
        shift, run = line.fields("shift type", "(min,max)", by=None)
        found.shifts[_new(line, shift, found.shifts)] = bounds(line, run)
    cursor.header("FORBIDDEN_SHIFT_TYPES_SUCCESSIONS")
    for _ in found.shifts:
        line = cursor.take("a row for each shift type")
        shift, *after = _counted(line, 1)
        line.one_of(shift, "a shift type", found.shifts)
        never = tuple(line.one_of(s, "a shift type", found.shifts) for s in after)
        found.never_next[_new(line, shift, found.never_next)] = never
    for line in cursor.rows("CONTRACTS"):
        contract = _contract(line)
        found.contracts[_new(line, contract.id, found.contracts)] = contract
    for line in cursor.rows("NURSES"):
        name, deal, *skills = _counted(line, 2)
        line.one_of(deal, "a contract", found.contracts)
        held = tuple(Certificate(line.one_of(s, "a skill", found.skills)) for s in skills)
        nurse = Officer(name, certificates=held, contract=deal)
        found.nurses[_new(line, name, found.nurses)] = nurse
    cursor.end()
    return found


def _new(line: Line, name: str, known: Container[str]) -> str:
    if name in known:
        raise line.fault("a name that is not used before", name)
    return name


def _counted(line: Line, place: int) -> list[str]:
    """The words of a row in which word number ``place`` counts those after it; without it."""
    words = line.text.split()
    if len(words) <= place:
        raise line.fault(f"{place} names, a count, and as many names")
    number = line.integer(words.pop(place), "a count")
    if len(words) != place + number:
        raise line.fault(f"{number} names after the count")
    return words


def _contract(line: Line) -> Contract:
    name, *ranges, weekends, complete = line.fields(
        "contract", "(total)", "(work)", "(off)", "weekends", "complete (0 or 1)", by=None
    )
    numbers = [number for text in ranges for number in bounds(line, text)]
    numbers.append(line.integer(weekends, "working weekends"))
    numbers.append(line.integer(complete, "complete weekend", 0, 1))
    return Contract(name, tuple(zip(LIMITS, numbers, strict=True)))


def _history(path: Path, scenario: Scenario, name: str) -> Iterator[History]:
    cursor = Cursor(path)
    cursor.header("HISTORY")
    _check_id(cursor, scenario, name, "week set", "0")
    cursor.header("NURSE_HISTORY")
    names = ("nurse", "assignments", "weekends", "last shift", "same shift", "working", "free")
    for nurse in scenario.nurses:
        line = cursor.take(f"the history of {nurse}")
        who, total, weekends, last, *runs = line.fields(*names, by=None)
        line.one_of(who, "the next nurse", [nurse])
        if last != "None":
            line.one_of(last, "a shift type or None", scenario.shifts)
        same, work, free = (line.integer(text, "days in a row") for text in runs)
        if (last == "None") == bool(work) or bool(free) == bool(work) or bool(same) != bool(work):
            raise line.fault("either a last shift with its runs, or None and days off")
        yield History(
            nurse,
            line.integer(total, "assignments"),
            line.integer(weekends, "weekends"),
            "" if last == "None" else last,
            same,
            work,
            free,
        )
    cursor.end()


def _check_id(cursor: Cursor, scenario: Scenario, name: str, what: str, week: str = "") -> None:
    """The line that names the set, which some files write as the folder does."""
    line = cursor.take(what)
    *number, found = line.text.split()
    if found not in (scenario.id, name) or number != ([week] if week else []):
        raise line.fault(f"{week} {scenario.id}".strip())


def _week(
    path: Path, scenario: Scenario, name: str, number: int
) -> tuple[list[Duty], list[Request]]:
    cursor = Cursor(path)
    cursor.header("WEEK_DATA")
    _check_id(cursor, scenario, name, "the set")
    cursor.header("REQUIREMENTS")
    needs: dict[tuple[str, str], list[Range]] = {}
    for line in cursor.rest("SHIFT_OFF_REQUESTS"):
        shift, skill, *ranges = line.fields("shift type", "skill", *DAYS, by=None)
        line.one_of(shift, "a shift type", scenario.shifts)
        line.one_of(skill, "a skill", scenario.skills)
        if (shift, skill) in needs:
            raise line.fault("each shift type and skill once")
        needs[shift, skill] = [bounds(line, text) for text in ranges]
    monday = FIRST_DAY + timedelta(days=7 * number)
    requests = []
    for line in cursor.rows("SHIFT_OFF_REQUESTS"):
        nurse, shift, weekday = line.fields("nurse", "shift type or Any", "day", by=None)
        line.one_of(nurse, "a nurse", scenario.nurses)
        line.one_of(shift, "a shift type or Any", [*scenario.shifts, "Any"])
        line.one_of(weekday, "a day", DAYS)
        day = monday + timedelta(days=DAYS.index(weekday))
        requests.append(Request(nurse, day, "" if shift == "Any" else shift, weight=10))
    cursor.end()
    return list(_duties(scenario, needs, number)), requests


def _duties(
    scenario: Scenario, needs: dict[tuple[str, str], list[Range]], week: int
) -> Iterator[Duty]:
    """A duty for each day, shift type and skill, also where nobody is asked for."""
    for offset in range(7):
        day = FIRST_DAY + timedelta(days=7 * week + offset)
        start = datetime.combine(day, time(), UTC)
        for shift in scenario.shifts:
            for skill in scenario.skills:
                low, high = needs.get((shift, skill), [(0, 0)] * 7)[offset]
                end = start + timedelta(hours=8)
                yield Duty(day, ROOM, shift, skill, start, end, skill, min=low, ideal=high)


def _rules(scenario: Scenario) -> Uses:
    uses = Uses()
    uses.must("max_duties", "H1", per="day", limit=1)
    uses.must("competence", "H4")
    uses.must("coverage", "H2", to="min")
    for shift, never in scenario.never_next.items():
        if never:
            uses.must("succession", "H3", after=shift, then=never)
    uses.cost("coverage", 30, "S1", to="ideal")
    for shift, (least, most) in scenario.shifts.items():
        uses.cost("run_length", 15, "S2", session=shift, least=least, most=most)
    uses.cost("requests", 1, "S4")
    for contract in scenario.contracts.values():
        nurses = (n.id for n in scenario.nurses.values() if n.contract == contract.id)
        who: Scope = frozenset(nurses)
        limit = dict(contract.limits)
        if not who:
            continue
        runs = {"least": limit["work_least"], "most": limit["work_most"]}
        uses.cost("run_length", 30, "S2", who, **runs)
        free = {"least": limit["free_least"], "most": limit["free_most"]}
        uses.cost("days_off", 30, "S3", who, **free)
        if limit["weekends_complete"]:
            uses.cost("weekends", 30, "S5", who, require="complete")
        total = {"per": "horizon", "carry": True}
        uses.cost("max_duties", 20, "S6", who, limit=limit["duties_most"], **total)
        if limit["duties_least"]:
            uses.cost("min_duties", 20, "S6", who, limit=limit["duties_least"], **total)
        most = limit["weekends_most"]
        uses.cost("weekends", 30, "S7", who, require="most", most=most, carry=True)
    return uses
