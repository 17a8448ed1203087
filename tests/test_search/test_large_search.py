"""The search of large models, against plain CP-SAT on models small enough for both."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import constraints as c
from roster.encoding import INFINITE, LinearModel, encode_problem
from roster.encoding.linear import Ints
from roster.encoding.reduce import reduce_model
from roster.model import Problem, Rule, RuleUse
from roster.model.sketch import sketch
from roster.solve.cpsat import Limits, Search
from roster.solve.finder import read_roster
from roster.solve.large import dive as dive_module
from roster.solve.large import diver, levels, release, root
from roster.solve.large.annealing import Annealing
from roster.solve.large.ascent import Ascent
from roster.solve.large.budget import Budget
from roster.solve.large.columns import ColumnSearch
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.dive import Dive, Dived, Style
from roster.solve.large.diver import Diver
from roster.solve.large.fixing import Fixing
from roster.solve.large.generation import Generation
from roster.solve.large.holding import OPEN, Used
from roster.solve.large.improve import Improver
from roster.solve.large.kernel import has_numba
from roster.solve.large.master import heaviest
from roster.solve.large.neighbourhoods import GROWTH, LEAST, Neighbourhoods
from roster.solve.large.prover import Prover
from roster.solve.large.release import released
from roster.solve.large.root import Root, penalty_of
from roster.solve.large.shape import Shape
from roster.solve.large.tree import Tree
from roster.verify import verify

DAYS = "pagi+malam pagi+malam pagi pagi+siang pagi+malam malam pagi+malam"

RULES: tuple[tuple[Rule, int | None, int], ...] = (
    (c.RunLength(least=2, most=3, start="free", end="free"), None, 1),
    (c.RunLength(most=2), 1, 3),
    (c.DaysOff(least=2, start="free", end="free"), None, 1),
    (c.Weekends(require="complete"), 1, 4),
    (c.Weekends(require="most", most=0), 1, 2),
    (c.MaxDuties(per="horizon", limit=3), None, 1),
    (c.MinDuties(per="horizon", limit=3), 1, 2),
    (c.Succession(after="malam", then=("pagi",)), None, 1),
    (c.FairShare(of="duties"), 1, 1),
    (c.Coverage(to="over"), 1, 2),
)


def office(uses: list[tuple[Rule, int | None, int]], people: int) -> Problem:
    """A week of some officers, one duty a day each, whose uncovered places cost 9."""
    names = "; ".join(f"P{n}: -" for n in range(people))
    problem, _ = sketch(f"{names}; : {DAYS}")
    rules = [RuleUse(c.MaxDuties(per="day", limit=1)), RuleUse(c.Coverage(to="min"), 1, 9)]
    return replace(problem, rules=(*rules, *(RuleUse(*use) for use in uses)))


def optimum(model: LinearModel) -> int | None:
    """The least cost, by CP-SAT on the whole."""
    reduced = reduce_model(model)
    found = Search(reduced.model, Limits(60.0, None, 0, 1)).minimise(1, -INFINITE)
    assert found.exhausted
    return None if found.values is None else model.costs[1].value(reduced.expand(found.values))


def ample(effort: float | None = None) -> Budget:
    """A budget that the clock does not end."""
    return Budget(lambda: 3600.0, effort)


def relaxed(split: Decomposition) -> tuple[Generation, Ints]:
    """The relaxation over all lines, and the duals of its bound."""
    generation = Generation(split, penalty_of(split))
    assert generation.run(ample())
    assert generation.centre is not None
    return generation, generation.centre


def posed(
    uses: list[tuple[Rule, int | None, int]], people: int
) -> tuple[LinearModel, Decomposition, int]:
    """An office's model, whole and by officers, and its least cost."""
    problem = office(uses, people)
    model = encode_problem(problem)
    best = optimum(model)
    assert best is not None
    return model, Decomposition(Shape.of(problem, model), 1), best


