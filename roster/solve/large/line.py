"""What an officer's line is made of: choices, patterns over days, counters over the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from roster.encoding import INFINITE

BARRED = 1 << 60
"""A cost at or above this is no cost but a bar."""

Choices = int
"""A set of a day's choices as bits: bit 0 for a free day, bit n for duty n of the line's day."""


class UntellableError(Exception):
    """A row asks something of an officer that no line can tell."""


@dataclass(frozen=True)
class Stage:
    """Days on which the choice must lie in a set: on all of the days, or on any of them."""

    days: tuple[tuple[int, Choices], ...]
    any: bool = False


@dataclass(frozen=True)
class Pattern:
    """Stages one after the other; each match costs ``cost``, or counts ``amount`` for a counter."""

    stages: tuple[Stage, ...]
    cost: int = 0
    counter: int = -1
    amount: int = 0


@dataclass(frozen=True)
class Counter:
    """A sum over the line, in units of ``unit``: ``amounts[day][choice]`` and what patterns add.

    ``costs`` holds what each total costs, from 0 on; ``BARRED`` for a total that may not be.
    """

    amounts: dict[int, tuple[int, ...]]
    costs: tuple[int, ...]


@dataclass
class Line:
    """One officer's line: ``duties[day]`` lists the duties open to the officer, in order.

    ``costs[day][choice]`` is what a choice costs by itself, its linear costs left out.
    """

    officer: int
    duties: list[list[int]]
    costs: list[list[int]]
    patterns: list[Pattern] = field(default_factory=list)
    counters: list[Counter] = field(default_factory=list)


@dataclass(frozen=True)
class Term:
    """A column of a row: its choices on each day, and its coefficient."""

    days: tuple[tuple[int, Choices], ...]
    coef: int


@dataclass(frozen=True)
class Prices:
    """What a row's activity costs: slack columns, cheapest first, as (cost, upper)."""

    limits: tuple[int, int]
    up: list[tuple[int, int]]
    down: list[tuple[int, int]]

    def cost(self, value: int) -> int:
        """The least cost of slack that brings a value within the limits."""
        low, high = self.limits
        if value > high:
            return self._fill(value - high, self.down)
        if value < low:
            return self._fill(low - value, self.up)
        return 0

    @staticmethod
    def _fill(amount: int, side: list[tuple[int, int]]) -> int:
        total = 0
        for cost, upper in side:
            taken = min(amount, upper)
            total, amount = total + taken * cost, amount - taken
        return BARRED if amount else total


def shifted(low: int, high: int, by: int) -> tuple[int, int]:
    """Limits of a row once a part of it is known."""
    return (
        low if low <= -INFINITE else low - by,
        high if high >= INFINITE else high - by,
    )


def bits_of(mask: int) -> list[int]:
    """The numbers of the bits that are set."""
    return [n for n in range(mask.bit_length()) if mask >> n & 1]


def mask_of(flags: Sequence[bool]) -> int:
    """The bits whose flags are set."""
    return sum(1 << n for n, flag in enumerate(flags) if flag)


def rest_of_any(
    days: tuple[tuple[int, Choices], ...], plain: dict[int, Choices]
) -> tuple[tuple[int, Choices], ...] | None:
    """What is left to be met of any of the days, given sets that are met anyway; None: nothing."""
    rest = []
    for day, choices in days:
        met = plain.get(day)
        if met is None:
            rest.append((day, choices))
        elif not met & ~choices:
            return None
        elif met & choices:
            raise UntellableError("a row whose parts overlap in time")
    return tuple(rest)


def tangled(stages: list[Stage]) -> bool:
    """Whether a stage begins before the one before it ends."""
    return any(one.days[-1][0] >= other.days[0][0] for one, other in pairwise(stages))


def dense(days: set[int]) -> bool:
    """Whether days lie close enough together for a pattern to be remembered over them."""
    return 2 * len(days) >= max(days) - min(days) + 1


def apart(patterns: list[Pattern]) -> bool:
    """Whether no two of the patterns can match together."""
    plain = [
        {day: choices for stage in p.stages if not stage.any for day, choices in stage.days}
        for p in patterns
    ]
    return all(
        any(not (choices & other[day]) for day, choices in one.items() if day in other)
        for one, other in combinations(plain, 2)
    )
