"""What the encoding says of every roster of a tiny problem, by enumeration and no solver.

All rosters are weighed at once: each array has a row for every roster. Bounds are propagated
through the model's rows; what stays open after that falls into small groups of columns, and
each group is tried in every way.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray
from oracle import Costs, Pairs

from roster.encoding import LinearModel, encode_problem
from roster.model import Problem

Table = NDArray[np.int64]


def encoded_rosters(problem: Problem) -> dict[Pairs, Costs]:
    """The rosters that the encoding allows, with the least cost of each priority."""
    model = encode_problem(problem)
    places = [(o.id, d.id) for o in problem.officers for d in problem.duties]
    size = len(places)
    rosters = (np.arange(1 << size)[:, None] >> np.arange(size)) & 1
    lower = np.tile(model.lower, (len(rosters), 1))
    upper = np.tile(model.upper, (len(rosters), 1))
    allowed = ((rosters >= lower[:, :size]) & (rosters <= upper[:, :size])).all(axis=1)
    lower[:, :size] = upper[:, :size] = rosters
    propagate(model, lower, upper)
    allowed &= (lower <= upper).all(axis=1)
    constants = np.array([c.constant for c in model.costs.values()], np.int64)
    costs = np.tile(constants, (len(rosters), 1))
    weights = np.zeros((len(model.costs), model.columns), np.int64)
    for n, cost in enumerate(model.costs.values()):
        weights[n, cost.cols] = cost.coefs
    lower, upper, costs, rosters = lower[allowed], upper[allowed], costs[allowed], rosters[allowed]
    fixed = np.where(lower == upper, lower, 0)
    costs += fixed @ weights.T
    feasible = np.ones(len(rosters), bool)
    for group in groups(model, (lower < upper).any(axis=0)):
        feasible &= settle(model, group, lower, upper, weights, costs)
    return {
        frozenset(places[n] for n in np.flatnonzero(roster)): dict(
            zip(model.costs, map(int, cost), strict=True)
        )
        for roster, cost, fine in zip(rosters, costs, feasible, strict=True)
        if fine
    }


def rows_of(model: LinearModel) -> list[tuple[Table, Table, int, int]]:
    cut = model.starts[1:-1]
    cols, coefs = np.split(model.cols, cut), np.split(model.coefs, cut)
    bounds = zip(model.row_lower.tolist(), model.row_upper.tolist(), strict=True)
    return [(c, k, low, high) for c, k, (low, high) in zip(cols, coefs, bounds, strict=True)]


def propagate(model: LinearModel, lower: Table, upper: Table) -> None:
    """Tighten every column's bounds by every row, until nothing moves."""
    rows = rows_of(model) if model.rows else []
    moved = True
    while moved:
        before = lower.sum(), upper.sum()
        for cols, coefs, low, high in rows:
            least = np.where(coefs > 0, lower[:, cols], upper[:, cols]) * coefs
            most = np.where(coefs > 0, upper[:, cols], lower[:, cols]) * coefs
            if not len(cols) and (low > 0 or high < 0):
                upper[:, 0] = -1
            room_up = high - (least.sum(axis=1, keepdims=True) - least)
            room_down = low - (most.sum(axis=1, keepdims=True) - most)
            for n, (col, coef) in enumerate(zip(cols, coefs, strict=True)):
                top = room_up[:, n] // coef if coef > 0 else room_down[:, n] // coef
                base = -(-room_down[:, n] // coef) if coef > 0 else -(-room_up[:, n] // coef)
                np.minimum(upper[:, col], top, out=upper[:, col])
                np.maximum(lower[:, col], base, out=lower[:, col])
        # A roster that cannot be would be tightened for ever.
        broken = (lower > upper).any(axis=1)
        lower[broken], upper[broken] = 1, 0
        moved = (lower.sum(), upper.sum()) != before


def groups(model: LinearModel, open_columns: NDArray[np.bool_]) -> list[Table]:
    """The open columns, those that share a row together."""
    group = {int(c): {int(c)} for c in np.flatnonzero(open_columns)}
    for cols, _, _, _ in rows_of(model) if model.rows else []:
        linked = [int(c) for c in cols if open_columns[c]]
        merged = set().union(*(group[c] for c in linked)) if linked else set()
        for col in merged:
            group[col] = merged
    return [np.array(sorted(g)) for g in {id(g): g for g in group.values()}.values()]


def settle(
    model: LinearModel, group: Table, lower: Table, upper: Table, weights: Table, costs: Table
) -> NDArray[np.bool_]:
    """Add the least cost of a group to every roster's; whether a roster has any way at all."""
    if len(group) == 1:
        # The bounds of a column that is open alone are exact by now.
        (col,), first = group, next(iter(weights[:, group[0]][weights[:, group[0]] != 0]), 0)
        value = np.where(first < 0, upper[:, col], lower[:, col])
        costs += np.outer(value * (lower[:, col] < upper[:, col]), weights[:, col])
        return np.ones(len(lower), bool)
    ranges = [range(int(lower[:, c].min()), int(upper[:, c].max()) + 1) for c in group]
    ways = np.array(list(product(*ranges)))
    assert len(ways) <= 1 << 16, f"{len(group)} columns hang together: too many ways to try"
    open_here = lower[:, group] < upper[:, group]
    inside = [row for row in rows_of(model) if np.isin(row[0], group).any()]
    prices = (ways @ weights[:, group].T).T
    order = np.lexsort(prices[::-1]) if len(prices) else np.arange(len(ways))
    todo = np.ones(len(lower), bool)
    for way in ways[order]:
        fits = todo & ((way >= lower[:, group]) & (way <= upper[:, group])).all(axis=1)
        if not fits.any():
            continue
        values = lower[fits]
        values[:, group] = way
        for cols, coefs, low, high in inside:
            total = values[:, cols] @ coefs
            holds = (total >= low) & (total <= high)
            fits[np.flatnonzero(fits)[~holds]] = False
            values = values[holds]
        costs[fits] += (way * open_here[fits]) @ weights[:, group].T
        todo &= ~fits
    return ~todo
