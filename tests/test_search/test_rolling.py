"""Rows told by duals, and rosters made from the first day to the last with them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_large_search import RULES, ample, judged, office, posed, relaxed

import constraints as c
from roster.encoding import encode_problem
from roster.encoding.linear import Ints
from roster.model import Problem, Rule
from roster.solve.large import holding, levels, opening, release, rolling
from roster.solve.large.ascent import Ascent, shorter
from roster.solve.large.budget import Budget
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.diver import Diver
from roster.solve.large.generation import SCALE, Generation, Priced
from roster.solve.large.grid import TooLargeError
from roster.solve.large.holding import OPEN, Used
from roster.solve.large.opening import Opening
from roster.solve.large.release import large_counters
from roster.solve.large.rolling import Rolling
from roster.solve.large.root import penalty_of
from roster.solve.large.shape import Shape
from roster.solve.large.tolls import Told, toll_of


def split_of(problem: Problem) -> Decomposition:
    return Decomposition(Shape.of(problem, encode_problem(problem)), 1)


def shortened(patch: pytest.MonkeyPatch, step: int, sight: int, ending: int) -> None:
    """Let rolling hold fewer days, see fewer, and search fewer to their end."""
    constants = {"STEP": step, "SIGHT": sight, "ENDING": ending}
    for name, value in constants.items():
        patch.setattr(rolling, name, value)


@given(st.integers(0, 1 << 30))
@settings(max_examples=25, deadline=None)
def test_what_duties_pay_for_rows_is_never_more_than_the_rows_cost(seed: int) -> None:
    split = split_of(office([RULES[0]], 4))
    assert split.sums is not None
    assert split.floors is not None
    random = np.random.default_rng(seed)
    rows = random.random(len(split.rows)) < 0.6
    limits = np.clip(split.useful, -40, 40)
    duals = np.floor(random.uniform(*limits.T))
    none = np.zeros(0, np.int64)
    told = Told(rows, duals, none, none, none, none, 1)
    toll, constant = toll_of(split, told)
    # Any table of at most one duty a day is a point of the Lagrangian, lawful line or not.
    plan = np.full((4, 7), -1)
    for officer, day in np.ndindex(plan.shape):
        own = np.flatnonzero(split.shape.day_of == day)
        plan[officer, day] = random.choice(np.append(own, -1))
    people, days = np.nonzero(plan >= 0)
    paid = toll[people, plan[people, days]].sum() + constant
    costs = split.sums.cost[split.sums.first + split.levels_of(plan)] - split.floors
    assert paid <= costs[rows].sum() + 1e-9


def test_no_dual_goes_beyond_what_slack_costs() -> None:
    split = split_of(office([RULES[0]], 3))
    ascent = Ascent(Generation(split, penalty_of(split)), 500.0)
    ends = []
    for slope in (1.0, -1.0):
        for n in range(20):
            ascent._step(n, 0.1, np.full(len(split.rows), slope))
        ends.append(np.unique(ascent.duals).tolist())
    # Uncovered places cost 9; more than is asked costs nothing.
    assert ends == [[9.0], [0.0]]


def test_further_steps_are_as_many_as_fit_the_effort_and_end_no_lower(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Two of at most three duties each leave six of twelve places, 9 each, at duals of 9.
    split = split_of(office([RULES[5]], 2))
    generation = Generation(split, penalty_of(split))
    asked: list[int] = []
    price = Generation.price

    def counted(self: Generation, duals: Ints, budget: Budget, **how: Any) -> Priced | None:
        found = price(self, duals, budget, **how)
        assert found is not None
        asked.append(found.bound)
        return found

    monkeypatch.setattr(Generation, "price", counted)
    # Here a master is quicker than any ascent.
    monkeypatch.setattr(Ascent, "_pays", lambda self, spent: True)
    once = ample()
    generation.price(np.zeros(len(split.rows), np.int64), once)
    before = asked[-1]
    asked.clear()
    ascent = Ascent(generation, penalty_of(split))
    assert ascent.further(ample(21.5 * once.spent))
    # One of the duals from before, twenty as there is effort for, and the mean if any is left.
    assert 20 <= len(asked) <= 23
    assert asked[0] == before
    assert generation.best == max(asked) > before
    assert generation.bound == 54


def test_further_steps_come_to_their_shortest_as_time_runs_out_however_slow_they_become() -> None:
    left = [100.0]
    budget = Budget(lambda: left[0], None)
    found = list[float]()
    exact = list[bool]()
    for length, own in shorter(budget, 0.05, 1500):
        found.append(length)
        exact.append(own)
        # The first half of the time takes ten rounds, the second five.
        left[0] -= 5.0 if left[0] > 50.0 else 10.0
    assert len(found) == 15
    assert found == sorted(found, reverse=True)
    assert found[0] == 0.05
    # After 90 of 98 s the fifteenth: 0.05 * (0.15 / (14 / (90 / 98)) / 0.05) ** (90 / 98).
    assert found[-1] == pytest.approx(0.05 * (0.15 * 90 / 98 / 14 / 0.05) ** (90 / 98))
    # Ten at most, with time enough: the tenth is 0.1 * (0.15 / 10 / 0.1) ** (9 / 10).
    steps = list(shorter(ample(), 0.1, 10))
    assert len(steps) == 10
    assert steps[-1][0] == pytest.approx(0.1 * (0.015 / 0.1) ** 0.9)
    # From 73.5 of 98 s on there are costs as they are, as from the eighth of ten steps on.
    assert exact == [False] * 13 + [True] * 2
    assert [own for _, own in steps] == [False] * 8 + [True] * 2


def test_costs_that_are_astray_lead_to_other_lines_and_to_no_bound() -> None:
    split = split_of(office([RULES[0]], 3))
    generation = Generation(split, penalty_of(split))
    free = np.zeros(len(split.rows), np.int64)
    plain = generation.price(free, ample())
    strayed = generation.price(free, ample(), astray=np.full(generation.barred.shape, 1000 * SCALE))
    assert plain is not None
    assert strayed is not None
    # Every duty pays more than any run that is too long or too short costs.
    duties = [sum(len(path.duties) for _, path in found.paths) for found in (plain, strayed)]
    assert duties[0] < duties[1]
    generation.best = plain.bound
    Ascent(generation, penalty_of(split))._centre(strayed, free)
    assert generation.best == plain.bound


def test_an_ascent_ends_at_the_mean_of_what_its_duals_swing_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Ascent, "_pays", lambda self, spent: True)
    split = split_of(office([RULES[0]], 3))
    asked: list[Ints] = []
    price = Generation.price

    def heard(self: Generation, duals: Ints, budget: Budget, **how: Any) -> Priced | None:
        asked.append(duals)
        return price(self, duals, budget, **how)

    monkeypatch.setattr(Generation, "price", heard)
    ascent = Ascent(Generation(split, penalty_of(split)), 500.0)
    assert ascent.run(ample())
    assert np.array_equal(asked[-1], split.rounded(ascent.middle, SCALE))
    assert not np.array_equal(ascent.middle, ascent.duals)
    ascent = Ascent(Generation(split, penalty_of(split)), 500.0)
    first = ascent.duals.copy()
    ascent._step(0, 0.01, np.ones(len(first)))
    # 0.9 x what it was before and 0.1 x what it is now.
    assert np.allclose(ascent.middle, 0.9 * first + 0.1 * ascent.duals)
    assert ascent.duals.max() > 0


@given(st.lists(st.sampled_from(RULES), max_size=3, unique=True), st.integers(2, 5))
@settings(max_examples=15, deadline=None)
def test_going_from_the_first_day_to_the_last_ends_in_a_roster_that_the_checks_price_alike(
    uses: list[tuple[Rule, int | None, int]], people: int
) -> None:
    rolling_step = pytest.MonkeyPatch()
    with rolling_step.context() as patch:
        shortened(patch, 2, 3, 3)
        problem = office(uses, people)
        _, split, best = posed(uses, people)
        generation, centre = relaxed(split)
        found = Rolling(generation, centre).run(ample(1000.0), ample())
    if split.floors is None:
        return
    assert found is not None
    assert judged(problem, found.plan) == (found.broken, found.cost)
    assert found.broken or found.cost >= best


def test_what_comes_after_a_window_is_kept_in_view_so_that_a_limit_holds_on_the_last_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shortened(monkeypatch, 1, 1, 1)
    monkeypatch.setattr(opening, "LONG", 7)
    # Three of at most two duties each, and no less, fill six of twelve places: 6 x 9 are lost.
    uses: list[tuple[Rule, int | None, int]] = [
        (c.MaxDuties(per="horizon", limit=2), None, 1),
        (c.MinDuties(per="horizon", limit=2), None, 1),
    ]
    problem = office(uses, 3)
    generation, centre = relaxed(split_of(problem))
    found = Opening(generation, 0, centre).roll(None, ample(200.0))
    assert found is not None
    assert judged(problem, found.plan) == (found.broken, found.cost) == (0, 54)
    # One that costs no less than the best is of no use.
    assert Opening(generation, 0, centre).roll(found, ample(200.0)) is None


@pytest.mark.parametrize("effort", [0.0, 1000.0])
def test_steps_whose_time_is_up_hold_all_of_their_days_at_once(
    monkeypatch: pytest.MonkeyPatch, effort: float
) -> None:
    shortened(monkeypatch, 2, 3, 3)
    holds: list[float] = []
    before = rolling.hold

    def counted(held: Ints, used: Used, shape: Shape, part: float, *, days: slice) -> None:
        holds.append(part)
        before(held, used, shape, part, days=days)

    monkeypatch.setattr(rolling, "hold", counted)
    problem = office(RULES[:2], 5)
    generation, centre = relaxed(split_of(problem))
    found = Rolling(generation, centre).run(ample(effort), ample())
    assert found is not None
    assert judged(problem, found.plan) == (found.broken, found.cost)
    # Seven days in steps of two.
    assert (set(holds) == {1.0}) == (effort == 0)
    assert len(holds) >= 4


def test_once_all_of_the_time_is_up_the_duals_alone_tell_what_is_open() -> None:
    problem = office(RULES[:2], 5)
    generation, centre = relaxed(split_of(problem))
    over = Budget(lambda: 0.0, None)
    roll = Rolling(generation, centre)
    found = roll.run(over, over)
    assert (roll.held == OPEN).all()
    assert found is not None
    assert judged(problem, found.plan) == (found.broken, found.cost)


def test_where_no_line_has_what_is_held_the_lines_of_before_are_held_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shortened(monkeypatch, 2, 3, 3)
    # A day of an officer is held at a time, be it sure or not.
    monkeypatch.setattr(holding, "SURE", 2.0)
    problem = office(RULES[:2], 5)
    generation, centre = relaxed(split_of(problem))
    run, calls = Generation.run, list[bool]()

    def failing(self: Generation, *limits: Any) -> bool:
        calls.append(len(calls) % 2 == 0)
        return calls[-1] and run(self, *limits)

    monkeypatch.setattr(Generation, "run", failing)
    roll = Rolling(generation, centre)
    found = roll.run(ample(1000.0), ample())
    # Four steps, each with a master and one that finds no line.
    assert len(calls) == 8
    assert not (roll.held == OPEN).any()
    assert found is not None
    assert np.array_equal(found.plan, roll.held)
    assert judged(problem, found.plan) == (found.broken, found.cost)


def test_without_duals_or_over_a_few_days_there_is_no_roster_to_roll_to() -> None:
    split = split_of(office([RULES[0]], 3))
    generation, centre = relaxed(split)
    for duals in (None, centre):
        assert Opening(generation, 0, duals).roll(None, ample(5.0)) is None


def test_counters_of_which_few_values_matter_stay_in_the_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uses = [
        (c.MaxDuties(per="horizon", limit=6), None, 1),
        (c.MinDuties(per="horizon", limit=6), None, 1),
        (c.MaxDuties(per="horizon", limit=3, session="malam"), None, 1),
    ]
    problem, kept = office(uses, 2), []
    for most in (1e6, 1.0):
        monkeypatch.setattr(release, "MOST_CELLS", most)
        split = split_of(problem)
        kept.append(len(split.lines[0].counters) - len(large_counters(split, 0)))
    assert kept == [len(split.lines[0].counters), 0]


def test_grids_with_counters_are_built_up_to_a_size_in_all_and_forgotten_once_released(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(levels, "MOST_ARCS", 0)
    uses: list[tuple[Rule, int | None, int]] = [
        (c.MaxDuties(per="horizon", limit=2), None, 1),
        (c.MaxDuties(per="horizon", limit=2, session="malam"), None, 1),
    ]
    split = split_of(office(uses, 2))
    line, known = split.lines[0], split.levels
    plain = known.level(line, ())
    assert known.level(line, (0,)) is not None
    with pytest.raises(TooLargeError):
        known.level(line, (1,))
    monkeypatch.setattr(release, "MOST_CELLS", 1.0)
    simpler = release.released(split)
    assert simpler is not None
    assert simpler.levels.level(line, ()) is plain
    # There is room again.
    assert simpler.levels.level(line, (1,)) is not None


def test_a_dive_near_a_roster_that_breaks_a_row_opens_what_stands_in_it() -> None:
    problem = office([RULES[3]], 3)
    must = tuple(
        replace(u, priority=None) if isinstance(u.rule, c.Coverage) else u for u in problem.rules
    )
    split = split_of(replace(problem, rules=must))
    diver = Diver(Generation(split, penalty_of(split)), 0)
    nobody = np.full((3, 7), -1)
    rows = split.broken(nobody)
    assert len(rows) == len(split.rows)
    opened = diver._broken(nobody)
    assert opened.any()
    days = set(split.shape.day_of[np.nonzero(opened)[1]].tolist())
    # A row of one day: the duties of that day alone are open beside what is drawn.
    assert len(days) == 1
