"""Tests of the rule that nobody is on duty while away."""

from __future__ import annotations

import pytest
from tiny import day, judge, moment, on, problem

from constraints import Leave
from roster import model
from roster.model import Officer

RULE = Leave()


def away(first: int, last: int, *hours: str, approved: bool = True) -> model.Leave:
    windows = tuple(
        (moment(n, hours[0]), moment(n, hours[1])) for n in range(first, last + 1) if hours
    )
    return model.Leave("Ani", day(first), day(last), "CS", approved, windows=windows)


@pytest.mark.parametrize(("number", "kept"), [(0, True), (1, False), (3, False), (4, True)])
def test_leave_bars_its_first_and_last_day_and_none_beside(number: int, kept: bool) -> None:
    duty = on(number)
    book = problem([duty], first=0, last=5, leaves=(away(1, 3),))
    assert [v.kind for v in judge(RULE, book, ("Ani", duty))] == ([] if kept else ["away"])
    assert judge(RULE, book, ("Budi", duty)) == []


def test_a_night_into_a_day_of_leave_is_barred_and_one_that_ends_at_midnight_is_not() -> None:
    night, evening = on(0, "malam", "22:00", "00:01"), on(0, "sore", "18:00", "00:00")
    book = problem([night, evening], leaves=(away(1, 1),))
    assert [v.duties for v in judge(RULE, book, ("Ani", night), ("Ani", evening))] == [(night,)]


def test_a_night_of_the_last_day_of_leave_is_barred_though_it_ends_after() -> None:
    night = on(1, "malam")
    assert len(judge(RULE, problem([night], leaves=(away(1, 1),)), ("Ani", night))) == 1


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("08:00", "12:00", True),
        ("08:00", "12:01", False),
        ("13:59", "16:00", False),
        ("14:00", "16:00", True),
        ("08:00", "16:00", False),
    ],
)
def test_part_day_leave_bars_what_it_overlaps(start: str, end: str, kept: bool) -> None:
    duty = on(0, "sesi", start, end)
    book = problem([duty], leaves=(away(0, 0, "12:00", "14:00"),))
    assert (judge(RULE, book, ("Ani", duty)) == []) is kept


def test_leave_that_is_only_requested_bars_nothing() -> None:
    duty = on(0)
    book = problem([duty], leaves=(away(0, 0, approved=False),))
    assert judge(RULE, book, ("Ani", duty)) == []


def test_leave_is_read_on_the_clock_of_the_room() -> None:
    # 00:30 in Jayapura is 22:30 of the day before in Jakarta, but Tuesday where the room is
    duty = on(1, "dini", "00:30", "04:00", room="JPR", zone="Asia/Jayapura")
    assert len(judge(RULE, problem([duty], leaves=(away(1, 1),)), ("Ani", duty))) == 1
    assert judge(RULE, problem([duty], leaves=(away(0, 0),)), ("Ani", duty)) == []


@pytest.mark.parametrize(("number", "kept"), [(0, False), (1, True), (2, True), (3, False)])
def test_only_the_appointed_serve(number: int, kept: bool) -> None:
    duty = on(number)
    book = problem([duty], [Officer("Ani", joined=day(1), left=day(2))], first=0, last=4)
    found = judge(RULE, book, ("Ani", duty))
    assert [v.kind for v in found] == ([] if kept else ["not_appointed"])


def test_who_is_not_appointed_and_away_and_away_again_breaks_the_rule_once() -> None:
    duty = on(0)
    book = problem([duty], [Officer("Ani", joined=day(5))], leaves=(away(0, 0), away(0, 3)))
    assert [(v.kind, v.cost) for v in judge(RULE, book, ("Ani", duty))] == [("not_appointed", 1)]


@pytest.mark.parametrize(("language", "word"), [("id", "tidak tersedia"), ("en", "unavailable")])
def test_the_sentence_never_says_why(language: str, word: str) -> None:
    duty = on(0)
    book = problem([duty], leaves=(away(0, 0),))
    (found,) = judge(RULE, book, ("Ani", duty))
    sentence = RULE.explain(found, book, language)
    assert word in sentence
    assert "CS" not in sentence
    assert "CS" not in repr(found)
    assert not {"cuti", "leave", "sakit", "sick"} & set(sentence.lower().split())


def test_the_sentence_names_the_term_of_the_appointment() -> None:
    early, late = on(0), on(4)
    book = problem([early, late], [Officer("Ani", joined=day(1), left=day(3))])
    first, second = judge(RULE, book, ("Ani", early), ("Ani", late))
    assert "petugas baru sejak Selasa, 2 Maret 2027" in RULE.explain(first, book, "id")
    assert "appointed only until Thursday, 4 March 2027" in RULE.explain(second, book, "en")
