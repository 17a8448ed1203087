"""The moves of annealing: which there are, and what a roster would become by one.

Compiled by numba where it is there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.kernel import compiled
from roster.solve.large.shape import Small

SHIFTS, SWAPS = 0.25, 0.4
"""The part of moves that exchange days of one officer, and of those that exchange the duties of
two officers; all others change duties."""

REACH = 14
LONGER = 0.6
"""A move spans up to ``REACH`` days, one more each time with this chance."""

LATER = 21
"""Days of one officer that are exchanged may have fewer than so many between them."""


class Tables(NamedTuple):
    """What a roster costs, in arrays.

    A line is a walk through its officer's states: arc ``base[state] + slot[officer, duty]`` leads
    to ``target`` (-1: barred) at ``cost`` and adds ``amount[gain]`` to the officer's counters;
    counter ``k`` of officer ``o`` that ends at ``n`` costs ``end_cost[end_first[o, k] + n]`` and
    breaks ``end_over`` units of a must. ``own[officer, duty]`` is what a duty costs by itself, and
    ``sign[officer, duty]`` names the rows that it counts for: ``sign_row`` and ``sign_coef`` from
    ``sign_first[sign]`` on. A row at ``n`` costs ``row_cost[row_first[row] + n]`` and breaks
    ``row_over`` units. ``open_duty`` lists what is open to an officer on a day, from
    ``open_first[officer, day]`` on. ``kind`` numbers duties that are alike on different
    days, and ``like[day, kind]`` is that of a day, -1 for none.
    """

    slot: Small
    base: Ints
    target: Small
    cost: Ints
    gain: Small
    amount: Small
    end_first: Ints
    end_cost: Ints
    end_over: Ints
    own: Ints
    sign: Small
    sign_first: Ints
    sign_row: Ints
    sign_coef: Ints
    row_first: Ints
    row_cost: Ints
    row_over: Ints
    open_first: Ints
    open_duty: Ints
    kind: Small
    like: Small


class Move(NamedTuple):
    """A move of the first ``many`` of two officers, on the days from ``first`` to ``last``.

    If ``apart`` is not 0, one officer's days at the beginning are exchanged with those so many
    days later, at the end.
    """

    pair: Ints
    many: int
    first: int
    last: int
    apart: int


@compiled
def draw(people: int, days: int, pair: Ints) -> Move:
    """A kind of move, for officers who are put into ``pair``, and days in a row."""
    chance = np.random.random()
    pair[0] = np.random.randint(people)
    first = np.random.randint(days)
    length = 1
    while length < REACH and np.random.random() < LONGER:
        length += 1
    if chance < SHIFTS:
        apart = length + np.random.randint(LATER)
        if first + apart + length <= days:
            return Move(pair, 1, first, first + apart + length - 1, apart)
    last = min(first + length, days) - 1
    if people > 1 and chance < SHIFTS + SWAPS:
        pair[1] = (pair[0] + 1 + np.random.randint(people - 1)) % people
        return Move(pair, 2, first, last, 0)
    return Move(pair, 1, first, last, 0)


@compiled
def exchange(tables: Tables, plan: Small, move: Move, new: Small) -> bool:
    """Fill ``new`` with an officer's days, those at both ends exchanged; False if barred."""
    officer, first, last, apart = move.pair[0], move.first, move.last, move.apart
    changed = False
    new[0, first : last + 1] = plan[officer, first : last + 1]
    for day in range(first, last + 1 - apart):
        one, other = tables.kind[plan[officer, day]], tables.kind[plan[officer, day + apart]]
        if one != other:
            changed = True
            duty, later = tables.like[day, other], tables.like[day + apart, one]
            if duty < 0 or later < 0:
                return False
            if tables.slot[officer, duty] < 0 or tables.slot[officer, later] < 0:
                return False
            new[0, day], new[0, day + apart] = duty, later
    return changed


@compiled
def propose(tables: Tables, plan: Small, move: Move, new: Small) -> bool:
    """Fill ``new`` with a move; False if it is none or is barred."""
    pair, first, last = move.pair, move.first, move.last
    if move.many == 2:
        changed = False
        for day in range(first, last + 1):
            one, other = plan[pair[0], day], plan[pair[1], day]
            if one != other:
                changed = True
                if tables.slot[pair[0], other] < 0 or tables.slot[pair[1], one] < 0:
                    return False
            new[0, day], new[1, day] = other, one
        return changed
    officer = pair[0]
    if move.apart:
        return exchange(tables, plan, move, new)
    begin = tables.open_first[officer, first]
    many = tables.open_first[officer, first + 1] - begin
    duty = tables.open_duty[begin + np.random.randint(many)]
    if duty == plan[officer, first]:
        return False
    kind = tables.kind[duty]
    for day in range(first, last + 1):
        duty = tables.like[day, kind]
        if duty < 0 or tables.slot[officer, duty] < 0:
            return False
        new[0, day] = duty
    return True