def judged(problem: Problem, plan: Ints) -> tuple[int, int]:
    """The units of musts that a roster breaks, and its cost, by the rules' own checks."""
    model = encode_problem(problem)
    values = np.zeros(model.columns, np.int64)
    for officer, day in np.argwhere(plan >= 0):
        values[officer * model.duties + plan[officer, day]] = 1
    report = verify(problem, read_roster(problem, model, values))
    return report.hard, report.costs[1]


def unheard(found: Dived | None, bound: int) -> None:
    """Hears and says nothing."""


drawn = st.lists(st.sampled_from(RULES), min_size=1, max_size=4, unique=True)


# Fair shares bring counters with totals that pay: left out of a search, they must not cost.
@example([RULES[0], RULES[1], RULES[8]], 4)
@given(drawn, st.integers(2, 4))
@settings(max_examples=15, deadline=None)
def test_the_bound_is_never_above_the_optimum_and_meets_it_by_branching(
    uses: list[tuple[Rule, int | None, int]], people: int
) -> None:
    _, split, best = posed(uses, people)
    generation = Generation(split, penalty_of(split))
    assert generation.run(ample())
    assert generation.bound <= best
    centre = generation.centre
    assert centre is not None
    tree = Tree(split, generation.best, centre, best + 1)
    assert tree.run(generation, ample(), lambda found, bound: None) == best
    tree = Tree(split, generation.best, centre, best)
    assert tree.run(generation, ample(), lambda found, bound: None) == best


@given(drawn, st.integers(2, 4))
@settings(max_examples=10, deadline=None)
def test_a_master_that_begins_with_a_roster_has_its_cost_before_any_step(
    uses: list[tuple[Rule, int | None, int]], people: int
) -> None:
    _, split, best = posed(uses, people)
    generation, centre = relaxed(split)
    found: list[Dived] = []
    tree = Tree(split, generation.best, centre, best + 1)
    tree.run(generation, ample(), lambda one, bound: found.append(one) if one else None)
    plan = found[-1].plan
    again = Generation(split, penalty_of(split))
    again.add(again.lines(plan))
    assert len(again.master.columns) == people
    again.narrow(np.zeros_like(again.barred), np.zeros_like(again.busy), again.decided)
    again.begin(plan)
    again.master.lp.setOptionValue("simplex_iteration_limit", 0)
    again.master.lp.run()
    value = again.master.lp.getInfo().objective_function_value + split.constant
    assert round(value) == best


@given(drawn, st.integers(2, 4))
@settings(max_examples=10, deadline=None)
def test_two_threads_raise_the_bound_to_the_optimum_in_trees_that_they_share(
    uses: list[tuple[Rule, int | None, int]], people: int
) -> None:
    _, split, best = posed(uses, people)
    generation, centre = relaxed(split)
    prover = Prover(split, generation.best, centre)
    heard = [(Dived(np.zeros((0, 0), np.int64), best + 9), 0)]

    def hear(found: Dived | None, bound: int) -> None:
        heard.append((found or heard[0][0], bound))

    def work(own: Generation) -> None:
        prover.run(own, ample(), lambda: min((one for one, _ in heard), key=lambda d: d.cost), hear)

    with ThreadPoolExecutor(2) as pool:
        ends = [pool.submit(work, generation.another(generation.master.penalty, n)) for n in (1, 2)]
        for end in ends:
            end.result()
    assert min(one.cost for one, _ in heard) == best
    assert max(bound for _, bound in heard) == best
    assert prover.bound == best


@given(drawn, st.integers(2, 3))
@settings(max_examples=10, deadline=None)
def test_no_best_roster_holds_what_its_cost_rules_out(
    uses: list[tuple[Rule, int | None, int]], people: int
) -> None:
    model, split, best = posed(uses, people)
    generation = Generation(split, penalty_of(split))
    assert generation.run(ample())
    barred, _ = Fixing(generation).within(best)
    upper = model.upper.copy()
    upper[: barred.size] = np.where(barred.ravel(), 0, upper[: barred.size])
    assert optimum(replace(model, upper=upper)) == best


