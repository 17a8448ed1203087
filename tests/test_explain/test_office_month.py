"""Clashes planted in a month of a real-sized office, each explained and cured by solving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from explained import kept

from roster.book import read_book
from roster.book.problem import build_problem
from roster.explain.conflicts import diagnose
from roster.explain.cures import cures
from roster.explain.places import firm
from roster.explain.remedies import remedies
from roster.model import Leave, Pin, Problem
from roster.registry import rules
from roster.solve.feasibility import lawful

BOOK = Path(__file__).parents[2] / "examples" / "service-room"

Plant = Callable[[Problem], Problem]


@pytest.fixture(scope="module")
def month() -> Problem:
    """March at the service room, where every minimum is a must."""
    made, _ = build_problem(read_book(BOOK), date(2027, 3, 1), date(2027, 3, 31), rules())
    return firm(made)


def rarest(problem: Problem) -> tuple[str, list[str]]:
    """The competency that fewest officers hold, and who they are."""
    holders = {
        c: [o.id for o in problem.officers if o.competent_on(c, problem.first)]
        for c in {duty.competency for duty in problem.duties if duty.min} - {""}
    }
    return min(holders.items(), key=lambda pair: (len(pair[1]), pair[0]))


def all_away(problem: Problem) -> Problem:
    """Whoever holds the rarest competency is away on one of its days."""
    competency, holders = rarest(problem)
    day = next(d.day for d in problem.duties if d.competency == competency and d.min)
    return replace(problem, leaves=(*problem.leaves, *(Leave(who, day, day) for who in holders)))


def pinned_away(problem: Problem) -> Problem:
    """An officer on leave is pinned to serve."""
    officer, day = problem.officers[0].id, problem.open_days[-1]
    return replace(
        problem,
        leaves=(*problem.leaves, Leave(officer, day, day)),
        pins=(*problem.pins, Pin(officer, day)),
    )


def pinned_without_rest(problem: Problem) -> Problem:
    """An officer is pinned to serve on two days running."""
    days = problem.open_days
    one, other = next(pair for pair in pairwise(days) if (pair[1] - pair[0]).days == 1)
    officer = next(o.id for o in problem.officers if not problem.leaves_of.get(o.id))
    return replace(problem, pins=(*problem.pins, Pin(officer, one), Pin(officer, other)))


def too_many_of_a_unit(problem: Problem) -> Problem:
    """Two officers of a unit that sends one are pinned to the same session."""
    duty = problem.duties[0]
    unit = next(u for u in problem.units if sum(o.unit == u.id for o in problem.officers) > 2)
    members = [o.id for o in problem.officers if o.unit == unit.id][:2]
    pins = tuple(Pin(who, duty.day, session=duty.session) for who in members)
    units = tuple(replace(u, max_per_session=1) if u == unit else u for u in problem.units)
    return replace(problem, pins=(*problem.pins, *pins), units=units)


def two_at_once(problem: Problem) -> Problem:
    """An empty post on one day, and a pin on a leave on another: independent causes."""
    return pinned_away(all_away(problem))


@pytest.mark.parametrize(
    ("plant", "causes"),
    [
        (all_away, 1),
        (pinned_away, 1),
        (pinned_without_rest, 1),
        (too_many_of_a_unit, 1),
        (two_at_once, 2),
    ],
)
def test_a_clash_in_a_whole_month_is_smallest_and_cured(
    month: Problem, plant: Plant, causes: int
) -> None:
    assert lawful(month).roster is not None
    found = diagnose(plant(month))
    assert found.complete
    assert len(found.conflicts) >= causes
    for conflict in found.conflicts:
        assert lawful(kept(found, conflict.things), sure=True).roster is None
        for thing in conflict.things:
            rest = [other for other in conflict.things if other != thing]
            assert lawful(kept(found, rest)).roster is not None
    conflict = found.conflicts[0]
    base = found.without_others(conflict)
    changes = {r.change: r for r in remedies(found.problem, conflict, "id")}
    answers = cures(found, conflict, "id")
    assert answers
    for cure in answers:
        assert lawful(changes[cure.change].apply(base)).roster is not None
        assert cure.cost == changes[cure.change].cost
