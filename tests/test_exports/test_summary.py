"""Tests of the published numbers, against sums done by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from small_office import ANI, BUDI, CITRA, DEWI, PROBLEM, ROSTER, duty

from roster.exports.summary import (
    coverage,
    empty_places,
    fairness,
    officer_loads,
    total_due,
    unit_loads,
    wishes,
)
from roster.model import Problem, Request, Roster, Unit


def test_what_is_due_is_all_ideal_places_and_the_balances_of_duties() -> None:
    # 3 days x (2 + 1) places + Ani's 1; the 5 eves are another kind.
    assert total_due(PROBLEM) == 10


def test_entitlements_follow_days_capacity_and_balance() -> None:
    # Weights: Ani 3, Budi 2 (ill on Monday), Citra 3, Dewi 3 x 1/2; together 19/2.
    # Ani 10 x 3 / (19/2) - 1 = 60/19 - 1; Budi 40/19; Citra 60/19; Dewi 30/19.
    loads = {load.id: load for load in officer_loads(PROBLEM, ROSTER)}
    assert {who: load.weight for who, load in loads.items()} == {
        ANI: 3,
        BUDI: 2,
        CITRA: 3,
        DEWI: Fraction(3, 2),
    }
    assert loads[ANI].entitlement == Fraction(41, 19)
    assert loads[BUDI].entitlement == Fraction(40, 19)
    assert loads[CITRA].entitlement == Fraction(60, 19)
    assert loads[DEWI].entitlement == Fraction(30, 19)
    assert loads[CITRA].difference == Fraction(-22, 19)


def test_a_load_counts_duties_sessions_minutes_and_days_available() -> None:
    loads = {load.id: load for load in officer_loads(PROBLEM, ROSTER)}
    # Ani: Monday morning 4 h 30, Tuesday afternoon 3 h.
    assert loads[ANI].duties == 2
    assert loads[ANI].sessions == {"pagi": 1, "siang": 1}
    assert loads[ANI].minutes == 270 + 180
    # Budi: Tuesday morning 4 h 30 and Thursday's, which ends at 11.30.
    assert loads[BUDI].minutes == 270 + 240
    assert [loads[who].available for who in (ANI, BUDI, CITRA, DEWI)] == [3, 2, 3, 3]


def test_a_unit_is_entitled_by_its_officers_weights_with_no_balance_taken_off() -> None:
    secretariat, housing = unit_loads(PROBLEM, ROSTER)
    assert secretariat.entitlement == 10 * Fraction(5) / Fraction(19, 2)
    assert housing.entitlement == 10 * Fraction(9, 2) / Fraction(19, 2)
    assert (secretariat.duties, housing.duties) == (4, 3)
    assert secretariat.sessions == {"pagi": 3, "siang": 1}


def test_a_unit_is_entitled_by_its_share_where_it_has_one() -> None:
    units = (Unit("SET", share=Fraction(1)), Unit("RUS", share=Fraction(3)))
    secretariat, housing = unit_loads(replace(PROBLEM, units=units), ROSTER)
    assert (secretariat.entitlement, housing.entitlement) == (Fraction(5, 2), Fraction(15, 2))


def test_an_officer_away_all_month_is_entitled_to_nothing_but_the_balance() -> None:
    gone = replace(
        PROBLEM,
        officers=(replace(PROBLEM.officers[0], left=date(2027, 2, 1)), *PROBLEM.officers[1:]),
    )
    assert officer_loads(gone, Roster(()))[0].entitlement == -1


def test_nobody_who_can_serve_gives_no_fairness_and_no_division_by_zero() -> None:
    gone = replace(
        PROBLEM, officers=tuple(replace(o, left=date(2027, 2, 1)) for o in PROBLEM.officers)
    )
    loads = officer_loads(gone, Roster(()))
    assert fairness(gone, loads) is None
    assert [load.entitlement for load in loads] == [-1, 0, 0, 0]
    assert {unit.entitlement for unit in unit_loads(gone, Roster(()))} == {0}


def test_fairness_by_hand() -> None:
    # Differences in nineteenths: Ani -3, Budi -2, Citra -22, Dewi -11.
    # Done over due: 3/(60/19) = 2/(40/19) = 57/60, and 2/(60/19) = 1/(30/19) = 38/60.
    # Gini: 4 pairs differ by 19/60: (4 x 19/60) / (4 x 190/60) = 1/10.
    # Jain: (190/60)^2 / (4 x (2 x 57^2 + 2 x 38^2) / 60^2) = 36100 / 37544 = 25/26.
    even = fairness(PROBLEM, officer_loads(PROBLEM, ROSTER))
    assert even is not None
    assert even.spread == Fraction(20, 19)
    assert even.gini == Fraction(1, 10)
    assert even.jain == Fraction(25, 26)


def test_coverage_tells_what_is_missing_to_min_and_to_ideal() -> None:
    told = {(c.duty.day.day, c.duty.session): c for c in coverage(PROBLEM, ROSTER)}
    full, half, none = told[1, "pagi"], told[4, "pagi"], told[4, "siang"]
    assert (full.filled, full.missing, full.missing_min) == (2, 0, 0)
    assert (half.filled, half.missing, half.missing_min) == (1, 1, 0)
    assert (none.filled, none.missing, none.missing_min) == (0, 1, 1)


def test_empty_places_below_the_minimum_come_first() -> None:
    empty = empty_places(PROBLEM, ROSTER)
    assert [cover.duty for cover in empty] == [duty(4, "siang"), duty(4, "pagi")]


def test_wishes_are_granted_or_refused_with_the_duties_against_them() -> None:
    told = {(w.officer, w.first.day): w for w in wishes(PROBLEM, ROSTER)}
    assert told[ANI, 2].granted
    assert not told[CITRA, 1].granted
    assert told[CITRA, 1].against == (duty(1, "pagi"),)
    assert not told[DEWI, 4].granted
    assert told[DEWI, 4].against == ()
    assert told[BUDI, 4].against == (duty(4, "pagi"),)
    assert (BUDI, 1) not in told


def test_a_wish_outside_the_period_is_not_counted() -> None:
    outside = replace(PROBLEM, requests=(Request(ANI, date(2027, 4, 1), want=True),), leaves=())
    assert wishes(outside, ROSTER) == ()


@given(
    pairs=st.lists(
        st.tuples(st.sampled_from([ANI, BUDI, CITRA, DEWI]), st.sampled_from(PROBLEM.duties)),
        unique=True,
    )
)
def test_the_numbers_agree_for_any_roster(pairs: list[tuple[str, object]]) -> None:
    problem: Problem = PROBLEM
    roster = Roster.of(pairs)  # type: ignore[arg-type]
    loads, units = officer_loads(problem, roster), unit_loads(problem, roster)
    assert sum(load.duties for load in loads) == sum(load.duties for load in units) == len(pairs)
    # Balances are in what is due and come off again: entitlements make up the places.
    assert sum(load.entitlement for load in loads) == 9
    assert sum(load.entitlement for load in units) == 10
    even = fairness(problem, loads)
    assert even is not None
    assert 0 <= even.gini < 1
    assert Fraction(1, 4) <= even.jain <= 1
