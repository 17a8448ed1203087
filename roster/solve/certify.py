"""Proofs for the priorities that the relaxation settled, each recomputed exactly."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from roster.encoding import INFINITE, LinearModel
from roster.encoding.linear import Ints
from roster.encoding.reduce import Reduced, reduce_model, with_row
from roster.proof import Proof, exact_bound
from roster.solve.multipliers import Composer, Stage, scaled
from roster.solve.relaxation import Relaxed, relax


def certify(
    model: LinearModel,
    stages: Sequence[Stage],
    values: Ints,
    costs: Mapping[int, int],
    seconds: float,
) -> dict[int, Proof]:
    """For each stage a proof that its priority cannot cost less than ``costs`` says.

    The proof put together from the faces is tried first; where its exact bound falls short,
    the relaxation is solved once more with a row for each higher priority, for at most
    ``seconds`` each. A priority that neither proves is left out.
    """
    composer = Composer(model, values)
    found = {}
    for stage in stages:
        proof = composer.proof(stage)
        if not proves(model, proof, costs):
            again = straight(model, stage.priority, costs, seconds)
            if again is None or not proves(model, again, costs):
                continue
            proof = again
        found[stage.priority] = proof
    return found


def proves(model: LinearModel, proof: Proof, costs: Mapping[int, int]) -> bool:
    """Whether the exact bound, rounded up, reaches the cost."""
    return math.ceil(exact_bound(model, proof, costs)) >= costs[proof.priority]


def straight(
    model: LinearModel, priority: int, costs: Mapping[int, int], seconds: float
) -> Proof | None:
    """Multipliers of the relaxation in which rows hold the higher priorities at their costs."""
    higher = [p for p in model.costs if p < priority and p in costs]
    held = model
    for p in higher:
        cost = model.costs[p]
        held = with_row(held, cost.cols, cost.coefs, -INFINITE, costs[p] - cost.constant)
    reduced = reduce_model(held)
    relaxed = relax(reduced.model, priority, seconds)
    if relaxed is None:
        return None
    rows = np.where(reduced.rows < model.rows, reduced.rows, model.rows - 1 - reduced.rows)
    stage = stage_of(
        model, priority, Reduced(model, reduced.columns, rows, reduced.values), relaxed, higher
    )
    whole = scaled(model, stage)
    return Proof(
        priority,
        whole.denominator,
        tuple((int(n), int(whole.rows[n])) for n in np.flatnonzero(whole.rows)),
        tuple((p, m) for p, m in whole.above.items() if m),
    )


def stage_of(
    model: LinearModel, priority: int, face: Reduced, relaxed: Relaxed, added: Sequence[int]
) -> Stage:
    """The duals of a face's relaxation on the rows of the whole model.

    Row number ``-1 - k`` of the face is the one added to hold priority ``added[k]``.
    """
    duals = np.zeros(model.rows)
    own = face.rows >= 0
    duals[face.rows[own]] = relaxed.duals[own]
    above: dict[int, float] = {}
    for number, dual in zip(face.rows[~own], relaxed.duals[~own], strict=True):
        above[added[-1 - int(number)]] = float(dual)
    return Stage(priority, duals, above)
