"""A model without its fixed columns and the rows that hold by themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import INFINITE, Cost, Ints, LinearModel


@dataclass(frozen=True)
class Reduced:
    """What is left of a model: ``columns`` and ``rows`` number the original's that remain
    (row -1: added later).

    ``values`` holds the original's fixed columns at their values and 0 elsewhere.
    """

    model: LinearModel
    columns: Ints
    rows: Ints
    values: Ints

    def expand(self, values: Ints) -> Ints:
        """Values of the original's columns, from those of the columns that remain."""
        full = self.values.copy()
        full[self.columns] = values
        return full

    def again(self, model: LinearModel) -> Reduced:
        """Reduce further after the remaining model was narrowed to ``model``."""
        deeper = reduce_model(model)
        return Reduced(
            deeper.model,
            self.columns[deeper.columns],
            self.rows[deeper.rows],
            self.expand(deeper.values),
        )


def reduce_model(model: LinearModel) -> Reduced:
    """Drop fixed columns and rows that no values within the bounds can break."""
    free = model.lower < model.upper
    fixed = np.where(free, 0, model.lower)
    numbers = model.row_numbers()
    products = model.coefs * fixed[model.cols]
    base = sums(numbers, products, model.rows)
    row_lower = np.where(model.row_lower <= -INFINITE, -INFINITE, model.row_lower - base)
    row_upper = np.where(model.row_upper >= INFINITE, INFINITE, model.row_upper - base)
    inside = free[model.cols]
    numbers, cols, coefs = numbers[inside], model.cols[inside], model.coefs[inside]
    at_lower, at_upper = coefs * model.lower[cols], coefs * model.upper[cols]
    least = sums(numbers, np.minimum(at_lower, at_upper), model.rows)
    most = sums(numbers, np.maximum(at_lower, at_upper), model.rows)
    kept = (least < row_lower) | (most > row_upper)
    inside = kept[numbers]
    counts = np.bincount(numbers[inside], minlength=model.rows)[kept]
    renumbered = np.cumsum(free) - 1
    columns = np.flatnonzero(free)
    smaller = replace(
        model,
        lower=model.lower[free],
        upper=model.upper[free],
        starts=np.concatenate([[0], np.cumsum(counts)]),
        cols=renumbered[cols[inside]],
        coefs=coefs[inside],
        row_lower=row_lower[kept],
        row_upper=row_upper[kept],
        redundant=model.redundant[kept],
        costs={p: reduce_cost(c, free, fixed, renumbered) for p, c in model.costs.items()},
    )
    return Reduced(smaller, columns, np.flatnonzero(kept), fixed)


def trivial_bound(cost: Cost, lower: Ints, upper: Ints) -> int:
    """The least that a cost can be over the columns' bounds alone."""
    least = np.minimum(cost.coefs * lower[cost.cols], cost.coefs * upper[cost.cols])
    return int(cost.constant + least.sum())


def reduce_cost(cost: Cost, free: NDArray[np.bool_], fixed: Ints, renumbered: Ints) -> Cost:
    """The cost over the free columns, with what the fixed ones cost in its constant."""
    inside = free[cost.cols]
    return Cost(
        renumbered[cost.cols[inside]],
        cost.coefs[inside],
        int(cost.constant + cost.coefs @ fixed[cost.cols]),
    )


def sums(numbers: Ints, products: Ints, rows: int) -> Ints:
    """The sum of the products of each row; exact while sums stay below 2**53."""
    return np.bincount(numbers, weights=products, minlength=rows).astype(np.int64)


def with_row(model: LinearModel, cols: Ints, coefs: Ints, lower: int, upper: int) -> LinearModel:
    """The model with one more row at its end."""
    return replace(
        model,
        starts=np.append(model.starts, model.starts[-1] + len(cols)),
        cols=np.concatenate([model.cols, cols]),
        coefs=np.concatenate([model.coefs, coefs]),
        row_lower=np.append(model.row_lower, lower),
        row_upper=np.append(model.row_upper, upper),
        redundant=np.append(model.redundant, False),
    )
