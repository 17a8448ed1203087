"""The best roster that keeps a decision, looked for where the proofs of the best one leave any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import takewhile

import numpy as np

from roster.encoding import INFINITE, LinearModel, encode_problem
from roster.encoding.linear import Cost, Ints
from roster.encoding.reduce import with_row
from roster.explain.decision import Decision, decided
from roster.model import Priced, Problem, Result, Roster
from roster.proof import Proof, recomputed
from roster.solve.exact import narrowed
from roster.solve.feasibility import hollow, plainly_hollow, point_of, uncosted
from roster.solve.finder import find_roster, read_roster
from roster.solve.options import Options
from roster.solve.readily import readily
from roster.solve.relaxation import InfeasibleRelaxationError
from roster.verify import verify

Costs = Mapping[int, int]


@dataclass(frozen=True)
class Alternative:
    """A roster that keeps a decision (None: there is none), by the rules' checks what it costs,
    and which priorities are proven."""

    roster: Roster | None
    costs: Costs
    proven: Mapping[int, bool]


def alternative(
    problem: Problem,
    decision: Decision,
    now: Costs,
    simple: Priced | None,
    proofs: Mapping[int, Proof],
    options: Options,
) -> Alternative:
    """The best roster of a problem that keeps a decision.

    ``now`` is what the roster in question costs. What no lawful roster at that price can hold
    is left out first, in exact arithmetic: where a roster is left that keeps the decision, it
    is a tie, proven by the proofs alone. Else priority after priority is given up, from the
    lowest, until one is left that costs the same at those above; ``simple``, some lawful roster
    with the decision, bounds what is searched. At last the whole is.
    """
    known = simple.costs if simple else None
    asked = decided(problem, decision)
    model = encode_problem(problem)
    bounds, left = within(model, proofs, now)
    if now and list(bounds) == list(now):
        same_price = tied(asked, bound_to(left, problem, decision), now, options)
        if same_price is not None:
            return Alternative(same_price, now, dict.fromkeys(now, True))
    met = [*takewhile(lambda priority: bounds[priority] == now[priority], bounds)]
    for count in range(min(len(met), len(now) - 1), 0, -1):
        same = {priority: now[priority] for priority in met[:count]}
        face = bound_to(settled(model, proofs, same, known), problem, decision)
        # Most faces that hold too much are empty, which is sooner seen than relaxed.
        if plainly_hollow(uncosted(face).model):
            continue
        found = best(asked, face, simple, options)
        if found.roster is not None:
            return found
    left = model if known is None else within(model, proofs, known)[1]
    return best(asked, bound_to(left, problem, decision), simple, options)


def best(
    asked: Problem, model: LinearModel, simple: Priced | None, options: Options
) -> Alternative:
    """The best roster of a model that keeps a decision, as the relaxation tells it, or a search.

    What it costs is asked, not which of several it is, so no fair draw need be made.
    """
    try:
        ready = readily(asked, model, options.seconds / 4, simple)
    except InfeasibleRelaxationError:
        return Alternative(None, {}, {})
    if ready is not None:
        return Alternative(ready.roster, ready.costs, dict.fromkeys(ready.costs, True))
    result = find_roster(asked, options, model=model)
    costs = {told.priority: told.cost for told in result.priorities}
    return Alternative(result.roster, costs, proven(result))


def proven(result: Result) -> dict[int, bool]:
    """Which priorities a result proves."""
    return {told.priority: told.proven for told in result.priorities}


def settled(
    model: LinearModel, proofs: Mapping[int, Proof], same: Costs, known: Costs | None
) -> LinearModel:
    """The model of rosters that cost ``same`` at the priorities named, which is the least.

    That cost is a constant there, so nothing need be relaxed again to know it. Where a roster
    with the costs ``known`` is among them, what would be worse goes as well.
    """
    agreed = known is not None and all(known[p] == cost for p, cost in same.items())
    left = within(model, proofs, known if known is not None and agreed else same)[1]
    none = np.zeros(0, np.int64)
    constants = {priority: Cost(none, none, cost) for priority, cost in same.items()}
    return replace(left, costs={**left.costs, **constants})


def tied(asked: Problem, model: LinearModel, now: Costs, options: Options) -> Roster | None:
    """A roster that keeps a decision at the price ``now``, of a model that holds no dearer ones.

    None if there is none, or none was found. A draw mostly meets one before the relaxation
    of what is left would have been solved, and fails soon where that has no point.
    """
    bare = uncosted(model)
    found = point_of(bare, options.seconds / 4, options.seed)
    if found is None:
        if hollow(bare.model, options.seconds):
            return None
        brief = replace(options, seconds=options.seconds / 4)
        roster = find_roster(asked, brief, model=model).roster
    else:
        roster = read_roster(asked, model, found)
    if roster is None:
        return None
    report = verify(asked, roster)
    return roster if not report.hard and dict(report.costs) == dict(now) else None


def within(
    model: LinearModel, proofs: Mapping[int, Proof], most: Costs
) -> tuple[dict[int, Fraction], LinearModel]:
    """A model without what is in no roster that is at least as good as the costs ``most``.

    Priority after priority, as long as the proofs show that none costs less than that: below
    one that may cost less, a better roster may cost anything. Those so proven come first,
    with their exact bounds; where a bound is no whole number, what is left may still cost more.
    """
    sure: dict[int, Fraction] = {}
    left = model
    for priority, cost in most.items():
        if priority not in proofs:
            break
        try:
            proof = recomputed(model, proofs[priority], most)
        except (KeyError, IndexError):
            break
        left = narrowed(left, proof, cost)
        if proof.least < cost:
            break
        sure[priority] = proof.bound
    return sure, left


def bound_to(model: LinearModel, problem: Problem, decision: Decision) -> LinearModel:
    """A model with a row for each part of a decision."""
    officers = {officer.id: number for number, officer in enumerate(problem.officers)}
    duties = {duty.id: number for number, duty in enumerate(problem.duties)}
    for pairs, least, most in ((decision.serve, 1, INFINITE), (decision.spare, 0, 0)):
        for officer, ids in pairs:
            numbers: Ints = np.array([duties[i] for i in ids], np.int64)
            cols = officers[officer] * model.duties + numbers
            model = with_row(model, cols, np.ones(len(cols), np.int64), least, most)
    return model
