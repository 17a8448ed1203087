"""CP-SAT by priority on this library's encoding: minimise one, hold it by a row, go on.

The encoding is the library's own, so that what is measured is the way through the priorities:
each search starts from the last roster, and nothing is known of the linear relaxation.
"""

from __future__ import annotations

import time

from benchmarks.yardsticks.outcome import Outcome
from roster.encoding import INFINITE, encode_problem
from roster.encoding.reduce import reduce_model, with_row
from roster.model import Problem
from roster.solve.cpsat import Limits, Search
from roster.solve.finder import read_roster

WORKERS = 2


def solve(problem: Problem, seconds: float) -> Outcome:
    """The best roster, priority by priority, as far as the time goes."""
    ends = time.monotonic() + seconds
    whole = encode_problem(problem)
    reduced = reduce_model(whole)
    model, values, proven = reduced.model, None, True
    for priority, cost in reduced.model.costs.items():
        left = ends - time.monotonic()
        if left <= 0:
            proven = False
            break
        search = Search(model, Limits(left, None, 0, WORKERS))
        if values is not None:
            search.hint(values)
        found = search.minimise(priority, -INFINITE)
        proven &= found.exhausted
        values = found.values if found.values is not None else values
        if values is None:
            return Outcome(None, False)
        most = cost.value(values) - cost.constant
        model = with_row(model, cost.cols, cost.coefs, -INFINITE, most)
    if values is None:
        return Outcome(None, False)
    return Outcome(read_roster(problem, whole, reduced.expand(values)), proven)
