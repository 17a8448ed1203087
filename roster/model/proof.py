"""What proves a bound: multipliers of rows, as integers over one denominator."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Proof:
    """Multipliers that prove a bound on one priority, as integers over ``denominator``.

    ``rows`` pairs row numbers of the model with multipliers (positive: of the row's lower
    side, negative: of its upper side); ``above`` pairs each higher priority with the
    multiplier, not negative, of the row that holds its cost.
    """

    priority: int
    denominator: int
    rows: tuple[tuple[int, int], ...]
    above: tuple[tuple[int, int], ...] = ()
