"""A model without the columns that only take up what its rows leave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import INFINITE, Cost, Ints, LinearModel
from roster.encoding.reduce import Reduced


def without_slack(face: Reduced, priority: int | None) -> Reduced:
    """A face for a search that asks only for a roster on it, or for the least of one priority.

    What other priorities count (steps of a convex cost, breaches) leaves it: a column that
    stands in one row alone widens that row's bounds, one that no row keeps from rising, or
    from falling, goes to that end (T. Achterberg and others, Presolve Reductions in Mixed
    Integer Programming, INFORMS Journal on Computing 32 (2020), sections 4.1 and 4.4). The
    assignments that remain possible are the same; ``completed`` gives the others' values.
    """
    while True:
        model = face.model
        idle = face.columns >= model.officers * model.duties
        if priority is not None:
            idle[model.costs[priority].cols] = False
        narrowed = relieved(model, idle)
        if narrowed is None:
            return face
        face = face.again(narrowed)


def relieved(model: LinearModel, idle: NDArray[np.bool_]) -> LinearModel | None:
    """The model with such columns among ``idle`` fixed and their rows widened; None if none."""
    numbers = model.row_numbers()
    inside = ~model.redundant[numbers]
    rows, cols, coefs = numbers[inside], model.cols[inside], model.coefs[inside]
    uses = np.bincount(cols, minlength=model.columns)
    units = np.ones(model.columns, bool)
    units[cols[np.abs(coefs) != 1]] = False
    single = idle & (uses <= 1) & units
    below, above = model.row_lower[rows] > -INFINITE, model.row_upper[rows] < INFINITE
    kept_down, kept_up = np.zeros(model.columns, bool), np.zeros(model.columns, bool)
    kept_down[cols[np.where(coefs > 0, below, above)]] = True
    kept_up[cols[np.where(coefs > 0, above, below)]] = True
    falls, rises = idle & ~single & ~kept_down, idle & ~single & kept_down & ~kept_up
    meant = idle & unions(model, idle & ~(single | falls | rises))
    gone = single | falls | rises | meant
    if not gone.any():
        return None
    taken = single[cols]
    width = (coefs * (model.upper - model.lower)[cols])[taken]
    row_lower, row_upper = model.row_lower.copy(), model.row_upper.copy()
    np.subtract.at(row_lower, rows[taken], np.maximum(width, 0))
    np.subtract.at(row_upper, rows[taken], np.minimum(width, 0))
    row_lower[model.row_lower <= -INFINITE] = -INFINITE
    row_upper[model.row_upper >= INFINITE] = INFINITE
    guiding = np.zeros(model.rows, bool)
    guiding[numbers[(~inside & gone[model.cols]) | meant[model.cols]]] = True
    return replace(
        model,
        lower=np.where(rises, model.upper, model.lower),
        upper=np.where(gone & ~rises, model.lower, model.upper),
        row_lower=np.where(guiding, -INFINITE, row_lower),
        row_upper=np.where(guiding, INFINITE, row_upper),
    )


def unions(model: LinearModel, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Columns that are 1 just when any of some others is, and of which no row asks more.

    Those have a row ``one - union <= 0`` for each of the others, and ``sum - union >= 0``.
    """
    found = np.zeros(model.columns, bool)
    rows_of: dict[int, list[int]] = {}
    hits = np.flatnonzero(among[model.cols])
    for col, row in zip(model.cols[hits].tolist(), model.row_numbers()[hits].tolist(), strict=True):
        rows_of.setdefault(col, []).append(row)
    lower, upper = model.row_lower, model.row_upper
    for col, rows in rows_of.items():
        ones: set[int] = set()
        everyone: set[int] = set()
        for row in rows:
            inside = slice(model.starts[row], model.starts[row + 1])
            signed = dict(
                zip(model.cols[inside].tolist(), model.coefs[inside].tolist(), strict=True)
            )
            own = signed.pop(col)
            if own != -1 or set(signed.values()) != {1}:
                break
            if len(signed) == 1 and lower[row] <= -INFINITE and upper[row] == 0:
                ones |= set(signed)
            elif lower[row] == 0 and upper[row] >= INFINITE and not everyone:
                everyone = set(signed)
            else:
                break
        else:
            found[col] = ones <= everyone
    return found


def told(face: Reduced, bare: Reduced, values: Ints) -> Reduced:
    """A face on which the columns of ``bare`` have these values, with all costs in one sum."""
    model = face.model
    known = bare.expand(values)[face.columns]
    fixed = np.isin(face.columns, bare.columns) | (face.columns < model.officers * model.duties)
    merged = np.zeros(model.columns, np.int64)
    for cost in model.costs.values():
        np.add.at(merged, cost.cols, cost.coefs)
    every = Cost(np.flatnonzero(merged), merged[merged != 0])
    return face.again(
        replace(
            model,
            lower=np.where(fixed, known, model.lower),
            upper=np.where(fixed, known, model.upper),
            costs={0: every},
        )
    )
