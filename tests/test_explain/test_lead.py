"""A conflict as one sentence: what is asked, of whom, who is out and why; no more than it holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from explained import day, office

from constraints import Coverage, Leave, MaxDuties, MinDuties, OnePlace, Pins, RunLength
from roster import model
from roster.explain.conflicts import diagnose
from roster.explain.lead import lead
from roster.model import Certificate, Pin, Problem, RuleUse, Unit

SUPERVISOR = {"post": "supervisor", "competency": "supervisor"}


def told(problem: Problem, language: str = "en") -> list[str]:
    """The sentence of each conflict."""
    found = diagnose(problem)
    return [lead(problem, conflict.things, language) for conflict in found.conflicts]


def supervised(rows: str, *holders: str, **fields: object) -> Problem:
    """An office whose duties are for supervisors; these hold the competency."""
    problem = office(rows, duty=SUPERVISOR)
    able = tuple(
        replace(o, certificates=(Certificate("supervisor"),)) if o.id in holders else o
        for o in problem.officers
    )
    return replace(problem, officers=able, **fields)


def test_the_example_of_the_purpose_is_said_as_there() -> None:
    """Rani is away; Made is pinned to the morning of Wednesday; Tari has two duties that week."""
    rows = "Rani: - - - - -; Made: - - - - -; Tari: - - - - -; Doni: - - - - -"
    problem = supervised(
        f"{rows}; : pagi - pagi+siang - pagi",
        "Rani",
        "Made",
        "Tari",
        leaves=(model.Leave("Rani", day(2), day(2), "CS"),),
        pins=(
            Pin("Made", day(2), session="pagi"),
            Pin("Tari", day(0)),
            Pin("Tari", day(4)),
        ),
    )
    assert told(problem, "id") == [
        "Rabu, 3 Maret 2027, Sesi siang perlu 1 supervisor; dari 3 petugas yang berkompetensi "
        "supervisor, Rani tidak tersedia pada hari itu; Made disematkan untuk bertugas di Sesi "
        "pagi pada hari itu dan mendapat paling banyak 1 tugas sehari; Tari sudah 2 tugas minggu "
        "itu, sebanyak batasnya (pada Senin, 1 Maret 2027 dan pada Jumat, 5 Maret 2027)."
    ]
    assert told(problem) == [
        "Wednesday, 3 March 2027, Sesi siang needs 1 supervisor; of 3 officers who hold the "
        "competency supervisor, Rani is unavailable that day; Made is pinned to serve in Sesi "
        "pagi that day and has at most 1 duty a day; Tari has 2 duties that week already, as many "
        "as may be (on Monday, 1 March 2027 and on Friday, 5 March 2027)."
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id",
         "Senin, 1 Maret 2027, Sesi pagi (desk) perlu 1 petugas; dari 5 petugas, semuanya tidak "
         "tersedia pada hari itu (Ani, Budi, Cici, Dedi, Eka)."),
        ("en",
         "Monday, 1 March 2027, Sesi pagi (desk) needs 1 officer; of 5 officers, all are "
         "unavailable that day (Ani, Budi, Cici, Dedi, Eka)."),
    ],
)  # fmt: skip
def test_many_who_are_out_for_one_reason_are_counted_and_named_once(
    language: str, sentence: str
) -> None:
    names = ("Ani", "Budi", "Cici", "Dedi", "Eka")
    away = tuple(model.Leave(name, day(0), day(n), "CS") for n, name in enumerate(names))
    rows = "; ".join(f"{name}: -" for name in names)
    assert told(office(f"{rows}; : pagi", leaves=away), language) == [sentence]


def test_a_competency_that_nobody_holds_is_the_whole_of_it() -> None:
    assert told(supervised("Ani: -; : pagi")) == [
        "Monday, 1 March 2027, Sesi pagi needs 1 supervisor; nobody holds the competency "
        "supervisor."
    ]


def test_what_the_set_does_not_hold_is_not_said() -> None:
    """Everybody is away: the competency, which Ani alone holds, has no part in it."""
    away = tuple(model.Leave(name, day(0), day(0)) for name in ("Ani", "Budi"))
    (sentence,) = told(supervised("Ani: -; Budi: -; : pagi", "Ani", "Budi", leaves=away))
    assert "competency" not in sentence
    assert sentence.endswith("of 2 officers, Ani and Budi are unavailable that day.")


def test_pins_that_clash_are_told_of_their_officer() -> None:
    pins = (Pin("Ani", day(0)), Pin("Ani", day(1)))
    assert told(office("Ani: - -; Budi: - -; : pagi pagi", pins=pins)) == [
        "Ani is pinned to serve on Monday, 1 March 2027 and on Tuesday, 2 March 2027 and has 1 "
        "day of rest between two days of duty."
    ]


def test_a_limit_of_a_unit_stands_after_its_officers() -> None:
    problem = office("Ani@SET: -; Budi@SET: -; : pagi", duty={"min": 2, "ideal": 2})
    unit = Unit("SET", "Sekretariat", max_per_session=1)
    assert told(replace(problem, units=(unit,))) == [
        "Monday, 1 March 2027, Sesi pagi (desk) needs 2 officers; Sekretariat sends 1 officer at "
        "most to one session."
    ]


def test_a_minimum_of_duties_and_a_rule_without_words_of_its_own_are_told_too() -> None:
    assert told(office("Ani: -; : pagi", MinDuties(limit=2))) == [
        "Ani has at least 2 duties in this period."
    ]
    rules = (Leave(), Pins(), RunLength(least=2), Coverage(to="min"))
    away = tuple(model.Leave("Ani", day(n), day(n)) for n in (0, 2))
    problem = office("Ani: - - -; : pagi pagi pagi", *rules, leaves=away)
    free = tuple(replace(duty, min=0) for duty in problem.duties)
    assert told(replace(problem, duties=free, pins=(Pin("Ani", day(1)),))) == [
        "Ani is pinned to serve on Tuesday, 2 March 2027, is unavailable on Monday, 1 March 2027, "
        "is unavailable on Wednesday, 3 March 2027 and is bound by rule run_length (least=2; "
        "start=history; end=free)."
    ]


def test_more_places_than_can_be_named_are_counted() -> None:
    """Ani alone, twice a week: of five days any three are too many."""
    rules = (OnePlace(), RuleUse(MaxDuties(per="week", limit=4)), Coverage(to="min"))
    (sentence,) = told(office("Ani: - - - - -; : pagi pagi pagi pagi pagi", *rules), "id")
    assert sentence == (
        "5 tempat dari Senin, 1 Maret 2027 sampai Jumat, 5 Maret 2027 bersama-sama perlu 5 kali "
        "seorang petugas; dari 1 petugas, Ani mendapat paling banyak 4 tugas seminggu."
    )
