"""Simulated annealing over officers' lines, compiled by numba where it is there.

A roster is a table ``plan[officer, day]`` of duties, ``duties + day`` standing for a free day.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.kernel import compiled
from roster.solve.large.moves import Move, Tables, draw, propose
from roster.solve.large.shape import Small

COOLING_STEPS = 1024
"""Steps between two changes of the temperature."""


class State(NamedTuple):
    """A roster with all that is counted of it, kept up to date by ``anneal``.

    ``state[officer, day]`` is the state before the day, ``arc`` the arc of the day, ``total``
    the officers' counters, ``level`` the rows' sums; ``worth`` holds the cost and the units of
    musts that are broken.
    """

    plan: Small
    state: Ints
    arc: Ints
    total: Ints
    level: Ints
    worth: Ints


@compiled
def walk(tables: Tables, now: State, move: Move, at: int, trial: State) -> int:
    """Try row ``at`` of the trial's plan for its officer; the last day that changes, -1 if barred.

    The row of ``trial`` receives states, arcs and totals, and its worth the difference.
    """
    officer, first, last, new = move.pair[at], move.first, move.last, trial.plan
    days = new.shape[1]
    state = now.state[officer, first]
    counters = tables.amount.shape[1]
    for k in range(counters):
        trial.total[at, k] = now.total[officer, k]
    day = first
    while day < days:
        duty = new[at, day] if day <= last else now.plan[officer, day]
        arc = tables.base[state] + tables.slot[officer, duty]
        state = tables.target[arc]
        if state < 0:
            return -1
        old = now.arc[officer, day]
        trial.arc[at, day] = arc
        trial.state[at, day + 1] = state
        if day <= last:
            trial.worth[0] += tables.own[officer, duty]
            trial.worth[0] -= tables.own[officer, now.plan[officer, day]]
        if arc != old:
            trial.worth[0] += tables.cost[arc] - tables.cost[old]
            one, other = tables.gain[arc], tables.gain[old]
            if one != other:
                for k in range(counters):
                    trial.total[at, k] += tables.amount[one, k] - tables.amount[other, k]
        if day >= last and state == now.state[officer, day + 1]:
            break
        day += 1
    for k in range(counters):
        one = tables.end_first[officer, k] + trial.total[at, k]
        other = tables.end_first[officer, k] + now.total[officer, k]
        if one != other:
            trial.worth[0] += tables.end_cost[one] - tables.end_cost[other]
            trial.worth[1] += tables.end_over[one] - tables.end_over[other]
    return day if day < days else days - 1


@compiled
def count(tables: Tables, level: Ints, sign: int, times: int, worth: Ints) -> None:
    """Add a duty to the rows that it counts for, or take it away (``times`` -1)."""
    for n in range(tables.sign_first[sign], tables.sign_first[sign + 1]):
        row = tables.sign_row[n]
        at = tables.row_first[row] + level[row]
        level[row] += times * tables.sign_coef[n]
        to = tables.row_first[row] + level[row]
        worth[0] += tables.row_cost[to] - tables.row_cost[at]
        worth[1] += tables.row_over[to] - tables.row_over[at]


@compiled
def recount(tables: Tables, now: State, move: Move, trial: State) -> None:
    """Move the rows' sums from the plan to the trial, with the difference in its worth."""
    pair, many, new = move.pair, move.many, trial.plan
    for day in range(move.first, move.last + 1):
        if many == 2:
            one, other = now.plan[pair[0], day], now.plan[pair[1], day]
            same = tables.sign[pair[0], one] == tables.sign[pair[1], one]
            if same and tables.sign[pair[0], other] == tables.sign[pair[1], other]:
                continue
        for n in range(many):
            before = tables.sign[pair[n], now.plan[pair[n], day]]
            after = tables.sign[pair[n], new[n, day]]
            if before != after:
                count(tables, now.level, before, -1, trial.worth)
                count(tables, now.level, after, 1, trial.worth)


@compiled
def take_back(tables: Tables, now: State, move: Move, trial: State) -> None:
    """Undo ``recount``."""
    pair, many, new = move.pair, move.many, trial.plan
    for day in range(move.first, move.last + 1):
        for n in range(many):
            before = tables.sign[pair[n], now.plan[pair[n], day]]
            after = tables.sign[pair[n], new[n, day]]
            if before != after:
                for at in range(tables.sign_first[after], tables.sign_first[after + 1]):
                    now.level[tables.sign_row[at]] -= tables.sign_coef[at]
                for at in range(tables.sign_first[before], tables.sign_first[before + 1]):
                    now.level[tables.sign_row[at]] += tables.sign_coef[at]


@compiled
def settle(now: State, move: Move, ends: Ints, trial: State) -> None:
    """Make a trial the roster; ``ends`` holds the last day that changes for each officer."""
    now.worth[:] += trial.worth
    first, last = move.first, move.last
    for n in range(move.many):
        officer = move.pair[n]
        now.plan[officer, first : last + 1] = trial.plan[n, first : last + 1]
        now.arc[officer, first : ends[n] + 1] = trial.arc[n, first : ends[n] + 1]
        now.state[officer, first + 1 : ends[n] + 2] = trial.state[n, first + 1 : ends[n] + 2]
        now.total[officer] = trial.total[n]


@compiled
def blank(now: State, days: int) -> State:
    """Room for a move of two officers, over the same sums of rows."""
    return State(
        np.empty((2, days), np.int32),
        np.empty((2, days + 1), np.int64),
        np.empty((2, days), np.int64),
        np.empty((2, now.total.shape[1]), np.int64),
        now.level,
        np.zeros(2, np.int64),
    )


class Heat(NamedTuple):
    """Temperatures from ``hot`` to ``cold``; ``price`` is what a unit of a broken must counts."""

    hot: float
    cold: float
    price: float


@compiled
def anneal(
    tables: Tables,
    now: State,
    best: Small,
    least: int,
    heat: Heat,
    steps: int,
    seed: int,
    rises: Ints,
) -> int:
    """So many steps of cooling; the cost of ``best``.

    ``best`` receives every roster that breaks nothing and costs less than ``least``. ``rises``
    receives, one after the other and round again, by how much moves would have raised the cost.
    """
    np.random.seed(seed)
    people, days = now.plan.shape
    trial = blank(now, days)
    new = trial.plan
    pair, ends = np.zeros(2, np.int64), np.zeros(2, np.int64)
    warmth = heat.hot
    fading = (heat.cold / heat.hot) ** (COOLING_STEPS / max(steps, COOLING_STEPS))
    risen = 0
    for step in range(steps):
        if step % COOLING_STEPS == COOLING_STEPS - 1:
            warmth *= fading
        move = draw(people, days, pair)
        many = move.many
        if not propose(tables, now.plan, move, new):
            continue
        trial.worth[:] = 0
        ends[many - 1] = -1
        for n in range(many):
            ends[n] = walk(tables, now, move, n, trial)
            if ends[n] < 0:
                break
        if ends[0] < 0 or ends[many - 1] < 0:
            continue
        recount(tables, now, move, trial)
        if trial.worth[0] > 0:
            rises[risen % len(rises)] = trial.worth[0]
            risen += 1
        worse = trial.worth[0] + heat.price * trial.worth[1]
        if worse > 0 and np.random.random() >= np.exp(-worse / warmth):
            take_back(tables, now, move, trial)
            continue
        settle(now, move, ends, trial)
        if now.worth[1] == 0 and now.worth[0] < least:
            least = now.worth[0]
            best[:] = now.plan
    return least
