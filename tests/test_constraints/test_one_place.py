"""Tests of the rule that nobody is in two places at once."""

from __future__ import annotations

import pytest
from tiny import judge, on, problem

from constraints import OnePlace

RULE = OnePlace()


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("11:59", "13:00", [1]),
        ("12:00", "13:00", []),
        ("12:01", "13:00", []),
        ("07:00", "08:00", []),
        ("07:00", "09:00", [60]),
        ("07:00", "13:00", [240]),
    ],
)
def test_duties_clash_from_the_first_common_minute(
    start: str, end: str, minutes: list[int]
) -> None:
    morning, other = on(0, "pagi", "08:00", "12:00"), on(0, "lain", start, end)
    found = judge(RULE, problem([morning, other]), ("Ani", morning), ("Ani", other))
    assert [v.amount for v in found] == minutes


def test_two_officers_may_serve_at_the_same_time() -> None:
    one, other = on(0, post="desk"), on(0, post="front")
    assert judge(RULE, problem([one, other]), ("Ani", one), ("Budi", other)) == []


def test_three_duties_at_once_are_three_pairs() -> None:
    posts = [on(0, post=post) for post in ("a", "b", "c")]
    found = judge(RULE, problem(posts), *(("Ani", duty) for duty in posts))
    # 3 x 2 / 2 = 3 pairs, each of the 270 minutes from 07:30 to 12:00
    assert [(v.amount, v.cost) for v in found] == [(270, 1)] * 3


def test_a_night_clashes_with_the_morning_it_runs_into() -> None:
    night, early, later = on(0, "malam"), on(1, "dini", "05:30", "07:00"), on(1, "subuh", "06:00")
    book = problem([night, early, later])
    assert [v.amount for v in judge(RULE, book, ("Ani", night), ("Ani", early))] == [30]
    assert judge(RULE, book, ("Ani", night), ("Ani", later)) == []


def test_a_night_begun_before_the_horizon_still_runs_on_the_first_day() -> None:
    early = on(0, "dini", "05:30", "07:00")
    book = problem([early], past=[("Ani", on(-1, "malam"))])
    (found,) = judge(RULE, book, ("Ani", early))
    assert found.day == early.day
    assert judge(RULE, book, ("Budi", early)) == []
    assert judge(RULE, book) == []


def test_rooms_in_two_zones_are_compared_at_the_same_instant() -> None:
    jakarta = on(0, "pagi", "08:00", "09:00")
    # 10:00 and 11:00 in Jayapura are 08:00 and 09:00 in Jakarta
    same = on(0, "pagi", "10:00", "11:00", room="JPR", zone="Asia/Jayapura")
    next_ = on(0, "siang", "11:00", "12:00", room="JPR", zone="Asia/Jayapura")
    book = problem([jakarta, same, next_])
    assert [v.amount for v in judge(RULE, book, ("Ani", jakarta), ("Ani", same))] == [60]
    assert judge(RULE, book, ("Ani", jakarta), ("Ani", next_)) == []


def test_an_officer_listed_twice_on_one_duty_is_a_clash() -> None:
    duty = on(0)
    assert len(judge(RULE, problem([duty]), ("Ani", duty), ("Ani", duty))) == 1


def test_a_clash_is_told_in_indonesian() -> None:
    one, other = on(0, "pagi", "08:00", "12:00"), on(0, "lain", "11:00", "13:00", room="B")
    book = problem([one, other])
    (found,) = judge(RULE, book, ("Ani", one), ("Ani", other))
    assert RULE.explain(found, book, "id") == (
        "Ani mendapat dua tugas sekaligus selama 60 menit: "
        "Senin, 1 Maret 2027 (PIP, pagi, desk, 08.00–12.00 WIB) dan "
        "Senin, 1 Maret 2027 (B, lain, desk, 11.00–13.00 WIB). "
        "Alihkan salah satunya ke petugas lain."
    )
