"""Days of officers that are held while others stay open, as the relaxation leads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.encoding.linear import Ints
from roster.solve.large.generation import Generation
from roster.solve.large.master import MasterOptimum
from roster.solve.large.shape import Floats, Mask, Shape

OPEN = -2
"""A day of an officer that is not held; -1 is held free, from 0 on a duty."""

SURE = 0.999


@dataclass(frozen=True)
class Used:
    """The lines that a master's optimum uses: whose they are, their duties by day, their parts."""

    owners: Ints
    plans: Ints
    parts: NDArray[np.float64]

    @classmethod
    def of(cls, generation: Generation, optimum: MasterOptimum) -> Used:
        """They are taken out of the master, which may forget them."""
        used = np.flatnonzero(optimum.parts > 1e-7)
        return cls(generation.owners[used], generation.plans[used], optimum.parts[used])

    def fitting(self, held: Ints) -> Used:
        """The lines that have what is held."""
        own = held[self.owners]
        kept = ((own == OPEN) | (own == self.plans)).all(axis=1)
        return Used(self.owners[kept], self.plans[kept], self.parts[kept])


def bars(held: Ints, day_of: Ints) -> tuple[Mask, Mask]:
    """The duties and the free days that held days bar."""
    duties = held[:, day_of]
    return (duties != OPEN) & (duties != np.arange(len(day_of))), held >= 0


def hold(
    held: Ints,
    used: Used,
    shape: Shape,
    part: float,
    noise: Floats | float = 0.0,
    days: slice = slice(None),
) -> None:
    """Hold a part of the open days, the surest first, some line of each officer kept whole.

    Days that are all but sure do not count. ``noise`` is added to how sure each is; only
    ``days`` are held.
    """
    owners, plans = used.owners, used.plans
    place, duties = shape.by_day
    weight = np.zeros((len(held), *duties.shape))
    chosen = np.where(plans >= 0, place[plans], duties.shape[1] - 1)
    np.add.at(weight, (owners[:, None], np.arange(len(duties)), chosen), used.parts[:, None])
    choice = weight.argmax(axis=2)
    value = np.take_along_axis(weight, choice[:, :, None], axis=2)[:, :, 0]
    choice = duties[np.arange(len(duties)), choice]
    free = np.zeros(held.shape, bool)
    free[:, days] = held[:, days] == OPEN
    value[~free] = -1.0
    order = np.argsort(-(value + noise), axis=None, kind="stable")
    quota = max(1, round(part * int(free.sum())))
    fitting = [np.flatnonzero(owners == o) for o in range(len(held))]
    for at in order.tolist():
        officer, day = divmod(at, len(duties))
        if value[officer, day] < 0 or quota <= 0:
            break
        mine = fitting[officer]
        agree = mine[plans[mine, day] == choice[officer, day]]
        if not len(agree):
            continue
        fitting[officer] = agree
        held[officer, day] = choice[officer, day]
        quota -= value[officer, day] < SURE
