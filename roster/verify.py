"""The independent verifier: every rule's own check on a finished roster, no solver."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property

from roster.errors import VerifyError
from roster.model import Problem, Roster, RuleUse, Violation


@dataclass(frozen=True)
class Report:
    """What every row of the rules says of a roster, in the order of the rows."""

    entries: tuple[tuple[RuleUse, tuple[Violation, ...]], ...]

    @cached_property
    def broken(self) -> tuple[tuple[RuleUse, Violation], ...]:
        """The breaches that make the roster unlawful, each named once."""
        seen: set[tuple[str, Violation]] = set()
        found = []
        for use, violations in self.entries:
            for violation in violations:
                if violation.must and (use.name, violation) not in seen:
                    seen.add((use.name, violation))
                    found.append((use, violation))
        return tuple(found)

    @property
    def hard(self) -> int:
        """How many must rules are broken, each breach counted once."""
        return len(self.broken)

    @cached_property
    def costs(self) -> Mapping[int, int]:
        """The cost of each priority that the rules name, in order."""
        total = {use.priority: 0 for use, _ in self.entries if use.priority is not None}
        for use, violations in self.entries:
            if use.priority is not None:
                total[use.priority] += sum(v.cost for v in violations if not v.must)
        return dict(sorted(total.items()))


def verify(problem: Problem, roster: Roster) -> Report:
    """Check a roster against every rule of its problem."""
    known = set(problem.duties)
    for officer, duty in roster.assignments:
        if officer not in problem.officer or duty not in known:
            raise VerifyError(f"the roster names {officer} on {duty.id}, unknown to the problem")
    return Report(tuple((use, tuple(use.check(problem, roster))) for use in problem.rules))


def confirm(
    problem: Problem, roster: Roster, costs: Mapping[int, int], open_ended: Container[int] = ()
) -> Report:
    """Verify a solver's roster; raise VerifyError where solver and rules disagree.

    ``open_ended`` are the priorities whose search was cut short: there the solver may claim
    more than the roster costs, as the columns that only count were not yet at their least.
    """
    report = verify(problem, roster)
    if report.broken:
        named = "; ".join(
            f"{use.name} ({use.where or 'no row'}): {use.rule.explain(v, problem, 'en')}"
            for use, v in report.broken[:5]
        )
        raise VerifyError(f"the solver's roster breaks {report.hard} must rules: {named}")
    for priority, cost in report.costs.items():
        claimed = costs.get(priority, cost)
        if claimed < cost or (claimed > cost and priority not in open_ended):
            rules = ", ".join(u.name for u in problem.rules if u.priority == priority)
            raise VerifyError(
                f"priority {priority} ({rules}) costs {cost} by the rules' own check, "
                f"{claimed} by the solver"
            )
    return report
