"""Nobody has more than so many duties in a day, a week, a month or the whole period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, get_args

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation
from roster.model.wording import in_order

Period = Literal["day", "week", "month", "horizon"]


@dataclass(frozen=True)
class MaxDuties(Rule):
    """An officer has at most ``limit`` duties in each period.

    A duty counts for the period in which it starts; weeks are ISO weeks. Duties before the
    horizon use up the limit of the period in which the horizon starts, but are no breach by
    themselves: the roster may add ``max(0, limit - earlier duties)``, and each duty beyond
    costs 1. ``session`` counts only the duties of that session.
    """

    code: ClassVar[str] = "max_duties"
    group: ClassVar[str] = "load"

    per: Period
    limit: int
    session: str = ""

    def __post_init__(self) -> None:
        if self.per not in get_args(Period):
            raise ValueError(f"per is {self.per!r}; expected one of {', '.join(get_args(Period))}")
        if self.limit < 0:
            raise ValueError(f"limit is {self.limit}; expected a number of duties, 0 or more")

    def single_duty_officers(self, problem: Problem, officers: tuple[Officer, ...]) -> set[str]:
        if self.per == "day" and self.limit <= 1 and not self.session:
            return {officer.id for officer in officers}
        return set()

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        before = Roster.of(a for a in problem.past if a.duty.day < problem.first)
        found = []
        for officer in officers:
            earlier: dict[date, int] = {}
            if self.per != "horizon":
                for duty in self._counted(before.duties(officer.id)):
                    start = self._start(duty.day, problem)
                    earlier[start] = earlier.get(start, 0) + 1
            now: dict[date, list[Duty]] = {}
            for duty in self._counted(roster.duties(officer.id)):
                now.setdefault(self._start(duty.day, problem), []).append(duty)
            for start, duties in now.items():
                allowed = max(0, self.limit - earlier.get(start, 0))
                if len(duties) > allowed:
                    found.append(
                        Violation(
                            kind="too_many",
                            amount=len(duties) - allowed,
                            cost=len(duties) - allowed,
                            unit="duty",
                            officers=(officer.id,),
                            duties=tuple(duties),
                            day=duties[allowed].day,
                            facts=(("period", start), ("earlier", earlier.get(start, 0))),
                        )
                    )
        return in_order(found)

    def _counted(self, duties: tuple[Duty, ...]) -> list[Duty]:
        return [duty for duty in duties if self.session in ("", duty.session)]

    def _start(self, day: date, problem: Problem) -> date:
        """The first day of the period that a day belongs to."""
        if self.per == "week":
            return date.fromisocalendar(*day.isocalendar()[:2], 1)
        if self.per == "month":
            return day.replace(day=1)
        return day if self.per == "day" else problem.first
