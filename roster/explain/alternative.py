"""The best roster that keeps a decision, looked for where the proofs of the best one leave any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from roster.encoding import INFINITE, LinearModel, encode_problem
from roster.encoding.linear import Ints
from roster.encoding.reduce import with_row
from roster.explain.decision import Decision, decided
from roster.model import Problem, Roster
from roster.proof import Proof, recomputed
from roster.solve.exact import narrowed
from roster.solve.feasibility import hollow, point_of, uncosted
from roster.solve.finder import find_roster, read_roster
from roster.solve.options import Options
from roster.verify import verify

Costs = Mapping[int, int]


@dataclass(frozen=True)
class Alternative:
    """A roster that keeps a decision (None: there is none), and which priorities are proven."""

    roster: Roster | None
    proven: Mapping[int, bool]


def alternative(
    problem: Problem,
    decision: Decision,
    now: Costs,
    known: Costs | None,
    proofs: Mapping[int, Proof],
    options: Options,
) -> Alternative:
    """The best roster of a problem that keeps a decision.

    ``now`` is what the roster in question costs. What no lawful roster at that price can hold
    is left out first, in exact arithmetic: where a roster is left that keeps the decision, it
    is a tie, proven by the proofs alone. Else what none can hold that is as good as ``known``,
    the costs of some lawful roster with the decision; without it the whole is searched.
    """
    asked = decided(problem, decision)
    model = encode_problem(problem)
    least, left = within(model, proofs, now)
    if now and dict(least) == dict(now):
        found = tied(asked, bound_to(left, problem, decision), now, options)
        if found is not None:
            return Alternative(found, dict.fromkeys(now, True))
    left = model if known is None else within(model, proofs, known)[1]
    result = find_roster(asked, options, model=bound_to(left, problem, decision))
    return Alternative(result.roster, {told.priority: told.proven for told in result.priorities})


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
) -> tuple[dict[int, int], LinearModel]:
    """A model without what is in no roster that is at least as good as the costs ``most``.

    Priority after priority, as long as the proofs show that none costs less than that: below
    one that may cost less, a better roster may cost anything. Those so proven come first,
    with their costs.
    """
    sure: dict[int, int] = {}
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
        sure[priority] = cost
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
