"""Days at work in a row are neither too many nor too few."""

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
    offsets,
    runs,
)
from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import counted, in_order, officer_name, session_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class RunLength(Rule):
    """Days at work in a row number at least ``least`` and at most ``most``.

    Requires
        Every run of consecutive calendar days with a duty, or with a duty of one session kind,
        is ``least`` to ``most`` days long. The run that reaches the eve of the horizon goes on
        into it; it is too short also where it ends on the eve.

    Why
        Long runs wear people out; single days and changing kinds of session unsettle them.

    Source
        Curtois and Qu (2014), Max- and MinConsecutiveShifts (start and end free); INRC-I,
        consecutive working days (both counted; Haspeslagh et al. 2014); INRC-II, S2 (start
        from the history, end free; Ceschia et al. 2015).

    Parameters
        least: days in a row; default 1, which asks for nothing.
        most: days in a row; empty for no upper limit.
        session: runs of this session kind only; empty for any duty.
        start: a run at the first day may be shorter (``free``), is judged by its days inside
        (``counted``), or goes on from the days before (``history``; where nothing is known of
        the officer, as ``free``).
        end: a run at the last day may be shorter (``free``) or not (``counted``).

    Cost
        1 for each day too many or too few, in each run; of the excess of a run that comes from
        the days before, only the days inside the horizon count.

    Example
        >>> from constraints import RunLength
        >>> from roster.model.sketch import verdict
        >>> rule = RunLength(most=2)
        >>> print(verdict(rule, "Ani: pagi pagi - pagi"))
        kept
        >>> print(verdict(rule, "Ani: pagi | pagi pagi -"))
        Ani works 3 days in a row (about Monday, 1 March 2027); at most 2. Put a free
        day in between.

    Limitations
        A duty that ends after midnight is a day at work only on the day on which it starts.
    """

    code: ClassVar[str] = "run_length"
    group: ClassVar[str] = "runs"
    reach: ClassVar[str] = "officer"

    least: int = 1
    most: int | None = None
    session: str = ""
    start: Start = "history"
    end: End = "free"

    def __post_init__(self) -> None:
        check_limits(self.least, self.most)
        check_choice("start", self.start, Start)
        check_choice("end", self.end, End)

    def encode(self, enc: Encoding) -> None:
        """Limits on the runs of days with such a duty."""
        for number, officer in enc.numbered():
            days = [
                enc.any_of(number, enc.duties(day=day, session=self.session or None))
                for day in enc.problem.days
            ]
            limits, edges = (self.least, self.most), (self.start, self.end)
            enc.limit_runs(days, limits, edges, self._before(enc.problem, officer.id))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        size, limits = len(problem.days), (self.least, self.most)
        return in_order(
            self._violation(officer, breach, problem, roster)
            for officer in officers
            for breach in breaches(
                runs(offsets(problem, roster, officer.id, self.session)),
                size,
                limits,
                (self.start, self.end),
                self._before(problem, officer.id),
            )
        )

    def _before(self, problem: Problem, officer: str) -> int | None:
        eve = problem.eve.get(officer)
        if eve is None or not self.session:
            return eve.work_run if eve else None
        return eve.session_run if eve.last_session == self.session else 0

    def _violation(
        self, officer: Officer, breach: Breach, problem: Problem, roster: Roster
    ) -> Violation:
        first = problem.first + timedelta(days=max(0, breach.first))
        after = first + timedelta(days=breach.inside)
        return Violation(
            kind=breach.kind,
            amount=breach.amount,
            cost=breach.amount,
            unit="day",
            officers=(officer.id,),
            duties=tuple(
                duty
                for duty in roster.duties(officer.id)
                if first <= duty.day < after and self.session in ("", duty.session)
            ),
            day=first,
            facts=(("length", breach.length),),
        )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name = officer_name(problem, violation.officers[0])
        length, long = violation.fact("length"), violation.kind == "long"
        day = long_date(violation.day or problem.first, language)
        kind = session_name(problem, self.session)
        return say(
            language,
            id=f"{name} bertugas {f'di {kind} ' if kind else ''}{length} hari berturut-turut "
            f"(sekitar {day}); {'paling banyak' if long else 'paling sedikit'} "
            f"{self.most if long else self.least}. "
            f"{'Sisipkan hari bebas.' if long else 'Sambung atau hapus deret itu.'}",
            en=f"{name} works {f'{kind} ' if kind else ''}{counted(length, 'day', 'days')} in a "
            f"row (about {day}); {'at most' if long else 'at least'} "
            f"{self.most if long else self.least}. "
            f"{'Put a free day in between.' if long else 'Lengthen the run or drop it.'}",
        )
