"""Two priorities in one relaxation: the higher so heavy that the lower cannot outweigh it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from roster.encoding import INFINITE, LinearModel
from roster.encoding.linear import Cost
from roster.encoding.reduce import with_row
from roster.solve.exact import Exact, exact
from roster.solve.relaxation import NONZERO, Relaxed

HEAVIEST = 1 << 24
"""Above such a weight doubles tell the lower priority's duals too roughly."""


@dataclass(frozen=True)
class Pair:
    """Both priorities at their bounds: what was relaxed, and what it proves.

    ``model`` is the one relaxed with a row more, that holds the higher at its bound; the
    lower's duals are of that model.
    """

    priorities: tuple[int, int]
    bounds: tuple[int, int]
    higher: Relaxed
    lower: Relaxed
    model: LinearModel
    proof: Exact


def weight(model: LinearModel, lower: int) -> int | None:
    """How heavy the higher must be: 1 more than the lower's costs differ at all; None if too heavy.

    The bound of the sum, less the most that the lower can cost, is then within 1 of the
    higher's bound, and costs are integers.
    """
    cost = model.costs[lower]
    span = int((np.abs(cost.coefs) * (model.upper - model.lower)[cost.cols]).sum())
    return span + 1 if span < HEAVIEST else None


def weighted(model: LinearModel, higher: int, lower: int, heavy: int) -> LinearModel:
    """The model with the sum of both costs in the lower's place."""
    one, other = model.costs[higher], model.costs[lower]
    sums = np.zeros(model.columns, np.int64)
    sums[one.cols] = heavy * one.coefs
    sums[other.cols] += other.coefs
    cols = np.flatnonzero(sums)
    both = Cost(cols, sums[cols], heavy * one.constant + other.constant)
    return replace(model, costs={lower: both})


def parted(
    model: LinearModel, higher: int, lower: int, heavy: int, found: Relaxed
) -> Pair | None:
    """What the relaxed sum says of each; None where it leaves a gap between cost and bound."""
    first, second = (_cost(model.costs[p], found) for p in (higher, lower))
    above = replace(found, value=first, unit=heavy)
    bound = exact(model, higher, above).least
    if not (_near(bound, first) and _near(round(second), second)):
        return None
    cost = model.costs[higher]
    held = with_row(model, cost.cols, cost.coefs, -INFINITE, bound - cost.constant)
    below = replace(found, value=second, duals=np.append(found.duals, -heavy))
    proof = exact(held, lower, below)
    if proof.least != round(second):
        return None
    return Pair((higher, lower), (bound, proof.least), above, below, held, proof)


def without_last_row(model: LinearModel) -> LinearModel:
    """The model without the row that ``parted`` added."""
    last = int(model.starts[-2])
    return replace(
        model,
        starts=model.starts[:-1],
        cols=model.cols[:last],
        coefs=model.coefs[:last],
        row_lower=model.row_lower[:-1],
        row_upper=model.row_upper[:-1],
        redundant=model.redundant[:-1],
    )


def _cost(cost: Cost, found: Relaxed) -> float:
    return float(cost.constant + cost.coefs @ found.values[cost.cols])


def _near(whole: int, value: float) -> bool:
    return abs(whole - value) <= NONZERO * max(1.0, abs(value))
