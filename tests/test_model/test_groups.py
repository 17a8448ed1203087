"""Tests of groups of officers, as rules and books name them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from roster.model import Certificate, Officer, Problem, group_by_day
from roster.model.groups import Selector, UnknownKind, members, selectors
from roster.model.sketch import sketch

MARCH = date(2027, 3, 1), date(2027, 3, 31)
ANI = Officer("A", "Ani", "SET", certificates=(Certificate("sign"),))
BUDI = Officer(
    "B",
    "Budi",
    "SET",
    certificates=(Certificate("sign", valid_until=date(2027, 3, 1)),),
    capacity=Fraction(1, 2),
    contract="half",
)
CICI = Officer("C", "Cici", "RUK", certificates=(Certificate("sign", date(2027, 4, 1)),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "ABC"),
        ("unit:SET", "AB"),
        ("Unit_Kerja : SET", "AB"),
        ("unit:SET|officer:C", "ABC"),
        ("competency:sign", "AB"),
        ("kontrak:half; RUK", "BC"),
        ("not:contract:half", "AC"),
        ("unit:SET; not:petugas:B", "A"),
        ("officer:X", ""),
        # the kind of an officer's name is not a unit
        ("unit:A", ""),
    ],
)
def test_selectors_mean_the_officers_they_name(text: str, expected: str) -> None:
    assert members(selectors(text), (ANI, BUDI, CICI), *MARCH) == frozenset(expected)


def test_a_group_of_the_competent_changes_with_the_day() -> None:
    problem, _ = sketch("Ani: pagi pagi; Budi: - -")
    problem = Problem(problem.first, problem.last, (ANI, BUDI, CICI), problem.duties)
    assert group_by_day("competency:sign", problem) == {
        date(2027, 3, 1): frozenset("AB"),
        date(2027, 3, 2): frozenset("A"),
    }


def test_an_unknown_kind_is_refused_by_its_word() -> None:
    with pytest.raises(UnknownKind, match="'units:SET' is no selector; expected one of") as found:
        selectors("units:SET")
    assert found.value.kind == "units"


def test_a_selector_keeps_what_was_written() -> None:
    assert selectors("not: unit:SET") == (Selector("unit", "SET", True, "unit:SET"),)
