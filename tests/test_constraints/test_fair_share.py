"""Tests of the fair share of each officer, reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tiny import day, judge, on, problem

from constraints import FairShare
from constraints.fair_share import Measure
from roster.model import Balance, Leave, Officer

WEEK = [on(n) for n in range(4)]


def test_four_duties_for_three_officers() -> None:
    book = problem(WEEK, "Ani Budi Cici")
    served = [("Ani", WEEK[0]), ("Ani", WEEK[1]), ("Budi", WEEK[2]), ("Cici", WEEK[3])]
    found = judge(FairShare(), book, *served)
    # 4/3 each: 100 (2 - 4/3)^2 = 44.4 -> 44; 100 (1 - 4/3)^2 = 11.1 -> 11 twice
    assert [v.cost for v in found] == [44, 11, 11]
    assert [v.fact("entitlement") for v in found] == [Fraction(4, 3)] * 3
    assert [v.fact("duties") for v in found] == [2, 1, 1]


def test_ideal_places_are_shared_whether_filled_or_not() -> None:
    duties = [on(0, ideal=3), on(1)]
    found = judge(FairShare(), problem(duties))
    # (3 + 1) / 2 = 2 each: 100 x 2^2
    assert [v.cost for v in found] == [400, 400]


def test_capacity_appointment_and_leave_make_the_weight() -> None:
    people = [
        Officer("Ani"),
        Officer("Budi", capacity=Fraction(1, 2)),
        Officer("Cici", joined=day(2)),
    ]
    leaves = (Leave("Ani", day(0), day(0)), Leave("Budi", day(0), day(0), approved=False))
    book = problem(WEEK, people, leaves=leaves)
    # weights 3, 2 and 2 of 7; 4 places: 12/7, 8/7, 8/7
    # 100 (12/7)^2 = 293.9; 100 (8/7)^2 = 130.6
    assert [v.cost for v in judge(FairShare(), book)] == [294, 131, 131]


def test_who_did_more_before_is_owed_less_now() -> None:
    balances = (Balance("Ani", "duties", Fraction(1)), Balance("Budi", "duties", Fraction(-1)))
    book = problem(WEEK, balances=balances)
    # (4 + 1 - 1) / 2 = 2; Ani 2 - 1 = 1, Budi 2 + 1 = 3
    served = [("Ani", WEEK[0]), *(("Budi", duty) for duty in WEEK[1:])]
    assert judge(FairShare(), book, *served) == []


def test_the_balances_of_all_are_part_of_what_is_shared() -> None:
    book = problem(WEEK, balances=(Balance("Ani", "duties", Fraction(2)),))
    # (4 + 2) / 2 = 3; Ani 3 - 2 = 1, Budi 3
    assert [v.fact("entitlement") for v in judge(FairShare(), book)] == [1, 3]


@pytest.mark.parametrize(("tenths", "cost"), [(1, 0), (3, 2), (5, 6), (7, 12)])
def test_a_cost_is_rounded_to_the_nearest_whole_number(tenths: int, cost: int) -> None:
    # two officers, no places: a balance b leaves -b/2 and b/2; 100 (b/2)^2 = 25 b^2
    # b = 0.1: 0.25 -> 0; 0.3: 2.25 -> 2; 0.5: 6.25 -> 6; 0.7: 12.25 -> 12
    balances = (Balance("Ani", "duties", Fraction(tenths, 10)),)
    found = judge(FairShare(), problem([on(0, ideal=0)], balances=balances))
    assert [v.cost for v in found] == ([cost, cost] if cost else [])


def test_by_session_each_kind_has_its_own_entitlement_and_no_balance() -> None:
    duties = [on(0), on(0, "siang"), on(1), on(1, "siang", ideal=3)]
    book = problem(duties, balances=(Balance("Ani", "duties", Fraction(9)),))
    found = judge(FairShare("session"), book, ("Ani", duties[0]), ("Ani", duties[2]))
    # pagi: 2/2 = 1 each, Ani 2, Budi 0: 100 + 100; siang: (1 + 3)/2 = 2 each, both 0: 400 + 400
    assert [(v.fact("of"), v.officers[0], v.cost) for v in found] == [
        ("pagi", "Ani", 100),
        ("pagi", "Budi", 100),
        ("siang", "Ani", 400),
        ("siang", "Budi", 400),
    ]


def test_by_weekday_the_mondays_are_shared_by_themselves() -> None:
    duties = [on(0), on(7), on(1), on(8)]
    served = [("Ani", duties[0]), ("Budi", duties[1]), ("Ani", duties[2]), ("Ani", duties[3])]
    found = judge(FairShare("weekday"), problem(duties), *served)
    # Mondays 1 and 1 of 1 each; Tuesdays 2 and 0 of 1 each: 100 + 100
    assert [(v.fact("of"), v.officers[0], v.cost) for v in found] == [
        (1, "Ani", 100),
        (1, "Budi", 100),
    ]


def test_without_any_weight_nobody_is_entitled() -> None:
    leaves = (Leave("Ani", day(0), day(3)), Leave("Budi", day(0), day(3)))
    balances = (Balance("Ani", "duties", Fraction(2)),)
    book = problem(WEEK, leaves=leaves, balances=balances)
    assert judge(FairShare(), book) == []
    assert [v.cost for v in judge(FairShare(), book, ("Ani", WEEK[0]))] == [100]


def test_all_share_in_the_entitlement_though_only_some_are_judged() -> None:
    book = problem(WEEK, "Ani Budi Cici Dedi")
    found = judge(FairShare(), book, scope=["Budi", "Cici"])
    # 4/4 = 1 each
    assert [(v.officers, v.cost) for v in found] == [(("Budi",), 100), (("Cici",), 100)]


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(
        ValueError, match="of is 'mornings'; expected one of duties, session, weekday"
    ):
        FairShare("mornings")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "language", "sentence"),
    [
        (
            FairShare(),
            "id",
            "Ani mendapat 2 tugas dari bagian yang adil 0,67, 1,33 di atas. "
            "1 tugas lebih sedikit akan paling dekat.",
        ),
        (
            FairShare("session"),
            "en",
            "Ani has 2 duties (pagi) against a fair share of 0.67, "
            "1.33 above. 1 duty fewer would be nearest.",
        ),
        (
            FairShare("weekday"),
            "id",
            "Ani mendapat 1 tugas hari Senin dari bagian yang adil 0,33, "
            "0,67 di atas. 1 tugas lebih sedikit akan paling dekat.",
        ),
    ],
)
def test_the_sentence_sets_duties_against_the_share(
    rule: FairShare, language: str, sentence: str
) -> None:
    book = problem([on(0), on(1)], "Ani Budi Cici")
    found = judge(rule, book, *(("Ani", duty) for duty in book.duties))
    assert rule.explain(found[0], book, language) == sentence


def test_the_sentence_says_when_whole_duties_can_come_no_nearer() -> None:
    book = problem([on(0)])
    found = judge(FairShare(), book, ("Ani", book.duties[0]))
    # half a duty each: 1 is as near as 0
    assert [FairShare().explain(v, book, "en") for v in found] == [
        "Ani has 1 duty against a fair share of 0.5, 0.5 above. "
        "No whole number of duties is nearer.",
        "Budi has 0 duties against a fair share of 0.5, 0.5 below. "
        "No whole number of duties is nearer.",
    ]


FRIDAY, SATURDAY, SUNDAY_NIGHT, MONDAY = on(4), on(5), on(6, "malam"), on(7)
LONG = problem([FRIDAY, SATURDAY, SUNDAY_NIGHT, MONDAY], holidays=frozenset({day(7)}))


@pytest.mark.parametrize(
    ("of", "cost"),
    [
        # Ani does everything: n against n/2, and Budi 0 against n/2, cost 2 x 100 x (n/2)^2
        ("nights", 50),
        ("weekends", 200),
        ("fridays", 50),
        ("holidays", 50),
        ("duties", 800),
    ],
)
def test_only_duties_of_the_kind_are_shared(of: Measure, cost: int) -> None:
    found = judge(FairShare(of), LONG, *(("Ani", duty) for duty in LONG.duties))
    assert sum(v.cost for v in found) == cost


def test_a_balance_counts_for_its_own_kind() -> None:
    book = replace(LONG, balances=(Balance("Ani", "weekends", Fraction(2)),))
    # (2 places + 2 balance) / 2 = 2 each; Ani has had 2 already
    assert judge(FairShare("weekends"), book, ("Budi", SATURDAY), ("Budi", SUNDAY_NIGHT)) == []
    found = judge(FairShare("nights"), book, ("Budi", SUNDAY_NIGHT))
    # 0.5 each: 25 + 25
    assert [v.cost for v in found] == [25, 25]


def test_without_duties_of_the_kind_nothing_is_shared() -> None:
    book = problem([on(0)], balances=(Balance("Ani", "nights", Fraction(2)),))
    assert judge(FairShare("nights"), book) == []


@pytest.mark.parametrize(
    ("minutes", "cost"),
    [
        # each is due 240 of 480 minutes; d minutes off cost both officers the same
        (0, 2 * 60 * 4**2),
        (120, 2 * 60 * 2**2),
        (210, 2 * 30),
        (240, 0),
        (330, 2 * (60 + 30 * 3)),
    ],
)
def test_hours_cost_more_the_farther_off_they_are(minutes: int, cost: int) -> None:
    clock = [f"{8 + n // 2:02}:{n % 2 * 3}0" for n in range(17)]
    halves = [on(0, f"s{n}", clock[n], clock[n + 1]) for n in range(16)]
    book = problem(halves)
    share = minutes // 30
    served = [("Ani", duty) for duty in halves[:share]]
    served += [("Budi", duty) for duty in halves[share:]]
    assert sum(v.cost for v in judge(FairShare("hours"), book, *served)) == cost


def test_a_balance_of_hours_is_in_hours() -> None:
    book = problem([on(0, "s", "08:00", "12:00")], balances=(Balance("Ani", "hours", Fraction(4)),))
    assert judge(FairShare("hours"), book, ("Budi", book.duties[0])) == []


def test_a_step_is_for_hours_alone() -> None:
    with pytest.raises(ValueError, match="step is 30; expected minutes"):
        FairShare("nights", 30)
    with pytest.raises(ValueError, match="step is 0; expected minutes"):
        FairShare("hours", 0)


@pytest.mark.parametrize(
    ("of", "language", "part"),
    [
        ("nights", "id", "Ani mendapat 1 tugas malam dari"),
        ("nights", "en", "Ani has 1 duty at night against"),
        ("weekends", "id", "Ani mendapat 2 tugas akhir pekan dari"),
        ("fridays", "en", "Ani has 1 duty on Fridays against"),
        ("holidays", "id", "Ani mendapat 1 tugas hari libur dari"),
        # 4.5 + 4.5 + 8 + 4.5 = 21.5 hours, half of it due
        ("hours", "id", "Ani bertugas 21,5 jam dari bagian yang adil 10,75 jam, 10,75 di atas."),
        (
            "hours",
            "en",
            "Ani is on duty for 21.5 hours against a fair share of 10.75, 10.75 above.",
        ),
    ],
)
def test_the_sentence_says_of_which_kind(of: Measure, language: str, part: str) -> None:
    found = judge(FairShare(of), LONG, *(("Ani", duty) for duty in LONG.duties))
    assert FairShare(of).explain(found[0], LONG, language).startswith(part)
