"""Why a place is empty though a lawful roster exists, and what is nearest to breaking."""

from __future__ import annotations

from dataclasses import replace

from explained import day, kinds, office

from constraints import Competence, Coverage, Leave, MaxDuties
from roster.explain.places import empty, firm, nearest, unfillable
from roster.explain.told import items
from roster.model import Certificate, Officer, RuleUse
from roster.model import Leave as Away
from roster.solve import find_roster

SOFT = (Competence(), Leave(), RuleUse(Coverage(to="min"), priority=1))


def test_a_place_that_nobody_can_fill_is_explained_though_a_roster_exists() -> None:
    problem = office("Ani: - -; : pagi pagi", *SOFT, leaves=(Away("Ani", day(0), day(0)),))
    roster = find_roster(problem).roster
    assert roster is not None
    (conflict,) = empty(problem, roster).conflicts
    assert kinds(conflict) == ["coverage", "leave"]
    told = [found.sentence for found in items(problem, conflict, "en")]
    assert told == [
        "Monday, 1 March 2027 (Sesi pagi, desk, 07:30–12:00 WIB) needs 1 officer.",
        "Ani is unavailable on Monday, 1 March 2027.",
    ]


def test_a_place_that_could_be_filled_by_emptying_another_is_told_with_that_other() -> None:
    """Ani may do one of two duties that week; the roster chose one."""
    rules = (*SOFT, MaxDuties(per="week", limit=1))
    problem = office("Ani: - - -; : pagi - pagi", *rules)
    roster = find_roster(problem).roster
    assert roster is not None
    (conflict,) = empty(problem, roster).conflicts
    assert kinds(conflict) == ["coverage", "coverage", "max_duties"]


def test_a_roster_with_no_empty_place_leaves_nothing_to_explain() -> None:
    problem = office("Ani: -; : pagi", *SOFT)
    roster = find_roster(problem).roster
    assert roster is not None
    assert empty(problem, roster).feasible


def test_a_higher_priority_is_not_given_up_to_fill_a_place() -> None:
    """The week's limit stands above coverage: it is kept at its cost of 0."""
    rules = (
        RuleUse(MaxDuties(per="week", limit=1), priority=1),
        RuleUse(Coverage(to="min"), priority=2),
    )
    problem = office("Ani: - - -; : pagi - pagi", *rules)
    roster = find_roster(problem).roster
    assert roster is not None
    assert not empty(problem, roster).feasible
    assert unfillable(problem).feasible


def test_minima_that_cannot_all_be_kept_are_told_before_there_is_a_roster() -> None:
    problem = office("Ani: -; : pagi", *SOFT, leaves=(Away("Ani", day(0), day(0)),))
    assert len(unfillable(problem).conflicts) == 1
    assert {use.priority for use in firm(problem).rules} == {None}


def test_the_tightest_duty_and_the_officer_nobody_can_replace_are_named() -> None:
    """Two can do Monday's post; Tuesday's needs a competency that Ani alone holds."""
    problem = office("Ani: - -; Budi: - -; : pagi pagi", *SOFT)
    first, second = problem.duties
    problem = replace(
        problem,
        duties=(first, replace(second, competency="isyarat")),
        officers=(
            Officer("Ani", "Ani", certificates=(Certificate("isyarat"),)),
            Officer("Budi", "Budi"),
        ),
    )
    found = nearest(problem)
    assert [(m.duty.day, m.able, m.spare) for m in found.margins] == [
        (day(1), ("Ani",), 0),
        (day(0), ("Ani", "Budi"), 1),
    ]
    assert found.indispensable == ("Ani",)
