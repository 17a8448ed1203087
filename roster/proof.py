"""Proofs of optimality that need no solver: multipliers, and the bound they imply, exactly.

Any multipliers whatever give a true lower bound (weak duality of linear programming; see
V. Chvátal, Linear Programming, 1983, chapter 5), so a wrong one can only weaken a proof.
Costs are integers: an exact bound above v - 1 proves that nothing below v is possible.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from roster.encoding import INFINITE, LinearModel


@dataclass(frozen=True)
class Proof:
    """Multipliers that prove a bound on one priority, as integers over ``denominator``.

    ``rows`` pairs row numbers of the model with multipliers (positive: of the row's lower
    side, negative: of its upper side); ``above`` pairs each higher priority with the
    multiplier, not negative, of the row that holds its cost.
    """

    priority: int
    denominator: int
    rows: tuple[tuple[int, int], ...]
    above: tuple[tuple[int, int], ...] = ()


def exact_bound(model: LinearModel, proof: Proof, costs: Mapping[int, int]) -> Fraction:
    """The lower bound that a proof implies where each higher priority costs at most ``costs``.

    Recomputed in exact integers: multipliers times right-hand sides, plus the least that the
    residual costs can be over the columns' bounds. A multiplier of a side that has no bound,
    or a negative one of a held cost, is worth nothing and counts as 0.
    """
    residual = np.zeros(model.columns, dtype=object)
    cost = model.costs[proof.priority]
    residual[cost.cols] = cost.coefs.astype(object) * proof.denominator
    total = cost.constant * proof.denominator
    for priority, multiplier in proof.above:
        if multiplier > 0 and priority in costs:
            held = model.costs[priority]
            residual[held.cols] += held.coefs.astype(object) * multiplier
            total -= multiplier * (costs[priority] - held.constant)
    for row, multiplier in proof.rows:
        side = int(model.row_lower[row] if multiplier > 0 else model.row_upper[row])
        if abs(side) < INFINITE:
            inside = slice(model.starts[row], model.starts[row + 1])
            residual[model.cols[inside]] -= model.coefs[inside].astype(object) * multiplier
            total += multiplier * side
    total += least(residual, model)
    return Fraction(total, proof.denominator)


def least(residual: NDArray[np.object_], model: LinearModel) -> int:
    """The least value of the residual costs over the columns' bounds."""
    nonzero = np.flatnonzero(residual)
    at_lower = residual[nonzero] * model.lower[nonzero]
    at_upper = residual[nonzero] * model.upper[nonzero]
    return int(np.minimum(at_lower, at_upper).sum())
