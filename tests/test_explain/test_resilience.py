"""Who may step in: the same as trying every officer against every rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from explained import RULES as USUAL
from explained import day, office
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_books import books

from constraints import RULES
from roster.book import read_book
from roster.book.problem import build_problem
from roster.explain.exchange import exchanged
from roster.explain.resilience import resilience, surviving
from roster.exports.heat import heat
from roster.model import Certificate, Duty, Leave, Officer, Problem, Roster, Rule, RuleUse, Unit
from roster.registry import rules
from roster.solve.feasibility import lawful
from roster.verify import verify

EXAMPLES = Path(__file__).parents[2] / "examples"
BOOKS = Path(__file__).parents[2] / "benchmarks" / "service-room"


def tried(problem: Problem, roster: Roster) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each officer and duty who may step in, by the check of every rule on everybody.

    Rules that only cost are left out, save coverage, which never lets a post be overfilled.
    """
    strict = (use for use in problem.rules if use.priority is None or use.name == "coverage")
    problem = replace(problem, rules=tuple(strict))
    found = {}
    for officer, duty in roster.assignments:
        absent = replace(problem, leaves=(*problem.leaves, Leave(officer, duty.day, duty.day)))
        found[officer, duty.id] = tuple(
            other.id
            for other in problem.officers
            if other.id not in roster.officers(duty)
            and not verify(absent, exchanged(roster.assignments, duty, officer, other.id)).hard
        )
    return found


def one_by_one(problem: Problem, roster: Roster) -> dict[tuple[str, str], tuple[str, ...]]:
    """The same, each rule asked about those on whom its verdict rests; old breaches forgiven."""
    musts = [use for use in problem.rules if use.priority is None]
    before = {
        replace(violation, must=True)
        for use in musts
        for violation in use.rule.check(problem, roster, use.scope(problem))
    }

    @cache
    def alone(other: Officer, duty: Duty) -> bool:
        own = Roster.of((other.id, d) for d in (*roster.duties(other.id), duty))
        uses = [use for use in musts if use.rule.reach == "officer"]
        return all(fits(use, problem, own, (other,)) for use in uses)

    def fits(use: RuleUse, world: Problem, changed: Roster, who: tuple[Officer, ...]) -> bool:
        scope = tuple(o for o in who if use.officers is None or o.id in use.officers)
        broken = use.rule.check(world, changed, scope)
        return all(replace(violation, must=True) in before for violation in broken)

    found = {}
    for officer, duty in roster.assignments:
        away = (*problem.leaves, Leave(officer, duty.day, duty.day))
        world = replace(problem, leaves=away)
        able = []
        for other in problem.officers:
            if other.id in roster.officers(duty) or not alone(other, duty):
                continue
            changed = exchanged(roster.assignments, duty, officer, other.id)
            unit = tuple(o for o in problem.officers if o.unit == other.unit)
            names = {o.id for o in unit}
            own = Roster.of(a for a in changed.assignments if a.officer in names)
            if all(
                fits(use, world, own, unit)
                if use.rule.reach == "unit"
                else fits(use, world, changed, problem.officers)
                for use in musts
                if use.rule.reach != "officer"
            ):
                able.append(other.id)
        found[officer, duty.id] = tuple(able)
    return found


def found_at_once(problem: Problem, roster: Roster) -> dict[tuple[str, str], tuple[str, ...]]:
    """The substitutes as they are told; the share of places alone must agree with them."""
    found = resilience(problem, roster)
    assert surviving(problem, roster) == found.share
    assert surviving(problem, roster, verify(problem, roster)) == found.share
    return {(place.officer, place.duty.id): place.substitutes for place in found.places}


