"""Tests of rosters written as a line of text."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from constraints import MaxDuties, RestDays
from roster.model import Request, sketch
from roster.model.sketch import verdict


def test_the_example_of_the_docstring_comes_out_as_written() -> None:
    assert doctest.testmod(sketch).failed == 0


def test_rows_make_officers_units_duties_and_a_roster() -> None:
    problem, roster = sketch.sketch("Ani@SET: pagi+siang -; Budi@RUK: - pagi; : siang -")
    assert [(o.id, o.unit) for o in problem.officers] == [("Ani", "SET"), ("Budi", "RUK")]
    assert [unit.id for unit in problem.units] == ["SET", "RUK"]
    assert (problem.first, problem.last) == (date(2027, 3, 1), date(2027, 3, 2))
    assert [(who, duty.id) for who, duty in roster.assignments] == [
        ("Ani", "2027-03-01/PIP/pagi/desk"),
        ("Ani", "2027-03-01/PIP/siang/desk"),
        ("Budi", "2027-03-02/PIP/pagi/desk"),
    ]
    assert len(problem.duties) == 3


def test_what_stands_before_the_bar_is_past() -> None:
    problem, roster = sketch.sketch("Ani: pagi - | pagi -")
    assert [(who, duty.day) for who, duty in problem.past] == [("Ani", date(2027, 2, 27))]
    assert [duty.day for duty in roster.duties("Ani")] == [date(2027, 3, 1)]
    assert problem.last == date(2027, 3, 2)


def test_duties_and_problem_may_be_changed() -> None:
    wish = (Request("Ani", date(2027, 3, 1)),)
    problem, _ = sketch.sketch("Ani: malam", duty={"ideal": 2, "max": 3}, requests=wish)
    (night,) = problem.duties
    assert (night.ideal, night.max, night.minutes) == (2, 3, 480)
    assert night.end.isoformat() == "2027-03-02T06:00:00+07:00"
    assert problem.requests == wish


def test_an_unknown_session_is_named() -> None:
    with pytest.raises(ValueError, match="session 'sore' is unknown; expected pagi, siang"):
        sketch.sketch("Ani: sore")


def test_a_verdict_is_kept_or_a_sentence_for_each_violation() -> None:
    rows = "Ani: pagi+siang pagi"
    assert verdict(RestDays(1), "Ani: pagi -") == "kept"
    assert verdict(RestDays(1), rows).count("\n") == 0
    assert verdict(MaxDuties("day", 1), rows, "id") == (
        "Ani mendapat 2 tugas pada Senin, 1 Maret 2027, 1 terlalu banyak untuk batas 1. "
        "Alihkan 1 di antaranya."
    )
