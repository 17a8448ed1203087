"""Branch and price: the proof, where the gap between roster and relaxation is small."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.dive import Dived, settled
from roster.solve.large.generation import SCALE, Generation
from roster.solve.large.shape import Mask

NODE_ROUNDS = 60
FRACTIONAL = 1e-4


@dataclass(frozen=True)
class Node:
    """Rosters with some duties and free days barred and linking columns within bounds."""

    barred: Mask
    busy: Mask
    low: Ints
    high: Ints
    duals: Ints | None


class Tree:
    """A best-first search; ``bound`` is proven for all rosters at every moment."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        split = generation.split
        root = Node(
            np.zeros_like(generation.barred),
            np.zeros_like(generation.busy),
            np.zeros_like(split.aux_upper),
            split.aux_upper,
            generation.centre,
        )
        self.open: list[tuple[int, int, Node]] = [(generation.best, 0, root)]
        self.count = 0

    @property
    def bound(self) -> int:
        """The least bound of an open node, times ``SCALE``."""
        return self.open[0][0]

    def run(self, budget: Budget, cutoff: int, news: Callable[[Dived | None, int], None]) -> int:
        """Search for rosters cheaper than ``cutoff``; the bound proven, at most the best cost."""
        best = cutoff
        while self.open and -(-self.bound // SCALE) < best and budget.left() > 0:
            bound, _, node = heapq.heappop(self.open)
            found = self._evaluate(node, best, budget)
            if found is None:
                if budget.left() <= 0:
                    heapq.heappush(self.open, (bound, self.count, node))
                continue
            if isinstance(found, Dived):
                if found.feasible and found.cost < best:
                    best = found.cost
                    news(found, best)
                continue
            reached = max(bound, self.generation.best)
            for child in found:
                self.count += 1
                heapq.heappush(self.open, (reached, self.count, child))
            news(None, min(best, -(-self.bound // SCALE)))
        return min(best, -(-self.bound // SCALE)) if self.open else best

    def _evaluate(self, node: Node, cutoff: int, budget: Budget) -> Dived | list[Node] | None:
        """A roster, the branches of the node, or None if it holds nothing below the cutoff."""
        generation = self.generation
        generation.narrow(node.barred, node.busy, np.zeros(len(node.busy), bool))
        generation.bind(node.low, node.high)
        generation.centre = node.duals
        if not generation.run(budget, NODE_ROUNDS, cutoff) or generation.bound >= cutoff:
            return None
        optimum = generation.optimum
        if optimum is None:
            return None
        plan = settled(generation, optimum)
        if plan is not None and optimum.value <= generation.best / SCALE + 1e-3:
            return plan
        return self._branches(node, optimum.parts, optimum.aux)

    def _branches(
        self, node: Node, parts: NDArray[np.float64], aux: NDArray[np.float64]
    ) -> list[Node]:
        generation = self.generation
        duals = generation.centre
        apart = np.minimum(aux % 1, 1 - aux % 1)
        at = int(np.argmax(apart))
        if apart[at] > FRACTIONAL:
            floor = int(np.floor(aux[at]))
            high, low = node.high.copy(), node.low.copy()
            high[at], low[at] = floor, floor + 1
            return [
                Node(node.barred, node.busy, node.low, high, duals),
                Node(node.barred, node.busy, low, node.high, duals),
            ]
        plans, owners = generation.plans[: len(parts)], generation.owners[: len(parts)]
        used = np.flatnonzero(parts > 1e-7)
        work = np.zeros(node.busy.shape)
        np.add.at(work, owners[used], (plans[used] >= 0) * parts[used][:, None])
        apart = np.minimum(work, 1 - work)
        officer, day = np.unravel_index(int(np.argmax(apart)), work.shape)
        day_of = generation.split.shape.day_of
        if apart[officer, day] > FRACTIONAL:
            busy, barred = node.busy.copy(), node.barred.copy()
            busy[officer, day] = True
            barred[officer, day_of == day] = True
            return [
                Node(node.barred, busy, node.low, node.high, duals),
                Node(barred, node.busy, node.low, node.high, duals),
            ]
        served = np.zeros((len(node.busy), len(day_of) + 1))
        np.add.at(served, (owners[used][:, None], plans[used]), parts[used][:, None])
        served = served[:, :-1]
        apart = np.minimum(served, 1 - served)
        officer, duty = np.unravel_index(int(np.argmax(apart)), served.shape)
        never, always = node.barred.copy(), node.barred.copy()
        never[officer, duty] = True
        always[officer, (day_of == day_of[duty]) & (np.arange(len(day_of)) != duty)] = True
        busy = node.busy.copy()
        busy[officer, day_of[duty]] = True
        return [
            Node(never, node.busy, node.low, node.high, duals),
            Node(always, busy, node.low, node.high, duals),
        ]
