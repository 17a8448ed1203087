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

NEVER = 1 << 62

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
    """A best-first search; ``bound`` is proven for all rosters at every moment.

    ``stuck`` is the least bound of the nodes that could be neither closed nor branched.
    """

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
        self.stuck = NEVER

    def bound(self) -> int:
        """What no roster costs less than, or the cutoff."""
        least = min(self.stuck, self.open[0][0] if self.open else NEVER)
        return min(self.cutoff, -(-least // SCALE))

    @property
    def blocked(self) -> bool:
        """Whether no node is left to search although the cutoff is not reached."""
        return not self.open and self.bound() < self.cutoff

    def run(self, budget: Budget, news: Callable[[Dived | None, int], None]) -> int:
        """Search for rosters cheaper than the cutoff, which follows what is found.

        The answer is the bound proven, the cutoff once the search is complete.
        """
        self.budget, self.news = budget, news
        while self.open and self.bound() < self.cutoff and budget.left() > 0:
            bound, number, node = heapq.heappop(self.open)
            children = self._evaluate(node)
            if children is None and budget.left() <= 0:
                heapq.heappush(self.open, (bound, number, node))
            elif children is None:
                self.stuck = min(self.stuck, bound)
            else:
                reached = max(bound, self.generation.best)
                for child in children:
                    self.count += 1
                    heapq.heappush(self.open, (reached, self.count, child))
            news(None, self.bound())
        return self.bound()

    def _evaluate(self, node: Node) -> list[Node] | None:
        """The branches of a node, none if it holds nothing below the cutoff.

        None if nothing is known of it, for want of time or because no branch is left to take.
        """
        generation = self.generation
        generation.narrow(node.barred, node.busy, np.zeros(len(node.busy), bool))
        generation.bind(node.low, node.high)
        generation.centre = node.duals
        if node.basis is not None:
            generation.master.go_on(node.basis)
        columns = len(generation.master.columns)
        if not generation.run(self.budget, NODE_ROUNDS, self.cutoff):
            return []
        optimum = generation.optimum
        if generation.bound < self.cutoff and optimum is not None:
            found = settled(generation, optimum)
            if found is not None and found.feasible and found.cost < self.cutoff:
                self.cutoff = found.cost
                self.news(found, self.bound())
        if generation.bound >= self.cutoff:
            return []
        if optimum is None or self.budget.left() <= 0:
            return None
        barred, busy = Fixing(generation).within(self.cutoff - 1)
        tight = replace(
            node,
            barred=node.barred | barred,
            busy=node.busy | busy,
            duals=generation.centre,
            basis=generation.master.basis(),
        )
        children = self._choose(tight, optimum)
        if not children and len(generation.master.columns) > columns:
            return [tight]
        return children or None

    def _choose(self, node: Node, optimum: MasterOptimum) -> list[Node]:
        """The branching whose worse branch looks best by the master's columns of the moment."""
        pairs = self._candidates(node, optimum)
        if len(pairs) < 2:
            return [child for pair in pairs for child in pair]
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
