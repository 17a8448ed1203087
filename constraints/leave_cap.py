"""Not too many officers of one unit are away on the same day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import counted, in_order, unit_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class LeaveCap(Rule):
    """Not too many officers of one unit are away on the same day.

    Requires
        Of the officers in the rule's scope who belong to one unit and are appointed, at most
        ``limit`` are on leave for the whole of an open day, on every open day. Requested leave
        counts as if it were granted, unless ``requested`` is false.

    Why
        A unit that lets everybody go at once can neither do its own work nor send anybody to
        the service room; it should be known before leave is granted.

    Source
        SE Menteri PANRB 6/2024, by which leave is granted with regard to workload and
        head-count; PP 11/2017, by which leave may be put off in the interest of the service.

    Parameters
        limit: officers, 0 or more; no default.
        requested: whether requested leave counts; default true.

    Cost
        1 for each officer above the limit, for each unit and open day.

    Example
        >>> from datetime import date
        >>> from constraints import LeaveCap
        >>> from roster.model import Leave
        >>> from roster.model.sketch import verdict
        >>> away = tuple(Leave(who, date(2027, 3, 1), date(2027, 3, 1)) for who in ("Ani", "Budi"))
        >>> rows = "Ani@SET: - -; Budi@SET: - -; Cici@RUK: pagi pagi"
        >>> print(verdict(LeaveCap(limit=2), rows, leaves=away))
        kept
        >>> print(verdict(LeaveCap(limit=1), rows, leaves=away))
        On Monday, 1 March 2027 SET has 2 officers away, 1 above the limit of 1. Put off the
        leave of 1 of them.

    Limitations
        This rule judges the book, not the roster: no roster can mend it. As a must it makes
        the month infeasible until the leave is changed; with a priority it costs the same
        whatever the roster. Who is away, and why, is not told. Officers without a unit and
        leave for part of a day do not count.
    """

    code: ClassVar[str] = "leave_cap"
    group: ClassVar[str] = "units"
    reach: ClassVar[str] = "unit"

    limit: int
    requested: bool = True

    def __post_init__(self) -> None:
        if self.limit < 0:
            raise ValueError(f"limit is {self.limit}; expected a number of officers, 0 or more")

    def encode(self, enc: Encoding) -> None:
        """What no roster can change: a constant cost, or a row that cannot hold."""
        for day in enc.problem.open_days:
            away: dict[str, int] = {}
            for officer in enc.scope:
                leaves = enc.problem.leaves_of.get(officer.id, ())
                if officer.appointed_on(day) and any(
                    leave.covers(day) and (leave.approved or self.requested) for leave in leaves
                ):
                    away[officer.unit] = away.get(officer.unit, 0) + 1
            for unit, number in away.items():
                if unit and number > self.limit:
                    enc.at_least(enc.nothing, number - self.limit)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``many_away`` for each unit and open day; the amount in officers."""
        members: dict[str, list[Officer]] = {}
        for officer in officers:
            if officer.unit:
                members.setdefault(officer.unit, []).append(officer)
        found = []
        for unit, people in members.items():
            for day, away in self._away(problem, people):
                if away > self.limit:
                    found.append(
                        Violation(
                            kind="many_away",
                            amount=away - self.limit,
                            cost=away - self.limit,
                            unit="officer",
                            day=day,
                            facts=(("unit", unit), ("away", away)),
                        )
                    )
        return in_order(found)

    def _away(self, problem: Problem, people: list[Officer]) -> Iterator[tuple[date, int]]:
        """How many of some officers are away on each open day."""
        for day in problem.open_days:
            yield (
                day,
                sum(
                    any(
                        leave.covers(day) and (self.requested or leave.approved)
                        for leave in problem.leaves_of.get(officer.id, ())
                    )
                    for officer in people
                    if officer.appointed_on(day)
                ),
            )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which unit has how many away on which day; not who."""
        unit = unit_name(problem, violation.fact("unit"))
        day = long_date(violation.day or problem.first, language)
        away, excess = violation.fact("away"), violation.amount
        return say(
            language,
            id=f"Pada {day} {away} petugas {unit} tidak berada di tempat, {excess} di atas batas "
            f"{self.limit}. Tunda cuti {excess} di antaranya.",
            en=f"On {day} {unit} has {counted(away, 'officer', 'officers')} away, {excess} above "
            f"the limit of {self.limit}. Put off the leave of {excess} of them.",
        )
