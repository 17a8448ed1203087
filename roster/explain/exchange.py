"""One officer in another's place, nothing else changed, judged by the rules' own checks alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from roster.model import Duty, Leave, Officer, Problem, Report, Roster, RuleUse, Violation


class Exchange:
    """A roster in which single places change hands, to ``newcomers`` (all officers if None).

    A rule that judges officers one by one is asked about the newcomer only, one that judges
    units about the newcomer's unit, any other about everybody. What a rule can say of a whole
    roster at once (:meth:`~roster.model.rule.Rule.bars`) is asked once; a month's thousands of
    exchanges take hundredths of a second then. What was broken before does not count against
    them; ``report`` is what the rules say of the roster, where that is at hand. No duty gains
    or loses an officer, so limits on their numbers hold as they did.
    """

    def __init__(
        self,
        problem: Problem,
        roster: Roster,
        newcomers: Iterable[Officer] | None = None,
        report: Report | None = None,
    ) -> None:
        self.problem = problem
        self.roster = roster
        self.newcomers = problem.officers if newcomers is None else tuple(newcomers)
        musts = [use for use in problem.rules if use.priority is None]
        self.by_unit = [use for use in musts if use.rule.reach == "unit"]
        self.together = [use for use in musts if use.rule.reach not in ("officer", "unit")]
        self._number = {duty: number for number, duty in enumerate(problem.duties)}
        self._scopes = {id(use): {o.id for o in use.scope(problem)} for use in musts}
        known = {id(use): found for use, found in report.entries} if report else {}
        broken: dict[int, Sequence[Violation]] = {
            id(use): known[id(use)] if id(use) in known else use.check(problem, roster)
            for use in musts
        }
        self._before = frozenset(violation for found in broken.values() for violation in found)
        self._alone = self._judgement(
            [use for use in musts if use.rule.reach == "officer"], broken, self.newcomers
        )
        units = {officer.unit for officer in self.newcomers}
        self._elsewhere = self._judgement(
            self.by_unit, broken, tuple(o for o in problem.officers if o.unit in units)
        )
        self._known: dict[tuple[str, Duty], bool] = {}
        self._absences: dict[tuple[str, date], Problem] = {}

    def _judgement(
        self,
        uses: Iterable[RuleUse],
        broken: Mapping[int, Sequence[Violation]],
        officers: tuple[Officer, ...],
    ) -> _Judgement:
        """What rules say of ``officers`` at once; those that break a rule are left to its check."""
        barred: dict[str, set[int]] = {officer.id: set() for officer in officers}
        asked: dict[str, list[RuleUse]] = {officer.id: [] for officer in officers}
        for use in uses:
            scope = tuple(o for o in officers if o.id in self._scopes[id(use)])
            told = use.rule.bars(self.problem, self.roster, scope)
            breakers = {who for violation in broken[id(use)] for who in violation.officers}
            if use.rule.reach == "unit":
                units = {o.unit for o in self.problem.officers if o.id in breakers}
                breakers = {o.id for o in officers if o.unit in units}
            for officer in scope if use.rule.reach == "officer" else officers:
                if told is None or officer.id in breakers:
                    asked[officer.id].append(use)
                else:
                    barred[officer.id] |= told.get(officer.id, frozenset())
        return _Judgement(barred, asked)

    @cached_property
    def _units(self) -> Mapping[str, tuple[Officer, ...]]:
        units: dict[str, list[Officer]] = {}
        for officer in self.problem.officers:
            units.setdefault(officer.unit, []).append(officer)
        return {unit: tuple(members) for unit, members in units.items()}

    @cached_property
    def _strangers_first(self) -> Mapping[str, tuple[Officer, ...]]:
        """By unit the newcomers of other units, who are judged more quickly, before its own."""
        return {
            unit: tuple(sorted(self.newcomers, key=lambda officer: officer.unit == unit))
            for unit in self._units
        }

    def substitutes(self, absent: str, duty: Duty) -> tuple[str, ...]:
        """Who of the newcomers may lawfully take a duty of an officer away for that whole day.

        Other duties of that officer on the day are judged as places of their own.
        """
        able = self._able(self.newcomers, absent, duty)
        return tuple(o.id for o in able if self._fits(o, absent, duty))

    def survives(self, absent: str, duty: Duty) -> bool:
        """Whether anybody may; who is judged without the absent officer's unit is tried first."""
        others = self._strangers_first[self.problem.officer[absent].unit]
        able = self._able(others, absent, duty)
        return any(self._fits(officer, absent, duty) for officer in able)

    def _able(self, officers: Iterable[Officer], absent: str, duty: Duty) -> Iterator[Officer]:
        """Those who are not on the duty and whom no rule bars from it by themselves."""
        number, there = self._number[duty], {absent, *self.roster.officers(duty)}
        barred = self._alone.barred
        return (o for o in officers if o.id not in there and number not in barred[o.id])

    def _fits(self, officer: Officer, absent: str, duty: Duty) -> bool:
        return (
            self._fits_alone(officer, duty)
            and self._fits_unit(officer, absent, duty)
            and self._fits_together(officer, absent, duty)
        )

    def _without(self, absent: str, day: date) -> Problem:
        """The problem in which an officer is away on a day."""
        key = absent, day
        if key not in self._absences:
            away = Leave(absent, day, day)
            self._absences[key] = replace(self.problem, leaves=(*self.problem.leaves, away))
        return self._absences[key]

    def _fits_alone(self, officer: Officer, duty: Duty) -> bool:
        uses = self._alone.asked[officer.id]
        if not uses:
            return True
        key = officer.id, duty
        if key not in self._known:
            own = (*self.roster.duties(officer.id), duty)
            changed = Roster.of((officer.id, d) for d in own)
            self._known[key] = not any(
                self._broken(use, self.problem, changed, (officer,)) for use in uses
            )
        return self._known[key]

    def _fits_unit(self, officer: Officer, absent: str, duty: Duty) -> bool:
        if self.problem.officer[absent].unit == officer.unit:
            uses: Sequence[RuleUse] = self.by_unit
        elif self._number[duty] in self._elsewhere.barred[officer.id]:
            return False
        else:
            uses = self._elsewhere.asked[officer.id]
        if not uses:
            return True
        members = self._units[officer.unit]
        served = ((member.id, d) for member in members for d in self.roster.duties(member.id))
        changed = exchanged(served, duty, absent, officer.id)
        problem = self._without(absent, duty.day)
        return not any(self._broken(use, problem, changed, members) for use in uses)

    def _fits_together(self, officer: Officer, absent: str, duty: Duty) -> bool:
        if not self.together:
            return True
        changed = exchanged(self.roster.assignments, duty, absent, officer.id)
        problem = self._without(absent, duty.day)
        return not any(
            self._broken(use, problem, changed, problem.officers) for use in self.together
        )

    def _broken(
        self, use: RuleUse, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> bool:
        scope = tuple(o for o in officers if o.id in self._scopes[id(use)])
        if not scope and use.rule.reach in ("officer", "unit"):
            return False
        return any(
            violation not in self._before
            for violation in use.weighed(use.rule.check(problem, roster, scope))
        )


@dataclass(frozen=True)
class _Judgement:
    """By officer the numbers of the duties barred, and the rules that are still to be asked."""

    barred: Mapping[str, Set[int]]
    asked: Mapping[str, Sequence[RuleUse]]


def exchanged(assignments: Iterable[tuple[str, Duty]], duty: Duty, old: str, new: str) -> Roster:
    """The roster of some assignments in which ``new`` has the place of ``old``, if it is there."""
    return Roster.of([*(a for a in assignments if a != (old, duty)), (new, duty)])
