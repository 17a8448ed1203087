"""A line as a layered graph: a state for all that matters of the days before, an arc a choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.automaton import Items, items_of
from roster.solve.large.line import BARRED, Line, bits_of
from roster.solve.large.shape import Mask, Small


@dataclass(frozen=True)
class Layers:
    """The graph: ``nodes[day]`` counts the states before a day; the last is one end state.

    Arcs stand in order of their day: from state ``source`` (numbered over all days) to
    ``target`` by ``slot``, at ``cost``, adding ``amounts[gain, k]`` to active counter ``k``.
    ``slots[n]`` are the duties that slot ``n`` may stand for, all alike for the line; none for
    a free day. ``days[n]`` is its day.
    """

    nodes: Ints
    source: Ints
    target: Ints
    slot: Ints
    cost: Ints
    gain: Small
    amounts: Small
    slots: tuple[tuple[int, ...], ...]
    days: Ints

    @cached_property
    def bounds(self) -> Ints:
        """Where the arcs of each day begin, and where the last end."""
        found: Ints = np.searchsorted(self.days[self.slot], np.arange(len(self.nodes)))
        return found

    @cached_property
    def _slot_of(self) -> tuple[Ints, Ints]:
        """The slot of each duty and that of each free day, ``len(slots)`` where there is none."""
        none = len(self.slots)
        duties = np.full(1 + max((max(slot, default=0) for slot in self.slots), default=0), none)
        free = np.full(len(self.nodes) - 1, none)
        for n, (members, day) in enumerate(zip(self.slots, self.days.tolist(), strict=True)):
            duties[list(members)] = n
            if not members:
                free[day] = n
        return duties, free

    def chosen(self, duties: Ints) -> Ints:
        """The slot of each day of a line, -1 for a free day; ``len(slots)`` where it has none."""
        slots, free = self._slot_of
        known = np.where(duties < len(slots), duties, -1)
        found = np.where(known >= 0, slots[known], len(self.slots))
        return np.where(duties < 0, free, found)

    def only(self, arcs: Mask) -> Layers:
        """The graph with some of its arcs."""
        return replace(
            self,
            source=self.source[arcs],
            target=self.target[arcs],
            slot=self.slot[arcs],
            cost=self.cost[arcs],
            gain=self.gain[arcs],
        )

    def counting(self, active: Sequence[int]) -> Layers:
        """The graph with some of the counters alone; slots that no longer differ are one."""
        amounts, same = np.unique(self.amounts[:, list(active)], axis=0, return_inverse=True)
        gain = same.reshape(-1).astype(np.int32)[self.gain]
        order = np.lexsort((self.source, self.slot))
        table = np.column_stack([self.source, self.target, self.cost, gain])[order]
        starts = np.searchsorted(self.slot[order], np.arange(len(self.slots) + 1)).tolist()
        first: dict[tuple[int, bool, bytes], int] = {}
        members, days = list[tuple[int, ...]](), list[int]()
        number = np.full(len(self.slots), -1)
        for n, (duties, day) in enumerate(zip(self.slots, self.days.tolist(), strict=True)):
            key = day, bool(duties), table[starts[n] : starts[n + 1]].tobytes()
            if key in first:
                members[first[key]] += duties
                continue
            first[key] = number[n] = len(members)
            members.append(duties)
            days.append(day)
        kept = number[self.slot] >= 0
        return Layers(
            self.nodes,
            self.source[kept],
            self.target[kept],
            number[self.slot[kept]],
            self.cost[kept],
            gain[kept],
            amounts,
            tuple(members),
            np.array(days),
        )


@dataclass(frozen=True)
class Symbol:
    """Choices of one day that do the same: which items they match, their cost and amounts."""

    match: int
    cost: int
    gain: int
    duties: tuple[int, ...]


Arc = tuple[int, int, int, int]
"""Symbol, next state, cost, number of the amounts."""


class Gains:
    """Numbers the different amounts, one for each counter, that arcs may add."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, ...], int] = {}
        self._amounts: list[tuple[int, ...]] = []

    def number(self, amounts: tuple[int, ...]) -> int:
        """The number of amounts, a new one where they are new."""
        if amounts not in self._known:
            self._known[amounts] = len(self._amounts)
            self._amounts.append(amounts)
        return self._known[amounts]

    def raised(self, gain: int, counter: int, amount: int) -> int:
        """The number of the same amounts with more for one counter."""
        changed = list(self._amounts[gain])
        changed[counter] += amount
        return self.number(tuple(changed))

    def table(self) -> Small:
        """The amounts by number and counter."""
        return np.array(self._amounts, np.int32).reshape(len(self._amounts), -1)


def build_layers(line: Line) -> Layers | None:
    """The smallest graph of a line with all its counters; None if it has no path."""
    gains = Gains()
    explored, symbols = _explore(line, items_of(line), gains)
    return _assemble(explored, symbols, gains)


