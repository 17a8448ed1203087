"""Reading a finished roster day by day, for the checks of rules and for nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from roster.model import Duty, Problem, Roster

Period = Literal["day", "week", "month", "horizon"]
Partial = Literal["skip", "count"]
Start = Literal["free", "counted", "history"]
End = Literal["free", "counted"]
Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
WeekdayOrAny = Literal["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


class Run(NamedTuple):
    """A row of positions (days, weekends) that follow each other without a gap."""

    first: int
    length: int


class Breach(NamedTuple):
    """A run that is too long or too short by ``amount``.

    ``length`` counts what the history adds, ``inside`` does not; ``first`` is the run's first
    position inside the horizon, or -1 where the run ended on the eve.
    """

    kind: Literal["long", "short"]
    first: int
    length: int
    amount: int
    inside: int


def offsets(problem: Problem, roster: Roster, officer: str, session: str = "") -> list[int]:
    """The days at work, as days since the first; with a session, the days on that kind."""
    first = problem.first
    days = {d.day for d in roster.duties(officer) if not session or d.session == session}
    return sorted((day - first).days for day in days)


def sessions_by_day(
    problem: Problem, roster: Roster, officer: str, *, history: bool = True
) -> dict[date, frozenset[str]]:
    """The session kinds of each day at work, those of the roster before the horizon included.

    With ``history``, the last session of the officer's history stands for the eve.
    """
    found = dict(roster.kinds_by_day.get(officer, {}))
    for duty in problem.past_of.get(officer, ()):
        found[duty.day] = found.get(duty.day, frozenset()) | {duty.session}
    known = problem.eve.get(officer)
    if history and known and known.work_run and known.last_session:
        found.setdefault(problem.first - timedelta(days=1), frozenset({known.last_session}))
    return found


def sessions_of(problem: Problem, session: str = "") -> list[list[Duty]]:
    """The duties of each session (one name, room and day), of all kinds or one."""
    found: dict[tuple[date, str, str], list[Duty]] = {}
    for duty in problem.duties:
        if session in ("", duty.session):
            found.setdefault((duty.day, duty.room, duty.session), []).append(duty)
    return list(found.values())


def serving(roster: Roster, duties: Iterable[Duty]) -> dict[str, tuple[Duty, ...]]:
    """The officers who serve on any of the duties, each with those, in the order of their ids."""
    found: dict[str, tuple[Duty, ...]] = {}
    for duty in duties:
        for officer in roster.officers(duty):
            found[officer] = (*found.get(officer, ()), duty)
    return dict(sorted(found.items()))


def first_known(problem: Problem) -> date:
    """The first day of which the roster, or the roster before it, tells."""
    return min([problem.first, *(duty.day for _, duty in problem.past)])


def runs(positions: Iterable[int]) -> list[Run]:
    """The runs that sorted positions form."""
    found: list[Run] = []
    for position in positions:
        if found and position == found[-1].first + found[-1].length:
            found[-1] = Run(found[-1].first, found[-1].length + 1)
        else:
            found.append(Run(position, 1))
    return found


def gaps(positions: Iterable[int], size: int) -> list[Run]:
    """The runs of positions of ``range(size)`` that are missing from the sorted ones."""
    found, free = [], 0
    for position in positions:
        if position > free:
            found.append(Run(free, position - free))
        free = position + 1
    if free < size:
        found.append(Run(free, size - free))
    return found


def breaches(
    found: list[Run],
    size: int,
    limits: tuple[int, int | None],
    edges: tuple[Start, End],
    before: int | None,
) -> Iterator[Breach]:
    """The runs outside ``limits`` (least, most), the ends of the horizon judged by ``edges``.

    ``before`` is the length of the run that reaches the eve, None where it is not known.
    """
    (least, most), (start, end) = limits, edges
    if start == "history" and before is None:
        start = "free"
    carried = (before or 0) if start == "history" else 0
    if 0 < carried < least and not (found and found[0].first == 0):
        yield Breach("short", -1, carried, least - carried, 0)
    for run in found:
        at_start, at_end = run.first == 0, run.first + run.length == size
        total = run.length + (carried if at_start else 0)
        if most is not None and total > most:
            over = min(run.length, total - most)
            yield Breach("long", run.first, total, over, run.length)
        excused = (at_start and start == "free") or (at_end and end == "free")
        if total < least and not excused:
            yield Breach("short", run.first, total, least - total, run.length)


def period(day: date, per: Period, problem: Problem) -> tuple[date, date]:
    """First and last day of the day, ISO week, month or horizon in which a day lies."""
    if per == "day":
        return day, day
    if per == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if per == "month":
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return day.replace(day=1), following - timedelta(days=1)
    return problem.first, problem.last


def judged_periods(per: Period, partial: Partial, problem: Problem) -> list[tuple[date, date]]:
    """The periods that the horizon touches, in order; with ``skip``, none that it cuts."""
    found = dict.fromkeys(period(day, per, problem) for day in problem.days)
    return [
        (start, end)
        for start, end in found
        if partial == "count" or (problem.first <= start and end <= problem.last)
    ]


def check_limits(least: int, most: int | None) -> None:
    """Raise ValueError where the limits of a run ask for nothing or contradict each other."""
    if least < 0 or (most is not None and most < 0):
        raise ValueError(f"least is {least} and most is {most}; expected 0 or more")
    if most is None and least <= 1:
        raise ValueError("neither most nor a least above 1 is given, so nothing is asked")
    if most is not None and 0 < most < least:
        raise ValueError(f"least is {least}, above most, which is {most}")


def check_choice(name: str, value: object, choices: object) -> None:
    """Raise ValueError where a parameter is not one of the choices of its Literal type."""
    allowed = get_args(choices)
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; expected one of {', '.join(map(str, allowed))}")
