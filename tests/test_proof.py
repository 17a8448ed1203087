"""The exact bound: the same in 64 bits and in Python's integers, and no multiplier is trusted."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from roster.encoding import INFINITE, LinearModel
from roster.encoding.linear import Cost
from roster.proof import Proof, exact_bound

# Two columns of 0 or 1, of which at least one is 1; each costs 3 and 5 at priority 1, and the
# second saves 2 at priority 2.
MODEL = LinearModel(
    officers=1,
    duties=2,
    lower=np.array([0, 0]),
    upper=np.array([1, 1]),
    starts=np.array([0, 2]),
    cols=np.array([0, 1]),
    coefs=np.array([1, 1]),
    row_lower=np.array([1]),
    row_upper=np.array([INFINITE]),
    redundant=np.array([False]),
    costs={
        1: Cost(np.array([0, 1]), np.array([3, 5])),
        2: Cost(np.array([1]), np.array([-2]), 2),
    },
)
POINTS = [(1, 0), (0, 1), (1, 1)]


def least(priority: int, costs: dict[int, int]) -> int:
    """The least cost of all points that keep the costs of higher priorities."""
    values = [np.array(point) for point in POINTS]
    allowed = [v for v in values if all(MODEL.costs[p].value(v) <= c for p, c in costs.items())]
    return min(MODEL.costs[priority].value(v) for v in allowed)


def test_the_bound_of_a_row_is_reckoned_by_hand() -> None:
    # 3 x 1 + least of (3 - 3) x + (5 - 3) y = 3.
    assert exact_bound(MODEL, Proof(1, 1, ((0, 3),)), {}) == 3
    # Without the row nothing is known but that costs are not negative.
    assert exact_bound(MODEL, Proof(1, 1, ()), {}) == 0


def test_a_held_priority_proves_the_one_below() -> None:
    # At most 3 at priority 1 leaves the first column alone: priority 2 costs 2.
    held = exact_bound(MODEL, Proof(2, 2, ((0, 6),), ((1, 2),)), {1: 3})
    assert held == 2 == least(2, {1: 3})


def test_a_multiplier_of_a_side_without_bound_is_worth_nothing() -> None:
    assert exact_bound(MODEL, Proof(1, 1, ((0, -3),)), {}) == 0


def test_no_priority_may_be_proven_by_one_that_is_not_above_it() -> None:
    alone = exact_bound(MODEL, Proof(1, 1, ((0, 3),)), {2: 0})
    assert exact_bound(MODEL, Proof(1, 1, ((0, 3),), ((2, 7), (1, 7))), {1: 0, 2: 0}) == alone


WHOLE = st.integers(-(10**6), 10**6)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 50), WHOLE, st.integers(0, 10**6), st.sampled_from([1, 1 << 70]))
def test_any_multipliers_bound_from_below_in_any_arithmetic(
    denominator: int, row: int, above: int, factor: int
) -> None:
    """The factor changes no bound, and its size drives the sum out of 64 bits."""
    small = Proof(2, denominator, ((0, row),), ((1, above),))
    large = Proof(2, denominator * factor, ((0, row * factor),), ((1, above * factor),))
    bound = exact_bound(MODEL, small, {1: 3})
    assert exact_bound(MODEL, large, {1: 3}) == bound
    assert bound <= least(2, {1: 3})
    assert isinstance(bound, Fraction)
