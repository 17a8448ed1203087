"""Nobody is on duty for more than so many hours in a day, a week, a month or the period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import Period, check_choice, period
from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class MaxHours(Rule):
    """An officer is on duty for at most ``minutes`` minutes in each period.

    Requires
        The lengths of the duties that start in one period add up to at most ``minutes``.
        Duties before the horizon use up the limit of the period in which the horizon starts,
        but are no breach by themselves: the roster may add ``minutes`` less those, or none.

    Why
        The law and the contract set working hours; a desk must not lengthen them unseen.

    Source
        Perpres 21/2023, articles 4 and 6 (37.5 working hours a week); Directive 2003/88/EC,
        article 6 (48 hours in seven days, overtime included); Curtois and Qu (2014),
        MaxTotalMinutes.

    Parameters
        minutes: the limit, 0 or more.
        per: ``day``, ``week`` (ISO weeks), ``month`` or ``horizon``.

    Cost
        1 for each minute above the limit, in each period.

    Example
        >>> from constraints import MaxHours
        >>> from roster.model.sketch import verdict
        >>> rule = MaxHours(minutes=1000)
        >>> print(verdict(rule, "Ani: penuh pagi"))
        kept
        >>> print(verdict(rule, "Ani: penuh penuh"))
        Ani is on duty for 1020 minutes in the period from Monday, 1 March 2027, 20
        above the limit of 1000; give some of these duties to another officer.

    Limitations
        A duty counts whole in the period in which it starts, also when it ends in the next.
    """

    code: ClassVar[str] = "max_hours"
    group: ClassVar[str] = "load"
    reach: ClassVar[str] = "officer"

    minutes: int
    per: Period = "week"

    def __post_init__(self) -> None:
        check_choice("per", self.per, Period)
        if self.minutes < 0:
            raise ValueError(f"minutes is {self.minutes}; expected a number of minutes, 0 or more")

    def encode(self, enc: Encoding) -> None:
        """At most the minutes left after what was served before, in every period."""
        problem = enc.problem
        spans: dict[date, list[int]] = {}
        for d, duty in enumerate(problem.duties):
            spans.setdefault(period(duty.day, self.per, problem)[0], []).append(d)
        for number, officer in enc.numbered():
            before = dict.fromkeys(spans, 0)
            if self.per != "horizon":
                for duty in problem.past_of.get(officer.id, ()):
                    start, _ = period(duty.day, self.per, problem)
                    before[start] = before.get(start, 0) + duty.minutes
            for start, duties in spans.items():
                lengths = [problem.duties[d].minutes for d in duties]
                most = max(0, self.minutes - before[start])
                enc.at_most(enc.serves(number, duties), most, lengths)

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
