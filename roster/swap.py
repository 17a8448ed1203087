"""Two officers exchange duties: lawful or not, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roster.amendment import Swap
from roster.model import Duty, Problem, Roster, RuleUse, Violation
from roster.verify import Report, verify


@dataclass(frozen=True)
class Exchange:
    """A roster after a swap.

    ``broken`` are the breaches of must rules that the swap itself brings; ``price`` is what
    each priority then costs more (or, below 0, less).
    """

    swap: Swap
    roster: Roster
    report: Report
    broken: tuple[tuple[RuleUse, Violation], ...]
    price: Mapping[int, int]

    @property
    def lawful(self) -> bool:
        """Whether the swap breaks no must rule that was kept before."""
        return not self.broken


def exchange(
    problem: Problem, roster: Roster, giver: str, given: Duty, taker: str, taken: Duty
) -> Exchange:
    """Let ``taker`` serve on ``given`` in place of ``giver``, and the other way round.

    Raises ValueError if the two are one officer, either is not on the duty to give away, or
    both are on one of the duties already.
    """
    mine, yours = (giver, given), (taker, taken)
    held = {(who, duty.id) for who, duty in roster.assignments}
    if giver == taker:
        raise ValueError(f"{giver} cannot swap with {giver}")
    for who, duty in (mine, yours):
        if (who, duty.id) not in held:
            raise ValueError(f"{who} is not on {duty.id}")
    for who, duty in ((giver, taken), (taker, given)):
        if (who, duty.id) in held:
            raise ValueError(f"{who} is on {duty.id} already")
    rest = [pair for pair in roster.assignments if tuple(pair) not in (mine, yours)]
    after = Roster.of([*rest, (giver, taken), (taker, given)])
    before, report = verify(problem, roster), verify(problem, after)
    known = {(id(use), violation) for use, violation in before.broken}
    return Exchange(
        Swap(giver, given.id, taker, taken.id),
        after,
        report,
        tuple((use, v) for use, v in report.broken if (id(use), v) not in known),
        {priority: cost - before.costs[priority] for priority, cost in report.costs.items()},
    )
