"""Tests of officers who are not to serve together."""

from __future__ import annotations

import pytest
from tiny import judge, on, problem

from constraints import Apart
from roster.model import Officer

OFFICERS = [
    Officer("Ani", "Ani", "SET"),
    Officer("Budi", "Budi", "SET"),
    Officer("Cici", "Cici", "RUK"),
]
FRONT, BACK, LATER = on(0), on(0, post="back"), on(0, "siang")
BOOK = problem([FRONT, BACK, LATER], OFFICERS)


def test_two_posts_of_one_session_are_together_and_two_sessions_are_not() -> None:
    rule = Apart("unit:RUK")
    assert judge(rule, BOOK, ("Ani", FRONT), ("Cici", LATER), scope=["Ani"]) == []
    (found,) = judge(rule, BOOK, ("Ani", FRONT), ("Cici", BACK), scope=["Ani"])
    assert (found.officers, found.duties, found.cost) == (("Ani", "Cici"), (BACK, FRONT), 1)


def test_each_pair_of_each_session_costs_one() -> None:
    served = [(who, duty) for who in ("Ani", "Budi", "Cici") for duty in (FRONT, LATER)]
    # Ani-Cici and Budi-Cici, in two sessions
    assert len(judge(Apart("unit:RUK"), BOOK, *served)) == 4
    # all three pairs, in two sessions
    assert len(judge(Apart(""), BOOK, *served)) == 6
    assert len(judge(Apart("", "siang"), BOOK, *served)) == 3


def test_a_group_in_its_own_scope_is_kept_from_itself() -> None:
    served = [(who, FRONT) for who in ("Ani", "Budi", "Cici")]
    (found,) = judge(Apart("unit:SET"), BOOK, *served, scope=["Ani", "Budi"])
    assert found.officers == ("Ani", "Budi")


def test_an_officer_at_two_posts_is_not_together_with_himself() -> None:
    assert judge(Apart(""), BOOK, ("Ani", FRONT), ("Ani", BACK)) == []


def test_an_unknown_kind_of_group_is_refused() -> None:
    with pytest.raises(ValueError, match="'units:x' is no selector"):
        Apart("units:x")


def test_the_sentence_names_both() -> None:
    (found,) = judge(Apart("unit:RUK"), BOOK, ("Ani", FRONT), ("Cici", FRONT))
    assert Apart("unit:RUK").explain(found, BOOK, "id") == (
        "Ani dan Cici bertugas bersama di pagi pada Senin, 1 Maret 2027. Alihkan tugas salah "
        "satunya ke petugas lain."
    )
