"""What dives near a roster leave open, and how two threads go on from what each has found."""

from __future__ import annotations

import numpy as np
import pytest
from test_large_search import RULES, posed
from test_windows import limited

from roster.encoding.linear import Ints
from roster.solve.large.dive import Dived
from roster.solve.large.diver import Diver
from roster.solve.large.generation import Generation
from roster.solve.large.neighbourhoods import Neighbourhoods
from roster.solve.large.root import penalty_of


def test_windows_come_one_after_the_other_and_overlap_by_half() -> None:
    _, split, _ = posed([RULES[0]], 5)
    draws = Neighbourhoods(split.shape, split.cost, 0, 1.0)
    draws.start = 0
    # Four of seven days: 4 / 7 of all assignments.
    size = round(draws.movable.sum() * 4 / 7)
    days = []
    for _ in range(4):
        opened = draws._window(size)
        assert opened.any(axis=1).all()
        days.append(sorted(set(split.shape.day_of[np.nonzero(opened)[1]].tolist())))
    assert days == [[0, 1, 2, 3], [2, 3, 4, 5], [4, 5, 6], [0, 1, 2, 3]]


def test_sweeping_begins_with_windows_and_leaves_them_where_others_gain_more() -> None:
    _, split, _ = posed([RULES[0]], 5)
    draws = Neighbourhoods(split.shape, split.cost, 0, 20.0, sweeping=True)
    values = np.zeros(split.shape.model.columns, np.int64)
    windows = 0
    for _ in range(100):
        draws.draw(values)
        windows += draws.last is draws.arms[1]
    # 0.02 + 0.9 * 30 / 34.
    assert 70 <= windows <= 92
    draws.last = draws.arms[1]
    for _ in range(40):
        draws.learn(0.0, exhausted=False, spent=1.0)
    assert draws.arms[1].score < 0.2


def pair(monkeypatch: pytest.MonkeyPatch) -> tuple[Diver, Ints, list[int]]:
    """A diver of two officers, three duties at least and five at most; a roster of three each."""
    split, _ = limited(monkeypatch, 5)
    duties = [int(np.flatnonzero(split.shape.day_of == day)[0]) for day in range(7)]
    plan = np.full((2, 7), -1)
    plan[:, :3] = duties[:3]
    diver = Diver(Generation(split, penalty_of(split)), 0)
    diver.follow(valued(diver, plan))
    return diver, plan, duties


def valued(diver: Diver, plan: Ints) -> Dived:
    """A roster with its cost."""
    generation = diver.generation
    return Dived(plan, *generation.split.worth(generation.lines(plan), plan))


def changed(plan: Ints, officer: int, duties: list[int], days: tuple[int, ...]) -> Ints:
    """The same with more duties."""
    found = plan.copy()
    for day in days:
        found[officer, day] = duties[day]
    return found


def test_what_two_threads_gained_for_different_officers_is_put_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    diver, plan, duties = pair(monkeypatch)
    start = valued(diver, plan)
    diver.own = own = valued(diver, changed(plan, 0, duties, (3,)))
    best = valued(diver, changed(plan, 1, duties, (4, 5)))
    assert best.cost < own.cost < start.cost
    assert diver._merge(best)
    assert diver.own.broken == 0
    assert diver.own.cost == own.cost + best.cost - start.cost
    assert np.array_equal(diver.own.plan, changed(best.plan, 0, duties, (3,)))
    # What it has beyond the other's is its own still, should that be bettered once more.
    assert diver.base is best.plan
    assert not diver._merge(best)


def test_the_better_roster_is_gone_on_from_where_both_together_break_a_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    diver, plan, duties = pair(monkeypatch)
    diver.own = valued(diver, changed(plan, 0, duties, (3,)))
    # Five duties of five: a sixth is too many.
    best = valued(diver, changed(plan, 0, duties, (4, 5)))
    assert not diver._merge(best)
    assert diver.own is best


def test_gains_count_by_the_effort_that_they_took(monkeypatch: pytest.MonkeyPatch) -> None:
    diver, plan, duties = pair(monkeypatch)
    better = valued(diver, changed(plan, 0, duties, (3, 4)))
    assert diver._gain(None, 1.0) == 0.0
    assert diver._gain(diver.own, 1.0) == 0.0
    assert diver._gain(better, 1.0) == 1.0
    # Four times the effort for the same; the best of before counts 0.95 of it.
    assert diver._gain(better, 4.0) == pytest.approx(0.25 / 0.95)
