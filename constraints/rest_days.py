"""Between two days of duty an officer has some days off."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import counted, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class RestDays(Rule):
    """Between two days of duty an officer has some days off.

    Requires
        At least ``days`` free calendar days lie between two days on which an officer has
        duty, the last duty day before the horizon included. A duty belongs to the day on
        which it starts.

    Why
        Work left lying is caught up with, and the load does not fall on one week.

    Source
        The office's own agreement; constraints on consecutive and separate working days in
        S. Haspeslagh and others, The first international nurse rostering competition 2010,
        Annals of Operations Research 218 (2014), pages 221-236.

    Parameters
        days: free calendar days between two duty days, 1 or more; no default.
        except_on: a date; duty on it asks for no rest before or after, as if there were none,
            and the days around it need the rest among themselves. Default empty, no such day.

    Cost
        1 for each missing free day between a duty day and the next. The same sum written over
        windows: for each run of ``days + 1`` consecutive days that touches the horizon (and
        may reach over either end), with k duty days in the horizon, or k - 1 of them and any
        before it, k - 1 if k is above 1; nothing for a window with no duty day in the horizon.

    Example
        >>> from constraints import RestDays
        >>> from roster.model.sketch import verdict
        >>> print(verdict(RestDays(days=1), "Ani: pagi - pagi - pagi"))
        kept
        >>> print(verdict(RestDays(days=2), "Ani: pagi - pagi - -"))
        Ani has 1 free day between the duties on Monday, 1 March 2027 and Wednesday, 3 March
        2027, 1 short of 2. Move one of the two.

    Limitations
        The morning on which a night duty ends counts as free: rest in hours is another rule.
    """

    code: ClassVar[str] = "rest_days"
    group: ClassVar[str] = "load"
    reach: ClassVar[str] = "officer"

    days: int
    except_on: date | None = None

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError(f"days is {self.days}; expected a number of free days, 1 or more")

    def encode(self, enc: Encoding) -> None:
        """At most one duty day in every window of ``days + 1``, the last one before included."""
        size, width = len(enc.problem.days), self.days + 1
        free = (self.except_on - enc.problem.first).days if self.except_on else None
        for number, officer in enc.numbered():
            last = self._last(enc.problem, officer)
            eve = (last.day - enc.problem.first).days if last else -width
            for start in range(1 - width, size):
                inside = range(max(start, 0), min(start + width, size))
                rested = not start <= eve
                if enc.must and rested and len(inside) < min(width, size):
                    continue
                if judged := [day for day in inside if day != free]:
                    worked = enc.together([enc.work(number, day) for day in judged])
                    enc.at_most(worked, 1 if rested else 0)

    def _last(self, problem: Problem, officer: Officer) -> Duty | None:
        """The officer's last duty before the horizon that asks for rest."""
        past = problem.past_of.get(officer.id, ())
        return next((duty for duty in reversed(past) if duty.day != self.except_on), None)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``too_little_rest`` for each pair of duty days; the amount in missing days."""
        found = []
        for officer in officers:
            last = self._last(problem, officer)
            by_day = {last.day: last} if last else {}
            for duty in roster.duties(officer.id):
                if duty.day != self.except_on:
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

    def bars(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> Mapping[str, Set[int]]:
        """Every duty too near to a duty day of the officer, on another day."""
        by_day: dict[int, set[int]] = {}
        for number, duty in enumerate(problem.duties):
            if duty.day != self.except_on:
                by_day.setdefault(duty.day.toordinal(), set()).add(number)
        near = [step for step in range(-self.days, self.days + 1) if step]
        found = {}
        for officer in officers:
            last = self._last(problem, officer)
            served = (*((last,) if last else ()), *roster.duties(officer.id))
            own = {duty.day.toordinal() for duty in served if duty.day != self.except_on}
            close = {day + step for day in own for step in near}
            found[officer.id] = set[int]().union(*(by_day[day] for day in close if day in by_day))
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which two days, and how many free days are missing between them."""
        who, free = officer_name(problem, violation.officers[0]), violation.fact("free")
        one, other = (long_date(duty.day, language) for duty in violation.duties)
        return say(
            language,
            id=f"{who} hanya punya {free} hari bebas di antara tugas {one} dan {other}, "
            f"kurang {violation.amount} dari {self.days}. Pindahkan salah satunya.",
            en=f"{who} has {counted(free, 'free day', 'free days')} between the duties on {one} "
            f"and {other}, {violation.amount} short of {self.days}. Move one of the two.",
        )
