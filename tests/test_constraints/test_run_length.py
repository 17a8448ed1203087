"""Tests of the days at work in a row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny import day, judge, on, problem

from constraints.run_length import RunLength
from roster.model import History, Problem, Violation

DUTIES = [on(n) for n in range(8)]
BOOK = problem(DUTIES)


def served(rule: RunLength, book: Problem, row: str) -> list[Violation]:
    """What the rule says of Ani at work on the days marked x."""
    return judge(rule, book, *(("Ani", DUTIES[n]) for n, mark in enumerate(row) if mark == "x"))


@pytest.mark.parametrize(
    ("row", "costs"),
    [
        ("--x-----", [1]),  # 1 day of at least 2
        ("--xx----", []),
        ("--xxx---", []),
        ("--xxxx--", [1]),  # 4 days of at most 3
        ("--xxxxx-", [2]),
        ("-x-xxxx-", [1, 1]),
        ("--------", []),
    ],
)
def test_each_day_too_many_or_too_few_costs_one(row: str, costs: list[int]) -> None:
    found = served(RunLength(2, 3), BOOK, row)
    assert [(v.amount, v.cost) for v in found] == [(cost, cost) for cost in costs]


def test_a_breach_names_the_duties_of_its_run_inside_the_horizon() -> None:
    book = problem(DUTIES, past=[("Ani", on(-1))])
    (found,) = served(RunLength(1, 2), book, "xx--x---")
    assert found.duties == (DUTIES[0], DUTIES[1])


@pytest.mark.parametrize(
    ("start", "end", "row", "cost"),
    [
        ("free", "free", "x--xx--x", 0),
        ("counted", "free", "x--xx--x", 1),  # the first day alone
        ("free", "counted", "x--xx--x", 1),  # the last day alone
        ("counted", "counted", "x--xx--x", 2),
        ("free", "free", "xxxx--xx", 1),  # the most binds at the ends too
        ("counted", "counted", "xx--xxxx", 1),
        ("free", "free", "xxxxxxxx", 5),
    ],
)
def test_at_the_ends_a_short_run_is_excused_or_not_and_a_long_one_never(
    start: str, end: str, row: str, cost: int
) -> None:
    rule = RunLength(2, 3, start=start, end=end)  # type: ignore[arg-type]
    assert sum(v.cost for v in served(rule, BOOK, row)) == cost


@pytest.mark.parametrize(
    ("before", "row", "cost"),
    [
        (1, "x-------", 0),  # 1 + 1 days
        (1, "--------", 1),  # the day before stayed alone
        (1, "xxx-----", 1),  # 1 + 3 days of at most 3
        (2, "--------", 0),
        (3, "x-------", 1),
        (5, "xx------", 2),  # 7 days; 2 of the 4 too many lie before
        (5, "--------", 0),
        (0, "x-------", 1),  # free on the eve
    ],
)
def test_a_run_goes_on_from_the_history(before: int, row: str, cost: int) -> None:
    runs = (0, 0, "pagi", before, before, 0) if before else (0, 0, "", 0, 0, 3)
    book = replace(BOOK, history=(History("Ani", *runs),))
    assert sum(v.cost for v in served(RunLength(2, 3), book, row)) == cost


def test_a_run_goes_on_from_the_roster_before() -> None:
    book = problem(DUTIES, past=[("Ani", on(-1, "siang")), ("Ani", on(-2)), ("Ani", on(-4))])
    # days -2 and -1, then 0 and 1: four of at most 3
    assert [(v.cost, v.fact("length")) for v in served(RunLength(2, 3), book, "xx------")] == [
        (1, 4)
    ]


def test_of_whom_nothing_is_known_the_first_run_may_have_begun_before() -> None:
    assert served(RunLength(3, 4), BOOK, "x-------") == []


def test_only_days_of_the_session_make_its_run() -> None:
    duties = [on(0), on(1, "siang"), on(1, "malam"), on(2, "siang"), on(3, "siang"), on(4)]
    rule = RunLength(1, 2, session="siang")
    found = judge(rule, problem(duties), *(("Ani", duty) for duty in duties))
    # siang on days 1, 2 and 3: three of at most 2
    assert [(v.cost, v.day) for v in found] == [(1, day(1))]


@pytest.mark.parametrize(("last", "cost"), [("siang", 1), ("pagi", 0)])
def test_the_history_of_a_session_counts_for_that_session_alone(last: str, cost: int) -> None:
    duties = [on(0, "siang"), on(1, "siang")]
    book = problem(duties, history=(History("Ani", 4, 0, last, 1, 4, 0),))
    found = judge(RunLength(1, 2, session="siang"), book, *(("Ani", d) for d in duties))
    assert sum(v.cost for v in found) == cost


def test_two_duties_on_one_day_are_one_day_at_work() -> None:
    duties = [on(0), on(0, "siang"), on(1)]
    assert judge(RunLength(most=2), problem(duties), *(("Ani", d) for d in duties)) == []


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({}, "nothing is asked"),
        ({"least": 3, "most": 2}, "least is 3, above most"),
        ({"most": -1}, "most is -1"),
        ({"most": 2, "start": "before"}, "start is 'before'"),
        ({"most": 2, "end": "history"}, "end is 'history'"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(parameters: dict[str, object], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        RunLength(**parameters)  # type: ignore[arg-type]


def test_the_sentences_name_the_officer_the_day_and_the_cure() -> None:
    rule = RunLength(2, 3, session="pagi")
    (long,) = served(rule, BOOK, "--xxxx--")
    (short,) = served(rule, BOOK, "--x-----")
    assert rule.explain(long, BOOK, "id") == (
        "Ani bertugas di pagi 4 hari berturut-turut (sekitar Rabu, 3 Maret 2027); paling banyak "
        "3. Sisipkan hari bebas."
    )
    assert rule.explain(short, BOOK, "en") == (
        "Ani works pagi 1 day in a row (about Wednesday, 3 March 2027); at least 2. Lengthen the "
        "run or drop it."
    )
