"""Proofs of optimality that need no solver: multipliers, and the bound they imply, exactly.

Any multipliers whatever give a true lower bound (weak duality of linear programming; see
V. Chvátal, Linear Programming, 1983, chapter 5), so a wrong one can only weaken a proof.
Costs are integers: an exact bound above v - 1 proves that nothing below v is possible.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from roster.encoding import INFINITE, LinearModel
from roster.model.proof import Proof

__all__ = ["Exact", "Proof", "exact_bound", "recomputed"]

SAFE = float(1 << 61)
"""Sums whose terms together stay below this cannot overflow 64 bits, rounding included."""


@dataclass(frozen=True)
class Exact:
    """Multipliers of rows over one denominator, the costs they leave, the bound they imply.

    Any multipliers give a true bound: rounded or plainly wrong duals only weaken it.
    """

    bound: Fraction
    rows: NDArray[Any]
    residual: NDArray[Any]
    denominator: int

    @property
    def least(self) -> int:
        """The bound, rounded up: costs are integers."""
        return math.ceil(self.bound)


def exact_bound(model: LinearModel, proof: Proof, costs: Mapping[int, int]) -> Fraction:
    """The lower bound that a proof implies where each higher priority costs at most ``costs``.

    Raises KeyError or IndexError for a priority or a row that the model has not.
    """
    return recomputed(model, proof, costs).bound


def recomputed(model: LinearModel, proof: Proof, costs: Mapping[int, int]) -> Exact:
    """What a proof implies where each higher priority costs at most ``costs``.

    Recomputed in exact integers: multipliers times right-hand sides, plus the least that the
    residual costs can be over the columns' bounds. A multiplier of a side that has no bound,
    a negative one of a held cost, or one of a cost that is not of a higher priority, is worth
    nothing and counts as 0. Raises KeyError or IndexError for a priority or a row that the
    model has not.
    """
    cost = model.costs[proof.priority]
    held = [(p, m) for p, m in proof.above if m > 0 and p in costs and p < proof.priority]
    rows = np.array([row for row, _ in proof.rows], np.int64)
    multipliers = np.array([multiplier for _, multiplier in proof.rows], object)
    sides = np.where(multipliers > 0, model.row_lower[rows], model.row_upper[rows])
    worth = np.abs(sides) < INFINITE
    rows, multipliers, sides = rows[worth], multipliers[worth], sides[worth]
    entries, owner = spread(model.starts[rows], model.starts[rows + 1])
    terms = [(cost.cols, cost.coefs, proof.denominator)]
    terms += [(model.costs[p].cols, model.costs[p].coefs, m) for p, m in held]
    about = model.coefs[entries] * multipliers.astype(float)[owner]
    residual: NDArray[Any] = np.zeros(model.columns, narrow(model, terms, about))
    for cols, coefs, multiplier in terms:
        residual[cols] += coefs.astype(residual.dtype) * multiplier
    scaled = model.coefs[entries].astype(residual.dtype)
    scaled *= multipliers.astype(residual.dtype)[owner]
    np.subtract.at(residual, model.cols[entries], scaled)
    total = cost.constant * proof.denominator
    total -= sum(m * (costs[p] - model.costs[p].constant) for p, m in held)
    total += sum(m * side for m, side in zip(multipliers, sides.tolist(), strict=True))
    whole = np.zeros(model.rows, object)
    np.add.at(whole, rows, multipliers)
    bound = Fraction(total + least(residual, model), proof.denominator)
    return Exact(bound, whole, residual, proof.denominator)


def spread(starts: NDArray[Any], ends: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """All numbers of several ranges, and of each the number of its range."""
    lengths = ends - starts
    owner = np.repeat(np.arange(len(lengths)), lengths)
    before = np.cumsum(lengths) - lengths
    return np.arange(len(owner)) - before[owner] + starts[owner], owner


def narrow(
    model: LinearModel,
    terms: list[tuple[NDArray[Any], NDArray[Any], int]],
    scaled: NDArray[np.float64],
) -> type:
    """64 bits where no sum can overflow them, whatever the signs; else Python's integers."""
    most = sum(float(np.abs(coefs).sum()) * float(m) for _, coefs, m in terms)
    most += float(np.abs(scaled).sum())
    bounds = np.abs([model.lower, model.upper]).max(initial=1)
    return np.int64 if most * float(bounds) < SAFE else object


def least(residual: NDArray[Any], model: LinearModel) -> int:
    """The least value of the residual costs over the columns' bounds."""
    nonzero = np.flatnonzero(residual)
    at_lower = residual[nonzero] * model.lower[nonzero]
    at_upper = residual[nonzero] * model.upper[nonzero]
    return int(np.minimum(at_lower, at_upper).sum())
