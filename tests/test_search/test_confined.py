"""Lines of which some days are held, and the limits that they then keep by themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_large_search import RULES, ample, office, relaxed
from test_rolling import split_of
from test_windows import Uses, limited, priced, tables

import constraints as c
from roster.encoding.linear import Ints
from roster.solve.large import confined as confined_lines
from roster.solve.large.confined import Confined, confined
from roster.solve.large.dive import Dive, Style
from roster.solve.large.generation import Generation
from roster.solve.large.holding import OPEN, bars
from roster.solve.large.keeping import keeping
from roster.solve.large.line import BARRED
from roster.solve.large.root import penalty_of

drawn = st.lists(st.sampled_from(RULES), max_size=4, unique=True)
ROOM = 1e6


def narrowed(held: Ints, costs: Ints, day_of: Ints) -> tuple[Ints, Ints]:
    """Costs of duties and of free days that bar what is not held."""
    barred, busy = bars(held[None, :], day_of)
    return np.where(barred[0], BARRED, costs), np.where(busy[0], BARRED, 0)


@given(drawn, st.integers(0, 1 << 30), st.lists(st.booleans(), min_size=7, max_size=7).filter(any))
@settings(max_examples=100, deadline=None)
def test_the_best_line_that_has_what_is_held_is_the_same_over_fewer_days(
    uses: Uses, seed: int, loose: list[bool]
) -> None:
    split, pricer, plan, costs, free = priced(uses, seed)
    held = np.where(loose, OPEN, plan)
    costs, free = narrowed(held, costs, split.shape.day_of)
    whole = pricer.best(costs, free, 1)
    found = confined(pricer, held, ROOM).best(costs, free, 1)
    assert whole is not None
    assert found is not None
    assert found[0] == whole[0]
    assert found[0] == found[1].cost + costs[list(found[1].duties)].sum()
    line = tables(found[1].duties, split)
    assert ((held == OPEN) | (line == held)).all()


def test_days_from_which_all_lines_go_on_alike_are_no_part_of_the_graph() -> None:
    split = split_of(office([], 2))
    layers = split.levels.layers(split.lines[0])
    assert layers is not None
    held = np.array([-1, -1, OPEN, -1, OPEN, -1, -1])
    lines = Confined(split.shape.model.duties, layers, held)
    assert (lines.first, lines.last) == (2, 5)
    assert len(lines.rest.nodes) == 4


def test_limits_too_large_to_be_searched_with_are_so_over_few_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    split, pricer = limited(monkeypatch, 4)
    costs, free = np.full(split.shape.model.duties, 5), np.zeros(7, np.int64)
    held = np.array([-1] * 5 + [OPEN] * 2)
    assert pricer.released
    # Two days are left: three duties no longer fit, and the limit stays with the master.
    assert confined(pricer, held, ROOM).released == pricer.released
    held = np.array([-1] * 3 + [OPEN] * 4)
    # With no room for cells it stays there as well.
    assert confined(pricer, held, 0.0).released == pricer.released
    lines = confined(pricer, held, ROOM)
    found = lines.best(costs, free, 1)
    assert not lines.released
    assert found is not None
    # 3 x 5 for what the line would rather leave.
    assert found[0] == 15


def test_a_limit_that_no_line_can_break_takes_no_place_in_the_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    split, pricer = limited(monkeypatch, 4)
    monkeypatch.setattr(confined_lines, "MOST_COUNTERS", 0)
    duties = [int(np.flatnonzero(split.shape.day_of == day)[0]) for day in range(7)]
    # Three are held of at least three and at most four: the day that is open breaks neither.
    held = np.array([*duties[:3], OPEN, -1, -1, -1])
    assert not confined(pricer, held, 0.0).released
    # With four held one more is no choice any more.
    held = np.array([*duties[:4], OPEN, -1, -1])
    eager = np.full(split.shape.model.duties, -9)
    lines = confined(pricer, held, 0.0)
    found = lines.best(eager, np.zeros(7, np.int64), 1)
    assert not lines.released
    assert found is not None
    assert len(found[1].duties) == 4
    # With three held either of two days may be served, but not both.
    held = np.array([*duties[:3], OPEN, OPEN, -1, -1])
    assert len(confined(pricer, held, 0.0).released) == 1


def test_held_days_that_are_no_part_of_a_line_are_an_error() -> None:
    split = split_of(office([(c.RunLength(most=1), None, 1)], 2))
    layers = split.levels.layers(split.lines[0])
    assert layers is not None
    duties = [int(np.flatnonzero(split.shape.day_of == day)[0]) for day in range(7)]
    for held in (
        [duties[0], duties[1], OPEN, -1, -1, -1, -1],
        [OPEN, -1, -1, -1, -1, duties[5], duties[6]],
        [OPEN, duties[0], -1, -1, -1, -1, -1],
    ):
        with pytest.raises(ValueError, match="no part of a line"):
            Confined(split.shape.model.duties, layers, np.array(held))


def test_lines_keep_the_limits_of_rows_once_most_days_are_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    split, _ = limited(monkeypatch, 4)
    generation = Generation(split, penalty_of(split))
    held = np.full((2, 7), -1)
    held[0, 3:] = OPEN
    found = keeping(generation, held, ample())
    assert found is not None
    # The first officer's own limits, at least three and at most four, and nothing else.
    mine = split.col[np.isin(split.row, np.flatnonzero(found.rows))] // split.shape.model.duties
    assert found.rows.sum() == len(split.released[0])
    assert set(mine.tolist()) == {0}
    assert found.pricers[1] is generation.pricers[1]


def test_columns_that_break_limits_are_left_out_where_lines_keep_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    split, _ = limited(monkeypatch, 4)
    generation = Generation(split, penalty_of(split))
    duties = [int(np.flatnonzero(split.shape.day_of == day)[0]) for day in range(7)]
    for count in (2, 3, 5):
        plan = np.full((2, 7), -1)
        plan[:, :count] = duties[:count]
        generation.add(generation.lines(plan))
    held = np.full((2, 7), OPEN)
    held[1] = -1
    found = keeping(generation, held, ample())
    assert found is not None
    every = np.ones(len(generation.owners), bool)
    kept = found.fitting(generation, every)
    counts = (generation.plans >= 0).sum(axis=1)
    # Two are too few and five too many for the first; the second's limits are the master's.
    assert sorted(counts[kept & (generation.owners == 0)].tolist()) == [3]
    assert sorted(counts[kept & (generation.owners == 1)].tolist()) == [2, 3, 5]


def test_a_dive_near_a_roster_breaks_no_limit_that_is_a_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    split, _ = limited(monkeypatch, 4)
    generation, _ = relaxed(split)
    duties = [int(np.flatnonzero(split.shape.day_of == day)[0]) for day in range(7)]
    plan = np.full((2, 7), -1)
    plan[:, :3] = duties[:3]
    generation.add(generation.lines(plan))
    dive = Dive(generation, Style(0.3, 30), 0, np.full((2, 7), OPEN), None, plan)
    found = dive.run(ample(), None)
    assert found is not None
    assert found.broken == 0
    assert ((found.plan >= 0).sum(axis=1) == 4).all()
    assert dive.generation.searchers is not generation.pricers
