"""Counters too large to be searched with, told by rows of their own: their duals pay for duties.

The relaxation is weaker by that, as a mean of lines may keep a limit that none of them keeps;
but it stays a relaxation, and whoever has one line left keeps the limit by it.
"""

from __future__ import annotations

import copy

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.grid import windows_of
from roster.solve.large.rows import RowTables, priced

MOST_CELLS = 6e6
"""So many cells of a grid an officer's kept counters may take together."""


def released(split: Decomposition) -> Decomposition | None:
    """The model with its largest counters as linking rows; None where nothing can be changed."""
    large = tuple(large_counters(split, officer) for officer in range(split.officers))
    if split.sums is None or split.floors is None or not any(large) or split.limited:
        return None
    found = copy.copy(split)
    found.released, found.levels = large, split.levels.anew()
    found.__dict__.pop("_places", None)
    found.put_rows(_extended(split, split.sums, large))
    return found if len(found.rows) > len(split.rows) else None


def large_counters(split: Decomposition, officer: int) -> frozenset[int]:
    """The counters of an officer that do not fit, the smallest fitted first."""
    line = split.lines[officer]
    layers = split.levels.layers(line)
    if layers is None:
        return frozenset()
    told = {pattern.counter for pattern in line.patterns}
    sizes = windows_of(layers, line.counters).sizes
    cells, found = np.ones(len(sizes)), set[int]()
    for k in np.argsort(sizes.sum(axis=0), kind="stable").tolist():
        if k not in told and (cells * sizes[:, k]).sum() > MOST_CELLS:
            found.add(k)
        else:
            cells *= sizes[:, k]
    return frozenset(found)


def _extended(
    split: Decomposition, sums: RowTables, large: tuple[frozenset[int], ...]
) -> RowTables:
    """The sums with one more for each counter of each officer."""
    counts = np.diff(sums.starts)
    cols, rows, coefs = [np.repeat(np.arange(len(counts)), counts)], [sums.row], [sums.coef]
    first, costs, overs = list[int](), [sums.cost], [sums.over]
    number, size = len(sums.first), len(sums.cost)
    for officer, counters in enumerate(large):
        line = split.lines[officer]
        base = officer * split.shape.model.duties
        for k in sorted(counters):
            for day, amounts in line.counters[k].amounts.items():
                duties = np.array(line.duties[day], np.int64)
                own = np.array(amounts[1:], np.int64)
                cols.append(base + duties[own > 0])
                coefs.append(own[own > 0])
                rows.append(np.full(int((own > 0).sum()), number))
            cost, over = priced(list(line.counters[k].costs))
            first.append(size)
            costs.append(cost)
            overs.append(over)
            number, size = number + 1, size + len(cost)
    col, row, coef = (np.concatenate(parts) for parts in (cols, rows, coefs))
    order = np.argsort(col, kind="stable")
    starts: Ints = np.searchsorted(col[order], np.arange(split.shape.assignments + 1))
    return RowTables(
        starts,
        row[order],
        coef[order],
        np.concatenate([sums.first, np.array(first, np.int64)]),
        np.concatenate(costs),
        np.concatenate(overs),
        np.concatenate([sums.least, np.zeros(len(first), np.int64)]),
    )
