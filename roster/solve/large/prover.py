"""Raises the bound step by step: is there a roster below it, below the next, and so on."""

from __future__ import annotations

import threading
from collections.abc import Callable

from roster.encoding.linear import Ints
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.dive import Dived
from roster.solve.large.generation import SCALE, Generation
from roster.solve.large.tree import Tree

RISE = 4
"""How many times further above the bound each cutoff is than the one before."""


class Prover:
    """Trees one after the other, each with a cutoff further above the bound than the last.

    ``bound``, times ``SCALE``, is the relaxation's, ``duals`` are those it was reckoned with.
    Several threads may ``run`` a prover, each with a generation of its own: they search one tree.
    """

    def __init__(self, split: Decomposition, bound: int, duals: Ints) -> None:
        self.split = split
        self.root = bound, duals
        self.bound = split.rounded_up(-(-bound // SCALE))
        self.step = 1
        self.tree: Tree | None = None
        self._lock = threading.Lock()

    def run(
        self,
        generation: Generation,
        budget: Budget,
        best: Callable[[], Dived | None],
        news: Callable[[Dived | None, int], None],
    ) -> None:
        """Branch until the budget is spent; ``best`` is the best roster found anywhere so far."""
        while budget.left() > 0 and (known := best()) is not None:
            tree = self._tree(known.cost)
            if tree is None:
                return
            news(None, tree.run(generation, budget, news))

    def _tree(self, cost: int) -> Tree | None:
        """The tree of the moment; None where nothing is left to prove, or none can be searched."""
        with self._lock:
            if self.tree is None or self.tree.bound() >= self.tree.cutoff:
                if self.tree is not None:
                    self.bound, self.step = self.tree.cutoff, RISE * self.step
                if self.bound >= cost:
                    return None
                self.tree = Tree(self.split, *self.root, min(cost, self.bound + self.step))
            self.tree.lower(cost)
            return None if self.tree.blocked else self.tree
