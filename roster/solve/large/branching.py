"""Branch and price: a node's relaxation, and the branching that promises most."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.dive import Dived, settled
from roster.solve.large.fixing import Fixing
from roster.solve.large.generation import Generation
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


class Explorer:
    """Relaxes nodes one after the other with a generation of its own, and branches them."""

    def __init__(self, generation: Generation, budget: Budget) -> None:
        self.generation = generation
        self.budget = budget

    def relax(self, node: Node, cutoff: int) -> Dived | None:
        """Generate lines for a node; the roster, if its relaxation is one."""
        generation = self.generation
        self.node = node
        generation.narrow(node.barred, node.busy, np.zeros(len(node.busy), bool))
        generation.bind(node.low, node.high)
        generation.centre = node.duals
        if node.basis is not None:
            generation.master.go_on(node.basis)
        self._columns = len(generation.master.columns)
        self._possible = generation.run(self.budget, NODE_ROUNDS, cutoff)
        optimum = generation.optimum
        if not self._possible or optimum is None or generation.whole_bound >= cutoff:
            return None
        found = settled(generation, optimum)
        return found if found is not None and found.feasible else None

    def children(self, cutoff: int) -> list[Node] | None:
        """The branches of the node relaxed last, none if it holds nothing below the cutoff.

        None if nothing is known of it, for want of time or because no branch is left to take.
        The one that comes last is the more promising.
        """
        generation, node = self.generation, self.node
        optimum = generation.optimum
        if not self._possible or generation.whole_bound >= cutoff:
            return []
        if optimum is None or self.budget.left() <= 0:
            return None
        barred, busy = Fixing(generation).within(cutoff - 1)
        tight = replace(
            node,
            barred=node.barred | barred,
            busy=node.busy | busy,
            duals=generation.centre,
            basis=generation.master.basis(),
        )
        children = self._choose(tight, optimum)
        if not children and len(generation.master.columns) > self._columns:
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
            best_last = pair if gains[0] > gains[1] else pair[::-1]
            rated.append((max(min(gains), 1e-4) * max(max(gains), 1e-4), -n, best_last))
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
