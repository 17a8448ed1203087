"""Tests of weekdays that stay and open days between duties."""

from __future__ import annotations

from typing import Any

import pytest
from tiny import day, judge, on, problem

from constraints import Rhythm

# Monday to Friday, Monday and Tuesday; the weekend is closed.
DAYS = (0, 1, 2, 3, 4, 7, 8)
DUTIES = {n: on(n) for n in DAYS}
BOOK = problem(DUTIES.values())


def served(*days: int) -> list[tuple[str, Any]]:
    return [("Ani", DUTIES[n]) for n in days]


@pytest.mark.parametrize(
    ("days", "costs"),
    [
        ((0, 7), []),
        ((0, 1), [1]),
        ((0, 1, 2, 7, 8), [2]),  # Monday, Tuesday and Wednesday: two further weekdays
    ],
)
def test_each_further_weekday_costs_one(days: tuple[int, ...], costs: list[int]) -> None:
    found = judge(Rhythm(same_weekday=True), BOOK, *served(*days))
    assert [v.cost for v in found] == costs


@pytest.mark.parametrize(
    ("days", "costs"),
    [
        ((0, 3), []),  # two days between
        ((0, 2), [1]),
        ((0, 1), [2]),
        ((3, 7), [1]),  # Friday only: the weekend is closed
        ((2, 7), []),
        ((0, 1, 3), [2, 1]),
    ],
)
def test_each_open_day_missing_costs_one(days: tuple[int, ...], costs: list[int]) -> None:
    found = judge(Rhythm(gap=2), BOOK, *served(*days))
    assert [v.cost for v in found] == costs


def test_the_last_day_of_duty_before_counts_and_days_then_open() -> None:
    past = [("Ani", on(-5)), ("Ani", on(-4)), ("Budi", on(-3))]
    book = problem(DUTIES.values(), past=past)
    # Thursday -4 to Tuesday 1: Friday -3 and Monday 0 were open, 2 of 3
    (found,) = judge(Rhythm(gap=3), book, *served(1))
    assert (found.cost, found.day) == (1, day(1))
    assert judge(Rhythm(gap=3, start="free"), book, *served(1)) == []
    (strays,) = judge(Rhythm(same_weekday=True), book, *served(1))
    assert (strays.cost, strays.day) == (1, day(1))


def test_two_duties_of_one_day_are_one_day() -> None:
    late = on(0, "siang")
    book = problem([DUTIES[0], late])
    rule = Rhythm(same_weekday=True, gap=2)
    assert judge(rule, book, ("Ani", DUTIES[0]), ("Ani", late)) == []


@pytest.mark.parametrize(
    ("fields", "text"),
    [({}, "nothing is asked"), ({"gap": -1}, "gap is -1"), ({"gap": 1, "start": "x"}, "start")],
)
def test_parameters_that_make_no_sense_are_refused(fields: dict[str, Any], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Rhythm(**fields)


def test_the_sentences_name_weekdays_and_days() -> None:
    rule = Rhythm(same_weekday=True, gap=1)
    found = judge(rule, BOOK, *served(0, 1))
    assert [rule.explain(v, BOOK, "en") for v in found] == [
        "Ani has 0 open days between the duties on Monday, 1 March 2027 and Tuesday, 2 March "
        "2027, 1 short of 1. Move one of the two.",
        "Ani serves on Monday and Tuesday, where the weekday is to stay the same. Move all to "
        "one of them.",
    ]
