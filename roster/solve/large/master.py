"""The restricted master program: one line for each officer, of those found so far (HiGHS)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.levels import Path
from roster.solve.large.mending import mend
from roster.solve.large.shape import Floats
from roster.solve.relaxation import QuietHighs, bounds

DUAL, PRIMAL = 1, 4
"""Simplex strategies of HiGHS: after bounds were narrowed, and after columns were added."""

STEPS_PER_PIVOT = 100.0
"""Elementary steps, as a budget counts them, of a simplex iteration for each row."""

OVERHEAD = 1e6
"""Steps of a solve beside its iterations."""

MOST_PIVOTS = 8
"""Iterations for each row after which a solve is thought to go in circles and begun anew."""

UNLIMITED = 1 << 30

WHOLE = 1e-6
"""What less than is nothing, in sums of whole numbers."""

MANY = 1.0
"""New columns for each row from which on a solve begins with the interior point method."""


@dataclass(frozen=True)
class Column:
    """A line in the master, and whose."""

    officer: int
    path: Path


@dataclass(frozen=True)
class MasterOptimum:
    """The master's value, the part of each column in it, the linking columns, and the duals.

    ``broken`` holds by how much each linking row is broken, ``artificial`` is the sum of that
    and of the parts of officers that no column fills.
    """

    value: float
    parts: Floats
    aux: Floats
    duals: Floats
    officers: Floats
    broken: Floats
    artificial: float

    @property
    def sound(self) -> bool:
        """Whether nothing is broken."""
        return self.artificial < WHOLE


@dataclass(frozen=True)
class Basis:
    """A basis of a master, and the mark of the columns that it was taken with."""

    columns: list[highspy.HighsBasisStatus]
    rows: list[highspy.HighsBasisStatus]
    mark: object


class Master:
    """A linear program that grows by columns; artificial columns keep it feasible at a price."""

    def __init__(self, split: Decomposition, penalty: float) -> None:
        self.split = split
        self.penalty = penalty
        self.columns: list[Column] = []
        self._narrowed = False
        self._mark = object()
        self._solved = 0
        self._known: set[tuple[int, tuple[int, ...]]] = set()
        self.lp = QuietHighs()  # type: ignore[no-untyped-call]
        self.lp.setOptionValue("threads", 1)
        self.lp.setOptionValue("presolve", "off")
        rows, officers = len(split.rows), split.officers
        self.aux = len(split.aux_cost)
        self.fixed = self.aux + 2 * rows + officers
        one = np.ones(rows)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.fixed, rows + officers
        lp.col_cost_ = np.concatenate(
            [split.aux_cost.astype(float), np.full(2 * rows, penalty), penalty * heaviest(split)]
        )
        lp.col_lower_ = np.zeros(self.fixed)
        lp.col_upper_ = np.concatenate(
            [split.aux_upper.astype(float), np.full(2 * rows + officers, np.inf)]
        )
        lp.row_lower_ = np.concatenate([bounds(split.low), np.ones(officers)])
        lp.row_upper_ = np.concatenate([bounds(split.high), np.ones(officers)])
        lengths = np.bincount(split.aux_place, minlength=self.aux)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.concatenate(
            [[0], np.cumsum(np.concatenate([lengths, np.ones(2 * rows + officers, int)]))]
        )
        own = np.arange(rows)
        lp.a_matrix_.index_ = np.concatenate([split.aux_row, own, own, rows + np.arange(officers)])
        lp.a_matrix_.value_ = np.concatenate(
            [split.aux_coef.astype(float), one, -one, np.ones(officers)]
        )
        self.lp.passModel(lp)
        self.rows = rows

    def add(self, found: Iterable[tuple[int, Path]]) -> int:
        """Add lines that are not there yet; how many were new."""
        new = list[tuple[int, Path]]()
        for officer, path in found:
            if (officer, path.duties) not in self._known:
                self._known.add((officer, path.duties))
                new.append((officer, path))
        if not new:
            return 0
        starts, rows, coefs, costs = self.split.columns(new)
        owners = np.array([officer for officer, _ in new])
        self.columns += [Column(*one) for one in new]
        self.lp.addCols(
            len(new),
            costs,
            np.zeros(len(new)),
            np.full(len(new), np.inf),
            len(rows) + len(new),
            starts[:-1] + np.arange(len(new)),
            np.insert(rows, starts[1:], self.rows + owners),
            np.insert(coefs, starts[1:], 1).astype(float),
        )
        return len(new)

    def penalise(self, penalty: float) -> None:
        """Set the price of breaking a linking row by one."""
        self.penalty = penalty
        broken = np.arange(self.aux, self.aux + 2 * self.rows)
        self.lp.changeColsCost(len(broken), broken, np.full(len(broken), penalty))

    def allow(self, usable: NDArray[np.bool_]) -> None:
        """Open the columns that are usable and close all others."""
        count = len(self.columns)
        if count:
            numbers = np.arange(self.fixed, self.fixed + count)
            upper = np.where(usable, np.inf, 0.0)
            self.lp.changeColsBounds(count, numbers, np.zeros(count), upper)
            self._narrowed = True

    def bind(self, low: Ints, high: Ints) -> None:
        """Set the bounds of the linking columns."""
        numbers = np.arange(self.aux)
        self.lp.changeColsBounds(self.aux, numbers, low.astype(float), high.astype(float))

    def basis(self) -> Basis:
        """Where the last solve ended, to go on from there later."""
        found = self.lp.getBasis()
        return Basis(list(found.col_status), list(found.row_status), self._mark)

    def begin(self, chosen: list[int]) -> None:
        """Start the next solve from a roster: some of the columns, and what its rows then cost.

        From nothing the simplex method would take some iterations for each row.
        """
        status = highspy.HighsBasisStatus
        columns = [status.kLower] * self.lp.getNumCol()
        for n in chosen:
            columns[self.fixed + n] = status.kBasic
        lines = [(self.columns[n].officer, self.columns[n].path) for n in chosen]
        _, members, coefs, _ = self.split.columns(lines)
        level = np.zeros(self.rows, np.int64)
        np.add.at(level, members, coefs)
        mended = mend(self.split, level)
        for officer in set(range(self.split.officers)) - {officer for officer, _ in lines}:
            columns[self.aux + 2 * self.rows + officer] = status.kBasic
        for n in mended.full:
            columns[n] = status.kUpper
        for n in mended.basic:
            columns[n] = status.kBasic
        rows = [status.kBasic] * self.rows + [status.kLower] * self.split.officers
        for row in mended.rows:
            rows[row] = status.kLower if level[row] < self.split.low[row] else status.kUpper
        start = highspy.HighsBasis()
        start.col_status, start.row_status, start.valid = columns, rows, True
        self.lp.setBasis(start)
        self._narrowed, self._solved = False, len(self.columns)

    def go_on(self, basis: Basis) -> None:
        """Start the next solve from a basis; columns added since stay out of it.

        One of another master, or from before columns were forgotten, is of no use and left.
        """
        if basis.mark is not self._mark:
            return
        again = highspy.HighsBasis()
        later = self.lp.getNumCol() - len(basis.columns)
        again.col_status = basis.columns + [highspy.HighsBasisStatus.kLower] * later
        again.row_status = basis.rows
        again.valid = True
        self.lp.setBasis(again)

    def purge(self, kept: NDArray[np.bool_]) -> None:
        """Forget columns."""
        gone = np.flatnonzero(~kept)
        self._mark = object()
        self.lp.deleteCols(len(gone), self.fixed + gone)
        for n in gone.tolist():
            self._known.discard((self.columns[n].officer, self.columns[n].path.duties))
        self.columns = [c for c, keep in zip(self.columns, kept.tolist(), strict=True) if keep]
        self._solved = len(self.columns)

    def reduced_costs(self) -> Floats:
        """The reduced cost of each column that was there at the last optimum."""
        return np.array(self.lp.getSolution().col_dual)[self.fixed :]

    def estimate(self, budget: Budget, pivots: int) -> float:
        """The value that the dual simplex method reaches in so many iterations."""
        self.lp.setOptionValue("simplex_iteration_limit", pivots)
        self._run(DUAL, budget)
        self.lp.setOptionValue("simplex_iteration_limit", UNLIMITED)
        status = self.lp.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return math.inf
        return float(self.lp.getInfo().objective_function_value) + self.split.constant

    def solve(self, budget: Budget) -> MasterOptimum | None:
        """The optimum; None if the time ran out."""
        if len(self.columns) - self._solved > MANY * self.lp.getNumRow():
            self._cross(budget)
        self._solved = len(self.columns)
        strategy = DUAL if self._narrowed else PRIMAL
        self._narrowed = False
        self.lp.setOptionValue("simplex_iteration_limit", MOST_PIVOTS * self.lp.getNumRow())
        self._run(strategy, budget)
        self.lp.setOptionValue("simplex_iteration_limit", UNLIMITED)
        if not self._optimal() and budget.left() > 0:
            self.lp.clearSolver()
            self._run(DUAL, budget)
        return self._found() if self._optimal() else None

    def _run(self, strategy: int, budget: Budget) -> None:
        self.lp.setOptionValue("simplex_strategy", strategy)
        self.lp.setOptionValue("time_limit", self.lp.getRunTime() + max(budget.left(), 0.05))
        self.lp.run()
        iterations = self.lp.getInfo().simplex_iteration_count
        budget.charge(OVERHEAD + iterations * self.lp.getNumRow() * STEPS_PER_PIVOT)

    def _cross(self, budget: Budget) -> None:
        """The basis of an optimum by the interior: quicker where most columns are new."""
        self.lp.setOptionValue("solver", "ipx")
        self._run(PRIMAL, budget)
        self.lp.setOptionValue("solver", "simplex")
        rounds = max(self.lp.getInfo().ipm_iteration_count, 0)
        budget.charge(rounds * self.lp.getNumRow() ** 2)

    def _optimal(self) -> bool:
        return bool(self.lp.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _found(self) -> MasterOptimum:
        found = self.lp.getSolution()
        values, duals = np.array(found.col_value), np.array(found.row_dual)
        return MasterOptimum(
            self.lp.getInfo().objective_function_value + self.split.constant,
            values[self.fixed :],
            values[: self.aux],
            duals[: self.rows],
            duals[self.rows :],
            values[self.aux : self.aux + 2 * self.rows].reshape(2, -1).sum(axis=0),
            float(values[self.aux : self.fixed].sum()),
        )


def heaviest(split: Decomposition) -> Floats:
    """By officer, the units of rows that a line can break at most, and at least one.

    To leave a part of a line out, at this price for all of it, is never cheaper than its rows.
    """
    units = np.concatenate([[0], np.cumsum(np.abs(split.coef))])
    weight = (units[split.starts[1:]] - units[split.starts[:-1]]).reshape(split.officers, -1)
    weight = np.pad(weight, ((0, 0), (0, 1)))
    most: Floats = weight[:, split.shape.by_day[1]].max(axis=2).sum(axis=1)
    return np.maximum(most, 1.0)
