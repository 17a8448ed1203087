"""Tests of what is known of an officer on the day before the horizon."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roster.model import History, Problem
from roster.model.sketch import sketch


def before(past: str) -> Problem:
    """A problem in which Ani served in the sessions of ``past`` and Budi three days before."""
    return sketch(f"Ani: {past} | -; Budi: pagi - - | -; : pagi")[0]


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        ("pagi pagi pagi", History("Ani", 0, 0, "pagi", 3, 3, 0)),
        ("- pagi siang", History("Ani", 0, 0, "siang", 1, 2, 0)),
        ("siang pagi pagi", History("Ani", 0, 0, "pagi", 2, 3, 0)),
        ("pagi siang pagi", History("Ani", 0, 0, "pagi", 1, 3, 0)),
        ("pagi - pagi", History("Ani", 0, 0, "pagi", 1, 1, 0)),
        ("pagi - -", History("Ani", free_run=2)),
        ("- pagi -", History("Ani", free_run=1)),
        ("- - -", History("Ani", free_run=3)),
        ("- - pagi+siang", History("Ani", 0, 0, "siang", 1, 1, 0)),
    ],
)
def test_the_roster_before_adds_up_to_runs_that_reach_the_eve(past: str, expected: History) -> None:
    assert before(past).eve["Ani"] == expected


def test_a_row_of_history_counts_before_the_roster_before() -> None:
    row = History("Ani", 12, 3, "malam", 2, 4, 0)
    problem = replace(before("pagi pagi pagi"), history=(row,))
    assert problem.eve["Ani"] == row
    assert problem.eve["Budi"] == History("Budi", free_run=2)


def test_nothing_is_known_of_anybody_without_history_or_a_roster_before() -> None:
    problem, _ = sketch("Ani: pagi")
    assert dict(problem.eve) == {}
    assert dict(problem.past_of) == {}


def test_the_duties_before_stand_by_officer_in_order_of_time() -> None:
    past = before("siang pagi+siang -").past_of
    assert [(d.day.day, d.session) for d in past["Ani"]] == [
        (26, "siang"),
        (27, "pagi"),
        (27, "siang"),
    ]
