"""Tests of the sequences of days that nobody should work."""

from __future__ import annotations

import pytest
from tiny import day, judge, on, problem

from constraints.patterns import Patterns
from roster.model import Violation

KINDS = {"p": "pagi", "s": "siang", "m": "malam"}


def worked(rule: Patterns, row: str, past: str = "") -> list[Violation]:
    """What the rule says of Ani in the sessions of a row, one letter a day."""
    cells = list(enumerate(past + row, -len(past)))
    duties = {n: on(n, KINDS[cell]) for n, cell in cells if cell in KINDS}
    now = [duty for n, duty in duties.items() if n >= 0]
    before = [("Ani", duty) for n, duty in duties.items() if n < 0]
    book = problem(now or [on(0)], first=0, last=len(row) - 1, past=before)
    return judge(rule, book, *(("Ani", duty) for duty in now), scope=["Ani"])


@pytest.mark.parametrize(
    ("sequence", "row", "cost"),
    [
        (("pagi", "siang", "pagi"), "psp----", 1),
        (("pagi", "siang", "pagi"), "----psp", 1),
        (("pagi", "siang", "pagi"), "pspsp--", 2),  # they overlap on day 2
        (("pagi", "siang", "pagi"), "pss-psm", 0),
        (("siang", "malam"), "s-m-sm-", 1),
        (("*", "*", "*"), "psm----", 1),
        (("*", "*", "*"), "psmp---", 2),
        (("*", "*", "*"), "ps-ps-p", 0),
        (("-", "*", "-"), "-p-----", 1),
        (("-", "*", "-"), "p-pp-p-", 1),  # only the last
        (("pagi", "-"), "------p", 0),  # what follows lies after the last day
        (("-", "pagi"), "p------", 0),  # what goes before lies before the first
    ],
)
def test_each_occurrence_inside_the_horizon_costs_one(
    sequence: tuple[str, ...], row: str, cost: int
) -> None:
    assert sum(v.cost for v in worked(Patterns(sequence), row)) == cost


@pytest.mark.parametrize(
    ("row", "cost"),
    [("-----pp---", 1), ("----ppp---", 0), ("-pp--p----", 0), ("-pp-----", 0)],
)
def test_a_weekday_is_the_day_on_which_an_occurrence_begins(row: str, cost: int) -> None:
    # day 4 is Friday, 5 March 2027
    found = worked(Patterns(("-", "*", "*"), "Fri"), row)
    assert [(v.cost, v.day) for v in found] == [(1, day(4))] * cost


@pytest.mark.parametrize(
    ("past", "row", "cost"),
    [("p", "sp-", 1), ("ps", "p--", 1), ("psp", "---", 0), ("p-", "sp-", 0)],
)
def test_an_occurrence_may_begin_in_the_roster_before(past: str, row: str, cost: int) -> None:
    found = worked(Patterns(("pagi", "siang", "pagi")), row, past)
    assert sum(v.cost for v in found) == cost


def test_days_before_the_first_that_is_known_fit_nothing() -> None:
    rule = Patterns(("-", "-", "pagi"))
    assert worked(rule, "p--", past="") == []
    assert worked(rule, "p--", past="p-") == []
    assert [v.day for v in worked(rule, "p--", past="p--")] == [day(-2)]


def test_another_duty_on_the_day_does_not_hide_a_session() -> None:
    duties = [on(0), on(0, "siang"), on(1)]
    found = judge(Patterns(("siang", "pagi")), problem(duties), *(("Ani", d) for d in duties))
    assert [v.cost for v in found] == [1]


@pytest.mark.parametrize(
    ("sequence", "weekday", "word"),
    [
        (("pagi",), "", "two or more entries"),
        (("pagi", ""), "", "two or more entries"),
        (("pagi", "-"), "Friday", "weekday is 'Friday'"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(
    sequence: tuple[str, ...], weekday: str, word: str
) -> None:
    with pytest.raises(ValueError, match=word):
        Patterns(sequence, weekday)  # type: ignore[arg-type]
