"""Descent through optimal faces: the relaxation of each priority on the face of those above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roster.encoding.reduce import Reduced, trivial_bound
from roster.solve.exact import exact, narrowed
from roster.solve.joint import Pair, parted, weight, weighted, without_last_row
from roster.solve.relaxation import NONZERO, InfeasibleRelaxationError, Relaxed, relax


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
    """Relax from where ``start`` stands, two priorities at a time where that will do.

    Two together take no longer than the lower one alone, whose relaxation on the higher one's
    face is degenerate.
    """
    down, first, apart = start, len(start.bounds), 0
    while (depth := len(down.bounds)) < len(priorities):
        priority, face = priorities[depth], down.faces[-1]
        guess = None if len(face.model.costs[priority].cols) else free_of_cost(face, priority)
        if guess is not None:
            report(priority, guess[0])
            down = extended(down, priority, guess[1])
            continue
        pair = priorities[depth : depth + 2]
        heavy = weight(face.model, pair[1]) if len(pair) == 2 and depth >= apart else None
        relaxed = face.model if heavy is None else weighted(face.model, *pair, heavy)
        try:
            found = relax(relaxed, priority if heavy is None else pair[1], left())
        except InfeasibleRelaxationError:
            return replace(down, empty=depth == first)
        if found is None:
            return down
        if heavy is not None:
            apart = depth + 2
            both = parted(face.model, *pair, heavy, found)
            down = down if both is None else extended_twice(down, both)
            for at, bound in zip(pair, down.bounds[depth:], strict=False):
                report(at, bound)
            continue
        bound = exact(face.model, priority, found).least
        report(priority, bound)
        if abs(bound - found.value) > NONZERO * max(1.0, abs(found.value)):
            return replace(down, bounds=(*down.bounds, bound), relaxed=(*down.relaxed, found))
        down = extended(down, priority, found)
    return down


def extended(down: Descent, priority: int, found: Relaxed) -> Descent:
    """One face deeper, on which a priority is at its bound."""
    face = down.faces[-1]
    proof = exact(face.model, priority, found)
    deeper = face.again(narrowed(face.model, proof, proof.least))
    return Descent((*down.faces, deeper), (*down.bounds, proof.least), (*down.relaxed, found))


def extended_twice(down: Descent, both: Pair) -> Descent:
    """Two faces deeper: the first holds the higher priority by a row, the second needs none."""
    face = down.faces[-1]
    row = -1 - list(face.model.costs).index(both.priorities[0])
    held = Reduced(both.model, face.columns, np.append(face.rows, row), face.values)
    deeper = face.again(without_last_row(narrowed(both.model, both.proof, both.bounds[1])))
    return Descent(
        (*down.faces, held, deeper),
        (*down.bounds, *both.bounds),
        (*down.relaxed, both.higher, both.lower),
    )


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
