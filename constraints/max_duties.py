"""Nobody has more than so many duties in a day, a week, a month or the whole period."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date, month_name
from roster.model.wording import in_order, officer_name, session_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


Period = Literal["day", "week", "month", "horizon"]


@dataclass(frozen=True)
class MaxDuties(Rule):
    """Nobody has more than so many duties in a day, a week, a month or the whole period.

    Requires
        An officer has at most ``limit`` duties in each period. A duty belongs to the day on
        which it starts; a week runs from Monday to Sunday (ISO 8601), a month is the
        calendar's, ``horizon`` is all that is rostered at once. Duties before the horizon use
        up the limit of the day, week or month in which the horizon starts; they are no breach
        by themselves: the roster may add ``limit`` less those, or none.

    Why
        Desk duty comes on top of an officer's own work, which waits meanwhile.

    Source
        Perpres 21/2023 on working time (37 h 30 min a week); "maximum number of assignments"
        in S. Haspeslagh and others, The first international nurse rostering competition 2010,
        Annals of Operations Research 218 (2014), pages 221-236.

    Parameters
        per: ``day``, ``week``, ``month`` or ``horizon``; no default.
        limit: duties, 0 or more; no default.
        session: count only duties of this session; default empty, every duty.
        carry: with ``per=horizon``, the total of the officer's history uses up the limit too.
        one_more_on: a date; in the day, week or month that holds it one duty more is allowed.
            Default empty, the same limit throughout.

    Cost
        1 for each duty above the limit, in each period.

    Example
        >>> from constraints import MaxDuties
        >>> from roster.model.sketch import verdict
        >>> rule = MaxDuties(per="week", limit=2)
        >>> print(verdict(rule, "Ani: pagi - - pagi - - - pagi"))
        kept
        >>> print(verdict(rule, "Ani: pagi - pagi pagi - - -"))
        Ani has 3 duties in the week of Monday, 1 March 2027, 1 too many for the limit of 2. Give
        1 of them to another officer.

    Limitations
        A week that runs on past the horizon is judged by the days inside it.
    """

    code: ClassVar[str] = "max_duties"
    group: ClassVar[str] = "load"
    reach: ClassVar[str] = "officer"

    per: Period
    limit: int
    session: str = ""
    carry: bool = False
    one_more_on: date | None = None

    def __post_init__(self) -> None:
        if self.per not in get_args(Period):
            raise ValueError(f"per is {self.per!r}; expected one of {', '.join(get_args(Period))}")
        if self.limit < 0:
            raise ValueError(f"limit is {self.limit}; expected a number of duties, 0 or more")
        if self.carry and (self.per != "horizon" or self.session):
            raise ValueError("carry counts every duty before: only for per=horizon, no session")
        if self.one_more_on and self.per == "horizon":
            raise ValueError("one_more_on names a day, week or month: not for per=horizon")

    def encode(self, enc: Encoding) -> None:
        """At most the limit less what was served before, in every period."""
        problem = enc.problem
        spans: dict[date, list[int]] = {}
        for d in enc.duties(session=self.session or None):
            spans.setdefault(self._start(problem.duties[d].day, problem), []).append(d)
        for number, officer in enc.numbered():
            before = dict.fromkeys(spans, 0)
            if self.carry and officer.id in problem.eve:
                before = dict.fromkeys(spans, problem.eve[officer.id].duties)
            elif self.per != "horizon":
                for duty in self._counted(problem.past_of.get(officer.id, ())):
                    start = self._start(duty.day, problem)
                    before[start] = before.get(start, 0) + 1
            for start, duties in spans.items():
                enc.at_most(enc.serves(number, duties), max(0, self._limit(start) - before[start]))

    def single_duty_officers(self, problem: Problem, officers: tuple[Officer, ...]) -> set[str]:
        """The officers in scope, if the rule allows one duty a day."""
        if self.per == "day" and self.limit <= 1 and not (self.session or self.one_more_on):
            return {officer.id for officer in officers}
        return set()

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``too_many`` for each officer and period; the amount in duties above the limit."""
        found = []
        for officer in officers:
            earlier = self._earlier(problem, officer)
            now: dict[date, list[Duty]] = {}
            for duty in self._counted(roster.duties(officer.id)):
                now.setdefault(self._start(duty.day, problem), []).append(duty)
            for start, duties in now.items():
                allowed = max(0, self._limit(start) - earlier.get(start, 0))
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

    def bars(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> Mapping[str, Set[int]]:
        """Every counted duty of the periods that are full."""
        start_of = {day: self._start(day, problem) for day in problem.open_days}
        spans: dict[date, set[int]] = {}
        for number, duty in enumerate(problem.duties):
            if self.session in ("", duty.session):
                spans.setdefault(start_of[duty.day], set()).add(number)
        found = {}
        for officer in officers:
            served = self._earlier(problem, officer)
            for duty in self._counted(roster.duties(officer.id)):
                start = start_of[duty.day]
                served[start] = served.get(start, 0) + 1
            full = (n for start, n in spans.items() if served.get(start, 0) >= self._limit(start))
            found[officer.id] = set[int]().union(*full)
        return found

    def _earlier(self, problem: Problem, officer: Officer) -> dict[date, int]:
        """By start of a period, the duties before the horizon that use up its limit."""
        if self.carry and officer.id in problem.eve:
            return {problem.first: problem.eve[officer.id].duties}
        found: dict[date, int] = {}
        if self.per != "horizon":
            for duty in self._counted(problem.past_of.get(officer.id, ())):
                start = self._start(duty.day, problem)
                found[start] = found.get(start, 0) + 1
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """How many duties in which period, and how many to give away."""
        who = officer_name(problem, violation.officers[0])
        earlier, excess = violation.fact("earlier"), violation.amount
        total = earlier + len(violation.duties)
        session = f" {session_name(problem, self.session)}" if self.session else ""
        start: date = violation.fact("period")
        day, month = long_date(start, language), month_name(start, language)
        periods = {
            "day": say(language, id=f"pada {day}", en=f"on {day}"),
            "week": say(language, id=f"dalam minggu mulai {day}", en=f"in the week of {day}"),
            "month": say(language, id=f"dalam {month}", en=f"in {month}"),
            "horizon": say(language, id="dalam periode ini", en="in this period"),
        }
        before_id = f" ({earlier} di antaranya sebelum periode ini)" if earlier else ""
        before_en = f" ({earlier} of them before this roster)" if earlier else ""
        return say(
            language,
            id=f"{who} mendapat {total} tugas{session} {periods[self.per]}{before_id}, {excess} "
            f"terlalu banyak untuk batas {self._limit(start)}. Alihkan {excess} di antaranya.",
            en=f"{who} has {total}{session} {'duty' if total == 1 else 'duties'} "
            f"{periods[self.per]}{before_en}, {excess} too many for the limit of "
            f"{self._limit(start)}. Give {excess} of them to another officer.",
        )

    def _counted(self, duties: tuple[Duty, ...]) -> list[Duty]:
        return [duty for duty in duties if self.session in ("", duty.session)]

    def _limit(self, start: date) -> int:
        """The limit in the period that starts on a day."""
        once = self.one_more_on
        return self.limit + (once is not None and self._start(once, None) == start)

    def _start(self, day: date, problem: Problem | None) -> date:
        """The first day of the period that a day belongs to."""
        if self.per == "week":
            return date.fromisocalendar(*day.isocalendar()[:2], 1)
        if self.per == "month":
            return day.replace(day=1)
        return day if self.per == "day" or problem is None else problem.first
