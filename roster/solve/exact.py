"""What the duals of a relaxation prove, in integers: no tolerance decides what is cut off."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from roster.encoding import INFINITE, LinearModel
from roster.encoding.linear import Ints
from roster.solve.multipliers import Stage, scaled
from roster.solve.relaxation import Relaxed


@dataclass(frozen=True)
class Exact:
    """Multipliers of rows over one denominator, the costs they leave, the bound they imply.

    Any multipliers give a true bound: rounded or plainly wrong duals only weaken it.
    """

    bound: Fraction
    rows: Ints
    residual: Ints
    denominator: int

    @property
    def least(self) -> int:
        """The bound, rounded up: costs are integers."""
        return math.ceil(self.bound)


def exact(model: LinearModel, priority: int, relaxed: Relaxed) -> Exact:
    """The duals of one priority's relaxation, less those of sides that a row has not."""
    duals = relaxed.duals
    sideless = ((duals > 0) & (model.row_lower <= -INFINITE)) | (
        (duals < 0) & (model.row_upper >= INFINITE)
    )
    whole = scaled(model, Stage(priority, np.where(sideless, 0.0, duals), {}))
    sides = np.where(whole.rows > 0, model.row_lower, model.row_upper)
    ends = np.where(whole.residual > 0, model.lower, model.upper)
    total = model.costs[priority].constant * whole.denominator
    total += product(whole.rows, sides) + product(whole.residual, ends)
    return Exact(Fraction(total, whole.denominator), whole.rows, whole.residual, whole.denominator)


def product(one: Ints, other: Ints) -> int:
    """The sum of products, in Python's integers."""
    inside = np.flatnonzero(one)
    return sum(a * b for a, b in zip(one[inside].tolist(), other[inside].tolist(), strict=True))


def narrowed(model: LinearModel, proof: Exact, most: int) -> LinearModel:
    """The model without what would cost more than ``most``.

    One step of a column from its bound costs at least its residual above the proven bound, one
    step of a row from its side at least its multiplier: where that is too much, the column
    stays at its bound and the row is an equation. With no gap between bound and cost this is
    complementary slackness.
    """
    gap = max(0, math.floor((most - proof.bound) * proof.denominator))
    up, down = proof.residual > gap, -proof.residual > gap
    at_lower, at_upper = proof.rows > gap, -proof.rows > gap
    return replace(
        model,
        upper=np.where(up, model.lower, model.upper),
        lower=np.where(down, model.upper, model.lower),
        row_upper=np.where(at_lower, model.row_lower, model.row_upper),
        row_lower=np.where(at_upper, model.row_upper, model.row_lower),
    )