def test_a_dive_ends_where_lines_break_limits_that_are_left_out_of_the_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(levels, "MOST_CELLS", 12)
    # Three of at most two duties each cannot fill twelve places, so lines ask for more than two.
    problem = office([(c.MaxDuties(per="horizon", limit=2), None, 1)], 3)
    split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
    generation = Generation(split, penalty_of(split))
    assert generation.run(ample(5.0))
    assert not all(column.path.lawful for column in generation.master.columns)
    budget = ample(50.0)
    assert Dive(generation, Style(0.3, 3), 0).run(budget) is None
    assert budget.left() > 0


def test_a_few_officers_tell_that_limits_are_too_large_before_lines_of_all_are_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def relaxed(cells: int) -> Root:
        monkeypatch.setattr(levels, "MOST_CELLS", cells)
        problem = office([(c.MaxDuties(per="horizon", limit=2), None, 1)], 3)
        split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
        found = Root(Generation(split, penalty_of(split)), penalty_of(split))
        assert found.run(ample(), lambda: None)
        return found

    # Duties that pay next to nothing are better than none: lines have more than two.
    large = relaxed(12)
    assert not large.told
    assert not large.generation.master.columns
    small = relaxed(1000)
    assert small.told
    assert small.generation.master.columns


@pytest.mark.skipif(not has_numba(), reason="no numba: install the extra speed")
def test_where_limits_are_left_out_of_the_search_annealing_finds_the_roster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(levels, "MOST_CELLS", 12)
    problem = office([(c.MaxDuties(per="horizon", limit=2), None, 1)], 3)
    search = searched(problem, 1.0, 0)
    assert not search.root.told
    assert search.best is not None
    assert search.best.feasible
    # Of twelve places three officers fill six; the other six cost 9 each.
    assert search.best.cost == 54


@example([RULES[5], RULES[6], RULES[0]], 3)
@given(drawn, st.integers(2, 4))
@settings(max_examples=10, deadline=None)
def test_counters_told_by_rows_leave_the_optimum_as_it_is(
    uses: list[tuple[Rule, int | None, int]], people: int
) -> None:
    _, whole, best = posed(uses, people)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "MOST_CELLS", 0)
        split = released(whole)
    assume(split is not None)
    assert split is not None
    assert released(split) is None
    assert len(split.rows) - len(whole.rows) == sum(map(len, split.released))
    generation = Generation(split, penalty_of(split))
    assert generation.run(ample())
    assert generation.bound <= best
    assert all(column.path.lawful for column in generation.master.columns)
    centre = generation.centre
    assert centre is not None
    assert Tree(split, generation.best, centre, best).run(generation, ample(), unheard) == best


def test_a_line_that_breaks_a_row_is_in_the_master_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "MOST_CELLS", 0)
    problem = office([(c.MaxDuties(per="horizon", limit=5), None, 1)], 2)
    split = released(Decomposition(Shape.of(problem, encode_problem(problem)), 1))
    assert split is not None
    # A duty a day is seven, two too many, told by a row: five sevenths of a line would break none.
    # Each of them has a row of its coverage and counts in that of the total.
    assert np.array_equal(heaviest(split), [14, 14])
    generation = Generation(split, penalty_of(split))
    first = np.searchsorted(split.shape.day_of, np.arange(7))
    generation.add(generation.lines(np.array([first, first])))
    found = generation.master.solve(ample())
    assert found is not None
    assert found.parts.tolist() == pytest.approx([1.0, 1.0])
    assert found.artificial == pytest.approx(4.0)


