"""Tests of how many a unit may send and must keep."""

from __future__ import annotations

import pytest
from tiny import day, judge, on, problem

from constraints import UnitLimits
from roster.model import Duty, Leave, Officer, Problem, Unit

RULE = UnitLimits()
NAMES = ("Ani", "Budi", "Cici")


def office(
    *duties: Duty, most: int | None = None, least: int | None = None, **more: object
) -> Problem:
    unit = Unit("SET", "Sekretariat", max_per_session=most, min_at_work=least)
    people = [*(Officer(name, name, "SET") for name in NAMES), Officer("Dedi", "Dedi", "RUK")]
    fields = {"officers": people, "units": (unit, Unit("RUK")), **more}
    return problem(duties, **fields)  # type: ignore[arg-type]


DESK, FRONT, NOON = on(0), on(0, post="front"), on(0, "siang")


@pytest.mark.parametrize(("most", "cost"), [(0, 3), (1, 2), (2, 1), (3, 0), (None, 0)])
def test_each_officer_above_the_limit_of_a_session_costs_one(most: int | None, cost: int) -> None:
    served = [("Ani", DESK), ("Budi", FRONT), ("Cici", DESK), ("Dedi", FRONT)]
    found = judge(RULE, office(DESK, FRONT, most=most), *served)
    assert sum(v.cost for v in found) == cost
    assert all(v.officers == NAMES for v in found)


def test_the_same_session_of_another_day_or_room_is_another_session() -> None:
    elsewhere, tomorrow = on(0, room="LAIN"), on(1)
    book = office(DESK, elsewhere, NOON, tomorrow, most=1)
    served = [("Ani", DESK), ("Budi", elsewhere), ("Cici", NOON), ("Budi", tomorrow)]
    assert judge(RULE, book, *served) == []


def test_an_officer_at_two_posts_of_a_session_is_counted_once() -> None:
    assert judge(RULE, office(DESK, FRONT, most=1), ("Ani", DESK), ("Ani", FRONT)) == []


@pytest.mark.parametrize(("least", "cost"), [(0, 0), (1, 0), (2, 1), (3, 2)])
def test_each_officer_missing_at_work_costs_one(least: int, cost: int) -> None:
    # of 3 present 2 have duty, so 1 is left: least - 1 too few
    found = judge(RULE, office(DESK, NOON, least=least), ("Ani", DESK), ("Budi", NOON))
    assert sum(v.cost for v in found) == cost


def test_a_day_without_duty_of_the_unit_asks_for_nobody() -> None:
    away = tuple(Leave(name, day(0), day(0)) for name in NAMES)
    assert judge(RULE, office(DESK, least=2, leaves=away), ("Dedi", DESK)) == []


def test_who_is_away_or_not_appointed_is_not_at_work() -> None:
    people = [
        Officer("Ani", unit="SET"),
        Officer("Budi", unit="SET"),
        Officer("Cici", unit="SET", left=day(-1)),
    ]
    absent = (Leave("Budi", day(0), day(0)),)
    book = office(DESK, least=1, officers=people, leaves=absent)
    # present is Ani alone: 1 - 1 = 0 may have duty, so she is one too many
    (found,) = judge(RULE, book, ("Ani", DESK))
    assert (found.kind, found.cost, found.fact("present"), found.fact("at_work")) == (
        "stripped",
        1,
        1,
        0,
    )


def test_where_too_few_are_present_everyone_on_duty_is_too_many() -> None:
    absent = (Leave("Budi", day(0), day(0)), Leave("Cici", day(0), day(0)))
    book = office(DESK, NOON, least=3, leaves=absent)
    # 1 present of 3 due: nobody may go; Ani and Budi (who is away besides) did
    (found,) = judge(RULE, book, ("Ani", DESK), ("Budi", NOON))
    assert (found.cost, found.officers) == (2, ("Ani", "Budi"))


def test_part_day_and_requested_leave_leave_an_officer_at_work() -> None:
    noon = ((DESK.start.replace(tzinfo=None), DESK.end.replace(tzinfo=None)),)
    absent = (
        Leave("Budi", day(0), day(0), windows=noon),
        Leave("Cici", day(0), day(0), approved=False),
    )
    assert judge(RULE, office(DESK, least=2, leaves=absent), ("Ani", DESK)) == []


def test_a_night_takes_an_officer_from_work_on_the_day_it_starts() -> None:
    night, tomorrow = on(0, "malam"), on(1)
    book = office(night, tomorrow, least=2)
    assert judge(RULE, book, ("Ani", night), ("Budi", tomorrow)) == []
    assert len(judge(RULE, office(DESK, night, least=2), ("Ani", night), ("Budi", DESK))) == 1


def test_both_limits_are_told_with_names() -> None:
    book = office(DESK, FRONT, most=1, least=2)
    crowded, stripped = sorted(
        judge(RULE, book, ("Ani", DESK), ("Budi", FRONT)), key=lambda v: v.kind
    )
    assert RULE.explain(crowded, book, "id") == (
        "Sekretariat mengirim 2 petugas (Ani dan Budi) pada pagi Senin, 1 Maret 2027, 1 di atas "
        "batas 1. Ganti 1 di antaranya dengan petugas unit lain."
    )
    assert RULE.explain(stripped, book, "id") == (
        "Pada Senin, 1 Maret 2027 Sekretariat menugaskan Ani dan Budi sehingga tersisa 1 dari 3 "
        "petugas yang hadir, padahal 2 harus tetap di unit. Bebaskan 1 di antaranya."
    )
    assert "replace 1 of them" in RULE.explain(crowded, book, "en").lower()
