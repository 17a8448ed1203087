"""What an officer's line is made of: choices, patterns over days, counters over the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import combinations, pairwise

from roster.encoding import INFINITE

BARRED = 1 << 60
"""A cost at or above this is no cost but a bar."""


def together(one: int, other: int) -> int:
    """The sum of two costs, a bar if either is one, even if the other pays."""
    return BARRED if max(one, other) >= BARRED else min(one + other, BARRED)


Choices = int
"""A set of a day's choices as bits: bit 0 for a free day, bit n for duty n of the line's day."""


class UntellableError(Exception):
    """A row asks something of an officer that no line can tell."""


EVERY: Choices = -1

Days = tuple[tuple[int, Choices], ...]
"""For each of some days a set of choices."""


@dataclass(frozen=True)
class Stage:
    """Days on which the choice must lie in a set: on all of the days, or on any of them."""

    days: Days
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

    def merge_counters(self) -> None:
        """Make counters of the same amounts one, at the sum of their costs."""
        counted = {p.counter for p in self.patterns}
        kept: list[Counter] = []
        number: dict[int, int] = {}
        same: dict[tuple[object, ...], int] = {}
        for k, counter in enumerate(self.counters):
            key = (k,) if k in counted else tuple(sorted(counter.amounts.items()))
            at = number[k] = same.setdefault(key, len(kept))
            if at == len(kept):
                kept.append(counter)
            else:
                both = zip(kept[at].costs, counter.costs, strict=True)
                kept[at] = Counter(counter.amounts, tuple(together(a, b) for a, b in both))
        self.counters = kept
        self.patterns = [
            replace(p, counter=number[p.counter]) if p.counter >= 0 else p for p in self.patterns
        ]

    def level_counters(self) -> None:
        """Let every counter cost 0 at least: what all its totals cost is charged on the first day.

        A counter left out of a search must not make the lines dearer than they are.
        """
        for k, counter in enumerate(self.counters):
            least = min(counter.costs)
            if least >= BARRED:
                continue
            costs = tuple(cost - least if cost < BARRED else cost for cost in counter.costs)
            self.counters[k] = Counter(counter.amounts, costs)
            self.costs[0] = [c + least if c < BARRED else c for c in self.costs[0]]

    @cached_property
    def likeness(self) -> object:
        """Equal for officers whose finished lines say the same."""
        costs = tuple(map(tuple, self.costs))
        counters = tuple((tuple(c.amounts.items()), c.costs) for c in self.counters)
        return tuple(map(tuple, self.duties)), costs, tuple(self.patterns), counters


@dataclass(frozen=True)
class Term:
    """A column of a row: its choices on each day, and its coefficient."""

    days: Days
    coef: int


Slack = tuple[int, int]
"""What a unit costs, and how many units there are."""


@dataclass(frozen=True)
class Prices:
    """What a row's activity costs: slack columns, cheapest first, as (cost, upper)."""

    limits: tuple[int, int]
    up: list[Slack]
    down: list[Slack]

    @classmethod
    def of(cls, limits: tuple[int, int], up: list[Slack], down: list[Slack]) -> Prices:
        """Raises UntellableError where filling up slack, cheapest first, would not be best."""
        exact = limits[0] == limits[1]
        if any(cost < 0 for cost, _ in (*up, *down)) and not (exact and not (up and down)):
            raise UntellableError("a slack that pays")
        return cls(limits, sorted(up), sorted(down))

    def cost(self, value: int) -> int:
        """The least cost of slack that brings a value within the limits."""
        low, high = self.limits
        if value > high:
            return self._fill(value - high, self.down)
        if value < low:
            return self._fill(low - value, self.up)
        return 0

    @staticmethod
    def _fill(amount: int, side: list[Slack]) -> int:
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


@lru_cache(1 << 16)
def bits_of(mask: int) -> tuple[int, ...]:
    """The numbers of the bits that are set."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)


def mask_of(flags: Sequence[bool]) -> int:
    """The bits whose flags are set."""
    return sum(1 << n for n, flag in enumerate(flags) if flag)


def stages_of(plain: dict[int, Choices], wide: Sequence[Days]) -> tuple[Stage, ...] | None:
    """Stages for sets that must be met on their days and others on any of theirs.

    None where these overlap in time.
    """
    stages = [Stage(((day, choices),)) for day, choices in plain.items()]
    for days in wide:
        rest = []
        for day, choices in days:
            met = plain.get(day, 0)
            if day in plain and not met & ~choices:
                break
            if met & choices:
                return None
            if day not in plain:
                rest.append((day, choices))
        else:
            stages.append(Stage(tuple(rest), any=len(rest) > 1))
    stages.sort(key=lambda stage: stage.days[:1])
    overlap = any(
        one.days and one.days[-1][0] >= other.days[0][0] for one, other in pairwise(stages)
    )
    return None if overlap else tuple(stages)


Box = dict[int, Choices]
"""Sets of choices that must be met on all their days."""


def cases_of(plain: Box, wide: Sequence[Days]) -> list[Box]:
    """Sets met on their days and others on any of theirs, as boxes that exclude one another."""
    cases = [plain]
    for days in wide:
        found = []
        for case in cases:
            missed = dict(case)
            for day, choices in days:
                found.append({**missed, day: missed.get(day, EVERY) & choices})
                missed[day] = missed.get(day, EVERY) & ~choices
        cases = found
    return cases


def sequence(box: Box) -> tuple[Stage, ...]:
    """The stages of a box."""
    return tuple(Stage(((day, choices),)) for day, choices in sorted(box.items()))


def exclusive(patterns: Sequence[Pattern]) -> list[Box]:
    """Boxes that exclude one another and together match what any of the patterns does."""
    boxes: list[Box] = []
    for pattern in patterns:
        plain = {d: c for stage in pattern.stages if not stage.any for d, c in stage.days}
        for case in cases_of(plain, [stage.days for stage in pattern.stages if stage.any]):
            pieces = [case]
            for taken in boxes:
                pieces = [piece for whole in pieces for piece in _outside(whole, taken)]
            boxes += pieces
    return boxes


def _outside(box: Box, taken: Box) -> list[Box]:
    """What is left of a box without another, in pieces."""
    found, rest = list[Box](), dict(box)
    for day, choices in taken.items():
        here = rest.get(day, EVERY)
        if not here & choices:
            return [*found, rest]
        if here & ~choices:
            found.append({**rest, day: here & ~choices})
        rest[day] = here & choices
    return found


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
