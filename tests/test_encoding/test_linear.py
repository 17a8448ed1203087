"""Models as they are put together: columns, rows, cliques, costs."""

from __future__ import annotations

import numpy as np
import pytest

from roster.encoding.linear import INFINITE, Builder
from roster.solve.relaxation import relax


@pytest.fixture
def builder() -> Builder:
    return Builder(1, 3)


def test_a_column_named_twice_in_a_row_is_added_up(builder: Builder) -> None:
    a, b, c = builder.columns(3).tolist()
    builder.rows(np.array([a, b, a]), [1, -1, 2], upper=2)
    builder.rows(np.array([a, c, a]), [1, 1, -1], lower=1)
    builder.cost(1, np.array([a, b, c]), [-1, 1, 1])
    model = builder.build()
    assert model.starts.tolist() == [0, 2, 3]
    assert model.cols.tolist() == [a, b, c]
    assert model.coefs.tolist() == [3, -1, 1]
    # 3 a - b <= 2 and c >= 1: a third at c = 1 costs 1 - 2/3, and b pays for itself no further.
    relaxed = relax(model, 1, 10.0)
    assert relaxed is not None
    assert relaxed.value == pytest.approx(1 / 3)


def test_rows_of_a_table_are_rows_each(builder: Builder) -> None:
    cols = builder.columns(3)
    builder.rows(np.stack([cols[:2], cols[1:]]), [1, -1], upper=[0, 1])
    model = builder.build()
    assert model.rows == 2
    assert model.row_numbers().tolist() == [0, 0, 1, 1]
    assert model.row_upper.tolist() == [0, 1]
    assert (model.row_lower == -INFINITE).all()
    assert model.activity(np.array([1, 1, 0])).tolist() == [0, 1]


def test_the_same_clique_is_added_once_in_whatever_order(builder: Builder) -> None:
    cols = builder.columns(3)
    builder.clique(cols)
    builder.clique(cols[::-1])
    builder.clique(cols[:1])
    assert builder.build().rows == 1


def test_costs_of_a_priority_add_up_and_cancel(builder: Builder) -> None:
    cols = builder.columns(3)
    builder.cost(2, cols, [1, 2, 3], 5)
    builder.cost(2, cols[1:], [-2, 4], 1)
    builder.cost(1, cols[:1], 7)
    model = builder.build()
    assert list(model.costs) == [1, 2]
    assert model.costs[2].cols.tolist() == [cols[0], cols[2]]
    assert model.costs[2].value(np.array([1, 1, 1])) == 1 + 7 + 6


def test_a_forbidden_column_is_fixed_at_0(builder: Builder) -> None:
    cols = builder.columns(3, [1, 2, 3])
    builder.forbidden.append(cols[1:2])
    assert builder.build().upper.tolist() == [1, 0, 3]


def test_an_empty_model_is_a_model(builder: Builder) -> None:
    model = builder.build()
    assert (model.columns, model.rows) == (0, 0)
    assert model.activity(np.zeros(0, np.int64)).tolist() == []
