"""Places that stay empty although a lawful roster exists, and what is nearest to breaking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from roster.encoding import encode_problem
from roster.explain.conflicts import Diagnosis, diagnose
from roster.explain.decision import Decision, decided
from roster.model import Duty, Problem, Roster
from roster.solve.feasibility import lawful, must_only
from roster.verify import verify

TIGHT = 5
"""How many of the tightest duties are told."""

CRITICAL = 6
"""How many officers are tried for being needed."""


@dataclass(frozen=True)
class Margin:
    """How many officers could serve on a duty, each alone, beyond those it needs."""

    duty: Duty
    able: tuple[str, ...]
    needed: int

    @property
    def spare(self) -> int:
        """Officers to spare."""
        return len(self.able) - self.needed


@dataclass(frozen=True)
class Nearest:
    """What is nearest to breaking: the tightest duties, and officers no roster can do without."""

    margins: tuple[Margin, ...]
    indispensable: tuple[str, ...]


def firm(problem: Problem) -> Problem:
    """The problem in which every minimum of a post must be kept."""
    return replace(
        problem,
        rules=tuple(
            replace(use, priority=None, weight=1)
            if use.name == "coverage" and getattr(use.rule, "to", "") == "min"
            else use
            for use in problem.rules
        ),
    )


def unfillable(problem: Problem) -> Diagnosis:
    """Why not every minimum can be kept, as if each were a must."""
    return diagnose(firm(problem))


def empty(problem: Problem, roster: Roster) -> Diagnosis:
    """Why the places that a roster leaves below the minimum are empty.

    Every other duty must keep the officers that it has, up to its minimum, and each priority
    above that of the minima its cost: so a place that could be filled only by emptying
    another is told with that other place.
    """
    filled = {duty.id: len(who) for duty, who in roster.by_duty.items()}
    short = {d.id for d in problem.duties if filled.get(d.id, 0) < d.min}
    capped = replace(
        problem,
        duties=tuple(
            d if d.id in short else replace(d, min=min(d.min, filled.get(d.id, 0)))
            for d in problem.duties
        ),
    )
    asked = [
        use.priority
        for use in problem.rules
        if use.name == "coverage" and use.priority and getattr(use.rule, "to", "") == "min"
    ]
    costs = verify(problem, roster).costs
    held = {p: cost for p, cost in costs.items() if asked and p < min(asked)}
    return diagnose(firm(capped), held)


def nearest(problem: Problem) -> Nearest:
    """The tightest duties of a problem that has a roster, and who cannot be spared.

    Officers are counted where no must rule bars them from the duty by itself. Those of the
    tightest duties are then taken out one by one, for the whole period, and a roster is
    looked for.
    """
    asked = firm(problem)
    if lawful(asked).roster is None:
        asked = problem
    found = _margins(asked)
    tight = sorted(found, key=lambda margin: (margin.spare, margin.duty.utc, margin.duty.id))
    tried = dict.fromkeys(who for margin in tight[:TIGHT] for who in margin.able)
    needed = [who for who in list(tried)[:CRITICAL] if _indispensable(asked, who)]
    return Nearest(tuple(tight[:TIGHT]), tuple(needed))


def _margins(problem: Problem) -> Sequence[Margin]:
    model = encode_problem(must_only(problem, {}))
    size = model.officers * model.duties
    free = model.upper[:size].reshape(model.officers, model.duties) > 0
    return [
        Margin(
            duty,
            tuple(problem.officers[o].id for o in np.flatnonzero(free[:, number])),
            duty.min,
        )
        for number, duty in enumerate(problem.duties)
        if duty.min
    ]


def _indispensable(problem: Problem, officer: str) -> bool:
    everything = tuple(duty.id for duty in problem.duties)
    without = lawful(decided(problem, Decision(spare=((officer, everything),))))
    return without.roster is None and without.proven
