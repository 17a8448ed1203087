"""One officer in another's place, nothing else changed, judged by the rules' own checks alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from roster.model import Duty, Leave, Officer, Problem, Roster, RuleUse, Violation


class Exchange:
    """A roster in which single places change hands.

    A rule that judges officers one by one is asked about the newcomer only, one that judges
    units about the newcomer's unit, any other about everybody; so a month's thousands of
    exchanges are judged in a second. What was broken before does not count against them. No
    duty gains or loses an officer, so limits on their numbers hold as they did.
    """

    def __init__(self, problem: Problem, roster: Roster) -> None:
        self.problem = problem
        self.roster = roster
        musts = [use for use in problem.rules if use.priority is None]
        self.alone = [use for use in musts if use.rule.reach == "officer"]
        self.by_unit = [use for use in musts if use.rule.reach == "unit"]
        self.together = [use for use in musts if use.rule.reach not in ("officer", "unit")]
        self._alone: dict[tuple[str, Duty], bool] = {}
        self._absences: dict[tuple[str, date], Problem] = {}
        self._scopes = {id(use): {o.id for o in use.scope(problem)} for use in musts}

    @cached_property
    def _units(self) -> Mapping[str, tuple[Officer, ...]]:
        units: dict[str, list[Officer]] = {}
        for officer in self.problem.officers:
            units.setdefault(officer.unit, []).append(officer)
        return {unit: tuple(members) for unit, members in units.items()}

    @cached_property
    def _before(self) -> frozenset[Violation]:
        """What the roster breaks as it stands, every breach marked as a must."""
        found = (
            violation
            for use in (*self.alone, *self.by_unit, *self.together)
            for violation in use.rule.check(self.problem, self.roster, use.scope(self.problem))
        )
        return frozenset(replace(violation, must=True) for violation in found)

    def substitutes(
        self, absent: str, duty: Duty, officers: Iterable[Officer] | None = None
    ) -> tuple[str, ...]:
        """Who may lawfully take a duty of an officer who falls out for that whole day.

        Other duties of that officer on the day are judged as places of their own. With
        ``officers`` only these are tried.
        """
        left = [a for a in self.roster.assignments if a != (absent, duty)]
        problem = self._without(absent, duty.day)
        serving = {a.officer for a in left if a.duty == duty} | {absent}
        return tuple(
            officer.id
            for officer in (self.problem.officers if officers is None else officers)
            if officer.id not in serving
            and self._fits_alone(officer, duty)
            and self._fits_together(officer, duty, problem, left)
        )

    def _without(self, absent: str, day: date) -> Problem:
        """The problem in which an officer is away on a day."""
        key = absent, day
        if key not in self._absences:
            away = Leave(absent, day, day)
            self._absences[key] = replace(self.problem, leaves=(*self.problem.leaves, away))
        return self._absences[key]

    def _fits_alone(self, officer: Officer, duty: Duty) -> bool:
        key = officer.id, duty
        if key not in self._alone:
            self._alone[key] = self._judged_alone(officer, duty)
        return self._alone[key]

    def _judged_alone(self, officer: Officer, duty: Duty) -> bool:
        own = (*self.roster.duties(officer.id), duty)
        changed = Roster.of((officer.id, d) for d in own)
        return not any(self._broken(use, self.problem, changed, (officer,)) for use in self.alone)

    def _fits_together(
        self, officer: Officer, duty: Duty, problem: Problem, left: Sequence[tuple[str, Duty]]
    ) -> bool:
        unit = self._units[officer.unit]
        names = {member.id for member in unit}
        if self.by_unit:
            changed = Roster.of([(o, d) for o, d in left if o in names] + [(officer.id, duty)])
            if any(self._broken(use, problem, changed, unit) for use in self.by_unit):
                return False
        if not self.together:
            return True
        changed = Roster.of([*left, (officer.id, duty)])
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
            replace(violation, must=True) not in self._before
            for violation in use.rule.check(problem, roster, scope)
        )


def exchanged(roster: Roster, duty: Duty, old: str, new: str) -> Roster:
    """The roster with one officer in another's place."""
    return Roster.of(_exchanged(roster, duty, old, new))


def _exchanged(roster: Roster, duty: Duty, old: str, new: str) -> Iterator[tuple[str, Duty]]:
    for officer, served in roster.assignments:
        yield (new if (officer, served) == (old, duty) else officer), served
