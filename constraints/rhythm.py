"""Duties come in a steady rhythm: on one weekday, and not too close upon each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints._reading import check_choice
from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import WEEKDAYS, long_date
from roster.model.wording import counted, in_order, listing, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding

Start = Literal["free", "history"]


@dataclass(frozen=True)
class Rhythm(Rule):
    """Duties come in a steady rhythm: on one weekday, and not too close upon each other.

    Requires
        ``same_weekday``: all duties of an officer start on the same day of the week. ``gap``:
        between two days on which an officer has duties lie at least ``gap`` open days (days on
        which any duty starts). An officer's last day of duty before the horizon counts for
        both, and days before it on which anybody served are open days, unless ``start`` is
        ``free``.

    Why
        "I am at the desk on Tuesdays" is easy to keep and to plan around; an officer's own
        work needs days in between.

    Source
        Standing rotas of service rooms, in which a unit or an officer keeps its weekday and
        so many working days lie between two turns.

    Parameters
        same_weekday: whether the weekday is to stay the same; default false.
        gap: open days, 0 or more; default 0, which asks for nothing.
        start: ``history`` or ``free``; default ``history``.

    Cost
        ``same_weekday``: 1 for each further weekday of an officer. ``gap``: 1 for each open day
        missing between two successive days of duty.

    Example
        >>> from constraints import Rhythm
        >>> from roster.model.sketch import verdict
        >>> rule = Rhythm(gap=1)
        >>> print(verdict(rule, "Ani: pagi - pagi; Budi: - pagi -"))
        kept
        >>> print(verdict(rule, "Ani: pagi pagi -; Budi: - - pagi"))
        Ani has 0 open days between the duties on Monday, 1 March 2027 and Tuesday, 2 March
        2027, 1 short of 1. Move one of the two.

    Limitations
        A day closed to the public is no open day, so ``gap`` may be longer than it reads; see
        ``rest_days`` for calendar days.
    """

    code: ClassVar[str] = "rhythm"
    group: ClassVar[str] = "runs"
    reach: ClassVar[str] = "officer"

    same_weekday: bool = False
    gap: int = 0
    start: Start = "history"

    def __post_init__(self) -> None:
        check_choice("start", self.start, Start)
        if self.gap < 0:
            raise ValueError(f"gap is {self.gap}; expected a number of open days, 0 or more")
        if not self.gap and not self.same_weekday:
            raise ValueError("neither same_weekday nor gap is given, so nothing is asked")

    def encode(self, enc: Encoding) -> None:
        """At most one weekday, and one duty day in every window of ``gap + 1`` open days."""
        problem = enc.problem
        earlier = problem.past if self.start == "history" else ()
        open_before = sorted({duty.day for _, duty in earlier})
        for number, officer in enc.numbered():
            days = [duty.day for who, duty in earlier if who == officer.id]
            last = max(days, default=None)
            if self.same_weekday:
                self._one_weekday(enc, number, last)
            if self.gap:
                eve = -self.gap - 1 if last is None else open_before.index(last) - len(open_before)
                self._spread(enc, number, eve)

    def _one_weekday(self, enc: Encoding, number: int, last: date | None) -> None:
        by_weekday: dict[int, list[date]] = {}
        for day in enc.problem.open_days:
            by_weekday.setdefault(day.weekday(), []).append(day)
        used = [
            enc.any_of(number, enc.duties_on(days))
            for weekday, days in by_weekday.items()
            if last is None or weekday != last.weekday()
        ]
        enc.at_most(enc.together(used), 1 if last is None else 0)

    def _spread(self, enc: Encoding, number: int, eve: int) -> None:
        """``eve`` is the place of the last duty day before, the first open day's being 0."""
        days, width = enc.problem.open_days, self.gap + 1
        for start in range(1 - width, len(days)):
            inside = days[max(start, 0) : start + width]
            rested = eve < start
            if enc.must and rested and len(inside) < min(width, len(days)):
                continue
            worked = [enc.any_of(number, enc.duties(day=day)) for day in inside]
            enc.at_most(enc.together(worked), 1 if rested else 0)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """``weekdays`` for each officer, ``too_close`` for each pair of duty days."""
        earlier = {d.day for _, d in problem.past} if self.start == "history" else set()
        open_days = sorted({*problem.open_days, *earlier})
        found: list[Violation] = []
        for officer in officers:
            before = problem.past_of.get(officer.id, ()) if earlier else ()
            first_of = {duty.day: duty for duty in before[-1:]}
            for duty in roster.duties(officer.id):
                first_of.setdefault(duty.day, duty)
            if self.same_weekday:
                found += _weekdays(officer, first_of)
            if self.gap:
                found += self._too_close(officer, first_of, open_days)
        return in_order(found)

    def _too_close(
        self, officer: Officer, first_of: dict[date, Duty], open_days: list[date]
    ) -> Iterator[Violation]:
        for one, other in pairwise(sorted(first_of)):
            between = open_days.index(other) - open_days.index(one) - 1
            missing = self.gap - between
            if missing > 0:
                yield Violation(
                    kind="too_close",
                    amount=missing,
                    cost=missing,
                    unit="day",
                    officers=(officer.id,),
                    duties=(first_of[one], first_of[other]),
                    day=other,
                    facts=(("between", between),),
                )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which weekdays, or which two days, and what would cure it."""
        who, many = officer_name(problem, violation.officers[0]), violation.amount
        if violation.kind == "weekdays":
            names = [WEEKDAYS[language][n] for n in violation.fact("weekdays")]
            days = listing(names, language)
            return say(
                language,
                id=f"{who} bertugas pada hari {days}, padahal harinya harus tetap. Pindahkan "
                "semua ke satu hari.",
                en=f"{who} serves on {days}, where the weekday is to stay the same. Move all "
                "to one of them.",
            )
        between = violation.fact("between")
        one, other = (long_date(duty.day, language) for duty in violation.duties)
        return say(
            language,
            id=f"{who} hanya punya {between} hari buka di antara tugas {one} dan {other}, "
            f"kurang {many} dari {self.gap}. Pindahkan salah satunya.",
            en=f"{who} has {counted(between, 'open day', 'open days')} between the duties on "
            f"{one} and {other}, {many} short of {self.gap}. Move one of the two.",
        )


def _weekdays(officer: Officer, first_of: dict[date, Duty]) -> list[Violation]:
    """One violation where the days fall on several weekdays, told on the first that strays."""
    used = sorted({day.weekday() for day in first_of})
    if len(used) < 2:
        return []
    days = sorted(first_of)
    stray = next(day for day in days if day.weekday() != days[0].weekday())
    return [
        Violation(
            kind="weekdays",
            amount=len(used) - 1,
            cost=len(used) - 1,
            unit="weekday",
            officers=(officer.id,),
            duties=tuple(first_of[day] for day in days),
            day=stray,
            facts=(("weekdays", tuple(used)),),
        )
    ]
