"""Rows that say nothing new: repetitions, and cliques that lie within larger ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import LinearModel
from roster.encoding.reduce import Reduced


def without_dominated_rows(reduced: Reduced) -> Reduced:
    """What is left without rows that repeat another or are a clique inside a larger clique.

    Several rules, and rows of the book, often ask for the same: rest between two days says
    more than one duty a day. The simplex method takes time by the row (T. Achterberg and
    others, Presolve Reductions in Mixed Integer Programming, INFORMS Journal on Computing 32
    (2020), sections 5.2 and 6.4).
    """
    model = reduced.model
    kept = first_of_each(model)
    kept[inner_cliques(model, kept)] = False
    inside = kept[model.row_numbers()]
    smaller = replace(
        model,
        starts=np.concatenate([[0], np.cumsum(np.diff(model.starts)[kept])]),
        cols=model.cols[inside],
        coefs=model.coefs[inside],
        row_lower=model.row_lower[kept],
        row_upper=model.row_upper[kept],
        redundant=model.redundant[kept],
    )
    return replace(reduced, model=smaller, rows=reduced.rows[kept])


def first_of_each(model: LinearModel) -> NDArray[np.bool_]:
    """Which rows repeat no earlier one, entry by entry."""
    starts, width = model.starts.tolist(), model.cols.itemsize
    cols, coefs = model.cols.tobytes(), model.coefs.tobytes()
    bounds = zip(model.row_lower.tolist(), model.row_upper.tolist(), strict=True)
    first: dict[tuple[bytes, bytes, int, int], int] = {}
    for row, (low, high) in enumerate(bounds):
        inside = slice(width * starts[row], width * starts[row + 1])
        first.setdefault((cols[inside], coefs[inside], low, high), row)
    kept = np.zeros(model.rows, bool)
    kept[list(first.values())] = True
    return kept


def inner_cliques(model: LinearModel, among: NDArray[np.bool_]) -> list[int]:
    """Those rows that let at most one of their columns be 1, as another does of more columns."""
    binary = (model.lower == 0) & (model.upper == 1)
    plain = (model.coefs == 1) & binary[model.cols]
    others = np.bincount(model.row_numbers()[~plain], minlength=model.rows)
    cliques = among & (others == 0) & (model.row_upper == 1) & (model.row_lower <= 0)
    members: dict[int, frozenset[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for row in np.flatnonzero(cliques).tolist():
        cols = model.cols[model.starts[row] : model.starts[row + 1]].tolist()
        members[row] = frozenset(cols)
        for col in cols:
            rows_of.setdefault(col, []).append(row)
    return [
        row
        for row, inside in members.items()
        if any(
            inside < members[other] or (inside == members[other] and other < row)
            for other in rows_of[next(iter(inside))]
        )
    ]
