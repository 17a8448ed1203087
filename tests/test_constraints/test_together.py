"""Tests of trainees and their mentors."""

from __future__ import annotations

import math

import pytest
from tiny import day, judge, on, problem

from constraints import Coverage, Requests, Together
from roster.encoding import encode_problem
from roster.encoding.dominance import without_dominated_rows
from roster.encoding.reduce import reduce_model
from roster.model import Certificate, Officer, Request, RuleUse, Violation
from roster.solve.faces import descend

MENTOR = (Certificate("mentor"),)
OFFICERS = [
    Officer("Ani", "Ani"),
    Officer("Budi", "Budi", certificates=MENTOR),
    Officer("Cici", "Cici", certificates=(Certificate("mentor", None, day(0)),)),
]
RULE = Together("competency:mentor")
FRONT, BACK, LATER, ELSEWHERE = on(0), on(0, post="back"), on(1), on(0, room="LPSE")
BOOK = problem([FRONT, BACK, LATER, ELSEWHERE], OFFICERS)


def told(found: list[Violation]) -> list[tuple[str, str]]:
    return [(v.officers[0], v.duties[0].id) for v in found]


def test_a_mentor_at_another_post_of_the_session_is_beside() -> None:
    assert judge(RULE, BOOK, ("Ani", FRONT), ("Budi", BACK)) == []


def test_a_mentor_in_another_room_or_on_another_day_is_not() -> None:
    found = judge(RULE, BOOK, ("Ani", FRONT), ("Budi", ELSEWHERE), ("Budi", LATER))
    assert told(found) == [("Ani", FRONT.id)]
    assert [(v.amount, v.cost, v.unit) for v in found] == [(1, 1, "officer")]


def test_who_is_a_mentor_on_one_day_needs_one_on_the_next() -> None:
    found = judge(RULE, BOOK, ("Cici", FRONT), ("Ani", BACK), ("Cici", LATER))
    assert told(found) == [("Cici", LATER.id)]


def test_two_alone_at_one_session_are_two_breaches() -> None:
    found = judge(RULE, BOOK, ("Ani", LATER), ("Cici", LATER))
    assert told(found) == [("Ani", LATER.id), ("Cici", LATER.id)]


def test_who_is_not_in_scope_needs_no_mentor() -> None:
    found = judge(RULE, BOOK, ("Ani", LATER), ("Cici", LATER), scope=["Cici"])
    assert told(found) == [("Cici", LATER.id)]


def test_other_sessions_than_the_one_named_are_left_aside() -> None:
    assert judge(Together("competency:mentor", "siang"), BOOK, ("Ani", FRONT)) == []


def test_an_unknown_kind_of_group_is_refused() -> None:
    with pytest.raises(ValueError, match="'mentor:x' is no selector; expected one of unit"):
        Together("mentor:x")


def test_the_sentence_names_session_and_day() -> None:
    (found,) = judge(RULE, problem([LATER], OFFICERS), ("Ani", LATER))
    assert RULE.explain(found, BOOK, "id") == (
        "Ani bertugas di pagi (PIP) pada Selasa, 2 Maret 2027 tanpa pendamping. Tugaskan seorang "
        "pendamping di situ, atau alihkan tugas itu ke petugas yang berpengalaman."
    )


@pytest.mark.parametrize("priority", [None, 2])
def test_the_relaxation_lets_no_half_mentor_share_a_place(priority: int | None) -> None:
    """One place, a trainee for whom serving is wanted, and a mentor for whom it is not."""
    book = problem(
        [on(0, max=1)],
        OFFICERS[:2],
        rules=(
            RuleUse(RULE, priority),
            RuleUse(Coverage("min"), 1),
            RuleUse(Requests(), 3),
        ),
        requests=(Request("Budi", day(0)), Request("Ani", day(0), want=True)),
    )
    model = encode_problem(book)
    down = descend(
        without_dominated_rows(reduce_model(model)),
        list(model.costs),
        lambda: math.inf,
        lambda number, bound: None,
    )
    # The mentor serves alone, so both wishes are broken; as halves they would share the place.
    assert down.bounds[-1] == 2
