"""What links the officers, as costs of sums: each row with its slack is one table."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roster.encoding import INFINITE
from roster.encoding.linear import Ints
from roster.solve.large.line import BARRED, Prices, Slack, UntellableError

if TYPE_CHECKING:
    from roster.solve.large.decomposition import Decomposition


@dataclass(frozen=True)
class RowTables:
    """Sums over assignments and what each value of them costs.

    Assignment ``n`` (officer by duty) counts for sums ``row[starts[n]:starts[n + 1]]`` by
    ``coef``. Sum ``r`` at value ``v`` costs ``cost[first[r] + v]`` and breaks musts by
    ``over[first[r] + v]`` units.
    """

    starts: Ints
    row: Ints
    coef: Ints
    first: Ints
    cost: Ints
    over: Ints
    least: Ints

    def limits(self, number: int) -> Row | None:
        """A sum as one row with its slack; None if its cost is not convex."""
        least = int(self.least[number])
        begin = int(self.first[number]) + least
        last = number + 1 == len(self.first)
        end = len(self.cost) if last else int((self.first + self.least)[number + 1])
        allowed = np.flatnonzero(self.over[begin:end] == 0)
        costs = self.cost[begin:end][allowed]
        slopes = np.diff(costs)
        if (np.diff(allowed) != 1).any() or (np.diff(slopes) < 0).any():
            return None
        before, after = int((slopes < 0).sum()), int((slopes > 0).sum())
        low, high = allowed[0] + before, allowed[-1] - after
        steepest = float(-slopes[0] if before else 0), float(slopes[-1] if after else 0)
        return Row(
            int(least + low) if low > 0 else -INFINITE,
            int(least + high) if high < end - begin - 1 else INFINITE,
            _steps(-slopes[:before][::-1]),
            _steps(slopes[len(slopes) - after :]),
            int(costs.min()),
            -math.inf if allowed[-1] < end - begin - 1 else -steepest[1],
            math.inf if allowed[0] else steepest[0],
        )


@dataclass(frozen=True)
class Row:
    """Limits of a sum with the slack that raises it and that lowers it, and its least cost.

    No dual beyond ``least`` and ``most`` is of use: slack is cheaper for whatever the sum may be.
    """

    low: int
    high: int
    up: tuple[Slack, ...]
    down: tuple[Slack, ...]
    constant: int
    least: float
    most: float


def _steps(slopes: Ints) -> tuple[Slack, ...]:
    costs, counts = np.unique(slopes, return_counts=True)
    return tuple(zip(costs.tolist(), counts.tolist(), strict=True))


def read_rows(split: Decomposition) -> RowTables:
    """The linking rows of a model; rows over the same sum are one.

    Raises UntellableError where a linking column stands in several rows.
    """
    order = np.argsort(split.row, kind="stable")
    bounds = np.searchsorted(split.row[order], np.arange(len(split.rows) + 1))
    slack = _slack(split)
    same: dict[tuple[bytes, bytes], list[int]] = {}
    for row in range(len(split.rows)):
        inside = order[bounds[row] : bounds[row + 1]]
        key = split.col[inside].tobytes(), split.coef[inside].tobytes()
        same.setdefault(key, []).append(row)
    parts: list[tuple[Ints, Ints]] = []
    first, costs, overs, leasts = list[int](), list[Ints](), list[Ints](), list[int]()
    size = 0
    for (cols_bytes, coefs_bytes), rows in same.items():
        cols = np.frombuffer(cols_bytes, np.int64)
        coefs = np.frombuffer(coefs_bytes, np.int64)
        least, most = _range(split, cols, coefs)
        cost, over = np.zeros((2, most - least + 1), np.int64)
        for row in rows:
            prices = Prices.of((int(split.low[row]), int(split.high[row])), *slack[row])
            found = priced([prices.cost(value) for value in range(least, most + 1)])
            cost, over = cost + found[0], over + found[1]
        parts.append((cols, coefs))
        first.append(size - least)
        leasts.append(least)
        costs.append(cost)
        overs.append(over)
        size += len(cost)
    col = np.concatenate([np.zeros(0, np.int64), *(cols for cols, _ in parts)])
    coef = np.concatenate([np.zeros(0, np.int64), *(coefs for _, coefs in parts)])
    row_of = np.repeat(np.arange(len(parts)), [len(cols) for cols, _ in parts])
    order = np.argsort(col, kind="stable")
    starts = np.searchsorted(col[order], np.arange(split.shape.assignments + 1))
    return RowTables(
        starts,
        row_of[order],
        coef[order],
        np.array(first, np.int64),
        np.concatenate([np.zeros(0, np.int64), *costs]),
        np.concatenate([np.zeros(0, np.int64), *overs]),
        np.array(leasts, np.int64),
    )


def priced(costs: list[int]) -> tuple[Ints, Ints]:
    """Costs of the values of a sum: barred ones cost what the nearest allowed does, and break
    a must by the distance to it."""
    found = np.array(costs, np.int64)
    allowed = np.flatnonzero(found < BARRED)
    if not len(allowed):
        raise UntellableError("a sum that no value of is lawful")
    every = np.arange(len(found))
    after = allowed[np.minimum(np.searchsorted(allowed, every), len(allowed) - 1)]
    before = allowed[np.maximum(np.searchsorted(allowed, every, side="right") - 1, 0)]
    nearest = np.where(np.abs(after - every) < np.abs(every - before), after, before)
    return found[nearest], np.abs(nearest - every)


def _slack(split: Decomposition) -> list[tuple[list[Slack], list[Slack]]]:
    """For each row the slack columns that raise its sum and those that lower it."""
    found: list[tuple[list[Slack], list[Slack]]] = [([], []) for _ in split.rows]
    for (rows, coefs), cost, upper in zip(
        split.aux_of, split.aux_cost.tolist(), split.aux_upper.tolist(), strict=True
    ):
        if len(rows) != 1 or abs(int(coefs[0])) != 1:
            raise UntellableError("a linking column that is no plain slack")
        found[int(rows[0])][0 if coefs[0] > 0 else 1].append((cost, upper))
    return found


def _range(split: Decomposition, cols: Ints, coefs: Ints) -> tuple[int, int]:
    """The least and the most that a sum can be with one duty a day for each officer."""
    if not len(cols):
        return 0, 0
    shape = split.shape
    days = int(shape.day_of.max()) + 1
    officer, duty = np.divmod(cols, shape.model.duties)
    place = officer * days + shape.day_of[duty]
    most, least = np.zeros((2, split.officers * days), np.int64)
    np.maximum.at(most, place, coefs)
    np.minimum.at(least, place, coefs)
    return int(least.sum()), int(most.sum())
