"""Months of an office of 42 that have no roster, kept as cases: smallest sets, tried cures."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from explained import kept, kinds

from roster.book import Book, read_book
from roster.book.problem import build_problem
from roster.book.report import Report
from roster.explain.conflicts import Conflict, Diagnosis, diagnose
from roster.explain.cures import cures, judged
from roster.explain.remedies import remedies
from roster.explain.things import demands
from roster.registry import rules
from roster.scenario.expand import Scenario, expand
from roster.scenario.overlay import overlay
from roster.scenario.reading import read_specs
from roster.solve.feasibility import lawful

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

AWAY = {"competence": 1, "coverage": 1}
CAUSES: dict[str, list[dict[str, int]]] = {
    # 8 away, 1 pinned to the morning who may serve once a day, 1 pinned twice and full.
    "one-supervisor": [
        {"competence": 1, "coverage": 1, "leave": 8, "max_duties": 2, "pins": 3}
    ],
    "pinned-on-leave": [{"leave": 1, "pins": 1}],
    "two-of-a-unit": [{"pins": 2, "unit_limits": 1}],
    # 20 of 21 holders are missed by the morning, and as many by the afternoon.
    "no-information": [AWAY | {"leave": 20}, AWAY | {"leave": 20}],
    "two-causes": [AWAY | {"leave": 10}, AWAY | {"leave": 10}, {"pins": 2, "rest_days": 1}],
    "three-causes": [
        {"leave": 1, "pins": 1},
        {"pins": 2, "unit_limits": 1},
        {"competence": 1, "coverage": 1, "leave": 8, "max_duties": 2, "pins": 3},
    ],
    # 8 who serve once and 9 of the week's 10 places; the two who are away; the competency.
    "once-a-week": [{"competence": 1, "coverage": 9, "leave": 2, "max_duties": 8}],
}  # fmt: skip


@cache
def book() -> Book:
    """The book that the cases change."""
    return read_book(BENCHMARKS / "service-room" / "hq-42")


@cache
def cases() -> dict[str, Scenario]:
    """Every case by its name."""
    report = Report("en")
    specs = read_specs(BENCHMARKS / "conflicts.yaml", book(), report)
    found = {scenario.name: scenario for scenario in expand(specs, report)[2:]}
    report.refuse_if_wrong()
    return found


@cache
def diagnosis(name: str) -> Diagnosis:
    """Why a case has no roster."""
    changed = overlay(book(), cases()[name], "en").book
    problem, _ = build_problem(changed, date(2027, 1, 1), date(2027, 1, 31), rules())
    return diagnose(problem)


def counted(conflict: Conflict) -> dict[str, int]:
    """How many things of each rule a conflict holds."""
    found = kinds(conflict)
    return {rule: found.count(rule) for rule in found}


def test_every_case_is_tested() -> None:
    assert set(cases()) == set(CAUSES)


@pytest.mark.parametrize("name", CAUSES)
def test_every_cause_is_found_and_none_shares_a_demand_with_another(name: str) -> None:
    found = diagnosis(name)
    assert found.complete
    assert sorted(map(str, map(counted, found.conflicts))) == sorted(map(str, CAUSES[name]))
    demanded = [set(demands(found.problem, c.things)) for c in found.conflicts]
    assert sum(map(len, demanded)) == len(set.union(*demanded))


@pytest.mark.parametrize("name", CAUSES)
def test_each_set_clashes_and_without_any_one_thing_a_roster_exists(name: str) -> None:
    found = diagnosis(name)
    for conflict in found.conflicts:
        assert lawful(kept(found, conflict.things), sure=True).roster is None
        for thing in conflict.things:
            rest = [other for other in conflict.things if other != thing]
            assert lawful(kept(found, rest)).roster is not None


@pytest.mark.parametrize("name", CAUSES)
def test_each_cure_makes_a_roster_possible_which_is_solved_once_more(name: str) -> None:
    found = diagnosis(name)
    for conflict in found.conflicts:
        base = judged(found.without_others(conflict))
        assert lawful(base).roster is None
        known = {r.change: r for r in remedies(found.problem, conflict, "en")}
        told = cures(found, conflict, "en")
        assert told
        assert [cure.cost for cure in told] == sorted(cure.cost for cure in told)
        for cure in told:
            assert cure.verified
            assert cure.cost == known[cure.change].cost
            assert lawful(known[cure.change].apply(base)).roster is not None


def test_the_place_that_one_supervisor_misses_is_filled_by_one_duty_more_that_week() -> None:
    found = diagnosis("one-supervisor")
    (conflict,) = found.conflicts
    changes = [cure.change for cure in cures(found, conflict, "en")]
    assert "Allow Tari Anggraini 3 duties in the week of Monday, 18 January 2027." in changes
