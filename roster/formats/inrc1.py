"""The First International Nurse Rostering Competition (INRC-I, 2010), as a problem.

Source: S. Haspeslagh, P. De Causmaecker, A. Schaerf and M. Stolevik, "The first international
nurse rostering competition 2010", Annals of Operations Research 218 (2014), 221-236.

A shift type is a session with its own clock (UTC); the skills that it asks for are its
competency. There is no history, and no exception at the ends of the period.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from roster.formats.uses import ROOM, Scope, Uses
from roster.formats.xml import Element, read_tree
from roster.model import Certificate, Duty, Officer, Problem, Request, Room

FORMAT = "inrc1"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKENDS = {
    "SaturdaySunday": ("Sat", "Sun"),
    "FridaySaturdaySunday": ("Fri", "Sat", "Sun"),
    "FridaySaturdaySundayMonday": ("Fri", "Sat", "Sun", "Mon"),
    "SaturdaySundayMonday": ("Sat", "Sun", "Mon"),
}
PARTS = (
    "StartDate",
    "EndDate",
    "Skills",
    "ShiftTypes",
    "Patterns",
    "Contracts",
    "Employees",
    "CoverRequirements",
    "DayOffRequests",
    "DayOnRequests",
    "ShiftOffRequests",
    "ShiftOnRequests",
)
COUNTED = {"start": "counted", "end": "counted"}
LIMITS = {
    "MaxNumAssignments": ("max_duties", "limit", {"per": "horizon"}),
    "MinNumAssignments": ("min_duties", "limit", {"per": "horizon"}),
    "MaxConsecutiveWorkingDays": ("run_length", "most", COUNTED),
    "MinConsecutiveWorkingDays": ("run_length", "least", COUNTED),
    "MaxConsecutiveFreeDays": ("days_off", "most", COUNTED),
    "MinConsecutiveFreeDays": ("days_off", "least", COUNTED),
    "MaxConsecutiveWorkingWeekends": ("weekends", "most", {"require": "in_row", **COUNTED}),
    "MinConsecutiveWorkingWeekends": ("weekends", "least", {"require": "in_row", **COUNTED}),
    "MaxWorkingWeekendsInFourWeeks": ("weekends", "most", {"require": "most"}),
}
DEMANDS = {
    "CompleteWeekends": ("weekends", {"require": "complete"}),
    "IdenticalShiftTypesDuringWeekend": ("weekends", {"require": "identical"}),
    "NoNightShiftBeforeFreeWeekend": ("weekends", {"require": "no_night_before"}),
    "AlternativeSkillCategory": ("alternative_skill", {}),
}
OTHER_CONTRACT_PARTS = (
    "Description",
    "SingleAssignmentPerDay",
    "WeekendDefinition",
    "TwoFreeDaysAfterNightShifts",
    "UnwantedPatterns",
)


@dataclass(frozen=True)
class Shift:
    """A shift type: its clock, and the skills it asks for joined to one competency."""

    start: time
    end: time
    competency: str


@dataclass
class Period:
    """What the parts of a file say, in the order in which they are read."""

    first: date
    last: date
    skills: set[str] = field(default_factory=set)
    shifts: dict[str, Shift] = field(default_factory=dict)
    patterns: dict[str, tuple[int, dict[str, object]]] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)
    cover: dict[tuple[date, str], int] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    def day(self, element: Element) -> date:
        """A date inside the period."""
        day = element.date()
        if not self.first <= day <= self.last:
            raise element.fault(f"a date from {self.first} to {self.last}")
        return day


def read(path: Path) -> Problem:
    """Read an instance; raises InputError with file, line, text and what was expected."""
    root = read_tree(path)
    if root.name != "SchedulingPeriod":
        raise root.fault("<SchedulingPeriod>", f"<{root.name}>")
    root.allow(*PARTS)
    period = Period(root.child("StartDate").date(), root.child("EndDate").date())
    if period.last < period.first:
        raise root.child("EndDate").fault(f"a date from {period.first} on")
    if skills := root.find("Skills"):
        period.skills = {skill.text for skill in skills.all("Skill")}
    for element in root.child("ShiftTypes").all("Shift"):
        _shift(period, element)
    if patterns := root.find("Patterns"):
        for element in patterns.all("Pattern"):
            _pattern(period, element)
    contracts = {
        element.attribute("ID"): element for element in root.child("Contracts").all("Contract")
    }
    for element in root.child("Employees").all("Employee"):
        _employee(period, element, contracts)
    _cover(period, root.child("CoverRequirements"))
    for name in PARTS[8:]:
        if wishes := root.find(name):
            _requests(period, wishes)
    return Problem(
        first=period.first,
        last=period.last,
        officers=tuple(period.officers.values()),
        duties=tuple(_duties(period)),
        rules=tuple(_rules(period, contracts).rows),
        rooms=(Room(ROOM, timezone="UTC"),),
        requests=tuple(period.requests),
        settings=(("format", FORMAT),),
        name=root.attribute("ID"),
    )


def _shift(period: Period, element: Element) -> None:
    element.allow("StartTime", "EndTime", "Description", "Skills")
    name = element.attribute("ID")
    if not name or name in period.shifts:
        raise element.fault("a shift type that is not named before", repr(name))
    start, end = element.child("StartTime").clock(), element.child("EndTime").clock()
    skills = element.find("Skills")
    needed = sorted(skill.one_of(period.skills) for skill in skills.all("Skill")) if skills else []
    period.shifts[name] = Shift(start, end, "+".join(needed))


def _pattern(period: Period, element: Element) -> None:
    """An unwanted pattern as parameters of ``patterns``: entries on consecutive days."""
    element.allow("PatternEntries")
    words = {"Any": "*", "None": "-"} | {shift: shift for shift in period.shifts}
    sequence, starts = [], set()
    for place, entry in enumerate(element.child("PatternEntries").all("PatternEntry")):
        entry.allow("ShiftType", "Day")
        sequence.append(words[entry.child("ShiftType").one_of(words)])
        day = entry.child("Day").one_of(["Any", *WEEKDAYS])
        if day != "Any":
            starts.add(WEEKDAYS[(WEEKDAYS.index(day) - place) % 7][:3])
    if len(sequence) < 2 or len(starts) > 1:
        raise element.fault("two or more entries on days that follow each other")
    parameters: dict[str, object] = {"sequence": tuple(sequence), "weekday": "".join(starts)}
    period.patterns[element.attribute("ID")] = element.weight(), parameters


def _employee(period: Period, element: Element, contracts: dict[str, Element]) -> None:
    element.allow("ContractID", "Name", "Skills")
    name = element.attribute("ID")
    if not name or name in period.officers:
        raise element.fault("an employee who is not named before", repr(name))
    skills = element.find("Skills")
    held = {skill.one_of(period.skills) for skill in skills.all("Skill")} if skills else set()
    needed = dict.fromkeys(shift.competency for shift in period.shifts.values())
    able = tuple(Certificate(c) for c in needed if c and held.issuperset(c.split("+")))
    contract = element.child("ContractID").one_of(contracts)
    shown = element.find("Name")
    period.officers[name] = Officer(
        name, shown.text if shown else "", certificates=able, contract=contract
    )


def _cover(period: Period, element: Element) -> None:
    """The requirement of each date and shift type; that of a date comes before a weekday's."""
    days = [period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1)]
    exact: dict[tuple[date, str], int] = {}
    for part in element.all("DayOfWeekCover", "DateSpecificCover"):
        if part.name == "DateSpecificCover":
            found, dates = exact, [period.day(part.child("Date"))]
        else:
            weekday = WEEKDAYS.index(part.child("Day").one_of(WEEKDAYS))
            found, dates = period.cover, [day for day in days if day.weekday() == weekday]
        for cover in part.children[1:]:
            if cover.name != "Cover":
                raise cover.fault("<Cover>", f"<{cover.name}>")
            cover.allow("Shift", "Preferred")
            shift = cover.child("Shift").one_of(period.shifts)
            need = cover.child("Preferred").integer()
            for day in dates:
                if (day, shift) in found:
                    raise cover.fault(f"shift {shift} once for {day}")
                found[day, shift] = need
    period.cover |= exact


