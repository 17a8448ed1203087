"""Tests of the free days in a row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny import day, judge, on, problem

from constraints.days_off import DaysOff
from roster.model import History, Problem, Violation

DUTIES = [on(n) for n in range(8)]
BOOK = problem(DUTIES)


def served(rule: DaysOff, book: Problem, row: str) -> list[Violation]:
    """What the rule says of Ani at work on the days marked x."""
    return judge(
        rule,
        book,
        *(("Ani", DUTIES[n]) for n, mark in enumerate(row) if mark == "x"),
        scope=["Ani"],
    )


@pytest.mark.parametrize(
    ("row", "costs"),
    [
        ("xx-xxxxx", [1]),  # 1 day of at least 2
        ("xx--xxxx", []),
        ("xx---xxx", []),
        ("xx----xx", [1]),  # 4 days of at most 3
        ("xx-----x", [2]),
        ("x-x----x", [1, 1]),
        ("xxxxxxxx", []),
    ],
)
def test_each_free_day_too_many_or_too_few_costs_one(row: str, costs: list[int]) -> None:
    found = served(DaysOff(2, 3), BOOK, row)
    assert [(v.amount, v.cost) for v in found] == [(cost, cost) for cost in costs]


@pytest.mark.parametrize(
    ("start", "end", "row", "cost"),
    [
        ("free", "free", "-xx--xx-", 0),
        ("counted", "free", "-xx--xx-", 1),
        ("free", "counted", "-xx--xx-", 1),
        ("counted", "counted", "-xx--xx-", 2),
        ("free", "free", "----xx--", 1),
        ("free", "free", "--------", 5),  # 8 days of at most 3
    ],
)
def test_at_the_ends_a_short_run_is_excused_or_not_and_a_long_one_never(
    start: str, end: str, row: str, cost: int
) -> None:
    rule = DaysOff(2, 3, start=start, end=end)  # type: ignore[arg-type]
    assert sum(v.cost for v in served(rule, BOOK, row)) == cost


@pytest.mark.parametrize(
    ("free", "row", "cost"),
    [
        (1, "-xxxxxxx", 0),  # 1 + 1 days
        (1, "xxxxxxxx", 1),  # the free day before stayed alone
        (2, "--xxxxxx", 1),  # 2 + 2 days of at most 3
        (5, "-xxxxxxx", 1),  # 6 days; 2 of the 3 too many lie before
        (0, "-xxxxxxx", 1),  # at work on the eve
        (0, "xxxxxxxx", 0),
    ],
)
def test_free_days_go_on_from_the_history(free: int, row: str, cost: int) -> None:
    runs = (0, 0, "", 0, 0, free) if free else (0, 0, "pagi", 1, 1, 0)
    book = replace(BOOK, history=(History("Ani", *runs),))
    assert sum(v.cost for v in served(DaysOff(2, 3), book, row)) == cost


def test_free_days_go_on_from_the_roster_before() -> None:
    book = problem(DUTIES, past=[("Ani", on(-3)), ("Budi", on(-1))])
    # days -2, -1, 0 and 1 are free: four of at most 3
    assert [v.cost for v in served(DaysOff(2, 3), book, "--xxxxxx")] == [1]


def test_an_officer_without_a_duty_in_the_roster_before_was_free_since_its_first_day() -> None:
    book = problem(DUTIES, past=[("Budi", on(-2))])
    # days -2, -1 and 0: three of at most 2
    assert [v.cost for v in served(DaysOff(1, 2), book, "-xxxxxxx")] == [1]


def test_a_closed_day_is_a_free_day() -> None:
    duties = [on(0), on(3)]
    found = judge(DaysOff(3), problem(duties), *(("Ani", d) for d in duties), scope=["Ani"])
    assert [(v.cost, v.day) for v in found] == [(1, day(1))]


def test_the_sentences_name_the_officer_the_day_and_the_cure() -> None:
    rule = DaysOff(2, 3)
    (long,) = served(rule, BOOK, "xx----xx")
    (short,) = served(rule, BOOK, "xx-xxxxx")
    assert rule.explain(long, BOOK, "id") == (
        "Ani bebas tugas 4 hari berturut-turut (sekitar Rabu, 3 Maret 2027); paling banyak 3. "
        "Sisipkan tugas."
    )
    assert rule.explain(short, BOOK, "en") == (
        "Ani has 1 free day in a row (about Wednesday, 3 March 2027); at least 2. Move the duty "
        "beside it."
    )
