"""An integer point of a face, by HiGHS: where the relaxation is tight, it is found at once."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import count

import highspy
import numpy as np

from roster.encoding import LinearModel
from roster.encoding.linear import Cost, Ints
from roster.solve.relaxation import load

DRAWS = 6
"""How many short attempts to make before a long one."""

CALLS_BEFORE_ROOT = 2
"""How often HiGHS asks whether to stop before it relaxes the root.

Its feasibility jump (B. Luteberget and G. Sartor, Mathematical Programming Computation 15,
2023) is over by then."""

SLOW_PRESOLVE = 1 << 15 | 1 << 16
"""HiGHS's rules of presolve that cost more here than the jump gains: probing, enumeration."""


def find_point(model: LinearModel, seed: int, seconds: float) -> Ints | None:
    """Values within all bounds and rows, checked in exact integers; None if none was found.

    Feasibility jump succeeds at once or not at all, so it gets some draws before HiGHS may
    work on the root; beyond the root CP-SAT does better. Columns and rows go in shuffled by
    the seed, so that the point does not depend on the order of officers and duties in the
    book.
    """
    if not model.columns:
        return None
    ends = time.monotonic() + seconds
    for draw in range(DRAWS + 1):
        left = ends - time.monotonic()
        if left <= 0:
            break
        found = attempt(model, seed * (DRAWS + 1) + draw, left, brief=draw < DRAWS)
        if found is not None:
            return found
    return None


def attempt(model: LinearModel, seed: int, seconds: float, *, brief: bool) -> Ints | None:
    """One draw, cut off before the root's relaxation where it is to be brief."""
    draw = np.random.default_rng(seed)
    order = draw.permutation(model.columns)
    mixed = shuffled(model, order, draw.permutation(model.rows))
    solver = load(mixed, 0, np.flatnonzero(~mixed.redundant))
    every = np.arange(model.columns, dtype=np.int32)
    kinds = np.full(model.columns, highspy.HighsVarType.kInteger)
    solver.changeColsIntegrality(model.columns, every, kinds)
    solver.setOptionValue("random_seed", seed % (1 << 31))
    solver.setOptionValue("mip_max_nodes", 1)
    solver.setOptionValue("presolve_rule_off", SLOW_PRESOLVE)
    solver.setOptionValue("time_limit", max(seconds, 0.01))
    if brief:
        calls = count(1)
        solver.cbMipInterrupt += lambda event: (
            event.interrupt() if next(calls) > CALLS_BEFORE_ROOT else None
        )
    solver.run()
    found = np.array(solver.getSolution().col_value)
    if len(found) != model.columns:
        return None
    values = np.zeros(model.columns, np.int64)
    values[order] = np.rint(found).astype(np.int64)
    return values if holds(model, values) else None


def shuffled(model: LinearModel, columns: Ints, rows: Ints) -> LinearModel:
    """The model with its columns and rows in another order, and no cost but priority 0."""
    place = np.argsort(columns)
    lengths = np.diff(model.starts)[rows]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    inside = np.repeat(model.starts[:-1][rows] - starts[:-1], lengths) + np.arange(starts[-1])
    none = np.zeros(0, np.int64)
    return replace(
        model,
        lower=model.lower[columns],
        upper=model.upper[columns],
        starts=starts,
        cols=place[model.cols[inside]],
        coefs=model.coefs[inside],
        row_lower=model.row_lower[rows],
        row_upper=model.row_upper[rows],
        redundant=model.redundant[rows],
        costs={0: Cost(none, none)},
    )


def holds(model: LinearModel, values: Ints) -> bool:
    """Whether values keep every bound and row, in exact integers."""
    activity = model.activity(values)
    return bool(
        (model.lower <= values).all()
        and (values <= model.upper).all()
        and (model.row_lower <= activity).all()
        and (activity <= model.row_upper).all()
    )
