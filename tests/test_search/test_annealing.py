"""Annealing: what it counts is what the rules' own checks say, and small models are solved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import constraints as c
from roster.encoding import encode_problem
from roster.model import Problem, Roster, Rule, RuleUse
from roster.model.sketch import sketch
from roster.solve.large.annealing import Annealing
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.kernel import has_numba
from roster.solve.large.landscape import Landscape
from roster.solve.large.moves import Move, propose
from roster.solve.large.shape import Shape
from roster.verify import verify

pytestmark = pytest.mark.skipif(not has_numba(), reason="no numba: install the extra speed")

WEEK = "pagi+malam pagi+malam pagi pagi+siang pagi+malam malam pagi+malam"

RULES: tuple[tuple[Rule, int | None, int], ...] = (
    (c.RunLength(least=2, most=3, start="free", end="free"), 1, 5),
    (c.DaysOff(least=2, start="free", end="free"), 1, 3),
    (c.Weekends(require="complete"), 1, 3),
    (c.Weekends(require="identical", days=("Fri", "Sat", "Sun")), 1, 2),
    (c.MinDuties(per="horizon", limit=3), 1, 2),
    (c.Succession(after="malam", then=("pagi",)), None, 1),
    (c.FairShare(of="duties"), 1, 1),
)


def office(people: int) -> Problem:
    """A week under many rules: one duty a day each, an officer too many on a duty never."""
    names = "; ".join(f"P{n}: -" for n in range(people))
    problem, _ = sketch(f"{names}; : {WEEK}")
    rules = [
        RuleUse(c.MaxDuties(per="day", limit=1)),
        RuleUse(c.Coverage(to="over")),
        RuleUse(c.Coverage(to="min"), 1, 9),
    ]
    return replace(problem, rules=(*rules, *(RuleUse(*use) for use in RULES)))


def landscape(problem: Problem) -> Landscape:
    return Landscape(Decomposition(Shape.of(problem, encode_problem(problem)), 1))


def annealed(land: Landscape, seed: int, effort: float) -> Annealing:
    found = Annealing(land, seed)
    found.round(Budget(lambda: 3600.0, effort), lambda better: None)
    return found


def judged(problem: Problem, plan: np.ndarray) -> tuple[int, int]:
    """Cost and number of broken musts, by the rules' own checks."""
    places = np.argwhere(plan >= 0).tolist()
    roster = Roster.of((problem.officers[o].id, problem.duties[plan[o, day]]) for o, day in places)
    report = verify(problem, roster)
    return report.costs[1], report.hard


def test_a_greedy_roster_costs_what_the_checks_say() -> None:
    problem = office(4)
    land = landscape(problem)
    for seed in range(5):
        plan = land.greedy(np.random.default_rng(seed), 1e6)
        cost, over = land.state(plan).worth.tolist()
        assert (cost, over > 0) == (judged(problem, plan)[0], judged(problem, plan)[1] > 0)


def test_the_best_roster_breaks_nothing_and_costs_what_the_checks_say() -> None:
    problem = office(5)
    land = landscape(problem)
    for seed in range(3):
        best = annealed(land, seed, 0.5).best
        assert best is not None
        assert judged(problem, best.plan) == (best.cost, 0)
        assert land.state(best.plan).worth.tolist() == [best.cost, 0]


def test_the_same_seed_gives_the_same_roster() -> None:
    land = landscape(office(5))
    once, again = (annealed(land, 7, 0.5).best for _ in range(2))
    assert once is not None
    assert again is not None
    assert np.array_equal(once.plan, again.plan)


def test_days_of_one_officer_are_exchanged_and_all_others_stay() -> None:
    land = landscape(office(2))
    # P0 serves pagi on Thursday, the fourth day, and P1 on none.
    week = land.split.shape.day_of.tolist()
    pagi = [week.index(day) for day in range(5)]
    plan = np.full((2, 7), -1)
    plan[0, 3] = pagi[3]
    now = land.state(plan)
    move = Move(np.array([0, 1]), 1, 1, 3, 2)
    new = np.zeros((2, 7), np.int32)
    assert propose(land.tables, now.plan, move, new)
    # The second day is exchanged with the fourth, two days later; the third lies between them.
    assert new[0, 1:4].tolist() == [pagi[1], land.duties + 2, land.duties + 3]
    # There is nothing to exchange where both days are free, and none where no duty is alike.
    assert not propose(land.tables, now.plan, Move(np.array([1, 0]), 1, 1, 3, 2), new)
    assert not propose(land.tables, now.plan, Move(np.array([0, 1]), 1, 3, 5, 2), new)


def test_a_roster_that_breaks_musts_is_told_while_there_is_no_other() -> None:
    problem = office(5)
    asked = RuleUse(c.MinDuties(per="horizon", limit=3))
    land = landscape(replace(problem, rules=(*problem.rules, asked)))
    best = annealed(land, 0, 0.5).best
    assert best is not None
    # Five officers are to have three duties each, and there are twelve places: three are missing.
    assert best.broken == 3
    assert land.state(best.plan).worth.tolist() == [best.cost, 3]


def test_the_lines_of_a_roster_are_those_of_its_officers_with_their_own_costs() -> None:
    problem = office(4)
    land = landscape(problem)
    best = annealed(land, 0, 0.3).best
    assert best is not None
    lines = land.lines(best.plan)
    assert [officer for officer, _ in lines] == [0, 1, 2, 3]
    for officer, path in lines:
        plan = best.plan[officer]
        assert path.duties == tuple(plan[plan >= 0].tolist())


def test_an_offered_roster_is_gone_on_from_only_if_it_is_better() -> None:
    land = landscape(office(4))
    search = annealed(land, 0, 0.3)
    best = search.best
    assert best is not None
    search.offer(replace(best, cost=best.cost + 1))
    assert search.best is best
    better = replace(best, cost=best.cost - 1)
    search.offer(better)
    assert search.best is better
    search.offer(replace(best, cost=0, broken=1))
    assert search.best is better
