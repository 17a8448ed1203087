"""Tests of who must be, or must not be too many, in a session."""

from __future__ import annotations

from typing import Any

import pytest
from tiny import day, judge, on, problem

from constraints import Mix
from roster.model import Certificate, Officer, Unit

OFFICERS = [
    Officer("Ani", "Ani", "SET", certificates=(Certificate("sign", None, day(0)),)),
    Officer("Budi", "Budi", "SET"),
    Officer("Cici", "Cici", "RUK"),
    Officer("Dedi", "Dedi"),
]
FRONT, BACK, NEXT = on(0), on(0, post="back"), on(1)
BOOK = problem([FRONT, BACK, NEXT], OFFICERS, units=(Unit("SET", "Sekretariat"),))


@pytest.mark.parametrize(
    ("served", "costs"),
    [
        # at least 2 of SET in each of two sessions
        ({}, [2, 2]),
        ({FRONT: "Ani"}, [1, 2]),
        ({FRONT: "Ani Budi", NEXT: "Ani Budi Cici"}, []),
        ({FRONT: "Ani", BACK: "Budi", NEXT: "Cici"}, [2]),
    ],
)
def test_each_officer_missing_costs_one(served: dict[Any, str], costs: list[int]) -> None:
    pairs = [(who, duty) for duty, names in served.items() for who in names.split()]
    found = judge(Mix("unit:SET", least=2), BOOK, *pairs)
    assert [(v.kind, v.amount, v.cost) for v in found] == [("few", c, c) for c in costs]


def test_where_nobody_serves_nothing_is_missing_if_so_asked() -> None:
    found = judge(Mix("unit:RUK", least=1, when="staffed"), BOOK, ("Ani", NEXT))
    assert [v.day for v in found] == [day(1)]


def test_a_competency_counts_on_its_days_only() -> None:
    found = judge(Mix("competency:sign", least=1), BOOK, ("Ani", FRONT), ("Ani", NEXT))
    assert [(v.day, v.officers) for v in found] == [(day(1), ())]


def test_each_officer_too_many_costs_one() -> None:
    served = [(who, FRONT) for who in ("Ani", "Budi", "Cici")]
    (found,) = judge(Mix(most=1), BOOK, *served)
    assert (found.kind, found.cost, found.officers) == ("many", 2, ("Ani", "Budi", "Cici"))


def test_an_officer_at_two_posts_counts_once() -> None:
    assert judge(Mix(most=1), BOOK, ("Ani", FRONT), ("Ani", BACK)) == []


def test_units_count_once_and_officers_without_one_not_at_all() -> None:
    served = [(who, FRONT) for who in ("Ani", "Budi", "Dedi")]
    (found, _) = judge(Mix(least=2, count="units"), BOOK, *served)
    assert (found.cost, found.unit, found.fact("number")) == (1, "unit", 1)
    assert judge(Mix(most=0, count="units"), BOOK, ("Dedi", FRONT)) == []


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "nothing is asked"),
        ({"least": -1}, "least is -1"),
        ({"least": 2, "most": 1}, "least is 2 and most 1"),
        ({"least": 1, "count": "rooms"}, "count is 'rooms'"),
        ({"least": 1, "when": "never"}, "when is 'never'"),
        ({"least": 1, "among": "x:y"}, "'x:y' is no selector"),
    ],
)
def test_parameters_that_make_no_sense_are_refused(fields: dict[str, Any], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Mix(**fields)


def test_the_sentence_names_those_who_count() -> None:
    served = [(who, FRONT) for who in ("Ani", "Budi")]
    rule, units = Mix(most=1), Mix(least=2, count="units")
    (found,) = judge(rule, BOOK, *served)
    assert rule.explain(found, BOOK, "en") == (
        "In pagi on Monday, 1 March 2027 there are 2 officers (Ani and Budi), 1 above the most "
        "of 1. Relieve 1."
    )
    assert units.explain(judge(units, BOOK, *served)[0], BOOK, "id") == (
        "Di pagi pada Senin, 1 Maret 2027 ada 1 unit (Sekretariat), 1 di bawah batas 2. "
        "Tambahkan 1."
    )
