"""Columns that say whether an officer serves on any of several duties."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from roster.encoding import INFINITE
from roster.encoding.linear import Ints
from roster.solve.large.shape import NOBODY, Shape


class Unions:
    """The columns that are 1 exactly where any of their members, assignments, is 1.

    They are known by their rows: the members less the column is 0, all of one day; or it is at
    least 0 and each member less the column is at most 0.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.members: dict[int, Ints] = {}
        self._defining = np.zeros(shape.model.rows, bool)
        self._find()

    def _find(self) -> None:
        shape, model = self.shape, self.shape.model
        aux = np.flatnonzero(model.cols >= shape.assignments)
        rows, counts = np.unique(shape.row_of[aux], return_counts=True)
        single = np.zeros(model.rows, np.int64)
        single[rows] = counts
        candidate = (single == 1) & (model.row_lower == 0)
        pair = (single == 1) & (model.row_upper == 0) & (np.diff(model.starts) == 2)
        below: dict[int, dict[int, int]] = {}
        for row in np.flatnonzero(pair & (model.row_lower <= -INFINITE)).tolist():
            cols, coefs = self._entries(row)
            if coefs.tolist() in ([1, -1], [-1, 1]):
                member, column = sorted(cols.tolist())
                below.setdefault(column, {})[member] = row
        for row in np.flatnonzero(candidate).tolist():
            self._consider(row, below)

    def _consider(self, row: int, below: dict[int, dict[int, int]]) -> None:
        shape, model = self.shape, self.shape.model
        cols, coefs = self._entries(row)
        place = int(np.argmax(cols))
        column, members = int(cols[place]), np.delete(cols, place)
        plain = coefs[place] == -1 and bool((np.delete(coefs, place) == 1).all())
        if not plain or model.upper[column] != 1 or shape.owner[column] == NOBODY:
            return
        days = shape.day_of[members % model.duties]
        if model.row_upper[row] == 0 and bool((days == days[0]).all()):
            self._defining[row] = True
        elif model.row_upper[row] >= INFINITE:
            rows = [below.get(column, {}).get(m, -1) for m in members.tolist()]
            if -1 in rows:
                return
            self._defining[[row, *rows]] = True
        else:
            return
        self.members[column] = members

    def _entries(self, row: int) -> tuple[Ints, Ints]:
        inside = slice(self.shape.model.starts[row], self.shape.model.starts[row + 1])
        return self.shape.model.cols[inside], self.shape.model.coefs[inside]

    @cached_property
    def row_owner(self) -> Ints:
        """The officer whose columns alone stand in each row; ``NOBODY`` for all other rows."""
        shape, model = self.shape, self.shape.model
        least = np.full(model.rows, model.officers)
        most = np.full(model.rows, NOBODY)
        owners = shape.owner[model.cols]
        np.minimum.at(least, shape.row_of, owners)
        np.maximum.at(most, shape.row_of, owners)
        return np.where(least == most, least, NOBODY)

    @cached_property
    def personal_rows(self) -> Ints:
        """The rows of one officer alone, those that define unions and redundant ones left out."""
        mine = (self.row_owner != NOBODY) & ~self._defining & ~self.shape.model.redundant
        return np.flatnonzero(mine)

    @cached_property
    def linking_rows(self) -> Ints:
        """The rows that link officers."""
        return np.flatnonzero((self.row_owner == NOBODY) & ~self.shape.model.redundant)
