"""Tests of the layout that the workbook and the page share."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from small_office import PROBLEM, duty

from roster.exports.grid import grid, session_kinds, span_with_zone
from roster.model import Room


def test_sessions_stand_in_order_of_their_hours_with_letters_of_their_own() -> None:
    late = [replace(duty(1, "siang"), session=name) for name in ("sore", "ss", "s")]
    late = [
        replace(d, start=d.start + timedelta(hours=3), end=d.end + timedelta(hours=3)) for d in late
    ]
    kinds = session_kinds(replace(PROBLEM, duties=(*late, *PROBLEM.duties)))
    # Of one hour the names decide: s finds S taken and has no other letter, so S2.
    assert [(kind.id, kind.letter) for kind in kinds] == [
        ("pagi", "P"),
        ("siang", "S"),
        ("s", "S2"),
        ("sore", "O"),
        ("ss", "S3"),
    ]
    assert [kind.colour for kind in kinds] == [0, 1, 2, 3, 4]


def test_every_duty_stands_in_exactly_one_cell() -> None:
    table = grid(PROBLEM, "id")
    cells = [
        table.at(day, block, post)
        for day in table.days
        for block in table.blocks
        for post in block.posts
    ]
    assert sorted(d.id for d in cells if d) == sorted(d.id for d in PROBLEM.duties)


def test_the_commonest_hours_are_usual_and_others_are_told_where_they_occur() -> None:
    table = grid(PROBLEM, "id")
    morning = table.blocks[0]
    assert morning.usual == "07.30–12.00"
    assert [table.unusual(day, morning, "id") for day in table.days] == ["", "", "07.30–11.30"]


def test_rooms_stand_in_the_books_order_and_unlisted_ones_last() -> None:
    elsewhere = tuple(replace(d, room=room) for d in PROBLEM.duties[:1] for room in ("Z", "A"))
    problem = replace(PROBLEM, rooms=(Room("Z"), *PROBLEM.rooms), duties=PROBLEM.duties + elsewhere)
    rooms = list(dict.fromkeys(block.room for block in grid(problem, "id").blocks))
    assert rooms == ["Z", "PIP", "A"]


def test_a_duty_tells_its_zone() -> None:
    assert span_with_zone(duty(1, "pagi"), PROBLEM, "id") == "07.30–12.00 WIB"
    assert span_with_zone(duty(1, "pagi"), replace(PROBLEM, rooms=()), "en") == ("07:30–12:00 WIB")
