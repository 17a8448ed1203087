"""Everybody is on duty for at least so many hours in a day, a week, a month or the period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import Partial, Period, check_choice, judged_periods, period
from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class MinHours(Rule):
    """An officer is on duty for at least ``minutes`` minutes in each period.

    Requires
        The lengths of the duties that start in one period add up to at least ``minutes``.
        Duties before the horizon count in the period in which the horizon starts.

    Why
        A contract that pays for hours must be given them; skills that are not used fade.

    Source
        Curtois and Qu (2014), MinTotalMinutes.

    Parameters
        minutes: the least, 1 or more.
        per: ``day``, ``week`` (ISO weeks), ``month`` or ``horizon``.
        partial: a week or month that reaches over an end of the horizon is not judged
        (``skip``) or judged by what lies inside and before (``count``).

    Cost
        1 for each minute missing, in each period.

    Example
        >>> from constraints import MinHours
        >>> from roster.model.sketch import verdict
        >>> rule = MinHours(minutes=600)
        >>> print(verdict(rule, "Ani: penuh pagi - - - - -"))
        kept
        >>> print(verdict(rule, "Ani: penuh - - - - - -"))
        Ani is on duty for 510 minutes in the period from Monday, 1 March 2027, 90 below
        the least of 600; give Ani another duty.

    Limitations
        Absence does not lower the limit: give officers who are long away a row of their own.
    """

    code: ClassVar[str] = "min_hours"
    group: ClassVar[str] = "load"
    reach: ClassVar[str] = "officer"

    minutes: int
    per: Period = "week"
    partial: Partial = "skip"

    def __post_init__(self) -> None:
        check_choice("per", self.per, Period)
        check_choice("partial", self.partial, Partial)
        if self.minutes < 1:
            raise ValueError(f"minutes is {self.minutes}; expected a number of minutes, 1 or more")

    def encode(self, enc: Encoding) -> None:
        """At least the minutes still owed, in every period judged."""
        problem = enc.problem
        for first, last in judged_periods(self.per, self.partial, problem):
            inside = [d for d, duty in enumerate(problem.duties) if first <= duty.day <= last]
            lengths = [problem.duties[d].minutes for d in inside]
            for number, officer in enc.numbered():
                earlier = () if self.per == "horizon" else problem.past_of.get(officer.id, ())
                before = sum(duty.minutes for duty in earlier if first <= duty.day <= last)
                enc.at_least(enc.serves(number, inside), self.minutes - before, lengths)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        judged = judged_periods(self.per, self.partial, problem)
        found = []
        for officer in officers:
            served = dict.fromkeys(judged, 0)
            earlier = () if self.per == "horizon" else problem.past_of.get(officer.id, ())
            for duty in (*earlier, *roster.duties(officer.id)):
                span = period(duty.day, self.per, problem)
                if span in served:
                    served[span] += duty.minutes
            found += [
                self._breach(officer, start, self.minutes - minutes, problem)
                for (start, _), minutes in served.items()
                if minutes < self.minutes
            ]
        return in_order(found)

    def _breach(self, officer: Officer, start: date, missing: int, problem: Problem) -> Violation:
        return Violation(
            kind="too_short",
            amount=missing,
            cost=missing,
            unit="minute",
            officers=(officer.id,),
            day=max(start, problem.first),
            facts=(("start", start),),
        )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name, missing = officer_name(problem, violation.officers[0]), violation.amount
        since = long_date(violation.fact("start"), language)
        return say(
            language,
            id=f"{name} bertugas {self.minutes - missing} menit dalam periode mulai {since}, "
            f"{missing} menit di bawah batas {self.minutes}; beri {name} tugas tambahan.",
            en=f"{name} is on duty for {self.minutes - missing} minutes in the period from "
            f"{since}, {missing} below the least of {self.minutes}; give {name} another duty.",
        )
