"""From assignments to values of all columns of a face."""

from __future__ import annotations

import highspy
import numpy as np

from roster.encoding.linear import Ints
from roster.encoding.reduce import Reduced
from roster.encoding.slack import told
from roster.solve.point import holds
from roster.solve.relaxation import load


def completed(face: Reduced, bare: Reduced, values: Ints) -> Ints | None:
    """Values of all columns from those of a face without its slack; None if there are none.

    What is counted is counted at its least.
    """
    rest = told(face, bare, values)
    model = rest.model
    found = np.zeros(model.columns)
    if model.columns:
        solver = load(model, 0, np.flatnonzero(~model.redundant))
        every = np.arange(model.columns, dtype=np.int32)
        kinds = np.full(model.columns, highspy.HighsVarType.kInteger)
        solver.changeColsIntegrality(model.columns, every, kinds)
        solver.run()
        found = np.array(solver.getSolution().col_value)
    if len(found) != model.columns:
        return None
    whole = np.rint(found).astype(np.int64)
    return rest.expand(whole) if holds(model, whole) else None
