"""CP-SAT on a linear model: bounds that hold, effort that repeats, limits that are kept."""

from __future__ import annotations

import pytest
from hard_book import hard_book
from hypothesis import assume, given, settings
from tiny import on, problem
from tiny_books import best_costs, tiny_books

from constraints import Coverage, Requests
from roster.encoding import INFINITE, LinearModel, encode_problem
from roster.encoding.linear import Ints
from roster.encoding.reduce import reduce_model
from roster.model import Problem, RuleUse
from roster.solve.cpsat import Found, Limits, Search


@pytest.fixture(scope="module")
def hard() -> LinearModel:
    return reduce_model(encode_problem(hard_book())).model


@pytest.fixture(scope="module")
def fair() -> LinearModel:
    """A smaller one, of which a moment's search finds some values and does not prove them."""
    return reduce_model(encode_problem(hard_book(10, 14))).model


def limits(effort: float | None = None, workers: int = 1, seed: int = 0) -> Limits:
    return Limits(60.0, effort, seed, workers)


def test_a_search_cut_short_before_its_first_bound_claims_none(hard: LinearModel) -> None:
    # The wishes to serve make a constant, which CP-SAT's answer of 0 would turn into a bound.
    assert hard.costs[1].constant > 0
    assert Search(hard, limits(1e-6)).minimise(1, -INFINITE) == Found(None, None, False)
    assert Search(hard, limits(1e-6)).minimise(1, 7) == Found(None, 7, False)


@settings(max_examples=40)
@given(tiny_books(priorities=1))
def test_a_bound_never_lies_above_the_best_cost_however_short_the_search(book: Problem) -> None:
    best = best_costs(book)
    assume(best)
    assert best is not None
    model = encode_problem(book)
    for effort in (1e-7, 1e-5, 1e-3, None):
        found = Search(model, limits(effort)).minimise(1, -INFINITE)
        assert found.bound is None or found.bound <= best[1]
        if found.values is not None:
            assert model.costs[1].value(found.values) >= best[1]
        if found.exhausted:
            assert found.values is not None
            assert model.costs[1].value(found.values) == found.bound == best[1]


@pytest.fixture(scope="module")
def start(fair: LinearModel) -> Ints:
    """Values far from the best, to be improved on."""
    found = Search(fair, limits(0.1, workers=2)).minimise(1, -INFINITE)
    assert found.values is not None
    assert not found.exhausted
    return found.values


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_effort_and_seed_find_the_same_values(
    fair: LinearModel, start: Ints, workers: int
) -> None:
    runs = []
    for _ in range(2):
        search = Search(fair, limits(0.2, workers))
        search.hint(start)
        runs.append(search.minimise(1, -INFINITE))
    first, second = runs
    assert first.values is not None
    assert second.values is not None
    assert not first.exhausted
    assert (first.values == second.values).all()
    assert first.bound == second.bound


def test_costs_above_what_is_wanted_are_no_answer() -> None:
    # One officer for two places: 1 stays empty, so a cost of 0 cannot be had.
    model = encode_problem(problem([on(0, min=2)], "Ani", rules=(RuleUse(Coverage("min"), 1),)))
    found = Search(model, limits()).minimise(1, -INFINITE, most=0)
    assert found.values is None
    assert found.exhausted
    known = Search(model, limits()).minimise(1, -INFINITE, most=1)
    assert (known.bound, known.exhausted) == (1, True)


def test_a_cost_without_columns_is_its_constant() -> None:
    model = encode_problem(problem([on(0)], "Ani", rules=(RuleUse(Requests(), 1),)))
    found = Search(model, limits()).minimise(1, -INFINITE)
    assert found.values is not None
    assert found.exhausted
    assert model.costs[1].value(found.values) == 0


def test_every_better_cost_is_reported_with_its_bound(fair: LinearModel, start: Ints) -> None:
    heard: list[tuple[int, int]] = []
    search = Search(fair, limits(0.3, workers=2))
    search.hint(start)
    found = search.minimise(1, 5, lambda best, bound: heard.append((best, bound)))
    assert found.values is not None
    assert [best for best, _ in heard] == sorted({best for best, _ in heard}, reverse=True)
    assert heard[-1][0] == fair.costs[1].value(found.values)
    assert [(best, bound) for best, bound in heard if not 5 <= bound <= best] == []
