"""A linear model in exact integers: columns with bounds, rows, one cost per priority."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]

UNIT = 1
"""The coefficient that most rows have; given as such it need not be looked for."""

INFINITE = 1 << 50
"""A row bound at or beyond this, on either side, is no bound."""


@dataclass(frozen=True)
class Cost:
    """A linear cost: ``constant`` plus the sum of ``coefs`` times the columns ``cols``."""

    cols: Ints
    coefs: Ints
    constant: int = 0

    def value(self, values: Ints) -> int:
        """The cost of an assignment of all columns."""
        return int(self.constant + self.coefs @ values[self.cols])


@dataclass(frozen=True)
class LinearModel:
    """Minimise ``costs`` in order of priority over integers within bounds and rows.

    Columns 0 to ``officers * duties - 1`` are the assignments, officer by officer. Row ``i``
    holds ``row_lower[i] <= sum(coefs * columns) <= row_upper[i]`` over its slice
    ``starts[i]:starts[i + 1]``. Rows marked in ``redundant`` follow from the others for
    integers and are there to guide a search; the linear relaxation does without them.
    """

    officers: int
    duties: int
    lower: Ints
    upper: Ints
    starts: Ints
    cols: Ints
    coefs: Ints
    row_lower: Ints
    row_upper: Ints
    redundant: NDArray[np.bool_]
    costs: Mapping[int, Cost]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.lower)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.row_lower)

    def row_numbers(self) -> Ints:
        """The row of each nonzero."""
        return np.repeat(np.arange(self.rows), np.diff(self.starts))

    def activity(self, values: NDArray[np.float64] | Ints) -> NDArray[np.float64] | Ints:
        """The sum of each row for given values of all columns."""
        products = self.coefs * values[self.cols]
        return np.bincount(self.row_numbers(), weights=products, minlength=self.rows)


@dataclass
class Builder:
    """Collects columns, rows and costs, many at a time."""

    officers: int
    duties: int
    _lower: list[Ints] = field(default_factory=list)
    _upper: list[Ints] = field(default_factory=list)
    _size: int = 0
    _cols: list[Ints] = field(default_factory=list)
    _coefs: list[Ints] = field(default_factory=list)
    _lengths: list[int] = field(default_factory=list)
    _row_lower: list[int] = field(default_factory=list)
    _row_upper: list[int] = field(default_factory=list)
    _redundant: list[bool] = field(default_factory=list)
    _costs: dict[int, tuple[list[Ints], list[Ints], int]] = field(default_factory=dict)
    _cliques: set[bytes] = field(default_factory=set)
    forbidden: list[Ints] = field(default_factory=list)

    def columns(self, count: int, upper: ArrayLike = 1) -> Ints:
        """Add integer columns from 0 to ``upper``; their numbers."""
        self._lower.append(np.zeros(count, np.int64))
        self._upper.append(filled(upper, (count,)))
        numbers = np.arange(self._size, self._size + count)
        self._size += count
        return numbers

    def rows(
        self,
        cols: Ints,
        coefs: ArrayLike = 1,
        lower: ArrayLike = -INFINITE,
        upper: ArrayLike = INFINITE,
        redundant: bool = False,
    ) -> None:
        """Add one row (``cols`` of one dimension) or many of equal length (of two)."""
        table = cols if cols.ndim == 2 else cols[None, :]
        count, width = table.shape
        self._cols.append(table.ravel())
        self._coefs.append(filled(coefs, table.shape).ravel())
        self._lengths += [width] * count
        self._row_lower += listed(lower, count)
        self._row_upper += listed(upper, count)
        self._redundant += [redundant] * count

    def clique(self, cols: Ints) -> None:
        """At most one of the columns is 1; the same clique is added once."""
        key = np.sort(cols).tobytes()
        if len(cols) > 1 and key not in self._cliques:
            self._cliques.add(key)
            self.sum_at_most(cols, 1)

    def sum_at_most(self, cols: Ints, most: int) -> None:
        """Add one row: the sum of the columns is at most ``most``."""
        self._cols.append(cols)
        self._coefs.append(np.ones(len(cols), np.int64))
        self._lengths.append(len(cols))
        self._row_lower.append(-INFINITE)
        self._row_upper.append(most)
        self._redundant.append(False)

    def cost(self, priority: int, cols: Ints, coefs: ArrayLike, constant: int = 0) -> None:
        """Add to the cost of a priority."""
        all_cols, all_coefs, before = self._costs.get(priority, ([], [], 0))
        all_cols.append(cols)
        all_coefs.append(filled(coefs, cols.shape))
        self._costs[priority] = (all_cols, all_coefs, before + constant)

    def build(self) -> LinearModel:
        """The finished model, forbidden columns fixed at 0."""
        upper = joined(self._upper).copy()
        upper[joined(self.forbidden)] = 0
        lengths, cols, coefs = collected(
            np.array(self._lengths, np.int64),
            joined(self._cols),
            joined(self._coefs),
            self._size,
        )
        return LinearModel(
            self.officers,
            self.duties,
            joined(self._lower),
            upper,
            np.concatenate([[0], np.cumsum(lengths)]),
            cols,
            coefs,
            np.array(self._row_lower, np.int64),
            np.array(self._row_upper, np.int64),
            np.array(self._redundant, bool),
            {p: self._merged(p) for p in sorted(self._costs)},
        )

    def _merged(self, priority: int) -> Cost:
        cols, coefs, constant = self._costs[priority]
        numbers, where = np.unique(joined(cols), return_inverse=True)
        sums = np.zeros(len(numbers), np.int64)
        np.add.at(sums, where, joined(coefs))
        return Cost(numbers[sums != 0], sums[sums != 0], constant)


def filled(value: ArrayLike, shape: tuple[int, ...]) -> Ints:
    """A value, or an array of them, in a shape; for one number faster than broadcasting."""
    if isinstance(value, int):
        return np.full(shape, value, np.int64)
    return np.broadcast_to(np.asarray(value, np.int64), shape)


def listed(value: ArrayLike, count: int) -> list[int]:
    """A value repeated, or an array of values, as a list."""
    if isinstance(value, int):
        return [value] * count
    values: list[int] = np.broadcast_to(np.asarray(value, np.int64), (count,)).tolist()
    return values


def collected(lengths: Ints, cols: Ints, coefs: Ints, columns: int) -> tuple[Ints, Ints, Ints]:
    """The rows with no column twice in any: its coefficients added up, dropped if they cancel.

    HiGHS refuses a model that names a column twice in a row.
    """
    keys = np.repeat(np.arange(len(lengths)), lengths) * columns + cols
    distinct, where = np.unique(keys, return_inverse=True)
    if len(distinct) == len(keys):
        return lengths, cols, coefs
    totals = np.zeros(len(distinct), np.int64)
    np.add.at(totals, where, coefs)
    distinct, totals = distinct[totals != 0], totals[totals != 0]
    return np.bincount(distinct // columns, minlength=len(lengths)), distinct % columns, totals


def joined(arrays: Sequence[Ints]) -> Ints:
    """The arrays end to end; none gives an empty one."""
    return np.concatenate([np.zeros(0, np.int64), *arrays])
