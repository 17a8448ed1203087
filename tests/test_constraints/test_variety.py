"""Tests of pairs that serve together too often."""

from __future__ import annotations

import pytest
from tiny import day, judge, on, problem

from constraints import Variety

WEEK = [on(n) for n in range(4)]
BOOK = problem(WEEK, "Ani Budi Cici")


@pytest.mark.parametrize(("limit", "cost"), [(0, 3), (1, 2), (2, 1), (3, 0)])
def test_each_meeting_above_the_limit_costs_one(limit: int, cost: int) -> None:
    served = [(who, duty) for who in ("Ani", "Budi") for duty in WEEK[:3]]
    found = judge(Variety(limit), BOOK, *served)
    assert [(v.officers, v.cost) for v in found] == ([(("Ani", "Budi"), cost)] if cost else [])


def test_a_breach_is_told_on_the_first_meeting_too_many() -> None:
    served = [(who, duty) for who in ("Ani", "Budi") for duty in WEEK]
    (found,) = judge(Variety(2), BOOK, *served)
    assert (found.day, len(found.duties)) == (day(2), 4)


def test_meetings_before_the_horizon_use_up_the_limit() -> None:
    past = [(who, on(-n)) for who in ("Ani", "Budi") for n in (1, 2, 3)] + [("Cici", on(-3))]
    book = problem(WEEK, "Ani Budi Cici", past=past)
    everyone = [(who, WEEK[0]) for who in ("Ani", "Budi", "Cici")]
    # Ani-Budi have met 3 times, each with Cici once: 2 - 3 leaves none, 2 - 1 leaves one
    assert [(v.officers, v.cost) for v in judge(Variety(2), book, *everyone)] == [
        (("Ani", "Budi"), 1)
    ]
    assert judge(Variety(2), book) == []


def test_two_posts_of_a_session_are_one_meeting_and_two_rooms_none() -> None:
    back, elsewhere = on(0, post="back"), on(1, room="LPSE")
    book = problem([*WEEK, back, elsewhere])
    served = [("Ani", WEEK[0]), ("Budi", back), ("Budi", WEEK[0])]
    (found,) = judge(Variety(0), book, *served)
    assert found.cost == 1
    assert judge(Variety(0), book, ("Ani", WEEK[1]), ("Budi", elsewhere)) == []


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="limit is -1; expected"):
        Variety(-1)


def test_the_sentence_counts_what_was_before() -> None:
    book = problem(WEEK, past=[("Ani", on(-1)), ("Budi", on(-1))])
    (found,) = judge(Variety(1), book, ("Ani", WEEK[0]), ("Budi", WEEK[0]))
    assert Variety(1).explain(found, book, "id") == (
        "Ani dan Budi bertugas bersama 2 kali (1 di antaranya sebelum jadwal ini), 1 terlalu "
        "banyak untuk batas 1; terakhir di pagi pada Senin, 1 Maret 2027. Pasangkan salah satunya "
        "dengan orang lain."
    )
