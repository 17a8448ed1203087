"""Tests of the rule that what was decided beforehand stands."""

from __future__ import annotations

from tiny import day, judge, on, problem

from constraints import Pins
from roster.model import Pin

RULE = Pins()
MORNING, FRONT, NOON, NEXT = on(0), on(0, post="front"), on(0, "siang"), on(1)
DUTIES = [MORNING, FRONT, NOON, NEXT]


def test_a_must_pin_is_kept_by_any_one_duty_that_matches() -> None:
    book = problem(DUTIES, pins=(Pin("Ani", day(0), session="pagi"),))
    assert judge(RULE, book, ("Ani", MORNING)) == []
    assert judge(RULE, book, ("Ani", FRONT)) == []
    (found,) = judge(RULE, book, ("Ani", NOON), ("Budi", MORNING))
    assert (found.kind, found.cost, found.duties) == ("not_served", 1, (MORNING, FRONT))


def test_a_never_pin_costs_one_however_many_duties_break_it() -> None:
    book = problem(DUTIES, pins=(Pin("Ani", day(0), must=False),))
    assert judge(RULE, book, ("Ani", NEXT), ("Budi", MORNING)) == []
    (found,) = judge(RULE, book, ("Ani", MORNING), ("Ani", NOON))
    assert (found.kind, found.cost, found.duties) == ("served", 1, (MORNING, NOON))


def test_every_field_of_a_pin_narrows_it() -> None:
    pin = Pin("Ani", day(0), "PIP", "pagi", "front", must=False)
    book = problem(DUTIES, pins=(pin,))
    assert judge(RULE, book, ("Ani", MORNING), ("Ani", NOON)) == []
    assert len(judge(RULE, book, ("Ani", FRONT))) == 1


def test_a_must_pin_on_a_duty_that_is_not_there_cannot_be_kept() -> None:
    book = problem(DUTIES, last=3, pins=(Pin("Ani", day(0), room="LAIN"), Pin("Ani", day(3))))
    found = judge(RULE, book, *(("Ani", duty) for duty in DUTIES))
    assert [(v.kind, v.day) for v in found] == [("no_such_duty", day(0)), ("no_such_duty", day(3))]


def test_a_never_pin_on_a_duty_that_is_not_there_is_kept() -> None:
    book = problem(DUTIES, last=3, pins=(Pin("Ani", day(3), must=False),))
    assert judge(RULE, book, ("Ani", MORNING)) == []


def test_the_first_and_last_day_count_and_the_days_beside_do_not() -> None:
    pins = tuple(Pin("Ani", day(n)) for n in (-1, 0, 1, 2))
    found = judge(RULE, problem(DUTIES, pins=pins))
    assert [v.day for v in found] == [day(0), day(1)]


def test_pins_of_officers_out_of_scope_are_not_judged() -> None:
    book = problem(DUTIES, pins=(Pin("Ani", day(0)), Pin("Budi", day(0))))
    assert [v.officers for v in judge(RULE, book, scope=["Budi"])] == [("Budi",)]


def test_each_breach_is_told_with_its_cure() -> None:
    pins = (Pin("Ani", day(0), must=False), Pin("Ani", day(1)), Pin("Ani", day(2), post="front"))
    book = problem(DUTIES, last=2, pins=pins)
    told = [RULE.explain(v, book, "id") for v in judge(RULE, book, ("Ani", NOON))]
    assert told == [
        "Ani disematkan untuk tidak bertugas pada Senin, 1 Maret 2027, tetapi mendapat "
        "Senin, 1 Maret 2027 (siang, desk, 13.00–16.00 WIB). "
        "Tugaskan petugas lain, atau hapus pin itu.",
        "Ani disematkan untuk bertugas pada Selasa, 2 Maret 2027, tetapi tidak bertugas. "
        "Tugaskan Ani pada Selasa, 2 Maret 2027 (pagi, desk, 07.30–12.00 WIB), "
        "atau hapus pin itu.",
        "Ani disematkan untuk bertugas pada Rabu, 3 Maret 2027 (front), tetapi tidak ada tugas "
        "seperti itu. Perbaiki atau hapus pin itu.",
    ]
