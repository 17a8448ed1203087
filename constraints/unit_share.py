"""Every unit sends its part of the duties."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from roster.model import Officer, Problem, Roster, Rule, Violation


@dataclass(frozen=True)
class UnitShare(Rule):
    """Each unit's duties come as near as can be to the unit's entitlement.

    All of a unit's officers count; a unit is left out where it has officers and none of them
    is in the rule's scope.
    """

    code: ClassVar[str] = "unit_share"
    group: ClassVar[str] = "fairness"
    may_be_must: ClassVar[bool] = False

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        members: dict[str, list[str]] = {unit.id: [] for unit in problem.units}
        for officer in problem.officers:
            if officer.unit in members:
                members[officer.unit].append(officer.id)
        part = {
            unit.id: sum((problem.weights[who] for who in members[unit.id]), Fraction(0))
            if unit.share is None
            else unit.share
            for unit in problem.units
        }
        all_parts = sum(part.values(), Fraction(0))
        to_share = sum(duty.ideal for duty in problem.duties) + sum(
            (problem.opening_balance(officer.id) for officer in problem.officers), Fraction(0)
        )
        scope = {officer.id for officer in officers}
        found = []
        for unit in problem.units:
            if members[unit.id] and scope.isdisjoint(members[unit.id]):
                continue
            entitlement = to_share * part[unit.id] / all_parts if all_parts else Fraction(0)
            duties = sum(len(roster.duties(who)) for who in members[unit.id])
            cost = round(100 * (duties - entitlement) ** 2)
            if cost > 0:
                found.append(
                    Violation(
                        kind="unit",
                        amount=round(100 * abs(duties - entitlement)),
                        cost=cost,
                        unit="hundredth of a duty",
                        officers=tuple(sorted(members[unit.id])),
                        facts=(
                            ("unit", unit.id),
                            ("duties", duties),
                            ("entitlement", entitlement),
                        ),
                    )
                )
        return found
