"""The independent verifier: every rule's own check on a finished roster, no solver."""

from __future__ import annotations

from collections.abc import Container, Mapping

from roster.errors import VerifyError
from roster.model import Problem, Report, Roster

__all__ = ["Report", "confirm", "verify"]


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