def _symbols(line: Line, items: Items, day: int, gains: Gains) -> list[Symbol]:
    found: dict[tuple[int, int, int], list[int]] = {}
    matches = [item.match for item in items.of_day[day]]
    tables = [counter.amounts.get(day) for counter in line.counters]
    for choice, cost in enumerate(line.costs[day]):
        if cost >= BARRED:
            continue
        match = 0
        for n, wanted in enumerate(matches):
            match |= (wanted >> choice & 1) << n
        amounts = tuple(table[choice] if table else 0 for table in tables)
        # A free day stays apart: it has no duty that could stand in for it.
        key = match if choice else -1 - match, cost, gains.number(amounts)
        found.setdefault(key, []).append(choice)
    return [
        Symbol(
            match if match >= 0 else -1 - match,
            cost,
            gain,
            tuple(line.duties[day][c - 1] for c in choices if c),
        )
        for (match, cost, gain), choices in found.items()
    ]


def _explore(
    line: Line, items: Items, gains: Gains
) -> tuple[list[list[list[Arc]]], list[list[Symbol]]]:
    """The arcs out of each reachable state of each day, and the symbols of each day."""
    states = {0: 0}
    found, symbols = list[list[list[Arc]]](), list[list[Symbol]]()
    for day in range(items.days):
        starts = [items.number(day, item) for item in items.starts[day]]
        begun = {state: _begun(items, day, state, starts) for state in states}
        symbols.append(_symbols(line, items, day, gains))
        following: dict[int, int] = {}
        arcs_of_day = []
        for state in states:
            arcs = []
            for n, symbol in enumerate(symbols[day]):
                arc = _step(items, day, begun[state], symbol, gains)
                if arc is not None:
                    mask, cost, gain = arc
                    arcs.append((n, following.setdefault(mask, len(following)), cost, gain))
            arcs_of_day.append(arcs)
        found.append(arcs_of_day)
        states = following
    return found, symbols


def _begun(items: Items, day: int, state: int, starts: list[int]) -> int:
    """A state with the items that begin on the day."""
    for item in starts:
        state = items.joined(day, state, item)
    return state


def _step(
    items: Items, day: int, state: int, symbol: Symbol, gains: Gains
) -> tuple[int, int, int] | None:
    """The state after a choice, with the cost and the amounts of what it completes."""
    following, cost, gain = 0, symbol.cost, symbol.gain
    of_day = items.of_day[day]
    for n in bits_of(state & symbol.match):
        item = of_day[n]
        if item.yes >= 0:
            following = items.joined(day + 1, following, item.yes)
        elif item.event.counter >= 0:
            gain = gains.raised(gain, item.event.counter, item.event.amount)
        else:
            cost += item.event.cost
            if cost >= BARRED:
                return None
    for n in bits_of(state & ~symbol.match & items.patient[day]):
        following = items.joined(day + 1, following, of_day[n].no)
    return following, cost, gain


def _assemble(
    explored: list[list[list[Arc]]], symbols: list[list[Symbol]], gains: Gains
) -> Layers | None:
    """Merge states of a day with the same future, from the last day back."""
    days = len(explored)
    classes: list[int] = [0] * _width(explored, days)
    kept: list[list[list[Arc]]] = []
    for day in reversed(range(days)):
        known: dict[tuple[Arc, ...], int] = {}
        of_state = []
        for arcs in explored[day]:
            future = tuple((s, classes[t], c, a) for s, t, c, a in arcs if classes[t] >= 0)
            of_state.append(known.setdefault(future, len(known)) if future else -1)
        classes = of_state
        kept.append([list(future) for future in known])
    if classes[0] < 0:
        return None
    kept.reverse()
    return _numbered(kept, symbols, gains)


def _width(explored: list[list[list[Arc]]], days: int) -> int:
    return 1 + max((arc[1] for arcs in explored[days - 1] for arc in arcs), default=0)


def _numbered(kept: list[list[list[Arc]]], symbols: list[list[Symbol]], gains: Gains) -> Layers:
    nodes = np.array([len(states) for states in kept] + [1])
    first = np.concatenate([[0], np.cumsum(nodes)])
    slots, days = list[tuple[int, ...]](), list[int]()
    rows = []
    for day, states in enumerate(kept):
        base = len(slots)
        slots += [symbol.duties for symbol in symbols[day]]
        days += [day] * len(symbols[day])
        for n, arcs in enumerate(states):
            for symbol, target, cost, gain in arcs:
                rows.append((first[day] + n, first[day + 1] + target, base + symbol, cost, gain))
    source, target, slot, cost, adds = (col.copy() for col in np.array(rows, np.int64).T)
    tables = adds.astype(np.int32), gains.table(), tuple(slots), np.array(days)
    return Layers(nodes, source, target, slot, cost, *tables)
