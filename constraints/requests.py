"""Wishes are met where they can be: to serve on a day, or to be spared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from roster.model import Duty, Leave, Officer, Problem, Roster, Rule, Violation
from roster.model.wording import in_order


@dataclass(frozen=True)
class Requests(Rule):
    """Each wish not met costs its weight.

    ``want`` is met by a duty that starts on the day (and in the session, if one is named),
    ``avoid`` by none. Every day of leave that is requested and not yet approved is a wish to
    avoid, of weight ``leave_weight``; it is met if no duty overlaps the hours away of that
    day. Several wishes each count; days outside the horizon do not, closed days do.
    """

    code: ClassVar[str] = "requests"
    group: ClassVar[str] = "wishes"
    may_be_must: ClassVar[bool] = False

    leave_weight: int = 1

    def __post_init__(self) -> None:
        if self.leave_weight < 0:
            raise ValueError(f"leave_weight is {self.leave_weight}; expected 0 or more")

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        scope = {officer.id for officer in officers}
        found = []
        for wish in problem.requests:
            if wish.officer not in scope or not problem.first <= wish.day <= problem.last:
                continue
            served = tuple(
                duty
                for duty in roster.duties(wish.officer)
                if duty.day == wish.day and wish.session in ("", duty.session)
            )
            if wish.want != bool(served):
                kind = "want" if wish.want else "avoid"
                found.append(
                    _unmet(kind, wish.officer, wish.day, wish.weight, served, wish.session)
                )
        for leave in problem.leaves:
            if leave.officer in scope and not leave.approved:
                duties = roster.duties(leave.officer)
                for day in _days(leave, problem):
                    served = tuple(duty for duty in duties if _takes(leave, day, duty))
                    if served:
                        found.append(_unmet("avoid", leave.officer, day, self.leave_weight, served))
        return in_order(found)


def _unmet(
    kind: str, officer: str, day: date, weight: int, served: tuple[Duty, ...], session: str = ""
) -> Violation:
    return Violation(
        kind=kind,
        amount=1,
        cost=weight,
        unit="wish",
        officers=(officer,),
        duties=served,
        day=day,
        facts=(("session", session), ("weight", weight)),
    )


def _days(leave: Leave, problem: Problem) -> Iterator[date]:
    day = max(leave.first, problem.first)
    while day <= min(leave.last, problem.last):
        yield day
        day += timedelta(days=1)


def _takes(leave: Leave, day: date, duty: Duty) -> bool:
    """Whether a duty takes any of the hours away that begin on a day."""
    midnight = datetime.combine(day, time())
    spans = [span for span in leave.windows if span[0].date() == day]
    if leave.full_day:
        spans = [(midnight, midnight + timedelta(days=1))]
    start, end = duty.start.replace(tzinfo=None), duty.end.replace(tzinfo=None)
    return any(away < end and start < back for away, back in spans)
