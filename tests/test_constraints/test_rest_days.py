"""Tests of the free days between two days of duty."""

from __future__ import annotations

from itertools import combinations

import pytest
from tiny import day, judge, on, problem

from constraints import RestDays


@pytest.mark.parametrize(("gap", "missing"), [(1, 2), (2, 1), (3, 0), (4, 0)])
def test_each_missing_free_day_costs_one(gap: int, missing: int) -> None:
    one, other = on(0), on(gap)
    found = judge(RestDays(2), problem([one, other]), ("Ani", one), ("Ani", other))
    # a gap of g days leaves g - 1 free ones, of which 2 are due
    assert [(v.amount, v.cost) for v in found] == ([(missing, missing)] if missing else [])


def test_two_duties_on_one_day_are_one_day_of_duty() -> None:
    duties = [on(0), on(0, "siang"), on(2)]
    assert judge(RestDays(1), problem(duties), *(("Ani", d) for d in duties)) == []


def test_every_pair_of_neighbouring_duty_days_is_judged() -> None:
    duties = [on(n) for n in (0, 1, 3)]
    found = judge(RestDays(2), problem(duties), *(("Ani", d) for d in duties))
    # 0 free days of 2, then 1 of 2: 2 + 1 = 3
    assert [v.cost for v in found] == [2, 1]


def test_the_last_duty_day_before_the_horizon_counts() -> None:
    book = problem([on(0), on(1)], past=[("Ani", on(-2)), ("Ani", on(-3)), ("Budi", on(-3))])
    found = judge(RestDays(2), book, ("Ani", book.duties[0]), ("Budi", book.duties[0]))
    # Ani: day -1 is free, 1 of 2; Budi: days -2 and -1, 2 of 2
    assert [(v.officers, v.cost, v.day) for v in found] == [(("Ani",), 1, day(0))]
    assert judge(RestDays(2), book, ("Ani", book.duties[1])) == []


def test_what_was_wrong_before_the_horizon_is_not_held_against_the_roster() -> None:
    book = problem([on(0)], past=[("Ani", on(-1)), ("Ani", on(-2))])
    assert judge(RestDays(3), book) == []


def test_the_morning_after_a_night_is_a_free_day() -> None:
    night, later = on(0, "malam"), on(2)
    assert judge(RestDays(1), problem([night, later]), ("Ani", night), ("Ani", later)) == []


@pytest.mark.parametrize("days", [1, 2, 3])
def test_the_cost_is_the_same_counted_over_windows(days: int) -> None:
    duties = [on(n) for n in range(6)]
    book = problem(duties, past=[("Ani", on(-2))])
    for size in range(7):
        for served in combinations(range(6), size):
            expected = 0
            for start in range(-days, 6):
                window = range(start, start + days + 1)
                inside = sum(n in window for n in served)
                if inside:
                    expected += max(0, inside + (-2 in window) - 1)
            found = judge(RestDays(days), book, *(("Ani", duties[n]) for n in served))
            assert sum(v.cost for v in found) == expected


def test_no_rest_is_not_a_rule() -> None:
    with pytest.raises(ValueError, match="days is 0; expected"):
        RestDays(0)


def test_the_sentence_names_both_days() -> None:
    one, other = on(0), on(2)
    book = problem([one, other])
    (found,) = judge(RestDays(3), book, ("Ani", one), ("Ani", other))
    assert RestDays(3).explain(found, book, "id") == (
        "Ani hanya punya 1 hari bebas di antara tugas Senin, 1 Maret 2027 dan "
        "Rabu, 3 Maret 2027, kurang 2 dari 3. Pindahkan salah satunya."
    )


def test_a_day_that_is_let_be_asks_for_no_rest_and_gives_none() -> None:
    duties = [on(n) for n in (0, 1, 2, 4)]
    found = judge(RestDays(2, except_on=day(1)), problem(duties), *(("Ani", d) for d in duties))
    # without day 1: day 1 between 0 and 2, 1 free of 2; day 3 between 2 and 4, 1 of 2
    assert [(v.cost, v.day) for v in found] == [(1, day(2)), (1, day(4))]


def test_a_day_before_the_horizon_that_is_let_be_leaves_the_one_before_it() -> None:
    book = problem([on(0)], past=[("Ani", on(-1)), ("Ani", on(-3))])
    found = judge(RestDays(3, except_on=day(-1)), book, ("Ani", book.duties[0]))
    # days -2 and -1 lie between -3 and 0, 2 of 3
    assert [v.cost for v in found] == [1]
