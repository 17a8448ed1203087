"""The search of one priority of a large model: by columns where lines are told, else by parts."""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from roster.encoding import INFINITE
from roster.encoding.linear import Ints
from roster.encoding.reduce import Reduced, reduce_model, with_row
from roster.solve.cpsat import Found, Limits, Search
from roster.solve.large.budget import Budget
from roster.solve.large.columns import ColumnSearch
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.dive import Dived
from roster.solve.large.improve import Improver
from roster.solve.large.kernel import has_numba
from roster.solve.large.line import UntellableError
from roster.solve.large.shape import Shape
from roster.solve.point import find_point

FIRST_SECONDS = 3.0
"""How long CP-SAT tries the whole at first: small problems are done with that."""

FIRST_SHARE = 0.1
FIRST_COLUMNS = 15_000
"""Beyond so many columns it is not tried at all."""

COMPLETION_SECONDS = 10.0

POINT_SHARE = 0.15
"""The part of the time that HiGHS may look for a first roster, where lines are not told."""

RESERVE, MOST_RESERVED = 0.25, 120.0
"""The part of the time that is kept for a search by parts as long as columns give no roster, and
the seconds above which it is not worth more."""

Report = Callable[[int | None, int | None], None]


class LargeSearch:
    """Minimises one priority over a whole model; it can be stopped from another thread.

    ``wide`` says that the model was too hard for CP-SAT alone.
    """

    def __init__(self, shape: Shape, priority: int, limits: Limits, report: Report) -> None:
        self.shape = shape
        self.priority = priority
        self.limits = limits
        self.report = report
        self.stopped = threading.Event()
        self.ending = time.monotonic() + limits.seconds
        self.wide = False
        self._search: Search | Improver | None = None

    def left(self) -> float:
        """Seconds left."""
        return 0.0 if self.stopped.is_set() else self.ending - time.monotonic()

    def stop(self) -> None:
        """End as soon as may be."""
        self.stopped.set()
        if self._search is not None:
            self._search.stop()

    def run(self, start: Ints | None, least: int) -> Found:
        """The best values found for all columns, and the best bound."""
        known = Found(start, None if least <= -INFINITE else least, False)
        before = time.monotonic()
        reduced = reduce_model(self.shape.model)
        # At the end it is done again, for the values of the best roster's other columns.
        self.ending -= time.monotonic() - before
        found = None
        with ThreadPoolExecutor(1) as pool:
            done = threading.Event()
            # Lines are told while CP-SAT tries the whole, in case it does not get through.
            split_later = pool.submit(self._split, lambda: 0.0 if done.is_set() else self.left())
            if reduced.model.columns <= FIRST_COLUMNS:
                found = self._whole(reduced, start, least)
                if found.exhausted or self.left() <= 0:
                    done.set()
                    return found
        if found is not None:
            known = replace(known, bound=found.bound) if found.values is None else found
        self.wide = True
        split = split_later.result()
        del reduced
        give_back()
        if split is None and self.left() <= 0:
            return known
        if split is None:
            return self._by_parts(known, self.limits.effort)
        return self._by_columns(split, known)

    def _split(self, left: Callable[[], float]) -> Decomposition | None:
        if not has_numba():
            return None
        try:
            return Decomposition(self.shape, self.priority, left)
        except UntellableError:
            return None

    def _whole(self, reduced: Reduced, start: Ints | None, least: int) -> Found:
        seconds = min(FIRST_SECONDS, FIRST_SHARE * self.limits.seconds)
        search = self._search = Search(reduced.model, replace(self.limits, seconds=seconds))
        if start is not None:
            search.hint(start[reduced.columns])
        found = search.minimise(self.priority, least, self.report)
        values = None if found.values is None else reduced.expand(found.values)
        return replace(found, values=values)

    def _by_columns(self, split: Decomposition, known: Found) -> Found:
        reserve = min(RESERVE * self.limits.seconds, MOST_RESERVED)

        def seconds() -> float:
            found = known.values is not None or (search.best is not None and search.best.feasible)
            return self.left() - (0.0 if found else reserve)

        budget = Budget(seconds, self.limits.effort)
        search = ColumnSearch(split, self.limits.seed, self.limits.workers, budget, self._heard)
        plan = None if known.values is None else self._plan(known.values)
        search.run(plan, known.bound)
        bound = search.bound if search.bound is not None else known.bound
        values = known.values
        if search.best is not None and search.best.feasible:
            better = self._completed(search.best.plan, search.best.cost)
            if self._cost(better) != search.best.cost:
                raise RuntimeError("the lines of a roster cost otherwise than its model")
            if values is None or self._cost(better) < self._cost(values):
                values = better
        proven = values is not None and self._cost(values) == bound
        found = Found(values, bound, proven)
        if values is not None or self.left() <= 0:
            return found
        effort = self.limits.effort
        left = None if effort is None else max(effort - search.budget.spent, 0.0)
        return self._by_parts(found, left)

    def _heard(self, found: Dived | None, bound: int) -> None:
        self.report(None if found is None else found.cost, bound)

    def _cost(self, values: Ints) -> int:
        return self.shape.model.costs[self.priority].value(values)

    def _plan(self, values: Ints) -> Ints:
        shape = self.shape
        people, duties = shape.model.officers, shape.model.duties
        plan = np.full((people, int(shape.day_of.max()) + 1), -1)
        served = np.argwhere(values[: shape.assignments].reshape(people, duties) == 1)
        plan[served[:, 0], shape.day_of[served[:, 1]]] = served[:, 1]
        return plan

    def _completed(self, plan: Ints, cost: int) -> Ints:
        """Values of all columns for given assignments, whose least cost is known.

        Raises RuntimeError where lines and rows disagree, which is a fault of this package.
        """
        shape, model = self.shape, self.shape.model
        served = np.zeros(shape.assignments, np.int64)
        people, days = np.nonzero(plan >= 0)
        served[people * model.duties + plan[people, days]] = 1
        lower, upper = model.lower.copy(), model.upper.copy()
        lower[: shape.assignments] = upper[: shape.assignments] = served
        total = model.costs[self.priority]
        held = with_row(
            replace(model, lower=lower, upper=upper),
            total.cols,
            total.coefs,
            -INFINITE,
            cost - total.constant,
        )
        reduced = reduce_model(held)
        # A point of that cost is found at once; CP-SAT would prove again that it is the least.
        values = find_point(reduced.model, self.limits.seed, COMPLETION_SECONDS)
        if values is None:
            values = Search(reduced.model, Limits(60.0, None, self.limits.seed, 1)).find().values
        if values is None:
            raise RuntimeError("the lines of a roster break a row of its model")
        return reduced.expand(values)

    def _by_parts(self, known: Found, effort: float | None) -> Found:
        """Neighbourhood search with CP-SAT alone, for so many units of effort after the first."""
        values = known.values
        reduced = reduce_model(self.shape.model)
        if values is None:
            seconds = POINT_SHARE * self.limits.seconds
            point = find_point(reduced.model, self.limits.seed, min(seconds, self.left()))
            values = None if point is None else reduced.expand(point)
        if values is None:
            search = self._search = Search(
                reduced.model, replace(self.limits, seconds=max(self.left(), 0.01))
            )
            first = search.find()
            if first.values is None:
                return replace(known, exhausted=first.exhausted)
            values = reduced.expand(first.values)
        improver = self._search = Improver(self.shape, self.priority, values, self.limits.seed)
        least = -INFINITE if known.bound is None else known.bound
        budget = Budget(self.left, effort)
        improver.improve(least, budget, lambda cost: self.report(cost, known.bound))
        return Found(improver.values, known.bound, improver.cost == known.bound)


def give_back() -> None:
    """Return memory that was freed to the system: models of a year leave gigabytes in pieces."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
