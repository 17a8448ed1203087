"""Tests of what may not follow on the next day."""

from __future__ import annotations

import pytest
from tiny import day, judge, on, problem

from constraints.succession import Succession
from roster.model import History

RULE = Succession("malam", ("pagi", "siang"))


@pytest.mark.parametrize(
    ("second", "gap", "costs"),
    [("pagi", 1, 1), ("siang", 1, 1), ("malam", 1, 0), ("pagi", 2, 0), ("pagi", 0, 0)],
)
def test_only_the_next_day_and_only_the_named_sessions_count(
    second: str, gap: int, costs: int
) -> None:
    duties = [on(1, "malam"), on(1 + gap, second)]
    book = problem(duties, first=0, last=4)
    found = judge(RULE, book, *(("Ani", duty) for duty in duties))
    assert sum(v.cost for v in found) == costs


def test_two_officers_do_not_follow_each_other() -> None:
    one, other = on(0, "malam"), on(1)
    assert judge(RULE, problem([one, other]), ("Ani", one), ("Budi", other)) == []


def test_each_session_of_the_next_day_costs_one_and_two_posts_of_it_no_more() -> None:
    duties = [on(0, "malam"), on(1), on(1, post="front"), on(1, "siang")]
    found = judge(RULE, problem(duties), *(("Ani", duty) for duty in duties))
    assert [(v.fact("then"), v.cost, len(v.duties)) for v in found] == [
        ("pagi", 1, 2),
        ("siang", 1, 1),
    ]


def test_the_eve_counts_from_the_roster_before() -> None:
    duties = [on(0)]
    book = problem(duties, past=[("Ani", on(-1, "malam")), ("Budi", on(-2, "malam"))])
    found = judge(RULE, book, ("Ani", duties[0]), ("Budi", duties[0]))
    assert [(v.officers, v.day) for v in found] == [(("Ani",), day(0))]


@pytest.mark.parametrize(("runs", "cost"), [((1, 1, 0), 1), ((0, 0, 2), 0)])
def test_the_eve_counts_from_the_history(runs: tuple[int, int, int], cost: int) -> None:
    duties = [on(0)]
    last = "malam" if runs[1] else ""
    book = problem(duties, history=(History("Ani", 3, 0, last, *runs),))
    assert sum(v.cost for v in judge(RULE, book, ("Ani", duties[0]))) == cost


def test_what_was_wrong_before_the_horizon_is_not_held_against_the_roster() -> None:
    book = problem([on(0)], past=[("Ani", on(-2, "malam")), ("Ani", on(-1))])
    assert judge(RULE, book) == []


@pytest.mark.parametrize("parameters", [("", ("pagi",)), ("pagi", ()), ("pagi", ("",))])
def test_a_session_must_be_named(parameters: tuple[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match="must name sessions"):
        Succession(*parameters)


def test_the_sentence_names_both_sessions() -> None:
    duties = [on(0, "malam"), on(1)]
    book = problem(duties)
    (found,) = judge(RULE, book, *(("Ani", duty) for duty in duties))
    assert RULE.explain(found, book, "id") == (
        "Ani bertugas di pagi pada Selasa, 2 Maret 2027, sehari setelah malam; urutan ini tidak "
        "boleh. Tukar salah satunya dengan petugas lain."
    )
