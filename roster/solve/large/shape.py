"""What a large model is made of: officers, days and session kinds, and what each column is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from roster.encoding import LinearModel
from roster.encoding.linear import Ints
from roster.model import Problem

NOBODY = -1


@dataclass(frozen=True)
class Shape:
    """A model with the day and the session kind of each duty, both as numbers."""

    model: LinearModel
    day_of: Ints
    kind_of: Ints

    @classmethod
    def of(cls, problem: Problem, model: LinearModel) -> Shape:
        """The shape of a problem's model; the model may hold more rows, not other columns."""
        days = [(duty.day - problem.first).days for duty in problem.duties]
        kinds = {s: n for n, s in enumerate(dict.fromkeys(d.session for d in problem.duties))}
        return cls(
            model,
            np.array(days, np.int64),
            np.array([kinds[d.session] for d in problem.duties], np.int64),
        )

    @property
    def assignments(self) -> int:
        """How many columns are assignments; they come first."""
        return self.model.officers * self.model.duties

    @cached_property
    def by_day(self) -> tuple[Ints, Ints]:
        """Each duty's place among those of its day; the duties of each day by place.

        A row of the latter ends with as many -1 as there is room for, and one more.
        """
        order = np.argsort(self.day_of, kind="stable")
        first = np.searchsorted(self.day_of[order], self.day_of[order])
        place = np.zeros(len(order), np.int64)
        place[order] = np.arange(len(order)) - first
        table = np.full((int(self.day_of.max()) + 1, int(place.max()) + 2), -1)
        table[self.day_of, place] = np.arange(len(order))
        return place, table

    @cached_property
    def row_of(self) -> Ints:
        """The row of each nonzero."""
        return self.model.row_numbers()

    @cached_property
    def by_column(self) -> tuple[Ints, Ints]:
        """Nonzeros sorted by column, and where each column's begin."""
        order = np.argsort(self.model.cols, kind="stable")
        counts = np.bincount(self.model.cols, minlength=self.model.columns)
        return order, np.concatenate([[0], np.cumsum(counts)])

    def entries_of_columns(self, columns: Ints) -> Ints:
        """The nonzeros of the given columns."""
        order, starts = self.by_column
        return order[spread(starts[columns], starts[columns + 1])]

    def entries_of_rows(self, rows: Ints) -> Ints:
        """The nonzeros of the given rows, row by row."""
        return spread(self.model.starts[rows], self.model.starts[rows + 1])

    @cached_property
    def owner(self) -> Ints:
        """The officer each column is about; ``NOBODY`` where several are linked by it.

        An auxiliary column is an officer's own if every row that it stands in, with all other
        columns of that row, is about that officer alone.
        """
        model = self.model
        owner = np.full(model.columns, NOBODY)
        owner[: self.assignments] = np.repeat(np.arange(model.officers), model.duties)
        unknown = model.officers
        owner[self.assignments :] = unknown
        while True:
            least, most = self._row_owners(owner, unknown)
            linked = (least != most) & (most >= 0) & (least < unknown) | (least == NOBODY)
            seen = np.where(linked, NOBODY, least)[self.row_of]
            found = owner.copy()
            aux = model.cols >= self.assignments
            low, high = np.full(model.columns, unknown), np.full(model.columns, NOBODY)
            told = aux & (seen < unknown)
            np.minimum.at(low, model.cols[told], seen[told])
            np.maximum.at(high, model.cols[told], seen[told])
            rest = np.arange(model.columns) >= self.assignments
            decided = rest & (low < unknown)
            found[decided] = np.where(low == high, low, NOBODY)[decided]
            if np.array_equal(found, owner):
                return np.where(found == unknown, NOBODY, found)
            owner = found

    def _row_owners(self, owner: Ints, unknown: int) -> tuple[Ints, Ints]:
        """The least and the greatest owner among the known columns of each row."""
        rows, owners = self.row_of, owner[self.model.cols]
        known = owners < unknown
        least, most = np.full(self.model.rows, unknown), np.full(self.model.rows, -2)
        np.minimum.at(least, rows[known], owners[known])
        np.maximum.at(most, rows[known], owners[known])
        return least, most


def spread(starts: Ints, ends: Ints) -> Ints:
    """All numbers of the ranges ``starts[i]:ends[i]``, one range after the other."""
    lengths = ends - starts
    before = np.concatenate([[0], np.cumsum(lengths)[:-1]]) if len(lengths) else lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))


Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
Small = NDArray[np.int32]
Officers = Sequence[int]
