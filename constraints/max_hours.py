"""Nobody is on duty for more than so many hours in a day, a week, a month or the period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from constraints._reading import Period, check_choice, period
from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import in_order, officer_name


@dataclass(frozen=True)
class MaxHours(Rule):
    """An officer is on duty for at most ``minutes`` minutes in each period.

    Requires
        The lengths of the duties that start in one period add up to at most ``minutes``. Each
        minute above costs 1. Duties before the horizon use up the limit of the period in which
        the horizon starts, but are no breach by themselves: the roster may add
        ``max(0, minutes - earlier minutes)``.
    Why
        The law and the contract set working hours; a desk must not lengthen them unseen.
    Source
        Perpres 21/2023, articles 4 and 6 (37.5 working hours a week); Directive 2003/88/EC,
        article 6 (48 hours in seven days, overtime included); Curtois and Qu (2014),
        MaxTotalMinutes.
    Parameters
        minutes: the limit, 0 or more.
        per: ``day``, ``week`` (ISO weeks), ``month`` or ``horizon``.
    Example
        minutes=2250, per=week. Kept: five duties of 7 h 30. Broken by 60: the same and a duty
        of one hour on Saturday.
    Limitations
        A duty counts whole in the period in which it starts, also when it ends in the next.
    """

    code: ClassVar[str] = "max_hours"
    group: ClassVar[str] = "load"

    minutes: int
    per: Period = "week"

    def __post_init__(self) -> None:
        check_choice("per", self.per, Period)
        if self.minutes < 0:
            raise ValueError(f"minutes is {self.minutes}; expected a number of minutes, 0 or more")

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        found = []
        for officer in officers:
            earlier: dict[date, int] = {}
            for duty in problem.past_of.get(officer.id, ()):
                if self.per != "horizon":
                    start, _ = period(duty.day, self.per, problem)
                    earlier[start] = earlier.get(start, 0) + duty.minutes
            now: dict[date, list[Duty]] = {}
            for duty in roster.duties(officer.id):
                now.setdefault(period(duty.day, self.per, problem)[0], []).append(duty)
            for start, duties in now.items():
                before = earlier.get(start, 0)
                served = sum(duty.minutes for duty in duties)
                excess = served - max(0, self.minutes - before)
                if excess > 0:
                    found.append(
                        Violation(
                            kind="too_long",
                            amount=excess,
                            cost=excess,
                            unit="minute",
                            officers=(officer.id,),
                            duties=tuple(duties),
                            day=max(start, problem.first),
                            facts=(("minutes", before + served), ("start", start)),
                        )
                    )
        return in_order(found)

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name = officer_name(problem, violation.officers[0])
        served, excess = violation.fact("minutes"), violation.amount
        since = long_date(violation.fact("start"), language)
        return say(
            language,
            id=f"{name} bertugas {served} menit dalam periode mulai {since}, {excess} menit di "
            f"atas batas {self.minutes}; alihkan sebagian tugasnya kepada petugas lain.",
            en=f"{name} is on duty for {served} minutes in the period from {since}, {excess} "
            f"above the limit of {self.minutes}; give some of these duties to another officer.",
        )