@given(drawn, st.integers(2, 4), st.integers(0, 4))
@settings(max_examples=10, deadline=None)
def test_a_dive_near_a_best_roster_reckons_what_the_held_days_cost(
    uses: list[tuple[Rule, int | None, int]], people: int, day: int
) -> None:
    _, split, best = posed(uses, people)
    generation, centre = relaxed(split)
    found: list[Dived | None] = []
    tree = Tree(split, generation.best, centre, best + 1)
    tree.run(generation, ample(), lambda roster, bound: found.append(roster))
    roster = [one for one in found if one is not None][-1]
    held = roster.plan.copy()
    held[:, day : day + 2] = OPEN
    dive = Dive(generation, Style(0.3, 30), 0, held, centre)
    again = dive.run(ample())
    assert dive.generation is not generation
    assert len(dive.generation.split.rows) < len(split.rows)
    assert again is not None
    assert (again.cost, again.broken) == (best, 0)


@given(drawn, st.integers(2, 4))
@settings(max_examples=10, deadline=None)
def test_an_ascent_ends_below_the_optimum_and_leaves_lines_for_the_same_relaxation(
    uses: list[tuple[Rule, int | None, int]], people: int
) -> None:
    _, split, best = posed(uses, people)
    plain, raised = (Generation(split, penalty_of(split)) for _ in range(2))
    assert plain.run(ample())
    zero = raised.price(np.zeros(len(split.rows), np.int64), ample())
    assert zero is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Ascent, "_pays", lambda self, spent: True)
        assert Ascent(raised, penalty_of(split)).run(ample())
    assert zero.bound <= raised.best
    assert raised.bound <= best
    assert raised.master.columns
    assert raised.run(ample())
    assert plain.optimum is not None
    assert raised.optimum is not None
    assert raised.optimum.value == pytest.approx(plain.optimum.value, abs=1e-3)


def test_a_master_that_would_take_longer_than_its_look_is_not_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    split = posed([RULES[5]], 2)[1]
    monkeypatch.setattr(Ascent, "_pays", lambda self, spent: True)
    found = []
    for solve in (0.0, 1e30):
        monkeypatch.setattr(root, "SOLVE", solve)
        generation = Generation(split, penalty_of(split))
        relaxation = Root(generation, penalty_of(split))
        assert relaxation.run(ample(4.0), lambda: None)
        assert relaxation.steady is not None
        found.append((relaxation.met is not None, generation.optimum is not None))
        bound = generation.bound
    assert found == [(True, True), (False, False)]
    # The steps of duals go on instead, to six of twelve places at 9 each.
    assert bound == 54


def test_duals_of_steps_lead_on_only_where_limits_are_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(release, "MOST_CELLS", 1.0)
    split = posed([RULES[5], RULES[6]], 2)[1]
    limited = released(split)
    assert limited is not None
    for model in (split, limited):
        relaxation = Root(Generation(model, penalty_of(model)), penalty_of(model))
        assert relaxation.run(ample(), lambda: None)
        relaxation.steady = np.zeros(len(model.rows), np.int64)
        assert (relaxation.guide is relaxation.steady) == (model is limited)
        assert relaxation.guide is not None


def test_the_room_of_a_budget_is_told_by_the_clock_or_by_the_effort_that_is_left() -> None:
    # Ten seconds of three units, of 2e8 steps each.
    assert Budget(lambda: 10.0, None).room() == 6e9
    budget = Budget(lambda: 10.0, 2.0)
    budget.charge(1e8)
    assert budget.room() == 3e8
    budget.charge(1e9)
    assert budget.room() == 0.0


