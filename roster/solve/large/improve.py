"""Large neighbourhood search: CP-SAT on a part of the model, again and again."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from roster.encoding import INFINITE
from roster.encoding.linear import Ints
from roster.solve.cpsat import Limits, Search
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

    def improve(
        self, least: int, left: Callable[[], float], news: Callable[[Ints, int], None]
    ) -> None:
        """Search until time runs out or the cost reaches ``least``; ``news`` hears of gains."""
        while self.cost > least and left() > 0.05:
            before = self.cost
            self.step(left())
            if self.cost < before:
                news(self.values, self.cost)

    def step(self, seconds: float) -> None:
        """Search one neighbourhood."""
        mask = self.draws.draw(self.values)
        part = sub_model(self.shape, open_columns(self.shape, mask), self.values)
        self.count += 1
        limits = Limits(min(seconds, TRY_SECONDS), TRY_EFFORT, self.seed + self.count, 1)
        started = time.monotonic()
        search = self.search = Search(part.model, limits)
        search.hint(self.values[part.columns])
        found = search.minimise(self.priority, -INFINITE, most=self.cost)
        spent = search.effort() / TRY_EFFORT
        gain = 0
        if found.values is not None:
            values = part.expand(found.values)
            cost = self.shape.model.costs[self.priority].value(values)
            gain = self.cost - cost
            self.values, self.cost = values, cost
        self.draws.learn(gain, found.exhausted, spent)
        self.spent = time.monotonic() - started

    def stop(self) -> None:
        """End the search at once, from another thread."""
        if self.search is not None:
            self.search.stop()
