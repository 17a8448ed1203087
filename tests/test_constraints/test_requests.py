"""Tests of wishes, and of leave that is asked for."""

from __future__ import annotations

import pytest
from tiny import day, judge, moment, on, problem

from constraints import Requests
from roster.model import Leave, Request

RULE = Requests()
MORNING, NOON, NEXT, NIGHT = on(0), on(0, "siang"), on(1), on(0, "malam")
DUTIES = [MORNING, NOON, NEXT, NIGHT]


@pytest.mark.parametrize(
    ("session", "served", "want", "avoid"),
    [
        ("", (), 3, 0),
        ("", (NOON,), 0, 3),
        ("", (MORNING, NOON), 0, 3),
        ("", (NEXT,), 3, 0),
        ("pagi", (NOON,), 3, 0),
        ("pagi", (MORNING, NOON), 0, 3),
        ("malam", (NIGHT,), 0, 3),
    ],
)
def test_a_wish_not_met_costs_its_weight_once(
    session: str, served: tuple[object, ...], want: int, avoid: int
) -> None:
    for wish, cost in ((True, want), (False, avoid)):
        book = problem(DUTIES, requests=(Request("Ani", day(0), session, wish, 3),))
        found = judge(RULE, book, *(("Ani", duty) for duty in served))  # type: ignore[misc]
        assert sum(v.cost for v in found) == cost


def test_another_officers_duties_neither_meet_nor_break_a_wish() -> None:
    book = problem(DUTIES, requests=(Request("Ani", day(0)), Request("Ani", day(1), want=True)))
    found = judge(RULE, book, ("Budi", MORNING), ("Budi", NEXT))
    assert [v.kind for v in found] == ["want"]


def test_several_wishes_for_one_day_each_count() -> None:
    wishes = (
        Request("Ani", day(0), weight=2),
        Request("Ani", day(0), weight=2),
        Request("Ani", day(0), "pagi"),
    )
    book = problem(DUTIES, requests=wishes)
    # 2 + 2 + 1
    assert sum(v.cost for v in judge(RULE, book, ("Ani", MORNING))) == 5


def test_the_first_and_last_day_and_closed_days_count_and_the_days_beside_do_not() -> None:
    wishes = tuple(Request("Ani", day(n), want=True) for n in (-1, 0, 2, 3, 4))
    book = problem([MORNING, on(3)], first=0, last=3, requests=wishes)
    assert [v.day for v in judge(RULE, book)] == [day(0), day(2), day(3)]


def test_wishes_of_officers_out_of_scope_are_not_heard() -> None:
    wishes = (Request("Ani", day(0), want=True), Request("Budi", day(0), want=True))
    leaves = (Leave("Ani", day(1), day(1), approved=False),)
    book = problem(DUTIES, requests=wishes, leaves=leaves)
    found = judge(RULE, book, ("Ani", NEXT), scope=["Budi"])
    assert [v.officers for v in found] == [("Budi",)]


def test_each_day_of_requested_leave_is_a_wish_and_approved_leave_none() -> None:
    leaves = (
        Leave("Ani", day(0), day(5), approved=False),
        Leave("Budi", day(0), day(5)),
    )
    book = problem(DUTIES, leaves=leaves)
    served = [("Ani", MORNING), ("Ani", NOON), ("Ani", NEXT), ("Budi", MORNING)]
    # Monday once, though twice on duty, and Tuesday
    assert [v.day for v in judge(RULE, book, *served)] == [day(0), day(1)]
    assert sum(v.cost for v in judge(Requests(leave_weight=4), book, *served)) == 8


def test_a_night_into_requested_leave_breaks_the_wish_as_it_would_break_leave() -> None:
    book = problem(DUTIES, leaves=(Leave("Ani", day(1), day(1), approved=False),))
    assert [v.day for v in judge(RULE, book, ("Ani", NIGHT))] == [day(1)]
    evening = on(0, "sore", "18:00", "00:00")
    book = problem([evening], last=1, leaves=(Leave("Ani", day(1), day(1), approved=False),))
    assert judge(RULE, book, ("Ani", evening)) == []


@pytest.mark.parametrize(("end", "met"), [("12:59", True), ("13:00", True), ("13:01", False)])
def test_part_day_leave_that_is_requested_asks_for_its_hours(end: str, met: bool) -> None:
    duty = on(0, "sesi", "08:00", end)
    hours = ((moment(0, "13:00"), moment(0, "15:00")),)
    book = problem([duty], leaves=(Leave("Ani", day(0), day(0), approved=False, windows=hours),))
    assert (judge(RULE, book, ("Ani", duty)) == []) is met


def test_the_hours_of_one_day_of_leave_do_not_count_for_another() -> None:
    hours = tuple((moment(n, "13:00"), moment(n, "15:00")) for n in (0, 1))
    book = problem(DUTIES, leaves=(Leave("Ani", day(0), day(1), approved=False, windows=hours),))
    assert [v.day for v in judge(RULE, book, ("Ani", NOON), ("Ani", NEXT))] == [day(0)]


def test_a_negative_weight_of_leave_is_refused() -> None:
    with pytest.raises(ValueError, match="leave_weight is -1; expected 0 or more"):
        Requests(leave_weight=-1)


def test_requested_leave_reads_as_any_other_wish() -> None:
    wish = problem([MORNING], requests=(Request("Ani", day(0)),))
    leave = problem([MORNING], leaves=(Leave("Ani", day(0), day(0), "CS", approved=False),))
    told = {
        RULE.explain(v, book, "id")
        for book in (wish, leave)
        for v in judge(RULE, book, ("Ani", MORNING))
    }
    assert told == {
        "Ani minta dibebaskan pada Senin, 1 Maret 2027, tetapi mendapat "
        "Senin, 1 Maret 2027 (pagi, desk, 07.30–12.00 WIB). Alihkan tugas itu ke petugas lain."
    }


def test_a_wish_to_serve_is_told_with_its_session() -> None:
    book = problem(DUTIES, requests=(Request("Ani", day(0), "siang", want=True),))
    (found,) = judge(RULE, book)
    assert RULE.explain(found, book, "en") == (
        "Ani asked to serve on Monday, 1 March 2027 (siang), but has no duty then. "
        "Assign Ani if there is a place."
    )