def test_the_relaxation_is_the_same_where_the_master_forgets_the_dearer_half(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = office([RULES[0], RULES[3], RULES[6], RULES[7]], 5)
    split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
    values = []
    for most in (root.MOST_COLUMNS, 4):
        monkeypatch.setattr(root, "MOST_COLUMNS", most)
        monkeypatch.setattr(root, "ROUNDS", 2)
        relaxation = root.Root(Generation(split, penalty_of(split)), penalty_of(split))
        assert relaxation.run(ample(), lambda: None)
        assert relaxation.met is not None
        values.append(relaxation.value)
    assert values[0] == pytest.approx(values[1], abs=1e-3)


def test_a_dive_opens_the_days_about_a_row_that_is_broken() -> None:
    problem = office([RULES[0]], 3)
    split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
    dive = Dive(Generation(split, penalty_of(split)), Style(0.3, 3), 0, np.full((3, 7), -1))
    broken = np.zeros(len(split.rows))
    assert not dive._release(broken)
    assert (dive.held == -1).all()
    days = split.shape.day_of[split.col % split.shape.model.duties]
    broken[split.row[days == 1][0]] = 1.0
    assert dive._release(broken)
    # Three days about the second day of the week are the first to the fifth.
    assert (dive.held[:, :5] == OPEN).all()
    assert (dive.held[:, 5:] == -1).all()


def test_rows_over_many_days_open_none_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dive_module, "MOST_DAYS", 0)
    _, split, _ = posed([RULES[0]], 3)
    dive = Dive(Generation(split, penalty_of(split)), Style(0.3, 3), 0, np.full((3, 7), -1))
    assert not dive._release(np.ones(len(split.rows)))
    assert (dive.held == -1).all()


def test_at_least_three_people_are_open_over_several_days() -> None:
    _, split, _ = posed([RULES[0]], 5)
    draws = Neighbourhoods(split.shape, split.cost, 0, 1.0)
    for size in (1, 8, 20, 60):
        opened = draws._people(size)
        assert opened.any(axis=1).sum() >= LEAST


def annealed() -> tuple[ColumnSearch, Annealing]:
    """A search by one worker after its first round of annealing."""
    _, split, _ = posed([RULES[0]], 4)
    search = ColumnSearch(split, 0, 1, ample(1e6), unheard)
    assert search.annealing is not None
    search._anneal()
    return search, search.annealing


@pytest.mark.skipif(not has_numba(), reason="no numba: install the extra speed")
def test_with_one_worker_annealing_waits_until_as_much_has_gone_to_columns() -> None:
    search, annealing = annealed()
    spent = search.budget.spent
    search._anneal()
    assert (annealing.rounds, search.budget.spent) == (1, spent)
    search.budget.spent += spent
    search._anneal()
    assert annealing.rounds == 2


@pytest.mark.skipif(not has_numba(), reason="no numba: install the extra speed")
def test_annealing_waits_while_all_threads_price_and_then_goes_on() -> None:
    search, annealing = annealed()
    search._rooted.set()
    asked: list[int] = []
    for attribute, owner in (("climbing", search.root), ("rolling", search)):
        setattr(owner, attribute, True)
        rounds = annealing.rounds
        asked.clear()

        def seconds(rounds: int = rounds, attribute: str = attribute, owner: Any = owner) -> float:
            asked.append(annealing.rounds)
            if len(asked) == 5:
                setattr(owner, attribute, False)
            return 0.0 if annealing.rounds > rounds else 1.0

        search._anneal_beside(Budget(seconds, None))
        assert asked[:5] == [rounds] * 5
        assert annealing.rounds == rounds + 1


@pytest.mark.skipif(not has_numba(), reason="no numba: install the extra speed")
def test_annealing_without_a_roster_does_not_wait() -> None:
    search, annealing = annealed()
    search.rolling = True
    assert search._waits()
    search.best = annealing.best = None
    assert not search._waits()


@pytest.mark.skipif(not has_numba(), reason="no numba: install the extra speed")
def test_annealing_ends_once_rolling_is_ahead_of_it() -> None:
    search, annealing = annealed()
    best = search.best
    assert best is not None
    assert best.feasible
    search.led = True
    annealing.rounds = 2
    assert not search._hopeless()
    search.best = replace(best, cost=best.cost - 1)
    assert search._hopeless()


