"""Every unit sends its part of the duties."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from roster.model import Officer, Problem, Roster, Rule, Violation
from roster.model.wording import against_share, unit_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class UnitShare(Rule):
    """Every unit sends its part of the duties.

    Requires
        Each unit's duties come as near as can be to the unit's entitlement, which is
        (all ideal places + all opening balances) x its part / sum of the parts. A unit's part
        is its ``share`` where the book gives one, else the sum of its officers' weights
        (capacity x open days appointed and not on approved full-day leave). No balance is
        taken off. Without any part every entitlement is 0.

    Why
        Units agree on what each lends to the service, by head-count or by decree.

    Source
        The decree that appoints the officers; M. L. Balinski and H. P. Young, Fair
        Representation (Yale, 1982): whole numbers nearest, by least squares, to quotas.

    Parameters
        None. Shares stand with the units.

    Cost
        For each unit 100 x (duties - entitlement)^2, rounded half to even. All officers of a
        unit count; a unit whose officers are all out of the rule's scope is left out.

    Example
        >>> from constraints import UnitShare
        >>> from roster.model.sketch import verdict
        >>> print(verdict(UnitShare(), "Ani@SET: pagi -; Budi@RUK: - pagi"))
        kept
        >>> print(verdict(UnitShare(), "Ani@SET: pagi pagi; Budi@RUK: - -"))
        SET has 2 duties against a fair share of 1, 1 above. 1 duty fewer would be nearest.
        RUK has 0 duties against a fair share of 1, 1 below. 1 duty more would be nearest.

    Limitations
        Give every unit a share or none: a share beside weights is measured in officer-days.
    """

    code: ClassVar[str] = "unit_share"
    group: ClassVar[str] = "fairness"
    may_be_must: ClassVar[bool] = False

    def encode(self, enc: Encoding) -> None:
        """A convex cost of each unit's count."""
        problem = enc.problem
        members = {
            unit.id: [n for n, o in enumerate(problem.officers) if o.unit == unit.id]
            for unit in problem.units
        }
        parts = {}
        for unit in problem.units:
            weights = [problem.weights[problem.officers[n].id] for n in members[unit.id]]
            parts[unit.id] = sum(weights, Fraction(0)) if unit.share is None else unit.share
        places = Fraction(sum(duty.ideal for duty in problem.duties))
        places += sum((problem.opening_balance(o.id) for o in problem.officers), Fraction(0))
        total = sum(parts.values(), Fraction(0))
        everything = range(len(problem.duties))
        for unit in problem.units:
            own = members[unit.id]
            if own and not set(own) & set(enc.officers):
                continue
            due = places * parts[unit.id] / total if total else Fraction(0)
            most = sum(enc.most_duties(n, everything) for n in own)
            costs = [round(100 * (n - due) ** 2) for n in range(most + 1)]
            enc.convex(enc.together([enc.serves(n, everything) for n in own]), costs)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One for each unit off its entitlement; the amount in hundredths of a duty."""
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

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """How many duties against what entitlement, and what would be nearest."""
        who = unit_name(problem, violation.fact("unit"))
        return against_share(
            who, "", violation.fact("duties"), violation.fact("entitlement"), language
        )
