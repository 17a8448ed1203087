"""Branch and price: the proof, where the gap between roster and relaxation is small."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.dive import Dived, settled
from roster.solve.large.fixing import Fixing
from roster.solve.large.generation import SCALE, Generation
from roster.solve.large.master import Basis, MasterOptimum
from roster.solve.large.shape import Mask

NODE_ROUNDS = 60
FRACTIONAL = 1e-4

PIVOTS = 40
"""Simplex iterations by which a branch is judged beforehand."""

WORST = 1e9


@dataclass(frozen=True)
class Node:
    """Rosters with some duties and free days barred and linking columns within bounds."""

    barred: Mask
    busy: Mask
    low: Ints
    high: Ints
    duals: Ints | None
    basis: Basis | None = None


class Tree:
    """A best-first search; ``bound`` is proven for all rosters at every moment."""

    def __init__(self, generation: Generation, bound: int, duals: Ints, cutoff: int) -> None:
        self.generation = generation
        self.cutoff = cutoff
        split = generation.split
        root = Node(
            np.zeros_like(generation.barred),
            np.zeros_like(generation.busy),
            np.zeros_like(split.aux_upper),
            split.aux_upper,
            duals,
        )
        self.open: list[tuple[int, int, Node]] = [(bound, 0, root)]
        self.count = 0

    def bound(self) -> int:
        """What no roster costs less than, or the cutoff."""
        return min(self.cutoff, -(-self.open[0][0] // SCALE)) if self.open else self.cutoff

    def run(self, budget: Budget, news: Callable[[Dived | None, int], None]) -> int:
        """Search for rosters cheaper than the cutoff, which follows what is found.

        The answer is the bound proven, the cutoff once the search is complete.
        """
        self.budget = budget
        while self.bound() < self.cutoff and budget.left() > 0:
            bound, _, node = heapq.heappop(self.open)
            found = self._evaluate(node, self.cutoff, budget)
            if found is None:
                if budget.left() <= 0:
                    heapq.heappush(self.open, (bound, self.count, node))
                continue
            if isinstance(found, Dived):
                if found.feasible and found.cost < self.cutoff:
                    self.cutoff = found.cost
                    news(found, self.bound())
                continue
            reached = max(bound, self.generation.best)
            for child in found:
                self.count += 1
                heapq.heappush(self.open, (reached, self.count, child))
            news(None, self.bound())
        return self.bound()

    def _evaluate(self, node: Node, cutoff: int, budget: Budget) -> Dived | list[Node] | None:
        """A roster, the branches of the node, or None if it holds nothing below the cutoff."""
        generation = self.generation
        generation.narrow(node.barred, node.busy, np.zeros(len(node.busy), bool))
        generation.bind(node.low, node.high)
        generation.centre = node.duals
        if node.basis is not None:
            generation.master.go_on(node.basis)
        if not generation.run(budget, NODE_ROUNDS, cutoff) or generation.bound >= cutoff:
            return None
        optimum = generation.optimum
        if optimum is None:
            return None
        plan = settled(generation, optimum)
        if plan is not None and optimum.value <= generation.best / SCALE + 1e-3:
            return plan
        barred, busy = Fixing(generation).within(cutoff - 1)
        tight = Node(
            node.barred | barred,
            node.busy | busy,
            node.low,
            node.high,
            generation.centre,
            generation.master.basis(),
        )
        return self._choose(tight, optimum)

    def _choose(self, node: Node, optimum: MasterOptimum) -> list[Node]:
        """The branching whose worse branch looks best by the master's columns of the moment."""
        pairs = self._candidates(node, optimum)
        if len(pairs) == 1:
            return pairs[0]
        rated = []
        for n, pair in enumerate(pairs):
            gains = [self._estimate(child) - optimum.value for child in pair]
            rated.append((max(min(gains), 1e-4) * max(max(gains), 1e-4), -n, pair))
        return max(rated)[2]

    def _estimate(self, node: Node) -> float:
        """The master's value in a node, no lines priced."""
        generation = self.generation
        generation.narrow(node.barred, node.busy, np.zeros(len(node.busy), bool))
        generation.bind(node.low, node.high)
        assert node.basis is not None
        generation.master.go_on(node.basis)
        return min(generation.master.estimate(self.budget, PIVOTS), WORST)

    def _candidates(self, node: Node, optimum: MasterOptimum) -> list[list[Node]]:
        """Ways to branch, the most fractional first of each kind."""
        generation = self.generation
        day_of = generation.split.shape.day_of
        parts = optimum.parts
        plans, owners = generation.plans[: len(parts)], generation.owners[: len(parts)]
        used = np.flatnonzero(parts > 1e-7)
        served = np.zeros((len(node.busy), len(day_of) + 1))
        np.add.at(served, (owners[used][:, None], plans[used]), parts[used][:, None])
        work = np.zeros(node.busy.shape)
        np.add.at(work, owners[used], (plans[used] >= 0) * parts[used][:, None])
        pairs = [self._by_aux(node, n, optimum.aux[n]) for n in _fractional(optimum.aux, 4)]
        for place in _fractional(work, 4):
            officer, day = divmod(place, node.busy.shape[1])
            pairs.append(self._by_day(node, officer, day))
        for place in _fractional(served[:, :-1], 4 if len(pairs) < 8 else 0):
            officer, duty = divmod(place, len(day_of))
            pairs.append(self._by_duty(node, officer, duty))
        return pairs

    def _by_aux(self, node: Node, at: int, value: float) -> list[Node]:
        floor = int(np.floor(value))
        high, low = node.high.copy(), node.low.copy()
        high[at], low[at] = floor, floor + 1
        return [replace(node, high=high), replace(node, low=low)]

    def _by_day(self, node: Node, officer: int, day: int) -> list[Node]:
        busy, barred = node.busy.copy(), node.barred.copy()
        busy[officer, day] = True
        barred[officer, self.generation.split.shape.day_of == day] = True
        return [replace(node, busy=busy), replace(node, barred=barred)]

    def _by_duty(self, node: Node, officer: int, duty: int) -> list[Node]:
        day_of = self.generation.split.shape.day_of
        never, always, busy = node.barred.copy(), node.barred.copy(), node.busy.copy()
        never[officer, duty] = True
        always[officer, (day_of == day_of[duty]) & (np.arange(len(day_of)) != duty)] = True
        busy[officer, day_of[duty]] = True
        return [replace(node, barred=never), replace(node, barred=always, busy=busy)]


def _fractional(values: NDArray[np.float64], most: int) -> list[int]:
    """The places of the values furthest from whole numbers."""
    apart = np.minimum(values % 1, 1 - values % 1).ravel()
    order = np.argsort(-apart, kind="stable")[:most]
    return [int(n) for n in order if apart[n] > FRACTIONAL]
