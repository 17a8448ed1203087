"""Free days in a row are neither too many nor too few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import (
    Breach,
    End,
    Start,
    breaches,
    check_choice,
    check_limits,
    gaps,
    offsets,
)
from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import counted, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class DaysOff(Rule):
    """Free days in a row number at least ``least`` and at most ``most``.

    Requires
        Every run of consecutive calendar days without a duty is ``least`` to ``most`` days
        long. The run that reaches the eve of the horizon goes on into it; it is too short also
        where it ends on the eve.

    Why
        One free day between two runs of work is little rest; too long a pause loses the hand.

    Source
        Curtois and Qu (2014), MinConsecutiveDaysOff (start and end free); INRC-I, consecutive
        free days (both counted; Haspeslagh et al. 2014); INRC-II, S3 (start from the history,
        end free; Ceschia et al. 2015).

    Parameters
        least: days in a row; default 1, which asks for nothing.
        most: days in a row; empty for no upper limit.
        start: a run at the first day may be shorter (``free``), is judged by its days inside
        (``counted``), or goes on from the days before (``history``; where nothing is known of
        the officer, as ``free``).
        end: a run at the last day may be shorter (``free``) or not (``counted``).

    Cost
        1 for each day too many or too few, in each run; of the excess of a run that comes from
        the days before, only the days inside the horizon count.

    Example
        >>> from constraints import DaysOff
        >>> from roster.model.sketch import verdict
        >>> rule = DaysOff(least=2)
        >>> print(verdict(rule, "Ani: pagi - - pagi"))
        kept
        >>> print(verdict(rule, "Ani: pagi - pagi -"))
        Ani has 1 free day in a row (about Tuesday, 2 March 2027); at least 2. Move the
        duty beside it.

    Limitations
        Days on which the office is closed, and days of leave, are free days.
    """

    code: ClassVar[str] = "days_off"
    group: ClassVar[str] = "runs"
    reach: ClassVar[str] = "officer"

    least: int = 1
    most: int | None = None
    start: Start = "history"
    end: End = "free"

    def __post_init__(self) -> None:
        check_limits(self.least, self.most)
        check_choice("start", self.start, Start)
        check_choice("end", self.end, End)

    def encode(self, enc: Encoding) -> None:
        """Limits on the runs of days without a duty."""
        for number, officer in enc.numbered():
            days = [enc.work(number, day) for day in range(len(enc.problem.days))]
            limits, edges = (self.least, self.most), (self.start, self.end)
            eve = enc.problem.eve.get(officer.id)
            enc.limit_runs(days, limits, edges, eve.free_run if eve else None, free=True)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        size, limits = len(problem.days), (self.least, self.most)
        found = []
        for officer in officers:
            eve = problem.eve.get(officer.id)
            free = gaps(offsets(problem, roster, officer.id), size)
            before = eve.free_run if eve else None
            found += [
                self._violation(officer, breach, problem)
                for breach in breaches(free, size, limits, (self.start, self.end), before)
            ]
        return in_order(found)

    def _violation(self, officer: Officer, breach: Breach, problem: Problem) -> Violation:
        return Violation(
            kind=breach.kind,
            amount=breach.amount,
            cost=breach.amount,
            unit="day",
            officers=(officer.id,),
            day=problem.first + timedelta(days=max(0, breach.first)),
            facts=(("length", breach.length),),
        )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name = officer_name(problem, violation.officers[0])
        length, long = violation.fact("length"), violation.kind == "long"
        day = long_date(violation.day or problem.first, language)
        return say(
            language,
            id=f"{name} bebas tugas {length} hari berturut-turut (sekitar {day}); "
            f"{'paling banyak' if long else 'paling sedikit'} "
            f"{self.most if long else self.least}. "
            f"{'Sisipkan tugas.' if long else 'Pindahkan tugas yang berdampingan.'}",
            en=f"{name} has {counted(length, 'free day', 'free days')} in a row (about {day}); "
            f"{'at most' if long else 'at least'} {self.most if long else self.least}. "
            f"{'Put a duty in between.' if long else 'Move the duty beside it.'}",
        )
