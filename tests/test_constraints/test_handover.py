"""Tests of officers who stay for the next session, or do not."""

from __future__ import annotations

import pytest
from tiny import judge, on, problem

from constraints import Handover

MORNING, AFTERNOON, EVENING = on(0), on(0, "siang"), on(0, "sore", "16:00", "18:00")
LONG = on(0, "penuh", "07:30", "16:00")
BOOK = problem([MORNING, AFTERNOON, EVENING, LONG])


def kinds(want: str, *served: str) -> list[str]:
    by_name = {"pagi": MORNING, "siang": AFTERNOON, "sore": EVENING, "penuh": LONG}
    rule = Handover(want)  # type: ignore[arg-type]
    return [v.kind for v in judge(rule, BOOK, *(("Ani", by_name[s]) for s in served))]


@pytest.mark.parametrize(
    ("served", "breaches"),
    [
        ("pagi", 0),
        ("pagi siang", 1),
        ("pagi siang sore", 2),
        ("pagi sore", 0),  # siang lies between
        ("penuh sore", 1),
        ("pagi penuh", 0),  # they overlap, so they do not adjoin
    ],
)
def test_staying_costs_one_for_each_two_sessions(served: str, breaches: int) -> None:
    assert kinds("never", *served.split()) == ["stayed"] * breaches


@pytest.mark.parametrize(
    ("served", "breaches"),
    [
        ("", 0),
        ("pagi", 1),
        ("pagi siang", 1),
        ("siang", 2),
        ("sore", 2),
        ("pagi siang sore penuh", 0),
    ],
)
def test_leaving_costs_one_for_each_two_sessions(served: str, breaches: int) -> None:
    # pagi and siang, siang and sore, penuh and sore adjoin
    assert kinds("same", *served.split()) == ["left"] * breaches


def test_only_the_sessions_named_are_judged() -> None:
    rule = Handover("never", ("pagi", "sore"))
    served = [("Ani", duty) for duty in (MORNING, AFTERNOON, EVENING)]
    assert judge(rule, BOOK, *served) == []


def test_other_rooms_and_days_do_not_adjoin() -> None:
    elsewhere, tomorrow = on(0, "siang", room="LPSE"), on(1)
    book = problem([MORNING, elsewhere, tomorrow])
    assert judge(Handover("never"), book, ("Ani", MORNING), ("Ani", elsewhere)) == []
    assert judge(Handover("same"), book, ("Ani", MORNING), ("Budi", tomorrow)) == []


def test_one_session_alone_cannot_adjoin() -> None:
    with pytest.raises(ValueError, match="sessions is pagi; expected two kinds"):
        Handover("same", ("pagi",))


def test_an_unknown_wish_is_refused() -> None:
    with pytest.raises(ValueError, match="want is 'both'; expected one of same, never"):
        Handover("both")  # type: ignore[arg-type]


def test_the_sentences_say_where_and_where_not() -> None:
    rule = Handover("same")
    book = problem([MORNING, AFTERNOON])
    (left,) = judge(rule, book, ("Ani", AFTERNOON))
    assert rule.explain(left, book, "id") == (
        "Ani bertugas di siang tetapi tidak di pagi pada Senin, 1 Maret 2027. Tugaskan Ani di "
        "keduanya atau tidak sama sekali."
    )
    assert rule.explain(left, book, "en") == (
        "Ani serves in siang but not in pagi on Monday, 1 March 2027. Assign Ani to both or to "
        "neither."
    )
