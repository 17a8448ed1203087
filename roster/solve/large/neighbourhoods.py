"""Which assignments to leave open next: a few people, a few days, a kind of session, bad rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.shape import Mask, Shape

GROWTH = 1.15
SHRINK = 0.8
MEMORY = 0.85
"""How much of a kind's score stays when it is tried again."""

SWEEPING = 30.0
"""The score of windows at first where these are most likely, that of others being 1."""

LEAST = 3
"""People who are left open over many days, at least: fewer have little to exchange."""


@dataclass
class Arm:
    """One kind of neighbourhood: its size in assignments, and how well it has done."""

    draw: Callable[[int], Mask]
    size: float
    score: float = 1.0


class Neighbourhoods:
    """Draws neighbourhoods of several kinds, the better ones more often.

    The size of each kind adapts: it grows while searches are exhausted early and shrinks where
    they run out of time. With ``sweeping`` windows over all people are most likely at first.
    """

    def __init__(
        self, shape: Shape, cost: Ints, seed: int, size: float, *, sweeping: bool = False
    ) -> None:
        self.shape = shape
        self.cost = cost
        self.random = np.random.default_rng(seed)
        self.people, self.days = shape.model.officers, int(shape.day_of.max()) + 1
        upper = shape.model.upper[: shape.assignments] > shape.model.lower[: shape.assignments]
        self.movable = upper.reshape(self.people, -1)
        self.values = np.zeros(0, np.int64)
        self.start = int(self.random.integers(0, self.days))
        kinds = (self._people, self._window, self._block, self._kind, self._worst)
        self.arms = [Arm(draw, size) for draw in kinds]
        if sweeping:
            self.arms[1].score = SWEEPING
        self.last = self.arms[0]

    def draw(self, values: Ints) -> Mask:
        """The assignments to leave open, as a table of officers by duties."""
        self.values = values
        scores = np.array([arm.score for arm in self.arms])
        chances = 0.1 / len(scores) + 0.9 * scores / scores.sum()
        self.last = self.arms[int(self.random.choice(len(scores), p=chances / chances.sum()))]
        return self.last.draw(int(self.last.size)) & self.movable

    def learn(self, gain: float, exhausted: bool, spent: float) -> None:
        """Tell how the last neighbourhood went; ``spent`` is the part of its limit it took.

        The ``gain`` is 0 where nothing better was found, and 1 at most.
        """
        arm = self.last
        arm.score = MEMORY * arm.score + (1 - MEMORY) * max(10.0 * gain, 0.1)
        if not exhausted:
            arm.size = max(arm.size * SHRINK, 20.0)
        elif spent < 0.3:
            arm.size = min(arm.size * GROWTH, float(self.movable.size))

    def _people(self, size: int) -> Mask:
        """A few people over all days, or over as many as the size allows for ``LEAST``."""
        per_person = max(self.movable.sum() / self.people, 1.0)
        days = np.arange(self.days)
        if size < LEAST * per_person:
            days = self._some_days(size * self.people / LEAST)
        return self._table(self._some_people(max(size / per_person, LEAST)), days)

    def _window(self, size: int) -> Mask:
        """All people over a few days in a row: each time half as many days later."""
        many = int(np.clip(round(size * self.days / max(self.movable.sum(), 1)), 2, self.days))
        first = self.start
        self.start = 0 if first + many >= self.days else first + many // 2
        return self._table(np.arange(self.people), np.arange(first, min(first + many, self.days)))

    def _block(self, size: int) -> Mask:
        """Several people over several days in a row."""
        part = self.random.uniform(0.15, 0.8)
        per_day = max(self.movable.sum() / self.days, 1.0)
        days = min(max(4, round(self.days * part)), self.days)
        start = int(self.random.integers(0, self.days - days + 1))
        people = self._some_people(self.people * size / (per_day * days))
        return self._table(people, np.arange(start, start + days))

    def _kind(self, size: int) -> Mask:
        """People who can serve in one kind of session, over several days in a row."""
        kind = self.random.choice(self.shape.kind_of)
        able = np.flatnonzero(self.movable[:, self.shape.kind_of == kind].any(axis=1))
        if not len(able):
            return self._block(size)
        days = min(int(self.random.integers(7, 29)), self.days)
        start = int(self.random.integers(0, self.days - days + 1))
        per_day = max(self.movable.sum() / (self.days * self.people), 1.0)
        many = int(np.clip(size / (per_day * days), 2, len(able)))
        people = self.random.choice(able, min(many, len(able)), replace=False)
        return self._table(people, np.arange(start, start + days))

    def _worst(self, size: int) -> Mask:
        """People who can serve near a duty that costs."""
        paid = self.cost * self.values
        guilty = np.flatnonzero(paid > 0)
        if not len(guilty):
            return self._block(size)
        chances = np.sqrt(paid[guilty]) / np.sqrt(paid[guilty]).sum()
        column = int(self.random.choice(guilty, p=chances))
        shape = self.shape
        rows = np.unique(shape.row_of[shape.entries_of_columns(np.array([column]))])
        near = shape.model.cols[shape.entries_of_rows(rows)]
        near = near[near < shape.assignments]
        if not len(near):
            return self._block(size)
        people, duties = np.divmod(near, shape.model.duties)
        centre = int(shape.day_of[self.random.choice(duties)])
        length = min(int(self.random.integers(5, 22)), self.days)
        start = int(np.clip(centre - self.random.integers(0, length), 0, self.days - length))
        per_day = max(self.movable.sum() / (self.days * self.people), 1.0)
        many = int(np.clip(size / (per_day * length), 2, self.people))
        able = self.random.permutation(np.unique(people))
        others = np.setdiff1d(np.arange(self.people), able)
        chosen = np.concatenate([able, self.random.permutation(others)])[:many]
        return self._table(chosen, np.arange(start, start + length))

    def _some_people(self, many: float) -> Ints:
        count = int(np.clip(round(many), 2, self.people))
        return self.random.choice(self.people, min(count, self.people), replace=False)

    def _some_days(self, cells: float) -> Ints:
        count = int(np.clip(round(cells / max(self.movable.sum(), 1)), 2, self.days))
        start = int(self.random.integers(0, self.days - min(count, self.days) + 1))
        return np.arange(start, min(start + count, self.days))

    def _table(self, people: Ints, days: Ints) -> Mask:
        table = np.zeros((self.people, len(self.shape.day_of)), bool)
        table[np.ix_(people, np.flatnonzero(np.isin(self.shape.day_of, days)))] = True
        return table
