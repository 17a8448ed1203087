"""A roster fixed in the encoding costs what the rules' checks say, in CP-SAT and in HiGHS."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import highspy
import numpy as np
import pytest
from benchmark_files import FOLDER, Scored, scored
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import all_cases

from roster.book import read_book
from roster.book.problem import build_problem
from roster.encoding import INFINITE, LinearModel, encode_problem
from roster.encoding.reduce import reduce_model
from roster.formats import read_instance, read_solution
from roster.model import Problem, Roster
from roster.registry import rules
from roster.solve import Options, find_roster
from roster.solve.cpsat import Limits, Search
from roster.solve.relaxation import load
from roster.verify import verify

BOOKS = Path(__file__).parents[2] / "benchmarks" / "service-room"


def fixed(problem: Problem, roster: Roster) -> LinearModel:
    """The problem's model with the assignment columns held at a roster."""
    model = encode_problem(problem)
    officers = {officer.id: n for n, officer in enumerate(problem.officers)}
    duties = {duty: n for n, duty in enumerate(problem.duties)}
    lower, upper = model.lower.copy(), model.upper.copy()
    places = model.officers * model.duties
    served = np.zeros(places, np.int64)
    for officer, duty in roster.assignments:
        served[officers[officer] * model.duties + duties[duty]] = 1
    # A column fixed at 0 by a must stays so: with bounds crossed, the roster is refused.
    lower[:places] = np.maximum(lower[:places], served)
    upper[:places] = np.minimum(upper[:places], served)
    return replace(model, lower=lower, upper=upper)


def by_cpsat(model: LinearModel, priority: int) -> int | None:
    """The least cost of a priority; None where the rows cannot be kept."""
    reduced = reduce_model(model)
    found = Search(reduced.model, Limits(60.0, None, 0, 1)).minimise(priority, -INFINITE)
    assert found.exhausted
    if found.values is None:
        return None
    return model.costs[priority].value(reduced.expand(found.values))


def by_highs(model: LinearModel, priority: int) -> int | None:
    """The same, as a mixed-integer program."""
    reduced = reduce_model(model).model
    if not reduced.columns:
        broken = (reduced.row_lower > 0) | (reduced.row_upper < 0)
        return None if broken.any() else reduced.costs[priority].constant
    solver = load(reduced, priority, np.arange(reduced.rows))
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.changeColsIntegrality(
        reduced.columns,
        np.arange(reduced.columns, dtype=np.int32),
        np.full(reduced.columns, highspy.HighsVarType.kInteger),
    )
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(solver.getInfo().objective_function_value)


def agree(problem: Problem, roster: Roster) -> None:
    """Checks, CP-SAT and HiGHS say the same of every priority."""
    report = verify(problem, roster)
    model = fixed(problem, roster)
    if (model.lower > model.upper).any():
        assert report.hard > 0
        return
    for priority in model.costs:
        expected = report.costs[priority] if report.hard == 0 else None
        assert by_cpsat(model, priority) == expected
        assert by_highs(model, priority) == expected


CASES = [
    pytest.param(book, id=f"{code}: {name}")
    for code, cases in all_cases().items()
    for name, book in cases[::3]
    if any(use.priority is not None for use in book.rules)
]


@pytest.mark.parametrize("book", CASES)
@settings(max_examples=5)
@given(draw=st.randoms(use_true_random=False))
def test_any_roster_of_a_tiny_book_costs_the_same_three_times(book: Problem, draw: Random) -> None:
    pairs = [(o.id, d) for o in book.officers for d in book.duties if draw.random() < 0.5]
    agree(book, Roster.of(pairs))


@pytest.fixture(scope="module")
def month() -> Problem:
    book = read_book(BOOKS / "hq-24")
    return build_problem(book, date(2027, 1, 1), date(2027, 1, 31), rules())[0]


@pytest.fixture(scope="module")
def best(month: Problem) -> Roster:
    roster = find_roster(month, Options()).roster
    assert roster is not None
    return roster


def test_the_best_roster_of_a_real_month_costs_the_same_three_times(
    month: Problem, best: Roster
) -> None:
    # The known costs of the book, as its README has them.
    assert list(verify(month, best).costs.values()) == [1, 0, 2202, 1604, 2695, 6]
    agree(month, best)


@pytest.mark.parametrize("seed", range(3))
def test_worse_rosters_of_a_real_month_cost_the_same_three_times(
    month: Problem, best: Roster, seed: int
) -> None:
    """Some officers relieved: nothing that binds asks for anyone, so it stays lawful."""
    draw = Random(seed)
    worse = Roster.of(a for a in best.assignments if draw.random() < 0.8)
    report = verify(month, worse)
    assert report.hard == 0
    assert report.costs[1] > 1
    agree(month, worse)


def test_a_roster_that_breaks_a_must_of_a_real_month_is_refused(
    month: Problem, best: Roster
) -> None:
    (who, duty), *_ = best.assignments
    others = [d for d in month.duties if d.day == duty.day and d != duty]
    twice = Roster.of([*best.assignments, *((who, d) for d in others)])
    assert verify(month, twice).hard > 0
    model = fixed(month, twice)
    crossed = bool((model.lower > model.upper).any())
    assert crossed or by_cpsat(model, 1) is None


PUBLIC = [
    pytest.param(item, id=f"{family}/{item.solution.name}")
    for family, names in (("nrp", ("Instance1-", "Instance4-")), ("inrc1", ("sprint01-",)))
    for item in scored(family)
    if item.solution.name.startswith(names)
] + [pytest.param(item, id=f"inrc2/{item.solution.name}") for item in list(scored("inrc2"))[:1]]


@pytest.mark.skipif(
    not PUBLIC,
    reason=f"no public benchmark files in {FOLDER}; name their folder in ROSTER_BENCHMARKS",
)
@pytest.mark.parametrize("item", PUBLIC)
def test_kept_solutions_of_public_instances_cost_the_same_three_times(item: Scored) -> None:
    problem = read_instance(item.instance, history=item.history, weeks=item.weeks)
    roster = read_solution(item.solution, problem)
    assert verify(problem, roster).costs == {1: item.cost}
    agree(problem, roster)
