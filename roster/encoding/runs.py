"""Runs of days that are too long or too short, written as windows and patterns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from roster.encoding.linear import Ints

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


class Runs:
    """The runs of one officer over consecutive positions (days, weekends).

    ``edges`` say how the two ends are judged: at the start, ``free`` excuses a run that is too
    short, ``counted`` judges it by what lies inside, ``history`` lets it go on from ``before``
    positions that lie before (None: not known, as ``free``); at the end, ``free`` or
    ``counted``.
    """

    def __init__(
        self,
        enc: Encoding,
        days: Sequence[Ints],
        edges: tuple[str, str],
        before: int | None,
        free: bool,
    ) -> None:
        self.enc = enc
        self.days = days
        self.size = len(days)
        self.free = free
        start, self.end = edges
        self.start = "free" if start == "history" and before is None else start
        self.carried = (before or 0) if self.start == "history" else 0

    def limit(self, least: int, most: int | None) -> None:
        """Price, or bar, what is outside the limits."""
        if most is not None:
            for last in range(max(0, most - self.carried), self.size):
                self._price(range(max(0, last - most), last + 1), (), 1)
        for length in range(1, least):
            for first in range(self.size - length + 1):
                self._too_short(first, length, least)
        if 0 < self.carried < least and self.size:
            self._price((), (0,), least - self.carried)

    def _too_short(self, first: int, length: int, least: int) -> None:
        at_start, at_end = first == 0, first + length == self.size
        if (at_start and self.start == "free") or (at_end and self.end == "free"):
            return
        missing = least - length - (self.carried if at_start else 0)
        around = [n for n in (first - 1, first + length) if 0 <= n < self.size]
        if missing > 0:
            self._price(range(first, first + length), around, missing)

    def _price(self, inside: Sequence[int], outside: Sequence[int], cost: int) -> None:
        """Not all positions inside the run and none of those outside, or the cost is due."""
        on, off = (outside, inside) if self.free else (inside, outside)
        cols = [self.days[n] for n in (*on, *off)]
        signs = [1 if n < len(on) else -1 for n in range(len(cols))]
        weights = np.repeat(signs, [len(c) for c in cols])
        most = len(inside) + len(outside) - 1 - len(off)
        self.enc.at_most(self.enc.together(cols), most, weights, cost)
