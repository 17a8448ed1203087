"""The best roster of a problem where its relaxation all but tells it; no draw is made of it."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from roster.encoding import LinearModel
from roster.encoding.dominance import without_dominated_rows
from roster.encoding.linear import Ints
from roster.encoding.reduce import reduce_model
from roster.encoding.slack import without_slack
from roster.model import Priced, Problem
from roster.solve.faces import Descent, descend
from roster.solve.feasibility import point_of
from roster.solve.finder import read_roster
from roster.solve.relaxation import InfeasibleRelaxationError
from roster.verify import verify

WHOLE = 1 - 1e-6
"""From this value on, the relaxation is taken to have decided for an assignment."""


def readily(
    problem: Problem, model: LinearModel, seconds: float, known: Priced | None = None
) -> Priced | None:
    """A best roster, near what the relaxation holds; None where it takes a search.

    Where a roster that is ``known`` costs no more than the relaxation proves, it is that one.
    It is no fair draw among those that are equally good, so it serves to tell what such
    rosters cost, not to be published. Raises InfeasibleRelaxationError where the relaxation
    has no point, so that there is no roster at all.
    """
    ends = time.monotonic() + seconds
    priorities = list(model.costs)
    top = without_dominated_rows(reduce_model(model))
    down = descend(top, priorities, lambda: ends - time.monotonic(), lambda _, bound: None)
    if down.empty:
        raise InfeasibleRelaxationError
    if not priorities or len(down.bounds) < len(priorities):
        return None
    best = dict(zip(priorities, down.bounds, strict=True))
    if known is not None and dict(known.costs) == best:
        return known
    values = _near(down, model, max(ends - time.monotonic(), 0.0))
    if values is None:
        return None
    roster = read_roster(problem, model, values)
    report = verify(problem, roster)
    return Priced(roster, best) if not report.hard and dict(report.costs) == best else None


def _near(down: Descent, model: LinearModel, seconds: float) -> Ints | None:
    """A point of the last face that keeps what the relaxation has decided; else any point."""
    if len(down.faces) <= len(down.bounds):
        return None
    bare = without_slack(down.faces[-1], None)
    relaxed = np.zeros(model.columns)
    relaxed[down.faces[-2].columns] = down.relaxed[-1].values
    decided = (relaxed[bare.columns] > WHOLE) & (bare.columns < model.officers * model.duties)
    lower = np.where(decided, bare.model.upper, bare.model.lower)
    held = bare.again(replace(bare.model, lower=lower))
    found = point_of(held, seconds)
    return point_of(bare, seconds) if found is None else found
