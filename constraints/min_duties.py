"""Everybody has at least so many duties in a day, a week, a month or the whole period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import Partial, Period, check_choice, judged_periods, period
from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import counted, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class MinDuties(Rule):
    """An officer has at least ``limit`` duties in each period.

    Requires
        The duties that start in one period number at least ``limit``. Duties
        before the horizon count in the period in which the horizon starts.

    Why
        Work that is shared must reach everybody, and a skill needs practice to last.

    Source
        INRC-I, minimum number of assignments (Haspeslagh et al. 2014); INRC-II, S6 (Ceschia
        et al. 2015).

    Parameters
        limit: the least, 1 or more.
        per: ``day``, ``week`` (ISO weeks), ``month`` or ``horizon``.
        session: count the duties of this session kind only; empty for all.
        partial: a week or month that reaches over an end of the horizon is not judged
        (``skip``) or judged by what lies inside and before (``count``).
        carry: with ``per=horizon``, the total of the officer's history is added.

    Cost
        1 for each duty missing, in each period.

    Example
        >>> from constraints import MinDuties
        >>> from roster.model.sketch import verdict
        >>> rule = MinDuties(limit=2)
        >>> print(verdict(rule, "Ani: pagi - siang"))
        kept
        >>> print(verdict(rule, "Ani: pagi - -"))
        Ani has 1 duty in the period from Monday, 1 March 2027, 1 below the least of 2;
        give Ani another duty.

    Limitations
        Absence does not lower the limit: give officers who are long away a row of their own.
    """

    code: ClassVar[str] = "min_duties"
    group: ClassVar[str] = "load"
    reach: ClassVar[str] = "officer"

    limit: int
    per: Period = "horizon"
    session: str = ""
    partial: Partial = "skip"
    carry: bool = False

    def __post_init__(self) -> None:
        check_choice("per", self.per, Period)
        check_choice("partial", self.partial, Partial)
        if self.limit < 1:
            raise ValueError(f"limit is {self.limit}; expected a number of duties, 1 or more")
        if self.carry and (self.per != "horizon" or self.session):
            raise ValueError("carry counts every duty before: only for per=horizon, no session")

    def encode(self, enc: Encoding) -> None:
        """At least the limit less what was served before, in every period judged."""
        problem = enc.problem
        counted = enc.duties(session=self.session or None)
        for first, last in judged_periods(self.per, self.partial, problem):
            inside = [d for d in counted if first <= problem.duties[d].day <= last]
            for number, officer in enc.numbered():
                before = 0
                if self.per != "horizon":
                    before = sum(
                        first <= duty.day <= last and self.session in ("", duty.session)
                        for duty in problem.past_of.get(officer.id, ())
                    )
                elif self.carry and officer.id in problem.eve:
                    before = problem.eve[officer.id].duties
                enc.at_least(enc.serves(number, inside), self.limit - before)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        judged = judged_periods(self.per, self.partial, problem)
        found = []
        for officer in officers:
            eve = problem.eve.get(officer.id) if self.carry else None
            served = dict.fromkeys(judged, eve.duties if eve else 0)
            earlier = () if self.per == "horizon" else problem.past_of.get(officer.id, ())
            for duty in (*earlier, *roster.duties(officer.id)):
                span = period(duty.day, self.per, problem)
                if span in served and self.session in ("", duty.session):
                    served[span] += 1
            found += [
                self._breach(officer, start, self.limit - number, problem)
                for (start, _), number in served.items()
                if number < self.limit
            ]
        return in_order(found)

    def _breach(self, officer: Officer, start: date, missing: int, problem: Problem) -> Violation:
        return Violation(
            kind="too_few",
            amount=missing,
            cost=missing,
            unit="duty",
            officers=(officer.id,),
            day=max(start, problem.first),
            facts=(("start", start),),
        )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name, missing = officer_name(problem, violation.officers[0]), violation.amount
        since, has = long_date(violation.fact("start"), language), self.limit - missing
        return say(
            language,
            id=f"{name} mendapat {has} tugas dalam periode mulai {since}, kurang {missing} dari "
            f"batas {self.limit}; beri {name} tugas tambahan.",
            en=f"{name} has {counted(has, 'duty', 'duties')} in the period from {since}, "
            f"{missing} below the least of {self.limit}; give {name} another duty.",
        )
