"""Between two days of duty an officer has some days off."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from roster.model import Officer, Problem, Roster, Rule, Violation
from roster.model.wording import in_order


@dataclass(frozen=True)
class RestDays(Rule):
    """At least ``days`` free calendar days lie between two days on which an officer has duty.

    A duty belongs to the day on which it starts. Each missing free day between a duty day and
    the next costs 1; the last duty day before the horizon counts as the day before the first.
    The same sum, written over windows: for every run of ``days + 1`` consecutive days that
    touches the horizon (and may reach over either end), with k duty days in the horizon, and
    one more if there is any duty day before it, the cost is k - 1 if that is above 0; a window
    without a duty day in the horizon costs nothing.
    """

    code: ClassVar[str] = "rest_days"
    group: ClassVar[str] = "load"

    days: int

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError(f"days is {self.days}; expected a number of free days, 1 or more")

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        before = Roster.of(a for a in problem.past if a.duty.day < problem.first)
        found = []
        for officer in officers:
            by_day = {duty.day: duty for duty in before.duties(officer.id)[-1:]}
            for duty in roster.duties(officer.id):
                by_day.setdefault(duty.day, duty)
            for day, following in pairwise(sorted(by_day)):
                free = (following - day).days - 1
                if free < self.days:
                    found.append(
                        Violation(
                            kind="too_little_rest",
                            amount=self.days - free,
                            cost=self.days - free,
                            unit="day",
                            officers=(officer.id,),
                            duties=(by_day[day], by_day[following]),
                            day=following,
                            facts=(("free", free),),
                        )
                    )
        return in_order(found)
