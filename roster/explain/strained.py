"""From the rows that contradict each other to the things that a search should try first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from roster.encoding import LinearModel
from roster.explain.things import ALL, Thing
from roster.model import Leave, Problem
from roster.solve.feasibility import Asked, Strain, strain


def suspects(asked: Asked, whole: Problem, kept: Collection[Thing]) -> tuple[Thing, ...] | None:
    """Those of the things kept that the multipliers of an empty relaxation point at.

    ``whole`` is the problem with all its things, in whose numbers they are named, ``asked``
    what is left of it. None if the relaxation is not empty. Too many rather than too few:
    whether they are a conflict is for the caller to test.
    """
    found = strain(asked.model)
    if found is None:
        return None
    return _Touched(asked.problem, whole.leaves, asked.model, found).of(kept)


class _Touched:
    """The officers and duties that the strained rows and columns of a model are about."""

    def __init__(
        self, problem: Problem, leaves: Sequence[Leave], model: LinearModel, found: Strain
    ) -> None:
        self.problem = problem
        self.leaves = leaves
        self.officers: set[str] = set()
        self.duties: set[str] = set()
        self.barred: set[tuple[str, str]] = set()
        size = model.officers * model.duties
        for column in found.fixed[found.fixed < size].tolist():
            officer, duty = self._pair(column, model)
            self.barred.add((officer, duty))
        for row in found.rows.tolist():
            columns = self._assignments(model, row, size)
            pairs = [self._pair(column, model) for column in columns]
            officers, duties = {o for o, _ in pairs}, {d for _, d in pairs}
            if len(duties) == 1:
                self.duties |= duties
            if len(officers) == 1 or len(duties) > 1:
                self.officers |= officers

    def _pair(self, column: int, model: LinearModel) -> tuple[str, str]:
        officer, duty = divmod(column, model.duties)
        return self.problem.officers[officer].id, self.problem.duties[duty].id

    def _assignments(self, model: LinearModel, row: int, size: int) -> list[int]:
        """The assignments in a row, or behind the columns in it that stand for some."""
        columns = model.cols[model.starts[row] : model.starts[row + 1]]
        own = set(columns[columns < size].tolist())
        for column in columns[columns >= size].tolist():
            for other in np.flatnonzero(model.cols == column).tolist():
                number = int(np.searchsorted(model.starts, other, side="right")) - 1
                near = model.cols[model.starts[number] : model.starts[number + 1]]
                if number != row and len(near) < model.officers:
                    own |= set(near[near < size].tolist())
        return sorted(own)

    def of(self, all_things: Collection[Thing]) -> tuple[Thing, ...]:
        """The things that are about these officers and duties."""
        return tuple(thing for thing in all_things if self._touches(thing))

    def _touches(self, thing: Thing) -> bool:
        problem = self.problem
        if thing.kind in ("min", "ideal", "max"):
            return thing.name in self.duties
        if thing.kind == "competency":
            return any(
                problem.duty[d].competency == thing.name
                and not problem.officer[o].competent_on(thing.name, problem.duty[d].day)
                for o, d in self.barred
            )
        if thing.kind == "leave":
            leave = self.leaves[thing.number]
            return leave.officer in self.officers or any(
                o == leave.officer and leave.overlaps(problem.duty[d].start, problem.duty[d].end)
                for o, d in self.barred
            )
        if thing.kind in ("max_per_session", "min_at_work"):
            return any(problem.officer[o].unit == thing.name for o in self.officers)
        if thing.kind == "rule" and thing.name != ALL:
            return thing.name in self.officers or thing.name in self._unexplained()
        return thing.name == ALL or thing.name in self.officers | {o for o, _ in self.barred}

    def _unexplained(self) -> set[str]:
        """Officers barred from a duty by neither leave nor lack of competency."""
        found = set()
        for o, d in self.barred:
            officer, duty = self.problem.officer[o], self.problem.duty[d]
            leaves = self.problem.leaves_of.get(o, ())
            if officer.competent_on(duty.competency, duty.day) and not any(
                leave.approved and leave.overlaps(duty.start, duty.end) for leave in leaves
            ):
                found.add(o)
        return found
