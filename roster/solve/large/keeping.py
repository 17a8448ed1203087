"""Limits that are rows of the master, kept by lines themselves where most days are held.

A mean of lines may keep a limit that none of them keeps, so that dives end in rosters that break
it. Once most days are held, counters fit the search that are too large for it else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.confined import confined
from roster.solve.large.generation import Generation
from roster.solve.large.holding import OPEN
from roster.solve.large.pricing import Pricer
from roster.solve.large.shape import Mask

MOST_CELLS = 3e5
"""The cells of an officer's grid at most: it is made for one dive."""

STEPS = 5e5
"""Elementary steps that making one takes beside its cells."""


@dataclass(frozen=True)
class Keeping:
    """Pricers of all officers, and the ``rows`` whose limits all their lines keep."""

    pricers: tuple[Pricer, ...]
    rows: Mask

    def fitting(self, generation: Generation, columns: Mask) -> Mask:
        """Those of some columns that keep the limits of the rows."""
        split, chosen = generation.split, np.flatnonzero(columns)
        known = [generation.master.columns[n] for n in chosen.tolist()]
        starts, rows, sums, _ = split.columns([(one.officer, one.path) for one in known])
        line = np.repeat(np.arange(len(known)), np.diff(starts))
        over = self.rows[rows] & (sums > split.high[rows])
        asks = self.rows & (split.low > 0)
        met = asks[rows] & (sums >= split.low[rows])
        owner = np.zeros(len(self.rows), np.int64)
        owner[split.row] = split.col // split.shape.model.duties
        wanted = np.bincount(owner[asks], minlength=split.officers)[generation.owners[chosen]]
        lawful = np.bincount(line[met], minlength=len(known)) == wanted
        lawful[line[over]] = False
        found = columns.copy()
        found[chosen] = lawful
        return found


def keeping(generation: Generation, held: Ints, budget: Budget) -> Keeping | None:
    """Pricers for lines that have what is held; None where no limits are rows."""
    split = generation.split
    if not split.limited:
        return None
    pricers, kept = list(generation.pricers), list[bool]()
    loose = (held == OPEN).any(axis=1)
    for officer, released in enumerate(split.released):
        if loose[officer] and budget.left() > 0:
            pricers[officer] = confined(pricers[officer], held[officer], MOST_CELLS)
            budget.charge(STEPS + sum(level.grid.cells for level in pricers[officer].levels))
        own = pricers[officer] is not generation.pricers[officer]
        kept += [own and k not in pricers[officer].released for k in sorted(released)]
    rows = np.zeros(len(split.rows), bool)
    rows[len(rows) - len(kept) :] = kept
    return Keeping(tuple(pricers), rows)
