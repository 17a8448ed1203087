"""Tests of the words that sentences share."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from roster.model import Officer, Room, Violation
from roster.model.sketch import sketch
from roster.model.wording import (
    against_share,
    counted,
    duty_name,
    in_order,
    listing,
    number,
    officer_name,
    session_name,
    unit_name,
)

PROBLEM, ROSTER = sketch("Ani@SET: pagi - siang; Budi: - pagi -")


def test_violations_stand_by_day_then_hour_then_officer() -> None:
    def found(who: str, place: int | None) -> Violation:
        duty = None if place is None else PROBLEM.duties[place]
        return Violation(
            "kind", 1, 1, "duty", (who,), (duty,) if duty else (), duty.day if duty else None
        )

    shuffled = [found("Budi", 2), found("Budi", 0), found("Ani", 2), found("Citra", None)]
    assert [v.officers[0] for v in in_order(shuffled)] == ["Citra", "Budi", "Ani", "Budi"]


def test_a_name_stands_for_an_id_where_one_is_known() -> None:
    named = replace(PROBLEM, officers=(Officer("1", "Ani Lestari"), Officer("2")))
    assert [officer_name(named, who) for who in ("1", "2", "3")] == ["Ani Lestari", "2", "3"]
    assert [unit_name(PROBLEM, unit) for unit in ("SET", "RUK")] == ["SET", "RUK"]
    assert session_name(PROBLEM, "pagi") == "Sesi pagi"
    assert session_name(PROBLEM, "sore") == "sore"


def test_a_duty_is_told_with_its_hours_and_zone() -> None:
    assert duty_name(PROBLEM.duties[0], PROBLEM, "id") == (
        "Senin, 1 Maret 2027 (Sesi pagi, desk, 07.30–12.00 WIB)"
    )
    assert duty_name(PROBLEM.duties[0], PROBLEM, "en") == (
        "Monday, 1 March 2027 (Sesi pagi, desk, 07:30–12:00 WIB)"
    )


def test_the_room_is_told_only_where_there_are_several() -> None:
    first, *others = PROBLEM.duties
    moved = replace(first, room="B")
    rooms = (*PROBLEM.rooms, Room("B", "Ruang Timur", timezone="Asia/Makassar"))
    problem = replace(PROBLEM, duties=(moved, *others), rooms=rooms)
    assert "(Ruang Timur, Sesi pagi, desk, 07.30–12.00 WITA)" in duty_name(moved, problem, "id")


@pytest.mark.parametrize(("words", "told"), [("a", "a"), ("ab", "a dan b"), ("abc", "a, b dan c")])
def test_a_list_ends_in_and(words: str, told: str) -> None:
    assert listing(words, "id") == told
    assert listing(words, "en") == told.replace("dan", "and")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (3, "3"),
        (Fraction(10, 3), "3,33"),
        (Fraction(5, 2), "2,5"),
        (Fraction(-1, 4), "-0,25"),
        (Fraction(-1, 1000), "0"),
        (Fraction(100), "100"),
    ],
)
def test_a_number_has_two_places_at_most(value: Fraction, told: str) -> None:
    assert number(value, "id") == told
    assert number(value, "en") == told.replace(",", ".")


def test_one_is_singular() -> None:
    assert [counted(n, "duty", "duties") for n in (0, 1, 2)] == ["0 duties", "1 duty", "2 duties"]


def test_nobody_is_advised_to_serve_less_than_never() -> None:
    sentence = against_share("Ani", "", 0, Fraction(-2), "en")
    assert sentence == (
        "Ani has 0 duties against a fair share of -2, 2 above. No whole number of duties is nearer."
    )
