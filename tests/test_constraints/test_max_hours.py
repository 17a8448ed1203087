"""Tests of the most hours in a period."""

from __future__ import annotations

import pytest
from tiny import day, judge, on, problem

from constraints.max_hours import MaxHours


@pytest.mark.parametrize(("limit", "cost"), [(451, 0), (450, 0), (449, 1), (270, 180), (0, 450)])
def test_each_minute_above_the_limit_costs_one(limit: int, cost: int) -> None:
    duties = [on(0), on(0, "siang")]  # 270 + 180 = 450 minutes
    found = judge(MaxHours(limit, "day"), problem(duties), *(("Ani", d) for d in duties))
    assert [(v.amount, v.cost) for v in found] == ([(cost, cost)] if cost else [])


def test_a_week_ends_on_sunday() -> None:
    duties = [on(4), on(6), on(7)]
    found = judge(MaxHours(500), problem(duties), *(("Ani", d) for d in duties))
    # Friday and Sunday 540 of 500; Monday is the next week
    assert [(v.cost, v.fact("start")) for v in found] == [(40, day(0))]


def test_a_night_counts_whole_in_the_month_in_which_it_starts() -> None:
    duties = [on(30, "malam"), on(31)]
    found = judge(MaxHours(400, "month"), problem(duties), *(("Ani", d) for d in duties))
    assert [(v.cost, v.fact("start")) for v in found] == [(80, day(0))]


def test_hours_before_the_horizon_use_up_the_limit_but_are_no_breach() -> None:
    duties = [on(2)]
    past = [("Ani", on(0)), ("Ani", on(1, "malam")), ("Budi", on(1)), ("Budi", on(-1, "malam"))]
    book = problem(duties, first=2, past=past)
    found = judge(MaxHours(600), book, ("Ani", duties[0]), ("Budi", duties[0]))
    # Ani: 750 before, so nothing is left; Budi: 270 + 270 = 540 of 600, Sunday apart
    assert [(v.officers, v.cost) for v in found] == [(("Ani",), 270)]
    assert judge(MaxHours(600), book) == []


def test_the_horizon_counts_by_itself() -> None:
    duties = [on(0)]
    book = problem(duties, past=[("Ani", on(-1))])
    assert judge(MaxHours(270, "horizon"), book, ("Ani", duties[0])) == []


@pytest.mark.parametrize(
    ("parameters", "word"),
    [({"minutes": -1}, "minutes is -1"), ({"minutes": 1, "per": "year"}, "per is 'year'")],
)
def test_a_wrong_parameter_is_refused_by_name(parameters: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        MaxHours(**parameters)  # type: ignore[arg-type]
