"""Reading a finished roster day by day, for the checks of rules and for nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from roster.model import Problem, Roster

Period = Literal["day", "week", "month", "horizon"]
Start = Literal["free", "counted", "history"]
End = Literal["free", "counted"]

PERIODS = {
    "id": {"day": "sehari", "week": "sepekan", "month": "sebulan", "horizon": "seluruh periode"},
    "en": {"day": "the day", "week": "the week", "month": "the month", "horizon": "the period"},
}


class Run(NamedTuple):
    """A row of positions (days, weekends) that follow each other without a gap."""

    first: int
    length: int


class Breach(NamedTuple):
    """A run that is too long or too short by ``amount``.

    ``length`` counts what the history adds; ``first`` is the run's first position inside the
    horizon, or -1 where the run ended on the eve.
    """

    kind: Literal["long", "short"]
    first: int
    length: int
    amount: int


def name_of(problem: Problem, officer: str) -> str:
    """An officer's name, or the id where there is none."""
    return problem.officer[officer].name or officer


def offsets(problem: Problem, roster: Roster, officer: str, session: str = "") -> list[int]:
    """The days at work, as days since the first; with a session, the days on that kind."""
    first = problem.first
    days = {d.day for d in roster.duties(officer) if not session or d.session == session}
    return sorted((day - first).days for day in days)


def sessions_by_day(
    problem: Problem, roster: Roster, officer: str, *, past: bool = True
) -> dict[date, set[str]]:
    """The session kinds of each day at work, the days before the horizon included."""
    found: dict[date, set[str]] = {}
    for duty in roster.duties(officer):
        found.setdefault(duty.day, set()).add(duty.session)
    if past:
        for duty in problem.past_of.get(officer, ()):
            found.setdefault(duty.day, set()).add(duty.session)
        known = problem.eve.get(officer)
        if known and known.work_run and known.last_session:
            eve = problem.first - timedelta(days=1)
            found.setdefault(eve, {known.last_session})
    return found


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
        yield Breach("short", -1, carried, least - carried)
    for run in found:
        at_start, at_end = run.first == 0, run.first + run.length == size
        total = run.length + (carried if at_start else 0)
        if most is not None and total > most:
            yield Breach("long", run.first, total, min(run.length, total - most))
        excused = (at_start and start == "free") or (at_end and end == "free")
        if total < least and not excused:
            yield Breach("short", run.first, total, least - total)


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


def periods(per: Period, problem: Problem) -> list[tuple[date, date]]:
    """The periods that the horizon touches, in order, also where it cuts them."""
    return list(dict.fromkeys(period(day, per, problem) for day in problem.days))
