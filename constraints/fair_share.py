"""The load is spread fairly: everyone serves in proportion to the time they could serve."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal, get_args

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation

Measure = Literal["duties", "session", "weekday"]


@dataclass(frozen=True)
class FairShare(Rule):
    """Each officer's duties come as near as can be to the officer's entitlement.

    The cost of an officer is 100 x (duties - entitlement)^2, rounded half to even. See
    ``Problem.weights`` for the weight of an officer.
    """

    code: ClassVar[str] = "fair_share"
    group: ClassVar[str] = "fairness"
    may_be_must: ClassVar[bool] = False

    of: Measure = "duties"

    def __post_init__(self) -> None:
        if self.of not in get_args(Measure):
            raise ValueError(f"of is {self.of!r}; expected one of {', '.join(get_args(Measure))}")

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        places: dict[str | int, int] = {}
        for duty in problem.duties:
            places[self._kind(duty)] = places.get(self._kind(duty), 0) + duty.ideal
        balance = dict.fromkeys(problem.officer, Fraction(0))
        if self.of == "duties":
            balance = {who: problem.opening_balance(who) for who in problem.officer}
        total_balance = sum(balance.values(), Fraction(0))
        total_weight = sum(problem.weights.values(), Fraction(0))
        found = []
        for kind, ideal in places.items():
            for officer in officers:
                entitlement = Fraction(0)
                if total_weight:
                    part = problem.weights[officer.id] / total_weight
                    entitlement = (ideal + total_balance) * part - balance[officer.id]
                served = tuple(d for d in roster.duties(officer.id) if self._kind(d) == kind)
                cost = round(100 * (len(served) - entitlement) ** 2)
                if cost > 0:
                    found.append(
                        Violation(
                            kind=self.of,
                            amount=round(100 * abs(len(served) - entitlement)),
                            cost=cost,
                            unit="hundredth of a duty",
                            officers=(officer.id,),
                            duties=served,
                            facts=(
                                ("of", kind),
                                ("duties", len(served)),
                                ("entitlement", entitlement),
                            ),
                        )
                    )
        return found

    def _kind(self, duty: Duty) -> str | int:
        if self.of == "session":
            return duty.session
        return duty.day.weekday() if self.of == "weekday" else ""
