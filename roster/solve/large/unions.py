"""Columns that say whether an officer serves on any of several duties."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from roster.encoding import INFINITE
from roster.encoding.dominance import first_of_each
from roster.encoding.linear import Ints
from roster.solve.large.shape import NOBODY, Shape


class Unions:
    """The columns that are 1 exactly where any of their members, assignments, is 1.

    They are known by their rows. Either the members, all of one day, less the column are 0; or
    the members less the column are at least 0, and those of each day less the column, or each
    alone, at most 0. As at most one duty of a day is served, both say the same.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.members: dict[int, Ints] = {}
        self._defining = np.zeros(shape.model.rows, bool)
        model = shape.model
        aux = np.bincount(shape.row_of[model.cols >= shape.assignments], minlength=model.rows)
        floors = (aux == 1) & (model.row_lower == 0)
        ceilings = (aux == 1) & (model.row_upper == 0) & (model.row_lower <= -INFINITE)
        self._below: dict[int, dict[int, int]] = {}
        for row in np.flatnonzero(ceilings & ~model.redundant).tolist():
            self._note_ceiling(row)
        for row in np.flatnonzero(floors & ~model.redundant).tolist():
            self._consider(row)

    def _note_ceiling(self, row: int) -> None:
        found = self._split(row)
        if found is not None and self._one_day(found[1]):
            column, members = found
            rows = self._below.setdefault(column, {})
            rows.update(dict.fromkeys(members.tolist(), row))

    def _consider(self, row: int) -> None:
        model = self.shape.model
        found = self._split(row)
        if found is None:
            return
        column, members = found
        if model.upper[column] != 1 or self.shape.owner[column] == NOBODY:
            return
        rows = [row]
        if model.row_upper[row] >= INFINITE:
            below = self._below.get(column, {})
            if not set(members.tolist()) <= below.keys():
                return
            rows += [below[member] for member in members.tolist()]
        elif model.row_upper[row] != 0 or not self._one_day(members):
            return
        self._defining[rows] = True
        self.members[column] = members

    def _split(self, row: int) -> tuple[int, Ints] | None:
        """The column and the members of a row of members less a column."""
        model = self.shape.model
        inside = slice(model.starts[row], model.starts[row + 1])
        cols, coefs = model.cols[inside], model.coefs[inside]
        place = int(np.argmax(cols))
        members, ones = np.delete(cols, place), np.delete(coefs, place)
        if coefs[place] != -1 or not len(members) or not np.array_equal(ones, ones * 0 + 1):
            return None
        return int(cols[place]), members

    def _one_day(self, members: Ints) -> bool:
        days = self.shape.day_of[members % self.shape.model.duties]
        return bool((days == days[0]).all())

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
        """The rows that link officers, each once, but for those that the columns' bounds keep."""
        model = self.shape.model
        least, most = (np.zeros(model.rows, np.int64) for _ in range(2))
        ends = model.coefs * model.lower[model.cols], model.coefs * model.upper[model.cols]
        np.add.at(least, self.shape.row_of, np.minimum(*ends))
        np.add.at(most, self.shape.row_of, np.maximum(*ends))
        binding = (least < model.row_lower) | (most > model.row_upper)
        linking = (self.row_owner == NOBODY) & ~model.redundant & binding
        return np.flatnonzero(linking & first_of_each(model))
