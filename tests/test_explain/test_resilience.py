"""Who may step in: the same as trying every officer against every rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from explained import day, office

from roster.book import read_book
from roster.book.problem import build_problem
from roster.explain.exchange import exchanged
from roster.explain.resilience import resilience
from roster.exports.heat import heat
from roster.model import Certificate, Leave, Officer, Problem, Roster, Unit
from roster.registry import rules
from roster.solve.feasibility import lawful
from roster.verify import verify

EXAMPLES = Path(__file__).parents[2] / "examples"


def tried(problem: Problem, roster: Roster) -> dict[tuple[str, str], tuple[str, ...]]:
    """For each officer and duty who may step in, by the check of every rule on everybody."""
    found = {}
    for officer, duty in roster.assignments:
        absent = replace(problem, leaves=(*problem.leaves, Leave(officer, duty.day, duty.day)))
        found[officer, duty.id] = tuple(
            other.id
            for other in problem.officers
            if other.id not in roster.officers(duty)
            and not verify(absent, exchanged(roster, duty, officer, other.id)).hard
        )
    return found


@pytest.mark.parametrize("book", ["service-room", "regional-office"])
def test_a_real_month_is_judged_as_by_every_rule_on_everybody(book: str) -> None:
    read = read_book(EXAMPLES / book)
    problem, _ = build_problem(read, date(2027, 3, 1), date(2027, 3, 12), rules())
    roster = lawful(problem).roster
    assert roster is not None
    found = {(p.officer, p.duty.id): p.substitutes for p in resilience(problem, roster).places}
    assert found == tried(problem, roster)


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
