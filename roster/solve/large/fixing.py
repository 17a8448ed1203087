"""What no roster within a gap of the bound can hold: reduced costs of whole lines."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from roster.encoding import LinearModel
from roster.encoding.linear import Ints
from roster.solve.large.generation import SCALE, Generation
from roster.solve.large.line import BARRED

Mask = NDArray[np.bool_]


class Fixing:
    """For the duals of the best bound: the bound that each duty and each free day would bring."""

    def __init__(self, generation: Generation) -> None:
        split = generation.split
        duals = generation.centre
        if duals is None:
            raise ValueError("fixing needs a bound; generate first")
        costs = split.priced(duals, SCALE)
        costs[generation.barred] = BARRED
        duties, frees, values = list[Ints](), list[Ints](), list[int]()
        for officer, pricer in enumerate(generation.pricers):
            free = np.where(generation.busy[officer], BARRED, 0)
            duty, day = pricer.slot_bounds(costs[officer], free, SCALE)
            duties.append(duty)
            frees.append(day)
            values.append(int(min(duty.min(initial=BARRED), day.min(initial=BARRED))))
        total = split.outside(duals, SCALE, generation.low, generation.high) + sum(values)
        base = np.array(values)[:, None]
        self.duty: Ints = np.stack(duties) - base + total
        self.free: Ints = np.stack(frees) - base + total

    def within(self, cost: int) -> tuple[Mask, Mask]:
        """Duties, and free days, that no roster of at most ``cost`` can hold."""
        most = cost * SCALE
        return self.duty > most, self.free > most


def narrowed(model: LinearModel, barred: Mask) -> LinearModel:
    """The model without the barred assignments."""
    upper = model.upper.copy()
    upper[: barred.size] = np.where(
        barred.ravel(), model.lower[: barred.size], upper[: barred.size]
    )
    return replace(model, upper=upper)
