"""The patterns of a line as one automaton: what must be remembered from day to day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from roster.solve.large.line import BARRED, EVERY, Choices, Line, Pattern, together


class Event(NamedTuple):
    """What a match brings: a cost, and an amount for each counter."""

    cost: int = 0
    counter: int = -1
    amount: int = 0


class Item(NamedTuple):
    """A pattern under way on one day: which item follows on the next, matched or not.

    ``yes`` and ``no`` number the items of the next day, -1 for none; ``event`` happens on a
    match.
    """

    match: Choices
    yes: int
    no: int
    event: Event


@dataclass
class Items:
    """The items of every day, each kept once however many patterns share it.

    ``patient`` holds, as bits, the items of a day that outlast a choice they do not match.
    """

    days: int
    of_day: list[list[Item]] = field(init=False)
    starts: list[dict[Item, None]] = field(init=False)
    patient: list[int] = field(init=False)
    _known: list[dict[Item, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.of_day = [[] for _ in range(self.days)]
        self.starts = [{} for _ in range(self.days)]
        self.patient = [0] * self.days
        self._known = [{} for _ in range(self.days)]

    def number(self, day: int, item: Item) -> int:
        """The number of an item on its day."""
        known = self._known[day]
        if item not in known:
            known[item] = len(known)
            self.of_day[day].append(item)
            self.patient[day] |= (item.no >= 0) << known[item]
        return known[item]

    def joined(self, day: int, state: int, item: int) -> int:
        """The set of items ``state`` of a day with one more, which may be in it already."""
        while state >> item & 1:
            twice = self.number(day, self.twice(day, self.of_day[day][item]))
            if twice == item:
                return state
            state ^= 1 << item
            item = twice
        return state | 1 << item

    def twice(self, day: int, item: Item) -> Item:
        """What two patterns that are under way alike come to; a bar bars once."""
        cost, counter, amount = item.event
        yes, no = (
            n if n < 0 else self.number(day + 1, self.twice(day + 1, self.of_day[day + 1][n]))
            for n in (item.yes, item.no)
        )
        event = Event(2 * cost if cost < BARRED else cost, counter, 2 * amount)
        return Item(item.match, yes, no, event)

    def add(self, pattern: Pattern) -> None:
        """Add a pattern: its items from the last day back to the first."""
        event = Event(pattern.cost, pattern.counter, pattern.amount)
        target: tuple[int, int] | None = None
        first = Item(EVERY, -1, -1, event)
        for stage in reversed(pattern.stages):
            following: tuple[int, Item] | None = None
            for day, choices in reversed(stage.days):
                yes = -1 if target is None else self._wait(day + 1, *target)
                no = -1
                if stage.any and following is not None:
                    no = self._wait(day + 1, following[0], self.number(*following))
                first = Item(choices, yes, no, event if target is None else Event())
                following = day, first
            day = stage.days[0][0]
            target = day, self.number(day, first) if stage is not pattern.stages[0] else -1
        self._start(pattern.stages[0].days[0][0], first)

    def _wait(self, day: int, until: int, item: int) -> int:
        """The number, on ``day``, of waiting for an item of a later day."""
        for between in range(until - 1, day - 1, -1):
            item = self.number(between, Item(EVERY, item, -1, Event()))
        return item

    def _start(self, day: int, item: Item) -> None:
        """Begin an item anew each time; those alike but for their first day are one."""
        for other in self.starts[day]:
            alike = other[1:] == item[1:] and item.no == -1
            hard = item.event.cost >= BARRED
            if alike and ((hard and item.yes == -1) or not other.match & item.match):
                del self.starts[day][other]
                item = item._replace(match=other.match | item.match)
                break
        if item in self.starts[day]:
            del self.starts[day][item]
            item = self.twice(day, item)
        self.starts[day][item] = None


def items_of(line: Line) -> Items:
    """The items of a line."""
    items = Items(len(line.duties))
    costs: dict[Pattern, int] = {}
    for pattern in line.patterns:
        key = Pattern(pattern.stages, 0, pattern.counter, pattern.amount)
        costs[key] = together(costs.get(key, 0), pattern.cost)
    for pattern, cost in costs.items():
        items.add(Pattern(pattern.stages, cost, pattern.counter, pattern.amount))
    for day in range(items.days):
        for item in items.starts[day]:
            items.number(day, item)
    return items
