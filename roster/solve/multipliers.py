"""Multipliers for a proof, put together from the duals of the faces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from roster.encoding import LinearModel
from roster.encoding.linear import Ints
from roster.proof import Proof
from roster.solve.relaxation import Floats

DENOMINATORS = (1, 2, 3, 4, 5, 6, 12, 60, 420, 2520, 27720, 720720)
EXACT = 1e-5
MILLIONTHS = 1_000_000
SAFE = 1 << 62


@dataclass(frozen=True)
class Stage:
    """The duals of one priority's relaxation on its face, of all rows of the whole model.

    ``above`` are those of the rows that held higher priorities at their costs.
    """

    priority: int
    duals: Floats
    above: Mapping[int, float]


@dataclass(frozen=True)
class Whole:
    """A stage in integers over one denominator: rows, held costs, and what is left of costs."""

    rows: Ints
    above: dict[int, int]
    residual: Ints
    denominator: int


def scaled(model: LinearModel, stage: Stage) -> Whole:
    """The duals as integers over the least denominator that fits, or millionths if none does."""
    values = np.append(stage.duals, list(stage.above.values()))
    denominator = next(
        (d for d in DENOMINATORS if bool((np.abs(values * d - np.rint(values * d)) < EXACT).all())),
        MILLIONTHS,
    )
    rows = np.rint(stage.duals * denominator).astype(np.int64)
    above = {p: max(0, round(-v * denominator)) for p, v in stage.above.items()}
    residual = np.zeros(model.columns, np.int64)
    np.subtract.at(residual, model.cols, rows[model.row_numbers()] * model.coefs)
    for priority, multiplier in {**above, stage.priority: denominator}.items():
        cost = model.costs[priority]
        residual[cost.cols] += cost.coefs * multiplier
    return Whole(rows, above, residual, denominator)


class Composer:
    """Turns stages into proofs against the whole model, given one roster on all their faces.

    A stage's multipliers are right on its own face only: a column fixed by an earlier stage
    may carry a residual cost of the wrong sign. Adding that earlier stage's multipliers often
    enough, against the row that holds its cost, mends the sign.
    """

    def __init__(self, model: LinearModel, values: Ints) -> None:
        self.model = model
        self.columns = signs(values, model.lower, model.upper)
        self.rows = signs(model.activity(values), model.row_lower, model.row_upper)
        self.done: list[tuple[int, Whole]] = []

    def proof(self, stage: Stage) -> Proof:
        """A proof for the next stage, from it and all before it."""
        whole = scaled(self.model, stage)
        rows, residual, above = whole.rows, whole.residual, dict(whole.above)
        for priority, earlier in reversed(self.done):
            times = max(
                repeats(residual, earlier.residual, self.columns),
                repeats(rows, earlier.rows, self.rows),
            )
            if times:
                rows = plus(rows, times, earlier.rows)
                residual = plus(residual, times, earlier.residual)
                for held, multiplier in {**earlier.above, priority: earlier.denominator}.items():
                    above[held] = above.get(held, 0) + times * multiplier
        self.done.append((stage.priority, whole))
        return Proof(
            stage.priority,
            whole.denominator,
            tuple((int(n), int(rows[n])) for n in np.flatnonzero(rows)),
            tuple(sorted((p, m) for p, m in above.items() if m)),
        )


def signs(values: Ints | Floats, lower: Ints, upper: Ints) -> Ints:
    """The sign that a multiplier must have: 1 at the lower bound, -1 at the upper, 0 at both.

    Strictly between the bounds a multiplier must be 0, which no other can mend: 0 as well.
    """
    return (values <= lower).astype(np.int64) - (values >= upper).astype(np.int64)


def repeats(wrong: Ints, cure: Ints, sign: Ints) -> int:
    """How often ``cure`` must be added until no entry that it can mend has the wrong sign."""
    ill = np.flatnonzero((wrong * sign < 0) & (cure * sign > 0))
    if not len(ill):
        return 0
    return int((-(-abs(wrong[ill]) // abs(cure[ill]))).max())


def plus(one: Ints, times: int, other: Ints) -> Ints:
    """``one + times * other``, in Python's integers where 64 bits might not do."""
    if int(abs(one).max(initial=0)) + times * int(abs(other).max(initial=0)) >= SAFE:
        one, other = one.astype(object), other.astype(object)
    return one + times * other
