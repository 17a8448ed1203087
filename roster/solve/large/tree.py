"""The open nodes of a branch and price, for one thread or several with masters of their own."""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.branching import Explorer, Node
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.dive import Dived
from roster.solve.large.generation import SCALE, Generation

NEVER = 1 << 62

WAIT_SECONDS = 0.1
"""How long a thread without a node waits before it looks at its budget again."""


class Entry(NamedTuple):
    """A node in its place: the least first, and of those the one that came last."""

    bound: int
    turn: int
    node: Node


class Tree:
    """A search by bounds, into depth where bounds are level, so that rosters come soon.

    ``bound`` is proven for all rosters at every moment; ``cutoff`` follows what is found.
    ``stuck`` is the least bound of the nodes that could be neither closed nor branched.
    """

    def __init__(self, split: Decomposition, bound: int, duals: Ints, cutoff: int) -> None:
        self.cutoff = cutoff
        shape = split.shape.model.officers, split.shape.model.duties
        root = Node(
            np.zeros(shape, bool),
            np.zeros((shape[0], len(split.lines[0].duties)), bool),
            np.zeros_like(split.aux_upper),
            split.aux_upper,
            duals,
        )
        self.open = [Entry(split.rounded_up(-(-bound // SCALE)), 0, root)]
        self.count = 0
        self.stuck = NEVER
        self._searched: dict[int, Entry] = {}
        self._changed = threading.Condition()

    def bound(self) -> int:
        """What no roster costs less than, or the cutoff."""
        with self._changed:
            bounds = [self.stuck, *(entry.bound for entry in self._searched.values())]
            return min(self.cutoff, self.open[0].bound if self.open else NEVER, *bounds)

    def lower(self, cost: int) -> bool:
        """Look for rosters cheaper than ``cost`` alone; whether the cutoff was above it."""
        with self._changed:
            lowered = cost < self.cutoff
            self.cutoff = min(self.cutoff, cost)
            return lowered

    @property
    def blocked(self) -> bool:
        """Whether no node is left to search although the cutoff is not reached."""
        return not self.open and not self._searched and self.bound() < self.cutoff

    def run(
        self,
        generation: Generation,
        budget: Budget,
        news: Callable[[Dived | None, int], None],
    ) -> int:
        """Search for rosters cheaper than the cutoff with the lines of a generation.

        The answer is the bound proven, the cutoff once the search is complete.
        """
        explorer = Explorer(generation, budget)
        while (entry := self._take(budget)) is not None:
            children, bound = None, entry.bound
            try:
                found = explorer.relax(entry.node, self.cutoff)
                if found is not None and self.lower(found.cost):
                    news(found, self.bound())
                children = explorer.children(self.cutoff)
                bound = max(bound, generation.whole_bound)
            finally:
                self._give(entry, bound, children, budget.left() <= 0)
            news(None, self.bound())
        return self.bound()

    def _take(self, budget: Budget) -> Entry | None:
        with self._changed:
            while budget.left() > 0:
                if self.open and self.open[0].bound < self.cutoff:
                    entry = heapq.heappop(self.open)
                    self._searched[entry.turn] = entry
                    return entry
                if not self._searched:
                    return None
                self._changed.wait(WAIT_SECONDS)
        return None

    def _give(self, entry: Entry, bound: int, children: list[Node] | None, late: bool) -> None:
        """Put children in the place of their node, which comes back where time was too short."""
        with self._changed:
            del self._searched[entry.turn]
            if children is None and late:
                heapq.heappush(self.open, entry)
            elif children is None:
                self.stuck = min(self.stuck, entry.bound)
            for child in children or []:
                self.count += 1
                heapq.heappush(self.open, Entry(bound, -self.count, child))
            self._changed.notify_all()
