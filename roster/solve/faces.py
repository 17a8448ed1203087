"""Descent through optimal faces: the relaxation of each priority on the face of those above."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from roster.encoding.reduce import Reduced
from roster.solve.relaxation import (
    NONZERO,
    InfeasibleRelaxationError,
    Relaxed,
    optimal_face,
    relax,
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
    """Go down as far as the relaxed values are integers; ``left`` tells the seconds left."""
    faces, bounds, relaxed = [top], list[int](), list[Relaxed]()
    for priority in priorities:
        try:
            found = relax(faces[-1].model, priority, left())
        except InfeasibleRelaxationError:
            return Descent(tuple(faces), tuple(bounds), tuple(relaxed), empty=not bounds)
        if found is None:
            break
        bounds.append(math.ceil(found.value - NONZERO * max(1.0, abs(found.value))))
        relaxed.append(found)
        report(priority, bounds[-1])
        if bounds[-1] - found.value > NONZERO * max(1.0, abs(found.value)):
            break
        faces.append(faces[-1].again(optimal_face(faces[-1].model, found)))
    return Descent(tuple(faces), tuple(bounds), tuple(relaxed))
