"""Weekends at work are few, whole and even."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints._reading import (
    WEEKDAYS,
    End,
    Start,
    Weekday,
    breaches,
    check_choice,
    check_limits,
    first_known,
    runs,
)
from constraints._weekend_shape import complete, identical, no_night_before
from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding

Require = Literal["most", "in_row", "complete", "identical", "no_night_before"]
Served = dict[date, list[Duty]]


@dataclass(frozen=True)
class Weekends(Rule):
    """Weekends at work are few, whole and even.

    Requires
        A weekend is at work when any of its days inside the horizon has a duty. ``require``
        asks for one of five things. ``most``: at most ``most`` weekends at work. ``in_row``:
        weekends at work in a row number ``least`` to ``most``. ``complete``: all days of a
        weekend are at work, or none. ``identical``: every session kind of a weekend is served
        on all its days. ``no_night_before``: no night duty on the day before a free weekend.
        The last three judge the weekends whose days are all known, from the roster or the one
        before, and that reach into the horizon.

    Why
        Free weekends are shared time; half a weekend, or one that begins asleep, is none.

    Source
        Curtois and Qu (2014), MaxWeekends; INRC-I, contract (Haspeslagh et al. 2014);
        INRC-II, S5 and S7 (Ceschia et al. 2015).

    Parameters
        require: see above.
        least: weekends in a row, for ``in_row``; default 1, which asks for nothing.
        most: weekends, for ``most``; weekends in a row, for ``in_row``.
        days: the days of a weekend, in order, without a gap.
        session: the kind of a night duty; empty for duties that run past midnight.
        carry: the weekends of the officer's history count for ``most``; the weekends that the
        history has above ``most`` do not cost again.
        start: for ``in_row``, as in ``run_length``.
        end: for ``in_row``, as in ``run_length``.

    Cost
        ``most``: 1 for each weekend above. ``in_row``: 1 for each weekend too many or too few, in
        each run. ``complete`` and ``no_night_before``: 1 for each such weekend. ``identical``: 1
        for each day without a session kind that is served that weekend.

    Example
        >>> from constraints import Weekends
        >>> from roster.model.sketch import verdict
        >>> rule = Weekends(require="complete")
        >>> print(verdict(rule, "Ani: - - - - - pagi siang"))
        kept
        >>> print(verdict(rule, "Ani: - - - - - pagi -"))
        Ani works only part of the weekend of Saturday, 6 March 2027; make it whole or
        free it.

    Limitations
        A weekend that the first day cuts is at work or free by its days inside. For ``in_row``
        the history is the roster before the horizon; the runs of its weekends must be in it.
    """

    code: ClassVar[str] = "weekends"
    group: ClassVar[str] = "runs"
    reach: ClassVar[str] = "officer"

    require: Require
    least: int = 1
    most: int | None = None
    days: tuple[Weekday, ...] = ("Sat", "Sun")
    session: str = ""
    carry: bool = False
    start: Start = "history"
    end: End = "free"

    def __post_init__(self) -> None:
        check_choice("require", self.require, Require)
        check_choice("start", self.start, Start)
        check_choice("end", self.end, End)
        for day in self.days:
            check_choice("days", day, Weekday)
        numbers = [WEEKDAYS.index(day) for day in self.days]
        if not 1 <= len(numbers) <= 6 or any((a + 1) % 7 != b for a, b in pairwise(numbers)):
            raise ValueError(f"days is {', '.join(self.days)}; expected days in order, no gap")
        if self.require == "most" and (self.most is None or self.most < 0):
            raise ValueError("require=most needs most, a number of weekends, 0 or more")
        if self.require == "in_row":
            check_limits(self.least, self.most)

    def encode(self, enc: Encoding) -> None:
        """The demand on every weekend of every officer in scope."""
        weekends = self.weekends(enc.problem)
        if self.require in ("most", "in_row"):
            for number, officer in enc.numbered():
                at_work = [enc.any_of(number, enc.duties_on(weekend)) for weekend in weekends]
                if self.require == "most":
                    eve = enc.problem.eve.get(officer.id) if self.carry else None
                    allowed = max(0, (self.most or 0) - (eve.weekends if eve else 0))
                    enc.at_most(enc.together(at_work), allowed)
                else:
                    before = self._weekends_before(enc.problem, officer.id)
                    limits, edges = (self.least, self.most), (self.start, self.end)
                    enc.limit_runs(at_work, limits, edges, before)
            return
        known = min([enc.problem.first, *(duty.day for _, duty in enc.problem.past)])
        for weekend in weekends:
            if known <= weekend[0] and weekend[-1] <= enc.problem.last:
                for number, officer in enc.numbered():
                    if self.require == "complete":
                        complete(enc, number, officer, weekend)
                    elif self.require == "identical":
                        identical(enc, number, officer, weekend)
                    else:
                        no_night_before(enc, number, officer, weekend, self.is_night)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        weekends = self.weekends(problem)
        known = first_known(problem)
        whole = [w for w in weekends if known <= w[0] and w[-1] <= problem.last]
        judge = {
            "complete": self._complete,
            "identical": self._identical,
            "no_night_before": self._no_night_before,
        }
        found: list[Violation] = []
        for officer in officers:
            served: Served = {}
            for duty in (*problem.past_of.get(officer.id, ()), *roster.duties(officer.id)):
                served.setdefault(duty.day, []).append(duty)
            if self.require == "most":
                found += self._most(problem, officer, served, weekends)
            elif self.require == "in_row":
                found += self._in_row(problem, officer, served, weekends)
            else:
                for weekend in whole:
                    cost = judge[self.require](served, weekend)
                    if cost:
                        duties = tuple(d for day in weekend for d in served.get(day, ()))
                        found.append(self._breach(officer, cost, duties, weekend[0], self.require))
        return in_order(found)

    def weekends(self, problem: Problem) -> list[tuple[date, ...]]:
        """The days of each weekend that touches the horizon, in order."""
        first = WEEKDAYS.index(self.days[0])
        start = problem.first - timedelta(days=(problem.first.weekday() - first) % 7)
        found = []
        while start <= problem.last:
            weekend = tuple(start + timedelta(days=n) for n in range(len(self.days)))
            if weekend[-1] >= problem.first:
                found.append(weekend)
            start += timedelta(days=7)
        return found

    def _at_work(
        self, problem: Problem, served: Served, weekends: list[tuple[date, ...]]
    ) -> list[int]:
        return [
            n
            for n, weekend in enumerate(weekends)
            if any(day in served and day >= problem.first for day in weekend)
        ]

    def _most(
        self, problem: Problem, officer: Officer, served: Served, weekends: list[tuple[date, ...]]
    ) -> Iterator[Violation]:
        eve = problem.eve.get(officer.id) if self.carry else None
        allowed = max(0, (self.most or 0) - (eve.weekends if eve else 0))
        worked = [weekends[n] for n in self._at_work(problem, served, weekends)]
        if len(worked) > allowed:
            duties = tuple(d for weekend in worked for day in weekend for d in served.get(day, ()))
            yield self._breach(
                officer, len(worked) - allowed, duties, worked[allowed][0], "most", len(worked)
            )

    def _in_row(
        self, problem: Problem, officer: Officer, served: Served, weekends: list[tuple[date, ...]]
    ) -> Iterator[Violation]:
        before = self._weekends_before(problem, officer.id)
        found = runs(self._at_work(problem, served, weekends))
        edges, limits = (self.start, self.end), (self.least, self.most)
        for breach in breaches(found, len(weekends), limits, edges, before):
            start = max(0, breach.first)
            run = [day for weekend in weekends[start : start + breach.inside] for day in weekend]
            duties = tuple(d for day in run for d in served.get(day, ()))
            first = weekends[start][0]
            yield self._breach(officer, breach.amount, duties, first, breach.kind, breach.length)

    def _weekends_before(self, problem: Problem, officer: str) -> int | None:
        """How many weekends in a row reach the first of the horizon; None if not known."""
        weekends = self.weekends(problem)
        if not problem.past or not weekends:
            return None
        served = {duty.day for duty in problem.past_of.get(officer, ())}
        count, day = 0, weekends[0][0] - timedelta(days=7)
        while any(day + timedelta(days=n) in served for n in range(len(self.days))):
            count, day = count + 1, day - timedelta(days=7)
        return count

    def _complete(self, served: Served, weekend: tuple[date, ...]) -> int:
        return int(0 < sum(day in served for day in weekend) < len(weekend))

    def _identical(self, served: Served, weekend: tuple[date, ...]) -> int:
        kinds = [{duty.session for duty in served.get(day, ())} for day in weekend]
        return sum(kind not in day for kind in set().union(*kinds) for day in kinds)

    def _no_night_before(self, served: Served, weekend: tuple[date, ...]) -> int:
        eve = served.get(weekend[0] - timedelta(days=1), ())
        return int(any(map(self.is_night, eve)) and not any(day in served for day in weekend))

    def is_night(self, duty: Duty) -> bool:
        """Whether a duty is a night duty in the sense of this rule."""
        if self.session:
            return duty.session == self.session
        midnight = datetime.combine(duty.day + timedelta(days=1), time(), duty.end.tzinfo)
        return duty.end > midnight

    def _breach(
        self,
        officer: Officer,
        amount: int,
        duties: tuple[Duty, ...],
        day: date,
        kind: str,
        length: int = 0,
    ) -> Violation:
        return Violation(
            kind=kind,
            amount=amount,
            cost=amount,
            unit="day" if kind == "identical" else "weekend",
            officers=(officer.id,),
            duties=duties,
            day=day,
            facts=(("weekends", length),),
        )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name = officer_name(problem, violation.officers[0])
        day = long_date(violation.day or problem.first, language)
        amount, length = violation.amount, violation.fact("weekends")
        texts = {
            "most": (
                f"{name} bertugas pada {length} akhir pekan, {amount} terlalu banyak; alihkan "
                f"tugas mulai {day}.",
                f"{name} works {length} weekends, {amount} too many; give away the one of {day}.",
            ),
            "long": (
                f"{name} bertugas {length} akhir pekan berturut-turut mulai {day}, {amount} "
                "terlalu banyak; bebaskan salah satunya.",
                f"{name} works {length} weekends in a row from {day}, {amount} too many; free one.",
            ),
            "short": (
                f"{name} bertugas hanya {length} akhir pekan berturut-turut mulai {day}, kurang "
                f"{amount}; sambung atau hapus deret itu.",
                f"{name} works only {length} weekends in a row from {day}, {amount} too few; "
                "lengthen the run or drop it.",
            ),
            "complete": (
                f"{name} bertugas hanya sebagian akhir pekan {day}; penuhi atau bebaskan.",
                f"{name} works only part of the weekend of {day}; make it whole or free it.",
            ),
            "identical": (
                f"{name} bertugas di sesi yang berbeda pada akhir pekan {day}; samakan sesinya.",
                f"{name} does not serve the same session throughout the weekend of {day}; even it.",
            ),
            "no_night_before": (
                f"{name} bertugas malam sebelum akhir pekan bebas {day}; alihkan tugas malam itu.",
                f"{name} has a night duty before the free weekend of {day}; give the night away.",
            ),
        }
        indonesian, english = texts[violation.kind]
        return say(language, id=indonesian, en=english)
