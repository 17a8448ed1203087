"""Tests of each unit's share of the duties, reckoned by hand."""

from __future__ import annotations

from fractions import Fraction

from tiny import day, judge, on, problem

from constraints import UnitShare
from roster.model import Balance, Leave, Officer, Problem, Unit

RULE = UnitShare()
WEEK = [on(n) for n in range(4)]
ANI, BUDI, CICI = (
    Officer("Ani", unit="SET"),
    Officer("Budi", unit="SET"),
    Officer("Cici", unit="RUK"),
)


def office(*units: Unit, **fields: object) -> Problem:
    people = fields.pop("officers", [ANI, BUDI, CICI])
    return problem(WEEK, people, units=units, **fields)  # type: ignore[arg-type]


def shares(book: Problem) -> dict[str, Fraction]:
    """The entitlement of every unit that is not entitled to nothing."""
    return {v.fact("unit"): v.fact("entitlement") for v in judge(RULE, book)}


def test_without_shares_the_weights_of_the_officers_decide() -> None:
    # SET 2 x 4 days = 8, RUK 4: 4 x 8/12 and 4 x 4/12
    book = office(Unit("SET"), Unit("RUK"))
    assert shares(book) == {"SET": Fraction(8, 3), "RUK": Fraction(4, 3)}
    found = judge(RULE, book, ("Ani", WEEK[0]), ("Budi", WEEK[1]), ("Cici", WEEK[2]))
    # 100 (2 - 8/3)^2 = 44.4; 100 (1 - 4/3)^2 = 11.1
    assert [(v.fact("duties"), v.cost) for v in found] == [(2, 44), (1, 11)]


def test_shares_are_taken_relative_to_their_sum() -> None:
    book = office(Unit("SET", share=Fraction(1)), Unit("RUK", share=Fraction(3)))
    assert shares(book) == {"SET": 1, "RUK": 3}


def test_a_share_of_nothing_is_a_share() -> None:
    # parts 0 and 4: SET is owed nothing, though it has two officers
    book = office(Unit("SET", share=Fraction(0)), Unit("RUK"))
    assert shares(book) == {"RUK": 4}


def test_a_unit_without_share_beside_one_with_takes_its_officers_weights() -> None:
    # SET 8, RUK 24: 4 x 8/32 and 4 x 24/32
    assert shares(office(Unit("SET"), Unit("RUK", share=Fraction(24)))) == {"SET": 1, "RUK": 3}


def test_balances_add_to_what_is_shared_and_none_is_taken_off() -> None:
    balances = (
        Balance("Ani", "duties", Fraction(3)),
        Balance("Cici", "duties", Fraction(-1)),
        Balance("Cici", "pagi", Fraction(9)),
    )
    book = office(Unit("SET"), Unit("RUK"), balances=balances)
    # (4 + 3 - 1) = 6: 6 x 2/3 and 6 x 1/3
    assert shares(book) == {"SET": 4, "RUK": 2}


def test_leave_makes_a_unit_lighter() -> None:
    book = office(Unit("SET"), Unit("RUK"), leaves=(Leave("Ani", day(0), day(3)),))
    assert shares(book) == {"SET": 2, "RUK": 2}


def test_a_unit_without_officers_still_owes_its_share() -> None:
    book = office(Unit("SET"), Unit("RUK"), Unit("SWA", share=Fraction(12)))
    # 8, 4 and 12 of 24
    assert shares(book) == {"SET": Fraction(4, 3), "RUK": Fraction(2, 3), "SWA": 2}
    assert [v.cost for v in judge(RULE, book)] == [178, 44, 400]


def test_an_officer_of_no_unit_serves_for_none() -> None:
    book = office(Unit("SET"), officers=[ANI, Officer("Dedi")])
    assert shares(book) == {"SET": 4}
    (found,) = judge(RULE, book, *(("Dedi", duty) for duty in WEEK))
    assert found.cost == 1600


def test_a_unit_is_judged_by_all_its_officers_if_any_is_in_scope() -> None:
    book = office(Unit("SET", share=Fraction(1)), Unit("RUK", share=Fraction(1)))
    (found,) = judge(RULE, book, ("Budi", WEEK[0]), scope=["Ani"])
    assert (found.fact("unit"), found.fact("duties"), found.cost) == ("SET", 1, 100)


def test_without_any_part_nobody_is_entitled() -> None:
    leaves = tuple(Leave(name, day(0), day(3)) for name in ("Ani", "Budi", "Cici"))
    assert judge(RULE, office(Unit("SET"), Unit("RUK"), leaves=leaves)) == []


def test_the_sentence_names_the_unit() -> None:
    book = office(Unit("SET", "Sekretariat", Fraction(1)), Unit("RUK", share=Fraction(3)))
    found = judge(RULE, book, *(("Ani", duty) for duty in WEEK))
    assert [RULE.explain(v, book, "id") for v in found] == [
        "Sekretariat mendapat 4 tugas dari bagian yang adil 1, 3 di atas. "
        "3 tugas lebih sedikit akan paling dekat.",
        "RUK mendapat 0 tugas dari bagian yang adil 3, 3 di bawah. 3 tugas lagi akan paling dekat.",
    ]
