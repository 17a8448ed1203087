"""Cures: each makes a roster possible, which is tried here by trying every roster."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from explained import day, office, possible

from constraints import Coverage, FairShare, Leave, MaxDuties, Pins, RestDays, RestHours, Succession
from roster import model
from roster.explain.conflicts import diagnose
from roster.explain.cures import cures, judged
from roster.explain.remedies import remedies
from roster.explain.remedy import ASK, EMPTY, LEND, RELEASE, TRAIN, both
from roster.model import Certificate, Pin, Problem, Rule, RuleUse, Unit

TWO = "Ani: -; Budi: -; : pagi"


def away(*names: str, first: int = 0, last: int = 0) -> tuple[model.Leave, ...]:
    """Leave of each officer over some days."""
    return tuple(model.Leave(name, day(first), day(last)) for name in names)


def told(problem: Problem, language: str = "en") -> dict[str, int]:
    """The cures of a problem's only conflict with their costs; each tried once more."""
    found = diagnose(problem)
    (conflict,) = found.conflicts
    base = found.without_others(conflict)
    assert not possible(base)
    changes = {r.change: r.apply(base) for r in remedies(found.problem, conflict, language)}
    answers = cures(found, conflict, language)
    for cure in answers:
        assert cure.verified
        if cure.change in changes:
            assert possible(changes[cure.change]), cure.change
    return {cure.change: cure.cost for cure in answers}


def test_a_leave_that_stands_in_the_way_can_be_moved_by_a_day_or_the_place_stay_empty() -> None:
    found = told(office(TWO, leaves=away("Ani", "Budi")))
    assert found["Move the absence of Ani by 1 day, later."] == ASK + 1
    assert found["Move the absence of Ani by 1 day, earlier."] == ASK + 1
    place = "Monday, 1 March 2027 (Sesi pagi, desk, 07:30–12:00 WIB)"
    assert found[f"Leave one place empty: {place}."] == EMPTY
    assert list(found.values()) == sorted(found.values())


def test_a_leave_is_moved_no_further_than_frees_the_day() -> None:
    """Monday to Wednesday: the duty of Tuesday is freed by two days, either way."""
    rows = "Ani: - - -; : - pagi -"
    found = told(office(rows, leaves=away("Ani", first=0, last=2)))
    assert found["Move the absence of Ani by 2 days, later."] == ASK + 2
    assert found["Move the absence of Ani by 2 days, earlier."] == ASK + 2


def test_a_pin_can_be_released() -> None:
    problem = office(TWO, leaves=away("Ani"), pins=(Pin("Ani", day(0)),))
    found = told(problem)
    assert next(iter(found.items())) == ("Release the pin of Ani on Monday, 1 March 2027.", RELEASE)


def test_an_officer_can_be_trained_or_found() -> None:
    problem = office(TWO, duty={"competency": "isyarat"})
    found = told(problem)
    assert TRAIN in found.values()
    assert LEND + 1 in found.values()
    assert any(change.startswith("Train ") for change in found)
    assert "Find one more officer with the competency isyarat for Monday, 1 March 2027." in found


def test_a_limit_of_a_week_can_be_raised_for_one_officer_in_that_week_alone() -> None:
    # Three duties on alternating days, and Ani may do two in a week.
    found = told(office("Ani: - - - - -; : pagi - pagi - pagi"))
    assert found["Allow Ani 3 duties in the week of Monday, 1 March 2027."] == ASK
    told_id = told(office("Ani: - - - - -; : pagi - pagi - pagi"), "id")
    assert told_id["Izinkan 3 tugas bagi Ani dalam minggu mulai Senin, 1 Maret 2027."] == ASK


@pytest.mark.parametrize("rule", [RestDays(days=1), RestHours(hours=20)])
def test_a_rest_can_be_let_be_around_one_day_for_one_officer(rule: Rule) -> None:
    """Ani is pinned to Monday and Tuesday, mornings: 19:30 hours and no free day between."""
    pins = (Pin("Ani", day(0)), Pin("Ani", day(1)))
    rows = "Ani: - -; Budi: - -; : pagi pagi"
    problem = office(rows, Pins(), RuleUse(rule), Coverage(to="min"), pins=pins)
    found = told(problem)
    for when in ("Monday, 1 March 2027", "Tuesday, 2 March 2027"):
        change = f"Let Ani serve on {when} although the rest before or after it is too short."
        assert found[change] == ASK
    when = "Selasa, 2 Maret 2027"
    change = f"Izinkan Ani bertugas pada {when} walau jeda sebelum atau sesudahnya kurang."
    assert told(problem, "id")[change] == ASK


