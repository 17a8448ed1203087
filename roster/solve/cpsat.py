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
    from ortools.sat.python.cp_model_helper import SolutionCallback

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

    The draw makes the outcome independent of the order of officers in the book. The model is
    written as CP-SAT's own message: its classes for modelling load pandas for tables that
    are not used here, which takes longer than most of the searches.
    """

    def __init__(self, model: LinearModel, limits: Limits) -> None:
        # It takes a while to load, and most months are solved without it.
        from ortools.sat.python import cp_model_helper as cp

        self.model = model
        self.limits = limits
        self.stopped = False
        self.runs = 0
        self.message: Any = cp.CpModelProto()
        self.parameters: Any = cp.SatParameters()
        self._running: Any = None
        self._response: Any = None
        order = np.random.default_rng(limits.seed).permutation(model.columns)
        self.places: Ints = np.argsort(order)
        bounds = np.stack([model.lower, model.upper], axis=1)[order]
        for pair in bounds.tolist():
            self.message.variables.add().domain.extend(pair)
        self._add_rows()

    def _add_rows(self) -> None:
        model = self.model
        starts, coefs = model.starts.tolist(), model.coefs.tolist()
        places = self.places[model.cols].tolist()
        boolean = ((model.lower == 0) & (model.upper == 1))[model.cols].tolist()
        lows, highs = model.row_lower.tolist(), model.row_upper.tolist()
        for row, (low, high) in enumerate(zip(lows, highs, strict=True)):
            inside = slice(starts[row], starts[row + 1])
            units = all(k == 1 for k in coefs[inside]) and all(boolean[inside])
            self._add_row(places[inside], coefs[inside], (low, high), units)

    def _add_row(
        self, places: list[int], coefs: list[int], bounds: tuple[int, int], units: bool
    ) -> None:
        low, high = bounds
        rows = self.message.constraints
        if not places:
            if low > 0 or high < 0:
                rows.add().bool_or.literals.extend([])
        elif units and high == 1 and low == 1:
            rows.add().exactly_one.literals.extend(places)
        elif units and high == 1 and low <= 0:
            rows.add().at_most_one.literals.extend(places)
        elif units and low == 1 and high >= len(places):
            rows.add().bool_or.literals.extend(places)
        else:
            self._add_sum(places, coefs, max(low, -INFINITE), min(high, INFINITE))

    def _add_sum(self, places: list[int], coefs: list[int], low: int, high: int) -> None:
        row = self.message.constraints.add().linear
        order = sorted(range(len(places)), key=places.__getitem__)
        row.vars.extend([places[n] for n in order])
        row.coeffs.extend([coefs[n] for n in order])
        row.domain.extend([low, high])

    def hint(self, values: Ints) -> None:
        """Start from known values of the columns."""
        self.message.clear_solution_hint()
        self.message.solution_hint.vars.extend(self.places.tolist())
        self.message.solution_hint.values.extend(values.tolist())

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
        places, coefs = self.places[cost.cols], cost.coefs
        if len(places):
            low = max(least - cost.constant, -INFINITE)
            high = min(most - cost.constant, INFINITE)
            if low > -INFINITE or high < INFINITE:
                self._add_sum(places.tolist(), coefs.tolist(), low, high)
            order = np.argsort(places)
            self.message.clear_objective()
            self.message.objective.vars.extend(places[order].tolist())
            self.message.objective.coeffs.extend(coefs[order].tolist())
            self.message.objective.scaling_factor = 1
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
        return float(self._response.deterministic_time)

    def stop(self) -> None:
        """End the search at once, from another thread."""
        self.stopped = True
        running = self._running
        if running is not None:
            running.stop_search()

    def _run(self, report: Callable[[int, int], None] | None, constant: int) -> Found:
        from ortools.sat.python import cp_model_helper as cp

        parameters = self.parameters
        parameters.random_seed = self.limits.seed % (1 << 31)
        if not self.message.has_objective():
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
        solver: Any = cp.SolveWrapper()
        self._running = solver
        solver.set_parameters(parameters)
        watcher = watcher_of(report, constant) if report else None
        if watcher is not None:
            solver.add_solution_callback(watcher)
        response = self._response = solver.solve(self.message)
        if watcher is not None:
            solver.clear_solution_callback(watcher)
        self._running = None
        if response.status == cp.MODEL_INVALID:
            fault = cp.CpSatHelper.validate_model(self.message)
            raise RuntimeError(f"CP-SAT refuses the model: {fault}")
        exhausted = response.status in (cp.OPTIMAL, cp.INFEASIBLE)
        if response.status in (cp.OPTIMAL, cp.FEASIBLE):
            values = np.array(list(response.solution), np.int64)[self.places]
            return Found(values, constant + round(response.best_objective_bound), exhausted)
        return Found(None, None, exhausted)


def watcher_of(report: Callable[[int, int], None], constant: int) -> SolutionCallback:
    """A callback that passes every better cost on, with the bound of that moment."""
    from ortools.sat.python.cp_model_helper import SolutionCallback

    class Watcher(SolutionCallback):
        def OnSolutionCallback(self) -> None:  # noqa: N802 - the name is CP-SAT's
            """Called by CP-SAT at each better solution."""
            report(
                constant + round(self.ObjectiveValue()),
                constant + round(self.BestObjectiveBound()),
            )

    return Watcher()
