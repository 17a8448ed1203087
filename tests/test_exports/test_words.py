"""Tests of how the published files put things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from small_office import PROBLEM, RESULT

from roster.exports.words import (
    by_unit,
    decimal,
    duration,
    people,
    period,
    proof_words,
    status_words,
)


@pytest.mark.parametrize(
    ("first", "last", "id", "en"),
    [
        ("2027-03-01", "2027-03-31", "Maret 2027", "March 2027"),
        ("2027-01-01", "2027-03-31", "Januari 2027 – Maret 2027", "January 2027 – March 2027"),
        ("2028-02-01", "2028-02-28", "1–28 Februari 2028", "1–28 February 2028"),
        ("2027-03-05", "2027-03-05", "5 Maret 2027", "5 March 2027"),
        (
            "2027-03-29",
            "2027-04-02",
            "29 Maret 2027 – 2 April 2027",
            "29 March 2027 – 2 April 2027",
        ),
    ],
)
def test_a_period_is_named_as_people_do(first: str, last: str, id: str, en: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert period(*days, "id") == id
    assert period(*days, "en") == en


@pytest.mark.parametrize(
    ("value", "plain", "signed"),
    [
        (Fraction(41, 19), "2,16", "+2,16"),
        (Fraction(-22, 19), "−1,16", "−1,16"),
        (Fraction(1, 8), "0,12", "+0,12"),
        (Fraction(-1, 1000), "0,00", "0,00"),
        (0, "0,00", "0,00"),
        (1234, "1234,00", "+1234,00"),
    ],
)
def test_numbers_round_half_to_even_and_nothing_is_minus_zero(
    value: Fraction | int, plain: str, signed: str
) -> None:
    assert decimal(value, "id") == plain
    assert decimal(value, "id", sign=True) == signed
    assert decimal(value, "en") == plain.replace(",", ".")


def test_hours_have_a_decimal_only_where_needed() -> None:
    assert [duration(minutes, "id") for minutes in (0, 270, 600)] == ["0", "4,5", "10"]


def test_namesakes_are_told_apart_by_unit_and_else_by_number() -> None:
    ani, budi, citra, dewi = PROBLEM.officers
    officers = (ani, replace(budi, name="Ani Lestari"), replace(citra, name="Dewi Anjani"), dewi)
    officers = (*officers[:1], replace(officers[1], unit="RUS"), *officers[2:])
    names = people(replace(PROBLEM, officers=officers))
    assert list(names.values()) == [
        "Ani Lestari (SET)",
        "Ani Lestari (RUS)",
        "Dewi Anjani (RUS) (003)",
        "Dewi Anjani (RUS) (004)",
    ]


def test_an_officer_without_a_name_is_called_by_number() -> None:
    nameless = replace(PROBLEM.officers[0], name="")
    assert people(replace(PROBLEM, officers=(nameless,), leaves=(), balances=()))[nameless.id] == (
        nameless.id
    )


def test_officers_stand_by_unit_in_the_books_order_and_then_by_name() -> None:
    shuffled = replace(PROBLEM, officers=PROBLEM.officers[::-1])
    assert by_unit(shuffled) == by_unit(PROBLEM) == PROBLEM.officers


def test_the_status_never_promises_more_than_the_result() -> None:
    assert status_words(RESULT, "id") == "terbukti optimal"
    assert status_words(replace(RESULT, hard=1), "en") == "breaks must rules"
    assert status_words(replace(RESULT, status="feasible"), "en").startswith("lawful, not proven")
    assert status_words(replace(RESULT, roster=None, status="infeasible"), "en") == (
        "no lawful roster"
    )


def test_a_proof_names_its_means_and_a_gap_its_size() -> None:
    first = RESULT.priorities[0]
    assert proof_words(replace(first, by="search"), "en") == "proven: exhaustive search"
    assert proof_words(replace(first, by=""), "id") == "terbukti"
    open_ = replace(first, proven=False, cost=10, bound=7)
    assert proof_words(open_, "id") == "belum terbukti: paling banyak 3 lebih baik"
    assert proof_words(replace(open_, bound=None), "en") == "not proven"
