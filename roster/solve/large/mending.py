"""What sums of rows that are too low or too high cost a master at the least, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.decomposition import Decomposition


@dataclass(frozen=True)
class Mended:
    """The rows that needed mending, each with a column that does it, the last of several.

    ``full`` are columns at their upper bounds, ``basic`` has one for each of ``rows``. Columns
    are numbered as a master has them: linking columns, then what is short by row, then over.
    """

    rows: list[int] = field(default_factory=list)
    full: list[int] = field(default_factory=list)
    basic: list[int] = field(default_factory=list)


def mend(split: Decomposition, level: Ints) -> Mended:
    """The cheapest linking columns of single rows that bring sums of ``level`` to their limits."""
    found = Mended()
    short = np.maximum(split.low - level, 0)
    over = np.maximum(level - split.high, 0)
    menders = _menders(split)
    for row in np.flatnonzero(short + over).tolist():
        need, sign = int(short[row] + over[row]), 1 if short[row] else -1
        basic = len(split.aux_cost) + row + (len(split.rows) if sign < 0 else 0)
        for n, rate in menders.get((row, sign), ()):
            room = int(split.aux_upper[n]) * rate
            if room >= need:
                basic = n
                break
            found.full.append(n)
            need -= room
        found.rows.append(row)
        found.basic.append(basic)
    return found


def _menders(split: Decomposition) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """By row and sign the linking columns of that row alone, the cheapest first, with rates."""
    alone = np.bincount(split.aux_place, minlength=len(split.aux_cost)) == 1
    entries = np.flatnonzero(alone[split.aux_place])
    places, rows, coefs = (a[entries] for a in (split.aux_place, split.aux_row, split.aux_coef))
    order = np.argsort(split.aux_cost[places] / np.abs(coefs), kind="stable")
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for n, row, coef in np.column_stack([places, rows, coefs])[order].tolist():
        found.setdefault((row, 1 if coef > 0 else -1), []).append((n, abs(coef)))
    return found