def test_a_rest_let_be_around_one_day_binds_on_the_others_and_for_others() -> None:
    """Two days running twice: letting Monday be does nothing for Wednesday and Thursday."""
    pins = tuple(Pin("Ani", day(n)) for n in (0, 1, 3, 4))
    rows = "Ani: - - - - -; : pagi pagi - pagi pagi"
    problem = office(rows, Pins(), RestDays(days=1), pins=pins)
    found = diagnose(problem)
    assert len(found.conflicts) == 2
    for conflict in found.conflicts:
        eased = next(
            r for r in remedies(problem, conflict, "en") if r.change.startswith("Let Ani serve")
        )
        assert possible(eased.apply(found.without_others(conflict)))
        assert not possible(eased.apply(problem))


def test_a_limit_raised_in_one_week_binds_in_the_other_as_before() -> None:
    """One duty a week, and two places in each of two weeks: each week needs a cure of its own."""
    rows = "Ani: - - - - - - - - - - - -; : pagi - - - pagi - - pagi - - - pagi"
    use = RuleUse(MaxDuties(per="week", limit=1))
    problem = office(rows, use, Coverage(to="min"))
    found = diagnose(problem)
    weeks = set()
    for conflict in found.conflicts:
        eased = next(
            r for r in remedies(problem, conflict, "en") if r.change.startswith("Allow Ani 2 ")
        )
        assert eased.change in {cure.change for cure in cures(found, conflict, "en")}
        weeks.add(eased.change)
        assert possible(eased.apply(found.without_others(conflict)))
        assert not possible(eased.apply(problem))
    assert weeks == {
        "Allow Ani 2 duties in the week of Monday, 1 March 2027.",
        "Allow Ani 2 duties in the week of Monday, 8 March 2027.",
    }


def test_where_no_single_change_is_enough_two_together_are_tried() -> None:
    """Two places on Monday and both officers away: one moved still leaves a place empty.

    Ani moved (ASK + 1) and one place left empty (EMPTY) make a roster; one alone does not.
    """
    rules = (Leave(), Coverage(to="min"))
    duty = {"min": 2, "ideal": 2}
    problem = office(TWO, *rules, duty=duty, leaves=away("Ani", "Budi"))
    found = diagnose(problem)
    (conflict,) = found.conflicts
    alone = remedies(problem, conflict, "en")
    assert not any(possible(remedy.apply(problem)) for remedy in alone)
    best = cures(found, conflict, "en")[0]
    assert best.change.startswith("Two changes together: Move the absence of ")
    assert best.cost == ASK + 1 + EMPTY
    assert best.effect.below_min == 1
    pairs = [both(one, other, "en") for one, other in combinations(alone, 2)]
    assert possible(next(p for p in pairs if p.change == best.change).apply(problem))


def test_a_rule_that_cannot_be_eased_is_lifted_for_one_officer() -> None:
    rows = "Ani: - -; Budi: - -; : pagi pagi"
    rules = (Pins(), Succession(after="pagi", then=("pagi",)), Coverage(to="min"))
    problem = office(rows, *rules, pins=(Pin("Ani", day(0)), Pin("Ani", day(1))))
    assert any(change.startswith("Exempt Ani from the rule") for change in told(problem))


def test_an_appointment_can_be_made_longer() -> None:
    problem = office("Ani: -; : pagi")
    late = replace(problem.officers[0], joined=day(1))
    found = told(replace(problem, officers=(late,)))
    assert any(change.startswith("Appoint Ani") for change in found)


@pytest.mark.parametrize(
    "unit", [Unit("SET", "SET", max_per_session=1), Unit("SET", "SET", min_at_work=1)]
)
def test_a_unit_can_lend_more(unit: Unit) -> None:
    rows = "Ani@SET: -; Budi@SET: -; : pagi"
    problem = office(rows, duty={"min": 2, "ideal": 2}, units=(unit,))
    assert any(change.startswith("Let SET") for change in told(problem))


