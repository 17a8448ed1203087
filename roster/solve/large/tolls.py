"""Rows that are told by their duals alone, and by what several of them ask together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roster.encoding import INFINITE
from roster.encoding.linear import Ints
from roster.solve.large.shape import Floats, Mask

if TYPE_CHECKING:
    from roster.solve.large.decomposition import Decomposition


@dataclass(frozen=True)
class Told:
    """Which rows, their duals, and for each row the number of the sum that it is part of.

    Duals leave open how much is done for rows that pay the same; the sums do not.
    """

    rows: Mask
    duals: Floats
    group: Ints

    @property
    def groups(self) -> int:
        """How many sums there are."""
        return int(self.group[self.rows].max(initial=-1)) + 1


@dataclass(frozen=True)
class Sums:
    """The sums as rows: limits, useful duals, and one slack column upwards and downwards each."""

    low: Ints
    high: Ints
    useful: Floats
    row: Ints
    coef: Ints
    cost: Ints
    upper: Ints


def sums_of(split: Decomposition, told: Told) -> Sums:
    """What sums ask: slack costs what the rows' own does on the mean, beyond their duals."""
    rows = np.flatnonzero(told.rows)
    group, count = told.group[rows], told.groups
    low, high = _sum(split.low[rows], group, count), _sum(split.high[rows], group, count)
    members = np.maximum(np.bincount(group, minlength=count), 1)
    useful = np.clip(split.useful[rows], -float(1 << 30), float(1 << 30))
    left = useful - told.duals[rows, None]
    mean = np.column_stack([np.bincount(group, left[:, n], count) / members for n in (0, 1)])
    mean = np.rint(mean)
    number = np.arange(count)
    upper = np.full(2 * count, split.shape.assignments)
    return Sums(
        low,
        high,
        mean,
        np.concatenate([number, number]),
        np.repeat([1, -1], count),
        np.maximum(np.concatenate([mean[:, 1], -mean[:, 0]]), 0).astype(np.int64),
        upper,
    )


def _sum(limits: Ints, group: Ints, count: int) -> Ints:
    """Sums of limits; none where any has none."""
    total = np.zeros(count, np.int64)
    np.add.at(total, group, np.where(np.abs(limits) >= INFINITE, 0, limits))
    for sign in (-1, 1):
        total[group[sign * limits >= INFINITE]] = sign * INFINITE
    return total


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
