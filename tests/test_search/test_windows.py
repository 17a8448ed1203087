"""Lines up to a day, and the pace that totals keep from there on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_large_search import RULES, office
from test_rolling import split_of

import constraints as c
from roster.encoding import INFINITE
from roster.encoding.linear import Ints
from roster.model import Rule
from roster.solve.large import release
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.generation import SCALE
from roster.solve.large.line import BARRED
from roster.solve.large.pace import ADAPT, Pace
from roster.solve.large.pricing import Pricer
from roster.solve.large.release import released
from roster.solve.large.tolls import STEEPER, Told, slack_of
from roster.solve.large.window import Window

Uses = list[tuple[Rule, int | None, int]]

drawn = st.lists(st.sampled_from(RULES), max_size=4, unique=True)


def tables(duties: tuple[int, ...], split: Decomposition) -> Ints:
    """The duty of each day of a line, -1 for none."""
    found = np.full(len(split.lines[0].duties), -1)
    for duty in duties:
        found[split.shape.day_of[duty]] = duty
    return found


def priced(uses: Uses, seed: int) -> tuple[Decomposition, Pricer, Ints, Ints, Ints]:
    """A line that random costs ask for, and other random costs for an officer who holds some."""
    split = split_of(office(uses, 3))
    pricer = Pricer(split.lines[0], split.levels, split.released[0])
    random = np.random.default_rng(seed)
    first, second = random.integers(-30, 30, (2, split.shape.model.duties))
    found = pricer.best(first, np.zeros(7, np.int64), 1)
    assert found is not None
    return split, pricer, tables(found[1].duties, split), second, np.zeros(7, np.int64)


def narrowed(split: Decomposition, held: Ints, costs: Ints, free: Ints) -> tuple[Ints, Ints]:
    """The costs where the first days are held."""
    costs, free = costs.copy(), free.copy()
    for duty, day in enumerate(split.shape.day_of):
        if day < len(held) and held[day] != duty:
            costs[duty] = BARRED
    free[: len(held)] = np.where(held >= 0, BARRED, 0)
    return costs, free


@given(drawn, st.integers(0, 1 << 30), st.integers(0, 6), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_a_line_up_to_a_day_and_what_going_on_costs_are_the_cost_of_the_best_whole_line(
    uses: Uses, seed: int, first: int, length: int
) -> None:
    split, pricer, before, costs, free = priced(uses, seed)
    held, last = before[:first], min(first + length, 7)
    costs, free = narrowed(split, held, costs, free)
    whole = pricer.best(costs, free, 1)
    assert whole is not None
    level = pricer.levels[-1]
    exact = level.best(costs, free, 1)
    window = Window(level, held, costs, free, 1, (first, last))
    found = window.best(costs, free, 1)
    assert found is not None
    assert exact is not None
    assert found[0] == exact.cost
    duties = np.array(found[1].duties, np.int64)
    assert (split.shape.day_of[duties] < last).all()
    assert np.array_equal(tables(found[1].duties, split)[:first], held)
    assert found[0] == found[1].cost + costs[duties].sum()


def test_what_going_on_costs_is_told_to_the_next_whole_number() -> None:
    split = split_of(office([], 3))
    pricer = Pricer(split.lines[0], split.levels)
    free, costs = np.zeros(7, np.int64), np.zeros(split.shape.model.duties, np.int64)
    assert pricer.best(costs, free, 10) is not None
    # Two days after the window, their duties worth 13 tenths each: 2.6 in all, told as 3.
    costs[split.shape.day_of >= 5] = -13
    window = Window(pricer.levels[-1], np.zeros(0, np.int64), costs, free, 10, (0, 5))
    found = window.best(costs, free, 10)
    assert found is not None
    assert (found[0], found[1].cost) == (-30, -3)


def limited(monkeypatch: pytest.MonkeyPatch, most: int) -> tuple[Decomposition, Pricer]:
    """An officer of three duties at least and ``most`` at most, told by rows of the master."""
    monkeypatch.setattr(release, "MOST_CELLS", 1.0)
    uses: Uses = [
        (c.MinDuties(per="horizon", limit=3), None, 1),
        (c.MaxDuties(per="horizon", limit=most), None, 1),
    ]
    split = released(split_of(office(uses, 2)))
    assert split is not None
    return split, Pricer(split.lines[0], split.levels, split.released[0])


def test_totals_keep_the_pace_of_the_lines_of_the_relaxation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    split, _ = limited(monkeypatch, 4)
    day_of = split.shape.day_of
    days = [int(np.flatnonzero(day_of == day)[0]) for day in range(7)]
    # Two lines of the first officer: Monday and Tuesday, and Monday and Sunday. None of the second.
    plans = np.full((2, 7), -1)
    plans[0, :2], plans[1, 0], plans[1, 6] = days[:2], days[0], days[6]
    pace = Pace(split, np.zeros(2, np.int64), plans)
    own = [int(n) for n in np.flatnonzero(pace.last - pace.first == 6)]
    mine = [n for n in own if (split.col[split.row == n] < split.shape.model.duties).all()]
    other = [n for n in own if n not in mine]
    # Two of four on Monday, one on Tuesday, one on Sunday; else a seventh each day.
    for n in mine:
        assert np.allclose(pace.share[n], [0.5, 0.75, 0.75, 0.75, 0.75, 0.75, 1.0])
    for n in other:
        assert np.allclose(pace.share[n], np.arange(1, 8) / 7)
    duals = np.zeros(len(split.rows), np.int64)
    told = pace.told(0, 2, np.full((2, 7), -2), duals)
    assert np.array_equal(told.rows, pace.last >= 2)
    assert not pace.rows(0, 2)[own].any()
    asked = [n for n, row in enumerate(told.paced.tolist()) if row in mine and pace.asks[row]]
    # At least 3 x 0.75 - 1 = 1.25, so 2; 4 x 0.75 + 1 = 4 at most if it is a limit of both.
    assert [int(told.low[n]) for n in asked] == [2]
    assert told.width.tolist() == [1] * len(told.paced)
    # The dearest slack is 9 for a place: 9 // 16 would be nothing.
    assert told.price == 1
    lacking = np.full(len(told.paced), 5 * SCALE)
    pace.adapt(told, lacking)
    after = pace.told(0, 2, np.full((2, 7), -2), duals)
    moved = np.flatnonzero(after.duals)
    assert np.array_equal(moved, told.paced[pace.asks[told.paced]])
    assert np.allclose(after.duals[moved], ADAPT * 5)


def test_rows_that_miss_their_pace_pay_more_step_by_step() -> None:
    rows = np.array([4, 7])
    told = Told(np.zeros(9, bool), np.zeros(9), rows, rows, rows, np.array([2, 6]), 3)
    row, coef, cost, upper = slack_of(told, 5)
    assert np.array_equal(row, [5, 6] * 6)
    assert np.array_equal(coef, [1] * 6 + [-1] * 6)
    assert np.array_equal(cost[:6], np.repeat([3 * step for step in STEEPER], 2))
    # One duty, two more, and then as many as may be.
    assert np.array_equal(upper[:4], [2, 6, 4, 12])
    assert upper[4:6].min() > 1000
    assert upper.max() < INFINITE