def test_where_no_single_change_is_enough_the_fewest_places_stay_empty() -> None:
    """Two posts of three on one day, and nobody there: moving one leave fills one place."""
    rows = "Ani: -; : pagi"
    problem = office(
        rows, Leave(), Coverage(to="min"), duty={"min": 3, "ideal": 3}, leaves=away("Ani")
    )
    found = diagnose(problem)
    (conflict,) = found.conflicts
    (cure,) = cures(found, conflict, "en")
    assert cure.cost == 3 * EMPTY
    assert cure.effect.below_min == 3
    assert cure.change.startswith("Leave 3 places empty")


def test_an_effect_tells_places_and_costs_as_reckoned_by_hand() -> None:
    """Ani moved, she serves: 1 place, 2 officers of 1 day and 0 days each once moved.

    Ani's leave moved off Monday leaves her 1 open day and Budi none, so she is entitled to
    the one place and gets it: cost 0, and no place empty.
    """
    rules = (
        Leave(),
        Coverage(to="min"),
        RuleUse(FairShare(of="duties"), priority=1),
    )
    problem = office(TWO, *rules, leaves=away("Ani", "Budi"))
    found = diagnose(problem)
    (conflict,) = found.conflicts
    cure = next(c for c in cures(found, conflict, "en") if "Ani" in c.change)
    assert (cure.effect.below_min, cure.effect.below_ideal) == (0, 0)
    assert dict(cure.effect.costs) == {1: 0}
    assert cure.effect.spread == 0
    assert cure.effect.proven


def test_a_cure_of_one_cause_is_tried_with_the_others_left_out() -> None:
    problem = office(
        "Ani: - - -; Budi: - - -; : pagi - pagi",
        leaves=(*away("Ani", "Budi"), *away("Ani", first=2, last=2)),
        pins=(Pin("Ani", day(2)),),
    )
    found = diagnose(problem)
    assert len(found.conflicts) == 2
    for conflict in found.conflicts:
        assert cures(found, conflict, "en")


def test_both_languages_tell_the_same_cures() -> None:
    problem = office(TWO, leaves=away("Ani", "Budi"))
    assert list(told(problem, "id").values()) == list(told(problem, "en").values())


def test_a_change_is_made_by_value_whatever_the_form_of_the_problem() -> None:
    problem = office(TWO, leaves=away("Ani", "Budi"))
    found = diagnose(problem)
    (conflict,) = found.conflicts
    moved = next(r for r in remedies(problem, conflict, "en") if "Ani" in r.change)
    turned = replace(problem, leaves=problem.leaves[::-1])
    assert {leave.first for leave in moved.apply(turned).leaves} == {
        leave.first for leave in moved.apply(problem).leaves
    }


def test_competence_gained_makes_the_roster_that_was_missing() -> None:
    problem = office("Ani: -; : pagi", duty={"competency": "isyarat"})
    able = replace(problem.officers[0], certificates=(Certificate("isyarat"),))
    assert diagnose(replace(problem, officers=(able,))).feasible
    assert not diagnose(problem).feasible


def test_a_rule_of_weeks_is_eased_by_one_duty_throughout_only_as_the_wider_change() -> None:
    use = RuleUse(MaxDuties(per="week", limit=1), where="aturan.csv: 2")
    problem = office("Ani: - - - - -; : pagi - - - pagi", use, Coverage(to="min"))
    found = diagnose(problem)
    (conflict,) = found.conflicts
    eased = next(r for r in remedies(problem, conflict, "en") if r.change.startswith("Allow:"))
    limits = [u.rule.limit for u in eased.apply(problem).rules if isinstance(u.rule, MaxDuties)]
    assert limits == [2]


def test_cures_are_judged_by_coverage_and_down_to_the_first_fairness() -> None:
    """Fairness of duties stands first, coverage third: both count, fairness of sessions not."""
    rules = (
        RuleUse(FairShare(of="duties"), priority=1),
        RuleUse(FairShare(of="hours"), priority=2),
        RuleUse(Coverage(to="min"), priority=3),
        RuleUse(FairShare(of="session"), priority=4),
        Leave(),
    )
    kept = judged(office(TWO, *rules)).rules
    assert [use.priority for use in kept] == [1, 2, 3, None]
