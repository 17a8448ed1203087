"""CP-SAT on a linear model: a roster within its rows, or the best one it finds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from roster.encoding import INFINITE, LinearModel
from roster.encoding.linear import Ints

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

FIRST_EFFORT = 0.6
"""Deterministic units (about half a second) before a search for any roster starts afresh."""


@dataclass(frozen=True)
class Limits:
    """How long to search: wall-clock ``seconds``, deterministic ``effort`` units, or both."""

    seconds: float
    effort: float | None
    seed: int
    workers: int


@dataclass(frozen=True)
class Found:
    """A search's outcome: ``values`` of all columns (None: none found), proven lower bound.

    ``exhausted`` says that the search is complete: with values, that they are optimal;
    without, that there are none.
    """

    values: Ints | None
    bound: int | None
    exhausted: bool


class Search:
    """One model in CP-SAT, its columns in an order that the seed draws.

    The draw makes the outcome independent of the order of officers in the book.
    """

    def __init__(self, model: LinearModel, limits: Limits) -> None:
        # It takes a quarter of a second to load, and most months are solved without it.
        from ortools.sat.python import cp_model

        self.model = model
        self.limits = limits
        self.stopped = False
        self.runs = 0
        self.cp = cp_model.CpModel()
        self.solver = cp_model.CpSolver()
        order = np.random.default_rng(limits.seed).permutation(model.columns)
        self.variables: list[Any] = [None] * model.columns
        lower, upper = model.lower.tolist(), model.upper.tolist()
        for col in order.tolist():
            self.variables[col] = (
                self.cp.new_bool_var("")
                if (lower[col], upper[col]) == (0, 1)
                else self.cp.new_int_var(lower[col], upper[col], "")
            )
        self._boolean = ((model.lower == 0) & (model.upper == 1)).tolist()
        self._add_rows()

    def _add_rows(self) -> None:
        model = self.model
        starts, cols, coefs = model.starts.tolist(), model.cols.tolist(), model.coefs.tolist()
        lows, highs = model.row_lower.tolist(), model.row_upper.tolist()
        for row, (low, high) in enumerate(zip(lows, highs, strict=True)):
            inside = slice(starts[row], starts[row + 1])
            self._add_row(cols[inside], coefs[inside], low, high)

    def _add_row(self, cols: list[int], coefs: list[int], low: int, high: int) -> None:
        terms = [self.variables[c] for c in cols]
        if not terms:
            if low > 0 or high < 0:
                self.cp.add_bool_or([])
            return
        units = all(k == 1 for k in coefs) and all(self._boolean[c] for c in cols)
        if units and high == 1 and low == 1:
            self.cp.add_exactly_one(terms)
        elif units and high == 1 and low <= 0:
            self.cp.add_at_most_one(terms)
        elif units and low == 1 and high >= len(terms):
            self.cp.add_bool_or(terms)
        else:
            total = weighted_sum(terms, coefs)
            least = max(low, -INFINITE)
            self.cp.add_linear_constraint(total, least, min(high, INFINITE))

    def hint(self, values: Ints) -> None:
        """Start from known values of the columns."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in zip(self.variables, values.tolist(), strict=True):
            self.cp.add_hint(variable, value)

    def minimise(
        self,
        priority: int,
        least: int,
        report: Callable[[int, int], None] | None = None,
        most: int = INFINITE,
    ) -> Found:
        """Search for the least cost of a priority, known to be at least ``least``.

        Values that cost above ``most`` are not wanted.
        """
        cost = self.model.costs[priority]
        terms = [self.variables[c] for c in cost.cols.tolist()]
        total = weighted_sum(terms, cost.coefs.tolist())
        if terms:
            low = max(least - cost.constant, -INFINITE)
            high = min(most - cost.constant, INFINITE)
            if low > -INFINITE or high < INFINITE:
                self.cp.add_linear_constraint(total, low, high)
            self.cp.minimize(total)
        told = report and (lambda best, bound: report(best, max(bound, least)))
        found = self._run(told, cost.constant)
        # Cut short before its first bound, CP-SAT answers 0 whatever the costs can be.
        known = least if least > -INFINITE else None
        return found if found.values is not None else replace(found, bound=known)

    def find(self) -> Found:
        """Search for any values within the rows.

        Such searches are mostly short and now and then very long, so it starts afresh with
        another seed after a limit that doubles (M. Luby and others, Optimal speedup of Las
        Vegas algorithms, Information Processing Letters 47, 1993).
        """
        started = time.monotonic()
        whole, spent = self.limits, 0.0
        effort = FIRST_EFFORT
        while True:
            left = whole.seconds - (time.monotonic() - started)
            last = whole.effort is not None and spent + effort >= whole.effort
            allowed = whole.effort - spent if last and whole.effort is not None else effort
            self.limits = replace(whole, seconds=left, effort=allowed, seed=whole.seed + self.runs)
            found = self._run(None, 0)
            spent += allowed
            if found.exhausted or found.values is not None or self.stopped or last:
                return found
            if time.monotonic() - started >= whole.seconds:
                return found
            effort *= 2

    def effort(self) -> float:
        """The deterministic units that the last search took."""
        return float(self.solver.response_proto.deterministic_time)

    def stop(self) -> None:
        """End the search at once, from another thread."""
        self.stopped = True
        self.solver.stop_search()

    def _run(self, report: Callable[[int, int], None] | None, constant: int) -> Found:
        from ortools.sat.python import cp_model

        parameters = self.solver.parameters
        parameters.random_seed = self.limits.seed % (1 << 31)
        if not self.cp.has_objective():
            # Measured on optimal faces: the relaxation guides, all other preparation delays.
            parameters.linearization_level = 2
            parameters.cut_level = 0
            parameters.symmetry_level = 0
            parameters.cp_model_probing_level = 0
        parameters.catch_sigint_signal = False
        parameters.num_workers = self.limits.workers
        # Interleaved workers repeat themselves exactly, and search worse: for limits that can
        # be repeated exactly too.
        parameters.interleave_search = self.limits.workers > 1 and self.limits.effort is not None
        parameters.max_time_in_seconds = max(self.limits.seconds, 0.01)
        if self.limits.effort is not None:
            parameters.max_deterministic_time = self.limits.effort
        self.runs += 1
        watcher = watcher_of(report, constant) if report else None
        status = self.solver.solve(self.cp, watcher)
        if status == cp_model.MODEL_INVALID:
            raise RuntimeError(f"CP-SAT refuses the model: {self.cp.validate()}")
        exhausted = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            values = np.array([self.solver.value(v) for v in self.variables], np.int64)
            return Found(values, constant + round(self.solver.best_objective_bound), exhausted)
        return Found(None, None, exhausted)


def weighted_sum(terms: list[Any], coefs: list[int]) -> Any:
    """A linear expression of CP-SAT."""
    from ortools.sat.python import cp_model

    return cp_model.LinearExpr.weighted_sum(terms, coefs)


def watcher_of(
    report: Callable[[int, int], None], constant: int
) -> cp_model.CpSolverSolutionCallback:
    """A callback that passes every better cost on, with the bound of that moment."""
    from ortools.sat.python import cp_model

    class Watcher(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            """Called by CP-SAT at each better solution."""
            report(
                constant + round(self.objective_value),
                constant + round(self.best_objective_bound),
            )

    return Watcher()
