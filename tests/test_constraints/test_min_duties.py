"""Tests of the least duties in a period."""

from __future__ import annotations

import pytest
from tiny import day, judge, on, problem

from constraints.min_duties import MinDuties
from roster.model import History


@pytest.mark.parametrize(("served", "cost"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_each_duty_missing_costs_one(served: int, cost: int) -> None:
    duties = [on(n) for n in range(3)]
    pairs = [("Ani", duty) for duty in duties[:served]]
    found = judge(MinDuties(2), problem(duties), *pairs, scope=["Ani"])
    assert [(v.amount, v.cost) for v in found] == ([(cost, cost)] if cost else [])


@pytest.mark.parametrize(("before", "cost"), [(0, 2), (1, 1), (2, 0), (5, 0)])
def test_the_total_of_the_history_is_added_where_it_is_asked(before: int, cost: int) -> None:
    duty = on(0)
    book = problem([duty], "Ani", history=(History("Ani", before),))
    found = judge(MinDuties(3, carry=True), book, ("Ani", duty))
    # before + 1 of 3
    assert sum(v.cost for v in found) == cost
    assert sum(v.cost for v in judge(MinDuties(3), book, ("Ani", duty))) == 2


def test_only_duties_of_the_session_count() -> None:
    duties = [on(0), on(0, "siang"), on(1, "siang")]
    rule = MinDuties(2, session="pagi")
    found = judge(rule, problem(duties), *(("Ani", d) for d in duties), scope=["Ani"])
    assert [v.cost for v in found] == [1]


def test_a_month_that_an_end_cuts_is_not_judged_unless_it_is_asked() -> None:
    book = problem([on(30), on(31)], "Ani", first=0, last=31)
    assert [v.day for v in judge(MinDuties(1, "month"), book)] == [day(0)]
    found = judge(MinDuties(1, "month", partial="count"), book)
    assert [v.day for v in found] == [day(0), day(31)]


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({"limit": 0}, "limit is 0"),
        ({"limit": 1, "per": "week", "carry": True}, "carry counts every duty before"),
        ({"limit": 1, "session": "pagi", "carry": True}, "carry counts every duty before"),
        ({"limit": 1, "partial": "free"}, "partial is 'free'"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(parameters: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        MinDuties(**parameters)  # type: ignore[arg-type]
