"""The pace of rows over many days: what they may add up to at the end of a window of days."""

from __future__ import annotations

import numpy as np

from roster.encoding import INFINITE
from roster.encoding.linear import Ints
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.generation import SCALE
from roster.solve.large.shape import Floats, Mask, spread
from roster.solve.large.tolls import STEEPER, Told

ADAPT = 0.3
"""The part of what its dual lacked in a window that a row gains for the days after it."""

SPREAD = 1.5
"""How far rows that ask for nothing may be ahead, in deviations of a sum of that many duties."""


class Pace:
    """Which days each row of a split is about, and how far it should be by each of them.

    That is where the lines of a relaxation have brought it by then on the mean, give or take one
    duty: seasons differ in what they ask. Rows that only limit have more room, which closes
    towards the end. ``first`` and ``last`` are the days of each row; without any, the number of
    days and -1.
    """

    def __init__(self, split: Decomposition, owners: Ints, plans: Ints) -> None:
        self.split = split
        days = len(split.lines[0].duties)
        day = split.shape.day_of[split.col % split.shape.model.duties]
        self.most: Ints = np.zeros((len(split.rows), days), np.int64)
        np.maximum.at(self.most, (split.row, day), np.abs(split.coef))
        on = self.most > 0
        some = on.any(axis=1)
        self.first = np.where(some, on.argmax(axis=1), days)
        self.last = np.where(some, days - 1 - on[:, ::-1].argmax(axis=1), -1)
        self.added: Floats = np.zeros(len(split.rows))
        self.asks = split.low > -INFINITE
        self.share = self._shares(owners, plans, on)

    def _shares(self, owners: Ints, plans: Ints, on: Mask) -> Floats:
        """The part of each row that lines have reached on the mean by the end of each day.

        Rows that no line adds to go on by as much each day.
        """
        split = self.split
        line, day = np.nonzero(plans >= 0)
        places = owners[line] * split.shape.model.duties + plans[line, day]
        first, last = split.starts[places], split.starts[places + 1]
        entries, days = spread(first, last), np.repeat(day, last - first)
        added = np.zeros(on.shape)
        np.add.at(added, (split.row[entries], days), np.abs(split.coef[entries]))
        added[~added.any(axis=1)] = on[~added.any(axis=1)]
        shares: Floats = np.cumsum(added, axis=1) / np.maximum(added.sum(axis=1), 1.0)[:, None]
        return shares

    def rows(self, start: int, end: int) -> Mask:
        """The rows of a window that are about no day after it."""
        return (self.last < end) & (self.last >= start)

    def told(self, start: int, end: int, held: Ints, duals: Ints) -> Told:
        """The rows about days after a window, and those of them that may miss their pace in it.

        ``held`` is the roster up to the window. Only limits that may not be broken have a pace.
        Duals are times ``SCALE``.
        """
        split, later = self.split, self.last >= end
        share, width = self.share[:, end - 1], self.most.max(axis=1, initial=0)
        room = np.where(self.asks, 0.0, SPREAD) * np.sqrt(share) * (1 - share)
        low, high = (
            limit * share + sign * (width + room * np.sqrt(np.abs(limit) * width))
            for sign, limit in ((-1, split.low), (1, split.high))
        )
        low = np.where(np.isinf(split.useful[:, 1]), np.ceil(low), -INFINITE).astype(np.int64)
        high = np.where(np.isinf(split.useful[:, 0]), np.floor(high), INFINITE).astype(np.int64)
        level = split.levels_of(held)
        most = level + self.most[:, start:end].sum(axis=1)
        paced = np.flatnonzero(later & (self.first < end) & ((level < low) | (most > high)))
        dearest = int(split.aux_cost.max(initial=0))
        price = max(dearest // (int(width[paced].max(initial=1)) * STEEPER[-1]), 1)
        duals = np.clip(duals + self.added, *(SCALE * split.useful.T))
        return Told(later, duals / SCALE, paced, low[paced], high[paced], width[paced], price)

    def adapt(self, told: Told, lacking: Ints) -> None:
        """Let the duals of paced rows that ask for something follow what they lacked in a window.

        Those of limits alone would follow how uneven a few weeks are.
        """
        most = told.price * STEEPER[-1] * SCALE
        moved = ADAPT * np.clip(lacking, -most, most)
        self.added[told.paced] += np.where(self.asks[told.paced], moved, 0.0)
