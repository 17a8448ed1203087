"""Duals cut off nothing that is as good, however wrong they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from unittest.mock import patch

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_models import array, points, small_models
from tiny_books import best_costs, tiny_books

from roster.encoding import LinearModel
from roster.encoding.linear import Builder
from roster.model import Problem
from roster.solve import Options, find_roster
from roster.solve.exact import exact, narrowed
from roster.solve.relaxation import Relaxed, relax

WRONG = st.sampled_from((0.0, 0.0, 1e-7, -1e-5, 1e-3, 1 / 3, -0.5, 1.0, -1.0, 2.5))


@settings(max_examples=200)
@given(st.data())
def test_any_duals_bound_the_cost_and_keep_what_is_as_good(data: st.DataObject) -> None:
    model = data.draw(small_models())
    duals = np.array(data.draw(st.lists(WRONG, min_size=model.rows, max_size=model.rows)))
    none = np.zeros(model.columns)
    proof = exact(model, 1, Relaxed(0.0, none, duals, none))
    found = {values: model.costs[1].value(array(values)) for values in points(model)}
    assume(found)
    assert proof.bound <= min(found.values())
    for most in range(min(found.values()), min(found.values()) + 4):
        wanted = {values for values, cost in found.items() if cost <= most}
        assert wanted <= points(narrowed(model, proof, most)) <= set(found)


def test_right_duals_leave_the_best_points_alone() -> None:
    # At least one of two columns that cost 2 and 3: the first, at a cost of 2.
    builder = Builder(1, 2)
    cols = builder.columns(2)
    builder.rows(cols, lower=1)
    builder.cost(1, cols, [2, 3])
    model = builder.build()
    relaxed = relax(model, 1, 10.0)
    assert relaxed is not None
    proof = exact(model, 1, relaxed)
    assert (proof.bound, proof.least) == (2, 2)
    assert points(narrowed(model, proof, 2)) == {(1, 0)}
    # With 1 to spare the second alone will do, with 3 both.
    assert points(narrowed(model, proof, 3)) == {(1, 0), (0, 1)}
    assert points(narrowed(model, proof, 5)) == {(1, 0), (0, 1), (1, 1)}


@settings(max_examples=60)
@given(tiny_books(), st.lists(st.tuples(st.integers(0, 999), WRONG), min_size=5, max_size=5))
def test_wrong_duals_never_lead_to_a_false_proof(
    book: Problem, faults: list[tuple[int, float]]
) -> None:
    best, turns = best_costs(book), cycle(faults)

    def spoilt(model: LinearModel, priority: int, seconds: float) -> Relaxed | None:
        relaxed = relax(model, priority, seconds)
        if relaxed is None or not model.rows:
            return relaxed
        place, fault = next(turns)
        duals = relaxed.duals.copy()
        duals[place % model.rows] += fault
        return replace(relaxed, duals=duals)

    with patch("roster.solve.faces.relax", spoilt):
        result = find_roster(book, Options(workers=1))
    assert (result.roster is None) == (best is None)
    for row in result.priorities:
        assert best is not None
        assert (row.cost, row.bound) == (best[row.priority], best[row.priority])
