"""Linking rows as costs of sums."""

from __future__ import annotations

import math

import numpy as np
import pytest

from roster.encoding import INFINITE
from roster.solve.large.line import (
    BARRED,
    Pattern,
    Prices,
    Stage,
    UntellableError,
    cases_of,
    exclusive,
)
from roster.solve.large.rows import Row, RowTables, priced

NONE = np.zeros(0, np.int64)


def sums(costs: list[int], overs: list[int], least: int) -> RowTables:
    """One sum alone, from ``least`` on."""
    first = np.array([-least], np.int64)
    table = np.array(costs, np.int64), np.array(overs, np.int64)
    return RowTables(NONE, NONE, NONE, first, *table, np.array([least], np.int64))


def test_a_sum_short_of_its_ideal_and_above_it_is_one_row_with_slack() -> None:
    # Ideal 2 of 0 to 4: each one short costs 100, each one above 1. 200 100 0 1 2.
    row = sums([200, 100, 0, 1, 2], [0] * 5, 0).limits(0)
    assert row == Row(2, 2, ((100, 2),), ((1, 2),), 0, -1.0, 100.0)


def test_barred_values_leave_no_slack_and_flat_ends_no_limit() -> None:
    # 0 is barred, 1 costs 30, from 2 on nothing: at least 2, one unit of slack.
    row = sums([30, 30, 0, 0], [1, 0, 0, 0], 0).limits(0)
    assert row == Row(2, INFINITE, ((30, 1),), (), 0, 0.0, math.inf)
    # -1 to 1 at 5 each: no limit at all, 5 always.
    assert sums([5, 5, 5], [0, 0, 0], -1).limits(0) == Row(-INFINITE, INFINITE, (), (), 5, 0.0, 0.0)


def test_costs_that_are_not_convex_are_no_row() -> None:
    assert sums([0, 3, 4], [0] * 3, 0).limits(0) is None


def test_what_is_barred_costs_as_the_nearest_allowed_and_breaks_by_the_distance() -> None:
    cost, over = priced([BARRED, BARRED, 7, 9, BARRED])
    assert cost.tolist() == [7, 7, 7, 9, 9]
    assert over.tolist() == [2, 1, 0, 0, 1]
    with pytest.raises(UntellableError):
        priced([BARRED, BARRED])


def test_slack_that_pays_is_refused_unless_it_must_be_taken() -> None:
    with pytest.raises(UntellableError):
        Prices.of((0, 3), [(-1, 2)], [])
    assert Prices.of((3, 3), [(5, 1), (-1, 2)], []).cost(0) == 3


def test_cases_exclude_one_another_and_leave_nothing_out() -> None:
    # Bit 1 on any of the days 0, 1, 2 while day 1 lacks it: day 0, or else day 2.
    boxes = cases_of({1: ~2}, [((0, 2), (1, 2), (2, 2))])
    hits = [
        sum(all(box[d] >> bits[d] & 1 for d in box) for box in boxes)
        for bits in np.ndindex(2, 2, 2)
    ]
    wanted = [int(b != 1 and (a == 1 or c == 1)) for a, b, c in np.ndindex(2, 2, 2)]
    assert hits == wanted


def test_patterns_that_share_a_cost_become_boxes_that_match_once() -> None:
    # Work on the first of two days and not on the second, or the other way round, or work on
    # the first: of the four choices, all but two free days match, each once.
    work, free = 2, 1
    patterns = [
        Pattern((Stage(((0, one),)), Stage(((1, other),))), 4)
        for one, other in ((work, free), (free, work), (work, work | free))
    ]
    boxes = exclusive(patterns)
    hits = [
        sum(all(box[d] >> bits[d] & 1 for d in box) for box in boxes) for bits in np.ndindex(2, 2)
    ]
    assert hits == [0, 1, 1, 1]
