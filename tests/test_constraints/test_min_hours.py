"""Tests of the least hours in a period."""

from __future__ import annotations

import pytest
from tiny import day, judge, on, problem

from constraints.min_hours import MinHours


@pytest.mark.parametrize(("least", "cost"), [(449, 0), (450, 0), (451, 1), (600, 150)])
def test_each_minute_missing_costs_one(least: int, cost: int) -> None:
    duties = [on(0), on(0, "siang")]  # 270 + 180 = 450 minutes
    served = [("Ani", duty) for duty in duties]
    found = judge(MinHours(least, "day"), problem(duties), *served, scope=["Ani"])
    assert [(v.amount, v.cost) for v in found] == ([(cost, cost)] if cost else [])


def test_who_has_no_duty_misses_all_of_every_day() -> None:
    found = judge(MinHours(60, "day"), problem([on(0)], "Ani", last=1))
    assert [(v.cost, v.day) for v in found] == [(60, day(0)), (60, day(1))]


def test_a_week_that_an_end_cuts_is_not_judged_unless_it_is_asked() -> None:
    # Friday 5 to Tuesday 16 March: one whole week, from Monday 8
    book = problem([on(4), on(7), on(14)], "Ani", first=4, last=15)
    assert [v.day for v in judge(MinHours(60), book)] == [day(7)]
    found = judge(MinHours(60, partial="count"), book)
    assert [v.day for v in found] == [day(4), day(7), day(14)]


def test_minutes_before_the_horizon_count_in_its_first_week() -> None:
    book = problem([on(2)], first=2, past=[("Ani", on(0)), ("Budi", on(-1))])
    found = judge(MinHours(300, partial="count"), book)
    # Ani has 270 minutes on Monday; Budi's Sunday is another week
    assert [(v.officers, v.cost) for v in found] == [(("Ani",), 30), (("Budi",), 300)]


def test_the_horizon_counts_by_itself() -> None:
    book = problem([on(0)], "Ani", past=[("Ani", on(-1))])
    assert [v.cost for v in judge(MinHours(100, "horizon"), book)] == [100]


def test_no_minute_is_not_a_rule() -> None:
    with pytest.raises(ValueError, match="minutes is 0"):
        MinHours(0)
