"""A reduced model allows what the whole one does, at the same costs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from small_models import array, kept, points, small_models

from roster.encoding.dominance import without_dominated_rows
from roster.encoding.linear import INFINITE, Builder, LinearModel
from roster.encoding.reduce import Reduced, reduce_model, trivial_bound, with_row


def agree(reduced: Reduced, whole: LinearModel) -> None:
    """Both allow the same points, cost for cost."""
    expanded = {}
    for values in points(reduced.model):
        full = tuple(reduced.expand(array(values)).tolist())
        expanded[full] = [cost.value(array(values)) for cost in reduced.model.costs.values()]
    assert expanded == {
        values: [cost.value(array(values)) for cost in whole.costs.values()]
        for values in points(whole)
    }


@settings(max_examples=200)
@given(small_models())
def test_reducing_keeps_every_point_and_every_cost(model: LinearModel) -> None:
    reduced = reduce_model(model)
    agree(reduced, model)
    assert (reduced.model.lower < reduced.model.upper).all()
    assert len(reduced.rows) == reduced.model.rows
    assert len(reduced.columns) == reduced.model.columns


@settings(max_examples=100)
@given(small_models())
def test_reducing_twice_changes_nothing_more(model: LinearModel) -> None:
    once = reduce_model(model)
    twice = once.again(once.model)
    agree(twice, model)
    assert (twice.columns == once.columns).all()
    assert (twice.values == once.values).all()


@settings(max_examples=100)
@given(st.data())
def test_reducing_after_narrowing_numbers_columns_and_rows_as_in_the_whole(
    data: st.DataObject,
) -> None:
    model = data.draw(small_models())
    once = reduce_model(model)
    size = once.model.columns
    down = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), bool)
    narrowed = replace(once.model, upper=np.where(down, once.model.lower, once.model.upper))
    deeper = once.again(narrowed)
    fixed = once.columns[down]
    assert not np.isin(deeper.columns, fixed).any()
    upper = model.upper.copy()
    upper[fixed] = model.lower[fixed]
    agree(deeper, replace(model, upper=upper))
    # Each row that is left is the row of that number of the whole, less its fixed columns.
    for row, number in enumerate(deeper.rows.tolist()):
        inside = slice(deeper.model.starts[row], deeper.model.starts[row + 1])
        before = slice(model.starts[number], model.starts[number + 1])
        cols = deeper.columns[deeper.model.cols[inside]]
        assert set(cols.tolist()) <= set(model.cols[before].tolist())


@settings(max_examples=100)
@given(small_models())
def test_the_trivial_bound_is_the_least_over_the_bounds(model: LinearModel) -> None:
    free = replace(
        model,
        row_lower=np.full(model.rows, -INFINITE),
        row_upper=np.full(model.rows, INFINITE),
    )
    for cost in model.costs.values():
        least = min(cost.value(array(values)) for values in points(free))
        assert trivial_bound(cost, model.lower, model.upper) == least


@settings(max_examples=100)
@given(small_models(), st.integers(-6, 12))
def test_one_row_more_holds_a_cost(model: LinearModel, most: int) -> None:
    cost = model.costs[1]
    held = with_row(model, cost.cols, cost.coefs, -INFINITE, most - cost.constant)
    assert points(held) == {v for v in points(model) if cost.value(array(v)) <= most}


@settings(max_examples=200)
@given(small_models(binary=True))
def test_rows_that_say_nothing_new_may_go(model: LinearModel) -> None:
    reduced = reduce_model(model)
    slim = without_dominated_rows(reduced)
    assert slim.model.rows <= reduced.model.rows
    agree(slim, model)


def test_sums_are_exact_where_floats_of_32_bits_are_not() -> None:
    # 2**24 + 1 is the first integer that a float of 32 bits cannot hold.
    builder = Builder(1, 2)
    cols = builder.columns(2)
    large = 2**24
    builder.rows(cols, [large + 1, large], upper=large)
    builder.cost(1, cols, [large + 1, 1])
    model = builder.build()
    assert points(model) == {(0, 0), (0, 1)}
    agree(reduce_model(model), model)


def test_a_row_that_fixed_columns_break_is_kept_to_be_found() -> None:
    builder = Builder(1, 1)
    cols = builder.columns(1)
    builder.forbidden.append(cols)
    builder.rows(cols, lower=1)
    builder.cost(1, cols, 1)
    reduced = reduce_model(builder.build())
    assert (reduced.model.columns, reduced.model.rows) == (0, 1)
    assert not kept(reduced.model, ())
