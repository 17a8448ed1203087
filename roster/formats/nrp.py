"""The Employee Shift Scheduling Benchmark, NRP Instance1 to 24, as a problem.

Source: T. Curtois and R. Qu, "Computational results on new staff scheduling benchmark
instances", University of Nottingham, 2014 (schedulingbenchmarks.org).

Day 0 is Monday, 4 January 2027. The format gives a shift a length and no clock: every shift
starts at midnight (UTC), so that no two days touch. A shift is a session and, for those whom
MaxShifts forbids it altogether, a competency that they lack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from roster.formats.source import Line, fault, read_lines
from roster.formats.uses import FIRST_DAY, ROOM, Uses, grouped
from roster.model import Certificate, Duty, Leave, Officer, Problem, Request, Room

FORMAT = "nrp"
SECTIONS = (
    "SECTION_HORIZON",
    "SECTION_SHIFTS",
    "SECTION_STAFF",
    "SECTION_DAYS_OFF",
    "SECTION_SHIFT_ON_REQUESTS",
    "SECTION_SHIFT_OFF_REQUESTS",
    "SECTION_COVER",
)
MAX_DAYS = 10_000


@dataclass(frozen=True)
class Employee:
    """A row of SECTION_STAFF; times in minutes, runs in days."""

    id: str
    max_shifts: dict[str, int]
    max_minutes: int
    min_minutes: int
    max_run: int
    min_run: int
    min_off: int
    max_weekends: int


@dataclass
class Instance:
    """What the sections of a file say, in the order in which they are read."""

    days: int = 0
    minutes: dict[str, int] = field(default_factory=dict)
    never_next: dict[str, tuple[str, ...]] = field(default_factory=dict)
    staff: dict[str, Employee] = field(default_factory=dict)
    leaves: list[Leave] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    cover: dict[tuple[int, str], int] = field(default_factory=dict)
    weights: tuple[int, int] | None = None

    def day(self, line: Line, text: str) -> date:
        """The date of a day index."""
        return FIRST_DAY + timedelta(days=line.integer(text, "a day", 0, self.days - 1))


def read(path: Path) -> Problem:
    """Read an instance; raises InputError with file, line, text and what was expected."""
    sections = _sections(path)
    instance = Instance()
    readers = (_horizon, _shifts, _staff, _days_off, _wants, _avoids, _cover)
    for name, reader in zip(SECTIONS, readers, strict=True):
        reader(instance, sections[name])
    _check_cover(path, instance)
    return Problem(
        first=FIRST_DAY,
        last=FIRST_DAY + timedelta(days=instance.days - 1),
        officers=tuple(_officer(e, instance) for e in instance.staff.values()),
        duties=tuple(_duties(instance)),
        rules=tuple(_rules(instance).rows),
        rooms=(Room(ROOM, timezone="UTC"),),
        leaves=tuple(instance.leaves),
        requests=tuple(instance.requests),
        settings=(("format", FORMAT),),
        name=path.stem,
    )


def _sections(path: Path) -> dict[str, list[Line]]:
    """The rows of each section; the header stands first."""
    found: dict[str, list[Line]] = {}
    name = ""
    for line in read_lines(path):
        if line.text.startswith("SECTION_"):
            name = line.one_of(line.text, "a section", SECTIONS)
            if name in found:
                raise line.fault("each section once")
            found[name] = [line]
        elif not name:
            raise line.fault("SECTION_HORIZON")
        else:
            found[name].append(line)
    missing = [name for name in SECTIONS if name not in found]
    if missing:
        raise fault(path, 0, f"no {missing[0]}", "the seven sections of the format")
    return found


def _horizon(instance: Instance, rows: list[Line]) -> None:
    if len(rows) != 2:
        raise rows[-1].fault("one row after SECTION_HORIZON: the number of days")
    instance.days = rows[1].integer(rows[1].text, "the number of days", 7, MAX_DAYS)
    if instance.days % 7:
        raise rows[1].fault("a whole number of weeks, in days")


def _shifts(instance: Instance, rows: list[Line]) -> None:
    for line in rows[1:]:
        shift, minutes, _ = line.fields("shift", "minutes", "shifts that may not follow")
        if not shift or shift in instance.minutes:
            raise line.fault("a shift that is not named before")
        instance.minutes[shift] = line.integer(minutes, "a length in minutes", 1, 1440)
    for line in rows[1:]:
        shift, _, after = line.fields("shift", "minutes", "shifts that may not follow")
        never = tuple(filter(None, after.split("|")))
        instance.never_next[shift] = tuple(
            line.one_of(name, "a shift", instance.minutes) for name in never
        )


def _staff(instance: Instance, rows: list[Line]) -> None:
    for line in rows[1:]:
        name, shifts, *limits = line.fields(
            "ID",
            "MaxShifts",
            "MaxTotalMinutes",
            "MinTotalMinutes",
            "MaxConsecutiveShifts",
            "MinConsecutiveShifts",
            "MinConsecutiveDaysOff",
            "MaxWeekends",
        )
        if not name or name in instance.staff:
            raise line.fault("an employee who is not named before")
        most: dict[str, int] = {}
        for item in shifts.split("|"):
            shift, _, number = item.partition("=")
            most[line.one_of(shift, "a shift", instance.minutes)] = line.integer(
                number, f"most shifts {shift}"
            )
        if len(most) < len(instance.minutes):
            raise line.fault("MaxShifts with every shift once")
        numbers = [line.integer(text, "a limit") for text in limits]
        instance.staff[name] = Employee(name, most, *numbers)


def _days_off(instance: Instance, rows: list[Line]) -> None:
    for line in rows[1:]:
        name, *days = (text.strip() for text in line.text.split(","))
        line.one_of(name, "an employee", instance.staff)
        dates = [instance.day(line, text) for text in days]
        instance.leaves += [Leave(name, day, day, kind="off") for day in dates]


def _wants(instance: Instance, rows: list[Line]) -> None:
    _requests(instance, rows, want=True)


def _avoids(instance: Instance, rows: list[Line]) -> None:
    _requests(instance, rows, want=False)


def _requests(instance: Instance, rows: list[Line], *, want: bool) -> None:
    for line in rows[1:]:
        name, day, shift, weight = line.fields("employee", "day", "shift", "weight")
        line.one_of(name, "an employee", instance.staff)
        line.one_of(shift, "a shift", instance.minutes)
        number = line.integer(weight, "a weight")
        instance.requests.append(Request(name, instance.day(line, day), shift, want, number))


def _cover(instance: Instance, rows: list[Line]) -> None:
    for line in rows[1:]:
        day, shift, need, under, over = line.fields("day", "shift", "need", "under", "over")
        line.one_of(shift, "a shift", instance.minutes)
        place = line.integer(day, "a day", 0, instance.days - 1), shift
        if place in instance.cover:
            raise line.fault("each day and shift once")
        instance.cover[place] = line.integer(need, "a requirement")
        weights = line.integer(under, "a weight"), line.integer(over, "a weight")
        if instance.weights not in (None, weights):
            raise line.fault("the weights under and over of the first row, in every row")
        instance.weights = weights


def _check_cover(path: Path, instance: Instance) -> None:
    for number in range(instance.days):
        for shift in instance.minutes:
            if (number, shift) not in instance.cover:
                missing = f"SECTION_COVER has no row for day {number} and shift {shift}"
                raise fault(path, 0, missing, "a row for every day and shift")


def _officer(employee: Employee, instance: Instance) -> Officer:
    able = (shift for shift in instance.minutes if employee.max_shifts[shift])
    return Officer(employee.id, certificates=tuple(Certificate(shift) for shift in able))


def _duties(instance: Instance) -> Iterator[Duty]:
    for number in range(instance.days):
        day = FIRST_DAY + timedelta(days=number)
        start = datetime.combine(day, time(), UTC)
        for shift, minutes in instance.minutes.items():
            need = instance.cover[number, shift]
            end = start + timedelta(minutes=minutes)
            yield Duty(day, ROOM, shift, "", start, end, shift, min=0, ideal=need)


def _rules(instance: Instance) -> Uses:
    uses = Uses()
    staff = instance.staff.values()
    uses.must("max_duties", "one shift a day", per="day", limit=1)
    uses.must("competence", "MaxShifts of 0")
    uses.must("leave", "SECTION_DAYS_OFF")
    for shift, never in instance.never_next.items():
        if never:
            uses.must("succession", "SECTION_SHIFTS", after=shift, then=never)
    for shift in instance.minutes:
        for most, who in grouped((e.id, e.max_shifts[shift]) for e in staff).items():
            if 0 < most < instance.days:
                uses.must("max_duties", "MaxShifts", who, per="horizon", session=shift, limit=most)
    for most, who in grouped((e.id, e.max_minutes) for e in staff).items():
        uses.must("max_hours", "MaxTotalMinutes", who, per="horizon", minutes=most)
    for least, who in grouped((e.id, e.min_minutes) for e in staff).items():
        if least:
            uses.must("min_hours", "MinTotalMinutes", who, per="horizon", minutes=least)
    free = {"start": "free", "end": "free"}
    for (low, high), who in grouped((e.id, (e.min_run, e.max_run)) for e in staff).items():
        uses.must("run_length", "ConsecutiveShifts", who, least=low, most=high, **free)
    for least, who in grouped((e.id, e.min_off) for e in staff).items():
        if least > 1:
            uses.must("days_off", "MinConsecutiveDaysOff", who, least=least, **free)
    for most, who in grouped((e.id, e.max_weekends) for e in staff).items():
        uses.must("weekends", "MaxWeekends", who, require="most", most=most)
    uses.cost("requests", 1, "SECTION_SHIFT_ON_REQUESTS, SECTION_SHIFT_OFF_REQUESTS")
    under, over = instance.weights or (0, 0)
    uses.cost("coverage", under, "SECTION_COVER, under", to="ideal")
    uses.cost("coverage", over, "SECTION_COVER, over", to="over")
    return uses