def _requests(period: Period, element: Element) -> None:
    """Wishes for or against a day or a shift type: the element's name says which."""
    name = element.name.removesuffix("Requests")
    by_shift = name.startswith("Shift")
    for wish in element.all(name):
        wish.allow("EmployeeID", "Date", *(["ShiftTypeID"] if by_shift else []))
        officer = wish.child("EmployeeID").one_of(period.officers)
        shift = wish.child("ShiftTypeID").one_of(period.shifts) if by_shift else ""
        day = period.day(wish.child("Date"))
        want = name.endswith("On")
        period.requests.append(Request(officer, day, shift, want, wish.weight()))


def _duties(period: Period) -> Iterator[Duty]:
    """A duty for each date and shift type that asks for somebody, in order of start."""
    order = sorted(period.cover, key=lambda place: (place[0], period.shifts[place[1]].start))
    for day, name in order:
        shift, need = period.shifts[name], period.cover[day, name]
        start = datetime.combine(day, shift.start, UTC)
        end = datetime.combine(day, shift.end, UTC)
        end += timedelta(days=1 if end <= start else 0)
        if need:
            yield Duty(day, ROOM, name, "", start, end, shift.competency, need, need, need)


def _rules(period: Period, contracts: dict[str, Element]) -> Uses:
    uses = Uses()
    uses.must("coverage", "CoverRequirements", to="min")
    uses.must("max_duties", "SingleAssignmentPerDay", per="day", limit=1)
    for name, contract in contracts.items():
        ids = frozenset(o.id for o in period.officers.values() if o.contract == name)
        contract.allow(*LIMITS, *DEMANDS, *OTHER_CONTRACT_PARTS)
        if ids:
            _contract(period, contract, ids, uses)
    uses.cost("requests", 1, "requests")
    return uses