@pytest.mark.parametrize("book", ["hq-12", "hq-24", "hq-42", "hq-60", "hq-120"])
def test_an_office_is_judged_at_once_as_one_by_one(book: str) -> None:
    read = read_book(BOOKS / book)
    problem, _ = build_problem(read, date(2027, 1, 4), date(2027, 1, 15), rules())
    roster = lawful(problem, {1: 0}).roster
    assert roster is not None
    assert roster.assignments
    found = found_at_once(problem, roster)
    assert found == one_by_one(problem, roster)
    assert len(set(found.values())) > 1


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.code) for kind in RULES])
@settings(
    derandomize=True,
    max_examples=15,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_random_rosters_are_judged_at_once_as_one_by_one(
    kind: type[Rule], data: st.DataObject
) -> None:
    """Lawful or not: under a rule of each kind, and all the usual ones besides."""
    book = data.draw(books(kind))
    musts = tuple(replace(use, priority=None) for use in book.rules if use.rule.may_be_must)
    problem = replace(book, rules=(*musts, *(RuleUse(rule) for rule in USUAL)))
    places = [(officer.id, duty.id) for officer in problem.officers for duty in problem.duties]
    for pairs in data.draw(st.lists(st.sets(st.sampled_from(places)), min_size=1, max_size=5)):
        roster = problem.roster(sorted(pairs))
        assert found_at_once(problem, roster) == one_by_one(problem, roster)


@pytest.mark.parametrize("book", ["service-room", "regional-office"])
def test_a_real_month_is_judged_as_by_every_rule_on_everybody(book: str) -> None:
    read = read_book(EXAMPLES / book)
    problem, _ = build_problem(read, date(2027, 3, 1), date(2027, 3, 4), rules())
    roster = lawful(problem, {1: 0}).roster
    assert roster is not None
    assert roster.assignments
    assert found_at_once(problem, roster) == tried(problem, roster) == one_by_one(problem, roster)


def test_a_place_that_one_alone_can_fill_is_bare() -> None:
    problem = office("Ani: -; Budi: -; : pagi", duty={"competency": "isyarat"})
    able = Officer("Ani", "Ani", certificates=(Certificate("isyarat"),))
    problem = replace(problem, officers=(able, problem.officers[1]))
    found = resilience(problem, Roster.of([("Ani", problem.duties[0])]))
    assert [(place.officer, place.substitutes) for place in found.bare] == [("Ani", ())]
    assert found.share == 0


def test_who_serves_the_day_before_may_not_step_in() -> None:
    """Monday Ani, Tuesday Budi; a day of rest lies between. Cici alone may step in."""
    rows = "Ani: - -; Budi: - -; Cici: - -; : pagi pagi"
    problem = office(rows)
    first, second = problem.duties
    found = resilience(problem, Roster.of([("Ani", first), ("Budi", second)]))
    assert [place.substitutes for place in found.places] == [("Cici",), ("Cici",)]
    assert found.share == 1
    assert [session.fewest for session in found.sessions] == [1, 1]


def test_a_unit_that_must_keep_one_at_work_counts_the_absent_as_absent() -> None:
    """Of the unit's two, Ani falls out; were Budi to step in, nobody would stay."""
    rows = "Ani@SET: -; Budi@SET: -; Cici@RUK: -; : pagi"
    units = (Unit("SET", "SET", min_at_work=1), Unit("RUK", "RUK"))
    problem = office(rows, units=units)
    found = resilience(problem, Roster.of([("Ani", problem.duties[0])]))
    assert [place.substitutes for place in found.places] == [("Cici",)]
    assert tried(problem, Roster.of([("Ani", problem.duties[0])])) == {
        ("Ani", problem.duties[0].id): ("Cici",)
    }


def test_an_empty_roster_survives_anything() -> None:
    found = resilience(office("Ani: -; : pagi"), Roster(()))
    assert found.places == ()
    assert found.share == 1


def test_a_breach_that_was_there_before_does_not_bar_anybody() -> None:
    """Ani serves two days running, against the rule; that is no fault of Budi's."""
    problem = office("Ani: - -; Budi: - -; : pagi pagi")
    first, second = problem.duties
    found = resilience(problem, Roster.of([("Ani", first), ("Ani", second)]))
    assert [place.substitutes for place in found.places] == [("Budi",), ("Budi",)]


def test_the_heat_table_counts_and_names_nobody() -> None:
    problem = office("Ani: - -; Budi: - -; Cici: - -; : pagi pagi")
    first, second = problem.duties
    found = heat(problem, Roster.of([("Ani", first), ("Budi", second)]))
    assert found.columns == (("PIP", "pagi", "Sesi pagi"),)
    assert found.rows == ((day(0), (1,)), (day(1), (1,)))
    assert (found.share, found.places, found.bare) == (Fraction(1), 2, ())


def test_the_heat_table_names_the_places_without_a_substitute_and_nobody_in_them() -> None:
    problem = office("Ani: -; : pagi")
    (duty,) = problem.duties
    assert heat(problem, Roster.of([("Ani", duty)])).bare == (duty,)
