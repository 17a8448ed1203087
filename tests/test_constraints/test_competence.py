"""Tests of the rule that who stands at a post is qualified for it."""

from __future__ import annotations

import pytest
from tiny import day, judge, on, problem

from constraints import Competence
from roster.model import Certificate, Officer

RULE = Competence()


@pytest.mark.parametrize(
    ("number", "kept"),
    [(0, False), (1, True), (2, True), (3, False)],
    ids=["before", "first", "last", "after"],
)
def test_a_certificate_holds_from_its_first_to_its_last_day(number: int, kept: bool) -> None:
    duty = on(number, competency="penyelia")
    ani = Officer("Ani", certificates=(Certificate("penyelia", day(1), day(2)),))
    found = judge(RULE, problem([duty], [ani], first=0, last=4), ("Ani", duty))
    assert [v.kind for v in found] == ([] if kept else ["not_competent"])


def test_a_night_is_judged_by_the_day_it_starts() -> None:
    night = on(0, "malam", competency="jaga")
    ani = Officer("Ani", certificates=(Certificate("jaga", None, day(0)),))
    budi = Officer("Budi", certificates=(Certificate("jaga", day(1), None),))
    book = problem([night], [ani, budi])
    assert judge(RULE, book, ("Ani", night)) == []
    assert len(judge(RULE, book, ("Budi", night))) == 1


def test_any_one_of_several_certificates_will_do() -> None:
    duty = on(5, competency="jaga")
    held = (Certificate("jaga", None, day(1)), Certificate("jaga", day(5), day(5)))
    book = problem([duty], [Officer("Ani", certificates=held)])
    assert judge(RULE, book, ("Ani", duty)) == []


def test_another_skill_does_not_help_and_no_skill_is_needed_without_one() -> None:
    skilled, plain = on(0, competency="isyarat"), on(0, "siang")
    book = problem([skilled, plain], [Officer("Ani", certificates=(Certificate("front"),))])
    found = judge(RULE, book, ("Ani", skilled), ("Ani", plain))
    assert [(v.duties, v.cost) for v in found] == [((skilled,), 1)]


def test_officers_out_of_scope_are_not_judged() -> None:
    duty = on(0, competency="isyarat")
    book = problem([duty])
    assert judge(RULE, book, ("Ani", duty), ("Budi", duty), scope=["Cici"]) == []
    assert [v.officers for v in judge(RULE, book, ("Ani", duty), ("Budi", duty))] == [
        ("Ani",),
        ("Budi",),
    ]


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ((), "kompetensi jaga, yang"),
        ((Certificate("jaga", None, day(1)),), "kompetensi jaga (berakhir Selasa, 2 Maret 2027)"),
        ((Certificate("jaga", day(9), None),), "jaga (baru berlaku Rabu, 10 Maret 2027)"),
    ],
)
def test_the_sentence_says_when_the_certificate_held(
    held: tuple[Certificate, ...], told: str
) -> None:
    duty = on(4, competency="jaga")
    book = problem([duty], [Officer("197001", "Ani Lestari", certificates=held)])
    (found,) = judge(RULE, book, ("197001", duty))
    sentence = RULE.explain(found, book, "id")
    assert told in sentence
    assert sentence.startswith("Ani Lestari tidak memiliki")