def _contract(period: Period, contract: Element, who: Scope, uses: Uses) -> None:
    definition = contract.find("WeekendDefinition")
    days = WEEKENDS[definition.one_of(WEEKENDS)] if definition else WEEKENDS["SaturdaySunday"]
    single = contract.find("SingleAssignmentPerDay")
    if single is not None and not single.truth(single.text):
        raise single.fault("true: one assignment a day is a hard rule")
    after_nights = contract.find("TwoFreeDaysAfterNightShifts")
    if after_nights is not None and after_nights.truth(after_nights.text):
        raise after_nights.fault("false: no instance of the competition uses this demand")
    for name, (code, parameter, fixed) in LIMITS.items():
        limit = contract.find(name)
        if limit is None or not limit.truth(limit.attributes.get("on", "1")):
            continue
        value = limit.integer()
        idle = (parameter == "least" and value <= 1) or (code == "min_duties" and value == 0)
        if not idle:
            more = {"days": days} if code == "weekends" else {}
            uses.cost(code, limit.weight(), name, who, **{parameter: value}, **fixed, **more)
        if name == "MaxWorkingWeekendsInFourWeeks" and (period.last - period.first).days >= 28:
            raise limit.fault("a period of at most four weeks, or this limit off")
    for name, (code, fixed) in DEMANDS.items():
        demand = contract.find(name)
        if demand is not None and demand.truth(demand.text):
            more = {"days": days} if code == "weekends" else {}
            uses.cost(code, demand.weight(), name, who, **fixed, **more)
    unwanted = contract.find("UnwantedPatterns")
    for pattern in unwanted.all("Pattern") if unwanted else ():
        weight, parameters = period.patterns[pattern.one_of(period.patterns)]
        uses.cost("patterns", weight, f"Pattern {pattern.text}", who, **parameters)
