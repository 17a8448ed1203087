"""Two priorities in one relaxation: the same values and bounds as one after the other."""

from __future__ import annotations

import numpy as np
import pytest

from roster.encoding.linear import Builder, LinearModel
from roster.solve.exact import exact, narrowed
from roster.solve.relaxation import InfeasibleRelaxationError, relax, relax_both


def three_officers(served: int = 2) -> LinearModel:
    """Two of three officers serve; the first costs most at 1, and the second at 2."""
    builder = Builder(3, 1)
    cols = builder.columns(3)
    builder.rows(cols, lower=served, upper=served)
    builder.cost(1, cols, [5, 1, 1])
    builder.cost(2, cols, [0, 7, 3])
    return builder.build()


def test_each_priority_has_the_value_that_it_has_alone_and_on_the_face() -> None:
    """Officers 2 and 3 serve, as 1 + 1 < 5 + 1; that leaves priority 2 no choice: 7 + 3."""
    both = relax_both(three_officers(), 1, 2, 10.0)
    assert both is not None
    assert [found.value for found in both] == [pytest.approx(2), pytest.approx(10)]


def test_the_higher_priority_is_not_sold_for_a_thousandfold_gain_of_the_lower() -> None:
    """One duty more at 1 would save 900 at 2: 1000 x 1 outweighs it."""
    builder = Builder(2, 1)
    cols = builder.columns(2)
    builder.rows(cols, lower=1, upper=1)
    builder.cost(1, cols, [1, 0])
    builder.cost(2, cols, [0, 900])
    both = relax_both(builder.build(), 1, 2, 10.0)
    assert both is not None
    assert [found.value for found in both] == [pytest.approx(0), pytest.approx(900)]


def test_the_duals_of_both_prove_their_values_in_integers() -> None:
    model = three_officers()
    both = relax_both(model, 1, 2, 10.0)
    assert both is not None
    first = exact(model, 1, both[0])
    assert first.least == 2
    face = narrowed(model, first, first.least)
    assert exact(face, 2, both[1]).least == 10


def test_without_a_free_column_there_is_nothing_to_relax_together() -> None:
    builder = Builder(0, 0)
    builder.cost(1, np.zeros(0, np.int64), 1)
    builder.cost(2, np.zeros(0, np.int64), 1)
    model = builder.build()
    assert relax_both(model, 1, 2, 10.0) is None
    alone = relax(model, 1, 10.0)
    assert alone is not None
    assert alone.value == 0


def test_rows_that_contradict_each_other_are_said_to() -> None:
    """Four of three officers cannot serve."""
    with pytest.raises(InfeasibleRelaxationError):
        relax_both(three_officers(served=4), 1, 2, 10.0)
