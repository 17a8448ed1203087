"""Large neighbourhood search: CP-SAT on a part of the model, again and again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from roster.encoding import INFINITE
from roster.encoding.linear import Ints
from roster.solve.cpsat import Limits, Search
from roster.solve.large.budget import Budget
from roster.solve.large.neighbourhoods import Neighbourhoods
from roster.solve.large.shape import Shape
from roster.solve.large.sub_model import open_columns, sub_model

TRY_SECONDS = 2.0
"""How long one neighbourhood is searched at most."""

TRY_EFFORT = 1.0
"""The same in CP-SAT's deterministic units; the size of neighbourhoods adapts to it."""

START_SIZE = 400.0
"""Assignments left open at first."""


class Improver:
    """Improves one roster's cost of a priority; repeatable for a seed while time does not bind."""

    def __init__(self, shape: Shape, priority: int, values: Ints, seed: int) -> None:
        self.shape = shape
        self.priority = priority
        self.values = values
        self.seed = seed
        self.cost = shape.model.costs[priority].value(values)
        paid = np.zeros(shape.model.columns, np.int64)
        paid[shape.model.costs[priority].cols] = shape.model.costs[priority].coefs
        self.draws = Neighbourhoods(shape, paid, seed, START_SIZE)
        self.count = 0
        self.search: Search | None = None

    def improve(self, least: int, budget: Budget, news: Callable[[int], None]) -> None:
        """Search until the budget is spent or the cost is ``least``; ``news`` hears of gains."""
        while self.cost > least and budget.left() > 0.05:
            before = self.cost
            budget.spent += self.step(budget.left())
            if self.cost < before:
                news(self.cost)

    def step(self, seconds: float) -> float:
        """Search one neighbourhood; the effort it took."""
        mask = self.draws.draw(self.values)
        part = sub_model(self.shape, open_columns(self.shape, mask), self.values)
        self.count += 1
        limits = Limits(min(seconds, TRY_SECONDS), TRY_EFFORT, self.seed + self.count, 1)
        search = self.search = Search(part.model, limits)
        search.hint(self.values[part.columns])
        found = search.minimise(self.priority, -INFINITE, most=self.cost)
        spent = search.effort()
        gain = 0
        if found.values is not None:
            values = part.expand(found.values)
            cost = self.shape.model.costs[self.priority].value(values)
            gain = self.cost - cost
            self.values, self.cost = values, cost
        self.draws.learn(gain, found.exhausted, spent / TRY_EFFORT)
        return spent

    def stop(self) -> None:
        """End the search at once, from another thread."""
        if self.search is not None:
            self.search.stop()
