"""Rows that are told by their duals alone, and the pace that some of them are to keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.shape import Floats, Mask

if TYPE_CHECKING:
    from roster.solve.large.decomposition import Decomposition

STEEPER, WIDER = (1, 4, 16), (1, 2, 1000)
"""How dear each step of slack is of a row that misses its pace, and how wide in duties."""


@dataclass(frozen=True)
class Told:
    """Which rows, and their duals; rows that are ``paced`` have limits of the moment too.

    Each of these may be missed by ``width`` at ``price`` a unit, and by more at more.
    """

    rows: Mask
    duals: Floats
    paced: Ints
    low: Ints
    high: Ints
    width: Ints
    price: int


def toll_of(split: Decomposition, told: Told) -> tuple[Floats, int]:
    """What duties pay for rows, officers by duties, and what else the rows cost at their duals."""
    duals = np.where(told.rows, told.duals, 0.0)
    paid = np.concatenate([[0.0], np.cumsum(duals[split.row] * split.coef)])
    toll = (paid[split.starts[:-1]] - paid[split.starts[1:]]).reshape(split.officers, -1)
    sides = np.where(duals > 0, split.low, split.high)
    aux = told.rows[split.aux_row]
    used = split.aux_cost[split.aux_place] - duals[split.aux_row] * split.aux_coef
    slack = np.minimum(used, 0)[aux] @ split.aux_upper[split.aux_place[aux]]
    return toll, round((duals * sides)[duals != 0].sum() + slack)


def slack_of(told: Told, first: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Slack columns of the rows that are paced: row, coefficient, cost and upper limit of each.

    They are dearer step by step; the paced rows are those from ``first`` on.
    """
    count, steps = len(told.paced), len(STEEPER)
    row = np.tile(first + np.arange(count), 2 * steps)
    coef = np.repeat([1, -1], count * steps)
    cost = np.tile(np.repeat(told.price * np.array(STEEPER), count), 2)
    upper = np.tile(np.concatenate([told.width * n for n in WIDER]), 2)
    return row, coef, cost, upper
