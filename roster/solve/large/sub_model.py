"""The part of a model that a neighbourhood leaves open, all else held at the incumbent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from roster.encoding import INFINITE, LinearModel
from roster.encoding.linear import Cost, Ints
from roster.encoding.reduce import Reduced
from roster.solve.large.shape import NOBODY, Mask, Shape

HOPS = 2
"""How far, in rows, auxiliary columns follow an assignment that is left open."""


def open_columns(shape: Shape, free: Mask) -> Ints:
    """The columns left open with the assignments ``free``, a table of officers by duties.

    Auxiliary columns follow through the rows they share, those of other officers excepted.
    """
    model = shape.model
    movable = model.lower < model.upper
    opened = np.zeros(model.columns, bool)
    opened[: shape.assignments] = free.ravel() & movable[: shape.assignments]
    owners = np.zeros(model.officers + 1, bool)
    owners[:-1] = free.any(axis=1)
    owners[NOBODY] = True
    allowed = movable & owners[shape.owner]
    allowed[: shape.assignments] = False
    front = np.flatnonzero(opened)
    for _ in range(HOPS):
        rows = np.unique(shape.row_of[shape.entries_of_columns(front)])
        touched = np.unique(model.cols[shape.entries_of_rows(rows)])
        front = touched[allowed[touched] & ~opened[touched]]
        opened[front] = True
    return np.flatnonzero(opened)


def sub_model(shape: Shape, columns: Ints, values: Ints) -> Reduced:
    """The model over ``columns`` with all others fixed at ``values``, which keep every row."""
    model = shape.model
    rows = np.unique(shape.row_of[shape.entries_of_columns(columns)])
    entries = shape.entries_of_rows(rows)
    number = np.full(model.columns, -1)
    number[columns] = np.arange(len(columns))
    place = np.repeat(np.arange(len(rows)), model.starts[rows + 1] - model.starts[rows])
    cols, coefs = model.cols[entries], model.coefs[entries]
    inside = number[cols] >= 0
    held = np.where(inside, 0, coefs * values[cols])
    base = np.bincount(place, weights=held, minlength=len(rows)).astype(np.int64)
    counts = np.bincount(place[inside], minlength=len(rows))
    low, high = model.row_lower[rows], model.row_upper[rows]
    fixed = values.copy()
    fixed[columns] = 0
    smaller = replace(
        model,
        lower=model.lower[columns],
        upper=model.upper[columns],
        starts=np.concatenate([[0], np.cumsum(counts)]),
        cols=number[cols[inside]],
        coefs=coefs[inside],
        row_lower=np.where(low <= -INFINITE, -INFINITE, low - base),
        row_upper=np.where(high >= INFINITE, INFINITE, high - base),
        redundant=model.redundant[rows],
        costs={p: _cost(model, p, number, fixed) for p in model.costs},
    )
    return Reduced(smaller, columns, rows, fixed)


def _cost(model: LinearModel, priority: int, number: Ints, fixed: Ints) -> Cost:
    cost = model.costs[priority]
    inside = number[cost.cols] >= 0
    constant = int(cost.constant + cost.coefs @ fixed[cost.cols])
    return Cost(number[cost.cols[inside]], cost.coefs[inside], constant)
