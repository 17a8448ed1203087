"""Tests of weekends at work; days 5 and 6 are Saturday 6 and Sunday 7 March 2027."""

from __future__ import annotations

from typing import Any

import pytest
from tiny import day, judge, on, problem

from constraints.weekends import Weekends
from roster.model import Duty, History, Problem, Violation

FIVE_WEEKS = problem([on(0)], "Ani", last=34)


def at_work(rule: Weekends, *days: int, book: Problem = FIVE_WEEKS) -> list[Violation]:
    """What the rule says of Ani at work on some days."""
    return of(rule, *(on(n) for n in days), book=book)


def of(rule: Weekends, *duties: Duty, book: Problem = FIVE_WEEKS) -> list[Violation]:
    """What the rule says of Ani on some duties."""
    return judge(rule, book, *(("Ani", duty) for duty in duties), scope=["Ani"])


@pytest.mark.parametrize(
    ("days", "cost"),
    [
        ((), 0),
        ((5, 6), 0),  # one weekend
        ((5, 13), 0),  # half a weekend is a weekend: two
        ((5, 13, 19), 1),
        ((5, 13, 19, 20, 26), 2),
        ((0, 4, 7, 11), 0),  # weekdays
    ],
)
def test_each_weekend_above_the_most_costs_one(days: tuple[int, ...], cost: int) -> None:
    assert sum(v.cost for v in at_work(Weekends("most", most=2), *days)) == cost


@pytest.mark.parametrize(("before", "cost"), [(0, 0), (1, 0), (2, 1), (3, 2), (7, 2)])
def test_weekends_of_the_history_use_up_the_most_where_it_is_asked(before: int, cost: int) -> None:
    book = problem([on(0)], "Ani", last=34, history=(History("Ani", 9, before),))
    found = at_work(Weekends("most", most=3, carry=True), 5, 13, book=book)
    # two weekends, of 3 less those before, or none
    assert sum(v.cost for v in found) == cost


@pytest.mark.parametrize(
    ("start", "end", "days", "costs"),
    [
        ("counted", "counted", (5, 12, 19), []),  # three in a row
        ("counted", "counted", (5, 12, 19, 26), [1]),
        ("counted", "counted", (5, 12, 19, 26, 33), [2]),
        ("counted", "counted", (12,), [1]),  # one of at least two
        ("counted", "counted", (5, 33), [1, 1]),
        ("free", "counted", (5, 33), [1]),
        ("free", "free", (5, 33), []),
        ("free", "free", (5, 19, 33), [1]),
    ],
)
def test_weekends_in_a_row_are_counted_as_days_are(
    start: Any, end: Any, days: tuple[int, ...], costs: list[int]
) -> None:
    found = at_work(Weekends("in_row", 2, 3, start=start, end=end), *days)
    assert [v.cost for v in found] == costs


def test_weekends_in_a_row_go_on_from_the_roster_before() -> None:
    past = [("Ani", on(-1)), ("Ani", on(-9)), ("Ani", on(-22))]
    book = problem([on(0)], "Ani", last=34, past=past)
    # two weekends before, then one: three of at most 2
    assert [v.cost for v in at_work(Weekends("in_row", most=2), 5, book=book)] == [1]
    assert at_work(Weekends("in_row", least=2), book=book) == []


@pytest.mark.parametrize(
    ("days", "short", "long"),
    [
        ((), 0, 0),
        ((5, 6), 0, 1),  # Friday is missing
        ((4, 5, 6), 0, 0),
        ((4,), 0, 1),
        ((5,), 1, 1),
        ((4, 6), 1, 1),
    ],
)
def test_a_weekend_is_worked_whole_or_not_at_all(
    days: tuple[int, ...], short: int, long: int
) -> None:
    assert sum(v.cost for v in at_work(Weekends("complete"), *days)) == short
    whole = Weekends("complete", days=("Fri", "Sat", "Sun"))
    assert sum(v.cost for v in at_work(whole, *days)) == long