def test_a_dive_out_of_time_takes_of_each_officer_the_line_used_most() -> None:
    _, split, best = posed([RULES[0], RULES[3], RULES[6], RULES[7]], 4)
    generation = Generation(split, penalty_of(split))
    assert generation.run(ample())
    owners = generation.owners
    first, last = (
        np.array([np.flatnonzero(owners == officer)[n] for officer in range(4)]) for n in (0, -1)
    )
    both = np.concatenate([first, last])
    used = Used(owners[both], generation.plans[both], np.repeat([0.4, 0.6], 4))
    found = Dive(generation, Style(0.3, 3), 0)._rounded(used)
    assert found is not None
    assert np.array_equal(found.plan, generation.plans[last])
    assert found.broken or found.cost >= best


def searched(problem: Problem, effort: float, seed: int) -> ColumnSearch:
    split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
    search = ColumnSearch(split, seed, 1, ample(effort), lambda found, bound: None)
    search.run(None, None)
    return search


@pytest.mark.parametrize("people", [3, 5])
def test_columns_find_and_prove_the_optimum_that_the_checks_confirm(people: int) -> None:
    problem = office([RULES[0], RULES[3], RULES[6], RULES[7]], people)
    model = encode_problem(problem)
    search = searched(problem, 40.0, 0)
    assert search.best is not None
    assert search.best.feasible
    assert search.best.cost == search.bound == optimum(model)
    assert judged(problem, search.best.plan) == (0, search.best.cost)


def test_a_roster_that_breaks_a_row_never_replaces_one_that_breaks_none() -> None:
    problem = office([RULES[0]], 3)
    split = Decomposition(Shape.of(problem, encode_problem(problem)), 1)
    search = ColumnSearch(split, 0, 1, ample(1.0), lambda found, bound: None)
    plan = np.full((3, 7), -1)
    broken, dear, sound = Dived(plan, 5, 1), Dived(plan, 90), Dived(plan, 40)
    assert search._keep(broken)
    assert search._keep(dear)
    assert not search._keep(broken)
    assert search._keep(sound)
    assert search.best is sound


@pytest.mark.skipif(not has_numba(), reason="no numba: install the extra speed")
def test_more_is_left_open_where_the_relaxation_holds_nothing_better(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, split, best = posed([RULES[0]], 4)
    search = searched(office([RULES[0]], 4), 2.0, 0)
    assert search.best is not None
    assert search.best.cost == best
    efforts, sizes = [], []
    for _ in range(2):
        near, budget = Diver(Generation(split, penalty_of(split)), 0), ample()
        for arm in near.draws.arms:
            arm.size = 20.0
        near.near(search.best, budget)
        efforts.append(budget.spent)
        sizes.append(near.draws.last.size)
        # The second dive takes half of what it may: that alone would leave the size as it is.
        monkeypatch.setattr(diver, "NEAR_EFFORT", 2 * budget.spent)
    assert efforts[0] == efforts[1]
    assert sizes[1] == 20.0 * GROWTH


def test_the_same_seed_and_effort_give_the_same_roster() -> None:
    problem = office([RULES[0], RULES[5], RULES[8]], 6)
    once, again = (searched(problem, 2.0, 5) for _ in range(2))
    assert once.best is not None
    assert again.best is not None
    assert np.array_equal(once.best.plan, again.best.plan)
    assert once.bound == again.bound


def test_neighbourhoods_with_cp_sat_reach_the_optimum_and_repeat() -> None:
    problem = office([RULES[0], RULES[4], RULES[7]], 4)
    model = encode_problem(problem)
    shape = Shape.of(problem, model)
    start = Search(model, Limits(60.0, None, 0, 1)).find().values
    assert start is not None
    best = optimum(model)
    assert best is not None
    costs = []
    for _ in range(2):
        improver = Improver(shape, 1, start, seed=3)
        improver.improve(best, ample(60.0), lambda cost: None)
        costs.append((improver.cost, improver.values.tobytes()))
    assert costs[0][0] == best
    assert costs[0] == costs[1]
