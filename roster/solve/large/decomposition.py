"""A model split by officer: what links the officers, and each one's part in it (Dantzig-Wolfe)."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from roster.encoding import INFINITE
from roster.encoding.linear import Ints
from roster.solve.large.levels import Levels, Path
from roster.solve.large.line import Line, UntellableError
from roster.solve.large.personal import LineReader
from roster.solve.large.rows import RowTables, read_rows
from roster.solve.large.shape import NOBODY, Floats, Mask, Shape, spread
from roster.solve.large.tolls import Told, slack_of, toll_of
from roster.solve.large.unions import Unions


class Decomposition:
    """The linking rows over assignments and linking columns, and the officers' own lines.

    Raises UntellableError where some row says of one officer what no line can tell, and where there
    are no seconds ``left`` to tell them.
    """

    def __init__(
        self, shape: Shape, priority: int, left: Callable[[], float] = lambda: math.inf
    ) -> None:
        self.shape = shape
        self.priority = priority
        model = shape.model
        unions = Unions(shape)
        self.levels = Levels(model.duties)
        reader = LineReader(shape, priority, unions)
        self.lines: list[Line] = []
        for officer in range(model.officers):
            if left() <= 0:
                raise UntellableError("no time to tell lines")
            self.lines.append(reader.read(officer))
            # Every search asks for the graph; it takes longest, so it is made while time counts.
            self.levels.layers(self.lines[-1])
        self.cost = reader.cost
        self.rows = unions.linking_rows
        number = np.full(model.rows, -1)
        number[self.rows] = np.arange(len(self.rows))
        entries = shape.entries_of_rows(self.rows)
        row, col, coef = number[shape.row_of[entries]], model.cols[entries], model.coefs[entries]
        self.low = model.row_lower[self.rows].copy()
        self.high = model.row_upper[self.rows].copy()
        served = col < shape.assignments
        order = np.argsort(col[served], kind="stable")
        self.row, self.col, self.coef = (a[served][order] for a in (row, col, coef))
        self.starts = np.searchsorted(self.col, np.arange(shape.assignments + 1))
        self._aux(row[~served], col[~served], coef[~served])
        self.floors: Ints | None = None
        self.released: tuple[frozenset[int], ...] = (frozenset(),) * model.officers
        self.sums: RowTables | None = None
        self.toll: Floats | None = None
        self.useful = np.tile([-math.inf, math.inf], (len(self.rows), 1))
        with suppress(UntellableError):
            self.put_rows(read_rows(self))

    def put_rows(self, sums: RowTables) -> None:
        """Tell what links the officers by sums, with one row for each if their costs are convex.

        Otherwise the rows stay as they are. ``floors`` holds the least cost of each sum, once
        they are the rows.
        """
        self.sums = sums
        rows = [sums.limits(n) for n in range(len(sums.first))]
        convex = [row for row in rows if row is not None]
        if len(convex) < len(rows):
            return
        lengths = np.diff(sums.starts)
        self.rows = np.arange(len(rows))
        self.starts, self.row, self.coef = sums.starts, sums.row, sums.coef
        self.col = np.repeat(np.arange(self.shape.assignments), lengths)
        self.low = np.array([row.low for row in convex], np.int64)
        self.high = np.array([row.high for row in convex], np.int64)
        if self.floors is not None:
            self.constant -= int(self.floors.sum())
        self.floors = np.array([row.constant for row in convex], np.int64)
        self.useful = np.array([(row.least, row.most) for row in convex], float).reshape(-1, 2)
        self.constant += int(self.floors.sum())
        slack = [
            (n, coef, cost, upper)
            for n, row in enumerate(convex)
            for coef, side in ((1, row.up), (-1, row.down))
            for cost, upper in side
        ]
        table = np.array(slack, np.int64).reshape(-1, 4)
        self._set_aux([(t[:1], t[1:2]) for t in table], table[:, 2], table[:, 3])

    def _aux(self, row: Ints, col: Ints, coef: Ints) -> None:
        """Linking columns, those alike merged; fixed ones moved to the right-hand sides."""
        model = self.shape.model
        base = np.zeros(len(self.rows), np.int64)
        np.add.at(base, row, coef * model.lower[col])
        self.low = np.where(self.low <= -INFINITE, -INFINITE, self.low - base)
        self.high = np.where(self.high >= INFINITE, INFINITE, self.high - base)
        linking = np.flatnonzero(self.shape.owner == NOBODY)
        linking = linking[linking >= self.shape.assignments]
        self.constant = int(
            model.costs[self.priority].constant + self.cost[linking] @ model.lower[linking]
        )
        order = np.argsort(col, kind="stable")
        row, col, coef = row[order], col[order], coef[order]
        bounds = np.searchsorted(col, linking), np.searchsorted(col, linking, side="right")
        known: dict[tuple[bytes, bytes, int], int] = {}
        found: list[tuple[Ints, Ints]] = []
        costs, uppers = list[int](), list[int]()
        for column, first, last in zip(
            linking.tolist(), *map(np.ndarray.tolist, bounds), strict=True
        ):
            room = int(model.upper[column] - model.lower[column])
            key = row[first:last].tobytes(), coef[first:last].tobytes(), int(self.cost[column])
            if key in known:
                uppers[known[key]] += room
            elif room:
                known[key] = len(costs)
                costs.append(int(self.cost[column]))
                uppers.append(room)
                found.append((row[first:last], coef[first:last]))
        self._set_aux(found, np.array(costs, np.int64), np.array(uppers, np.int64))

    def _set_aux(self, found: list[tuple[Ints, Ints]], costs: Ints, uppers: Ints) -> None:
        """Linking columns by the rows and coefficients of each."""
        self.aux_of, self.aux_cost, self.aux_upper = found, costs, uppers
        lengths = [len(rows) for rows, _ in self.aux_of]
        self.aux_place = np.repeat(np.arange(len(costs)), lengths)
        empty = np.zeros(0, np.int64)
        self.aux_row = np.concatenate([empty, *(rows for rows, _ in self.aux_of)])
        self.aux_coef = np.concatenate([empty, *(coefs for _, coefs in self.aux_of)])

    def live(self, plan: Ints, loose: Mask) -> Mask:
        """The rows that a roster breaks, or that officers' loose days can move.

        ``plan`` holds the duty of each officer on each day, below 0 where it is loose or free.
        """
        rows = np.ones(len(self.rows), bool)
        if self.floors is not None and self.sums is not None:
            rows[:] = self.sums.over[self.sums.first + self.levels_of(plan)] > 0
            rows[self.row[loose.ravel()[self._places]]] = True
        return rows

    def part(self, rows: Mask, plan: Ints, told: Told | None = None) -> Decomposition:
        """Some of the rows alone, where no other is broken or can move (see ``live``).

        Those of the others that are ``told`` are so by duals: duties pay a toll for them, costs
        are those of the Lagrangian, to the next whole number, and those that are paced come last.
        """
        found = copy.copy(self)
        if self.floors is None or self.sums is None:
            return found
        costs = self.sums.cost[self.sums.first + self.levels_of(plan)] - self.floors
        number = np.cumsum(rows) - 1
        kept, aux = rows[self.row], rows[self.aux_row]
        found.sums = found.floors = None
        found.rows, found.low, found.high = self.rows[rows], self.low[rows], self.high[rows]
        found.useful = self.useful[rows]
        found.aux_cost, found.aux_upper = self.aux_cost[aux], self.aux_upper[aux]
        found.aux_row, found.aux_coef = number[self.aux_row[aux]], self.aux_coef[aux]
        gone = ~rows
        if told is not None:
            gone &= ~told.rows
            number[told.paced] = int(rows.sum()) + np.arange(len(told.paced))
            paced = np.isin(np.arange(len(rows)), told.paced)
            kept |= paced[self.row]
            found.toll, constant = toll_of(self, told)
            found.constant += constant
            found.rows = np.concatenate([found.rows, self.rows[told.paced]])
            found.low = np.concatenate([found.low, told.low])
            found.high = np.concatenate([found.high, told.high])
            found._slack(told)
        found.constant += int(costs[gone].sum())
        found.row, found.col, found.coef = number[self.row[kept]], self.col[kept], self.coef[kept]
        found.starts = np.searchsorted(found.col, np.arange(self.shape.assignments + 1))
        found.aux_place = np.arange(len(found.aux_cost))
        return found

    def _slack(self, told: Told) -> None:
        """Slack of the rows that are paced, both ways and dearer step by step."""
        row, coef, cost, upper = slack_of(told, len(self.low) - len(told.paced))
        self.aux_row = np.concatenate([self.aux_row, row])
        self.aux_coef = np.concatenate([self.aux_coef, coef])
        self.aux_cost = np.concatenate([self.aux_cost, cost])
        self.aux_upper = np.concatenate([self.aux_upper, upper])
        most = np.full((len(told.paced), 1), cost.max(initial=0))
        self.useful = np.concatenate([self.useful, np.hstack([-most, most])])

    def broken(self, plan: Ints) -> Ints:
        """The rows that a roster breaks, as far as rows have costs of their own."""
        if self.sums is None:
            return np.zeros(0, np.int64)
        return np.flatnonzero(self.sums.over[self.sums.first + self.levels_of(plan)])

    def worth(self, lines: Sequence[tuple[int, Path]], plan: Ints) -> tuple[int, int]:
        """The cost of a roster, which has a line for each officer, and the units it breaks rows by.

        Only where rows are sums with costs of their own.
        """
        assert self.sums is not None
        assert self.floors is not None
        at = self.sums.first + self.levels_of(plan)
        own = self.columns(lines)[3].sum()
        rows = self.sums.cost[at] - self.floors
        return int(own + rows.sum()) + self.constant, int(self.sums.over[at].sum())

    @cached_property
    def _places(self) -> Ints:
        """The officer and the day of each entry of the rows, as a place in a table."""
        officer, duty = np.divmod(self.col, self.shape.model.duties)
        return officer * len(self.lines[0].duties) + self.shape.day_of[duty]

    def levels_of(self, plan: Ints) -> Ints:
        """What the duties of a roster add up to in each row."""
        people, days = np.nonzero(plan >= 0)
        chosen = people * self.shape.model.duties + plan[people, days]
        entries = spread(self.starts[chosen], self.starts[chosen + 1])
        found = np.zeros(len(self.rows), np.int64)
        np.add.at(found, self.row[entries], self.coef[entries])
        return found

    def rounded_up(self, bound: int) -> int:
        """The least cost that a roster can have from ``bound`` on: costs share a divisor."""
        cost = self.shape.model.costs[self.priority]
        step = max(1, int(np.gcd.reduce(cost.coefs)))
        return cost.constant + -(-(bound - cost.constant) // step) * step

    @property
    def limited(self) -> bool:
        """Whether rows tell officers' own limits, which lines need not keep."""
        return any(self.released)

    @cached_property
    def officers(self) -> int:
        """How many officers there are."""
        return self.shape.model.officers

    @cached_property
    def linear(self) -> Ints:
        """The linear cost of each assignment, officers by duties."""
        return self.cost[: self.shape.assignments].reshape(self.officers, -1)

    def columns(self, lines: Sequence[tuple[int, Path]]) -> tuple[Ints, Ints, Ints, Floats]:
        """Lines in the linking rows: where each begins, rows and coefficients; and their costs."""
        lengths = [len(path.duties) for _, path in lines]
        line = np.repeat(np.arange(len(lines)), lengths)
        size = int(sum(lengths))
        duties = np.fromiter((d for _, path in lines for d in path.duties), np.int64, size)
        officers = np.array([officer for officer, _ in lines], np.int64)[line]
        places = officers * self.shape.model.duties + duties
        first, last = self.starts[places], self.starts[places + 1]
        inside = spread(first, last)
        rows = max(len(self.rows), 1)
        key = np.repeat(line, last - first) * rows + self.row[inside]
        entry, where = np.unique(key, return_inverse=True)
        sums = np.zeros(len(entry), np.int64)
        np.add.at(sums, where, self.coef[inside])
        starts = np.searchsorted(entry, np.arange(len(lines) + 1) * rows)
        costs = np.array([path.cost for _, path in lines], float)
        np.add.at(costs, line, self.linear[officers, duties])
        if self.toll is not None:
            np.add.at(costs, line, self.toll[officers, duties])
        return starts, entry % rows, sums, costs

    def priced(self, duals: Ints, scale: int) -> Ints:
        """The cost of each assignment, times ``scale``, less what the duals pay for it."""
        paid = np.concatenate([[0], np.cumsum(duals[self.row] * self.coef)])
        costs: Ints = self.linear.ravel() * scale - (paid[self.starts[1:]] - paid[self.starts[:-1]])
        costs = costs.reshape(self.officers, -1)
        return costs if self.toll is None else costs + np.rint(self.toll * scale).astype(np.int64)

    def rounded(self, duals: NDArray[np.float64], scale: int) -> Ints:
        """Duals as multiples of ``1 / scale``, of no sign that their rows forbid."""
        found = np.rint(duals * scale).astype(np.int64)
        found[(self.low <= -INFINITE) & (found > 0)] = 0
        found[(self.high >= INFINITE) & (found < 0)] = 0
        return found

    def outside(self, duals: Ints, scale: int, low: Ints, high: Ints) -> int:
        """The exact least of all but the lines in the Lagrangian of the duals, times ``scale``.

        ``low`` and ``high`` bound the linking columns.
        """
        sides = np.where(duals > 0, self.low, self.high)
        total = sum(d * s for d, s in zip(duals.tolist(), sides.tolist(), strict=True) if d)
        reduced = self.aux_cost * scale
        np.subtract.at(reduced, self.aux_place, duals[self.aux_row] * self.aux_coef)
        ends = np.where(reduced > 0, low, high)
        total += sum(a * b for a, b in zip(reduced.tolist(), ends.tolist(), strict=True))
        return int(total) + self.constant * scale
