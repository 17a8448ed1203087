"""Descent through optimal faces: the relaxation of each priority on the face of those above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roster.encoding.reduce import Reduced, trivial_bound
from roster.solve.exact import exact, narrowed
from roster.solve.relaxation import (
    NONZERO,
    InfeasibleRelaxationError,
    Relaxed,
    relax,
    relax_both,
)


@dataclass(frozen=True)
class Descent:
    """``faces[i]`` holds what is optimal, in the relaxation, for the first ``i`` priorities.

    ``bounds[i]`` is a lower bound on priority ``i`` over ``faces[i]``. There may be fewer
    bounds than priorities, where time ran out or a face holds no integer point; ``empty``
    says that even the first face has no point at all.
    """

    faces: tuple[Reduced, ...]
    bounds: tuple[int, ...]
    relaxed: tuple[Relaxed, ...]
    empty: bool = False


def descend(
    top: Reduced,
    priorities: Sequence[int],
    left: Callable[[], float],
    report: Callable[[int, int], None],
) -> Descent:
    """Go down as far as the relaxed values are integers; ``left`` tells the seconds left.

    Where nothing need be lost (places that can all be filled), that much is taken for granted
    first, which saves a relaxation; should the next one, of the last priority at the latest,
    find that it was too much, the way down starts again.
    """
    granted = Descent((top,), (), ())
    while len(granted.bounds) < len(priorities) - 1:
        guess = free_of_cost(granted.faces[-1], priorities[len(granted.bounds)])
        if guess is None:
            break
        granted = extended(granted, priorities[len(granted.bounds)], guess[1])
    if granted.bounds:
        found = follow(granted, priorities, left, report)
        if not found.empty:
            for priority, bound in zip(priorities, granted.bounds, strict=False):
                report(priority, bound)
            return found
    return follow(Descent((top,), (), ()), priorities, left, report)


def follow(
    start: Descent,
    priorities: Sequence[int],
    left: Callable[[], float],
    report: Callable[[int, int], None],
) -> Descent:
    """Relax from where ``start`` stands, two priorities at a time where that will do."""
    down, first, narrow = start, len(start.bounds), False
    ahead: Relaxed | None = None
    for depth, priority in enumerate(priorities[first:], first):
        face = down.faces[-1]
        guess = None if len(face.model.costs[priority].cols) else free_of_cost(face, priority)
        found, below = (guess[1] if guess else ahead), None
        if found is None or not meets(exact(face.model, priority, found).least, found):
            try:
                found, below = relaxed(face, priorities[depth : depth + 2], left)
            except InfeasibleRelaxationError:
                return replace(down, empty=not narrow)
            if found is None:
                return down
        bound = exact(face.model, priority, found).least
        report(priority, bound)
        if not meets(bound, found):
            return replace(down, bounds=(*down.bounds, bound), relaxed=(*down.relaxed, found))
        down, narrow = extended(down, priority, found), narrow or guess is None
        ahead = None if below is None else within(below, face, down.faces[-1])
    return down


def relaxed(
    face: Reduced, priorities: Sequence[int], left: Callable[[], float]
) -> tuple[Relaxed | None, Relaxed | None]:
    """The relaxation of the first of the priorities, and of the second on the first's face.

    None stands for what there was no time for, or could not be had on the way.
    """
    model = face.model
    if len(priorities) == 2 and all(len(model.costs[p].cols) for p in priorities):
        both = relax_both(model, priorities[0], priorities[1], left())
        if both is not None:
            return both
    return relax(model, priorities[0], left()), None


def meets(bound: int, found: Relaxed) -> bool:
    """Whether the proven bound is the relaxed value."""
    return abs(bound - found.value) <= NONZERO * max(1.0, abs(found.value))


def within(found: Relaxed, face: Reduced, deeper: Reduced) -> Relaxed:
    """An optimum of a face, on the columns and rows that are left of it on a deeper one."""
    columns = np.isin(face.columns, deeper.columns)
    rows = np.isin(face.rows, deeper.rows)
    return Relaxed(found.value, found.values[columns], found.duals[rows], found.reduced[columns])


def extended(down: Descent, priority: int, found: Relaxed) -> Descent:
    """One face deeper, on which a priority is at its bound."""
    face = down.faces[-1]
    proof = exact(face.model, priority, found)
    deeper = face.again(narrowed(face.model, proof, proof.least))
    return Descent((*down.faces, deeper), (*down.bounds, proof.least), (*down.relaxed, found))


def free_of_cost(face: Reduced, priority: int) -> tuple[int, Relaxed] | None:
    """A priority that only adds cost, at its least over the columns' bounds; else None."""
    model = face.model
    cost = model.costs[priority]
    if bool((cost.coefs <= 0).any()):
        return None
    bound = trivial_bound(cost, model.lower, model.upper)
    reduced = np.zeros(model.columns)
    reduced[cost.cols] = cost.coefs
    values = np.where(reduced > 0, model.lower, model.upper).astype(float)
    return bound, Relaxed(float(bound), values, np.zeros(model.rows), reduced)
