"""Random linear models, small enough to try every way."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import strategies as st

from roster.encoding.linear import INFINITE, Builder, Ints, LinearModel, joined

Point = tuple[int, ...]


@st.composite
def small_models(draw: st.DrawFn, binary: bool = False) -> LinearModel:
    """Up to five columns, five rows and two priorities; bounds may be fixed, open or apart."""
    size = draw(st.integers(1, 5))
    builder = Builder(1, size)
    numbers = st.integers(-3, 3)
    tops = [1] * size if binary else draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    cols = builder.columns(size, tops)
    for _ in range(draw(st.integers(0, 5))):
        inside = draw(st.lists(st.sampled_from(cols.tolist()), max_size=6))
        coefs = draw(
            st.just([1] * len(inside))
            | st.lists(numbers, min_size=len(inside), max_size=len(inside))
        )
        low = draw(st.just(-INFINITE) | st.integers(-4, 3))
        high = draw(st.just(INFINITE) | st.just(1) | st.integers(-2, 6))
        builder.rows(np.array(inside, np.int64), np.array(coefs, np.int64), low, high)
    for priority in (1, 2):
        builder.cost(
            priority, cols, draw(st.lists(numbers, min_size=size, max_size=size)), draw(numbers)
        )
    builder.forbidden.append(np.array(draw(st.lists(st.sampled_from(cols.tolist()))), np.int64))
    return builder.build()


def points(model: LinearModel) -> set[Point]:
    """Every way to keep all bounds and rows, in Python's integers."""
    ranges = [
        range(low, high + 1)
        for low, high in zip(model.lower.tolist(), model.upper.tolist(), strict=True)
    ]
    return {values for values in product(*ranges) if kept(model, values)}


def kept(model: LinearModel, values: Point) -> bool:
    """Whether values keep every row."""
    starts, cols, coefs = model.starts.tolist(), model.cols.tolist(), model.coefs.tolist()
    lows, highs = model.row_lower.tolist(), model.row_upper.tolist()
    for row, (low, high) in enumerate(zip(lows, highs, strict=True)):
        inside = range(starts[row], starts[row + 1])
        total = sum(coefs[n] * values[cols[n]] for n in inside)
        if (low > -INFINITE and total < low) or (high < INFINITE and total > high):
            return False
    return True


def array(values: Point) -> Ints:
    """Values of the columns, as an array."""
    return joined([np.array(values, np.int64)])