@pytest.mark.parametrize(
    ("saturday", "sunday", "cost"),
    [
        ("", "", 0),
        ("pagi", "pagi", 0),
        ("pagi", "siang", 2),  # pagi is missing on Sunday, siang on Saturday
        ("pagi", "", 1),
        ("pagi siang", "pagi", 1),
        ("pagi siang", "siang pagi", 0),
        ("pagi siang", "malam", 3),
    ],
)
def test_each_day_without_a_session_of_that_weekend_costs_one(
    saturday: str, sunday: str, cost: int
) -> None:
    duties = [on(5, kind) for kind in saturday.split()] + [on(6, kind) for kind in sunday.split()]
    assert sum(v.cost for v in of(Weekends("identical"), *duties)) == cost


def test_a_free_day_of_a_long_weekend_lacks_its_session() -> None:
    rule = Weekends("identical", days=("Fri", "Sat", "Sun"))
    assert [v.cost for v in of(rule, on(5), on(6))] == [1]
    # pagi lacks Friday and Sunday, siang Friday and Saturday
    assert [v.cost for v in of(rule, on(5), on(6, "siang"))] == [4]


@pytest.mark.parametrize(
    ("duties", "cost"),
    [
        ((on(4, "malam"),), 1),
        ((on(4, "malam"), on(5)), 0),
        ((on(4, "malam"), on(6)), 0),
        ((on(4),), 0),
        ((on(3, "malam"),), 0),
        ((on(4, "sore", "16:00", "00:00"),), 0),  # it ends at midnight and not after
        ((on(4, "sore", "16:00", "00:01"),), 1),
    ],
)
def test_a_night_before_a_free_weekend_costs_one(duties: tuple[Duty, ...], cost: int) -> None:
    assert sum(v.cost for v in of(Weekends("no_night_before"), *duties)) == cost


def test_the_kind_of_a_night_may_be_named() -> None:
    rule = Weekends("no_night_before", session="siang")
    assert [v.cost for v in of(rule, on(4, "siang"))] == [1]
    assert of(rule, on(4, "malam")) == []


def test_a_weekend_that_an_end_cuts_is_judged_as_far_as_its_days_are_known() -> None:
    sunday, saturday = on(6), on(12)
    cut = problem([sunday, saturday], "Ani", first=6, last=12)
    assert of(Weekends("complete"), sunday, saturday, book=cut) == []
    # half a weekend at each end is at work all the same
    assert [v.cost for v in of(Weekends("most", most=0), sunday, saturday, book=cut)] == [2]
    known = problem([sunday, saturday], "Ani", first=6, last=12, past=[("Ani", on(4))])
    # Saturday is known to be free
    assert [v.day for v in of(Weekends("complete"), sunday, saturday, book=known)] == [day(5)]


def test_the_night_on_the_eve_of_the_horizon_counts() -> None:
    book = problem([on(5)], "Ani", first=5, last=6, past=[("Ani", on(4, "malam"))])
    assert [v.cost for v in of(Weekends("no_night_before"), book=book)] == [1]


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({"require": "few"}, "require is 'few'"),
        ({"require": "most"}, "require=most needs most"),
        ({"require": "in_row"}, "nothing is asked"),
        ({"require": "complete", "days": ("Sat", "Mon")}, "expected days in order"),
        ({"require": "complete", "days": ()}, "expected days in order"),
        ({"require": "complete", "days": ("Saturday",)}, "days is 'Saturday'"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(parameters: dict[str, Any], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        Weekends(**parameters)


def test_the_sentence_counts_the_weekends() -> None:
    rule = Weekends("most", most=1)
    (found,) = at_work(rule, 5, 13)
    assert rule.explain(found, FIVE_WEEKS, "id") == (
        "Ani bertugas pada 2 akhir pekan, 1 terlalu banyak; alihkan tugas mulai Sabtu, "
        "13 Maret 2027."
    )
