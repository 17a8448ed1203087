"""The linear relaxation, by HiGHS: value, row duals and reduced costs of one priority."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from roster.encoding import INFINITE, LinearModel
from roster.encoding.linear import Ints
from roster.encoding.reduce import trivial_bound

Floats = NDArray[np.float64]

NONZERO = 1e-6
"""How near, in parts of the larger, a relaxed value must come to an integer to pass for one."""


HEAVY = 1000
"""How heavy the higher of two priorities is that are relaxed together.

Heavy enough that the sum's optimum is one in strict order on every book tried; with a million
doubles tell the lower's duals too roughly, and the simplex method may lose its way."""

STEPS_PER_ROW = 20
"""Where two priorities together take so many steps, one will be quicker; they take about one."""

PRIMAL = 4
"""HiGHS's number of the primal simplex method."""


class InfeasibleRelaxationError(Exception):
    """No values satisfy the rows, so no roster keeps every must rule."""


@dataclass(frozen=True)
class Relaxed:
    """An optimum of the relaxation; ``value`` holds the cost's constant.

    ``duals`` are of all rows, 0 for guiding rows; ``reduced`` are the columns' reduced costs.
    """

    value: float
    values: Floats
    duals: Floats
    reduced: Floats


def relax(model: LinearModel, priority: int, seconds: float) -> Relaxed | None:
    """Minimise one priority over the relaxation; None if the time runs out.

    Raises InfeasibleRelaxationError, and RuntimeError if HiGHS fails in any other way.
    """
    kept = np.flatnonzero(~model.redundant)
    if not model.columns or not len(kept):
        return settled(model, priority)
    solver = load(model, priority, kept)
    if not optimal(solver, seconds):
        return None
    return outcome(model, kept, solver)


def relax_both(
    model: LinearModel, higher: int, lower: int, seconds: float
) -> tuple[Relaxed, Relaxed] | None:
    """Minimise ``higher`` and, on its optimal face, ``lower``; None where that does not do.

    ``HEAVY`` times the one plus the other takes no longer than the lower alone would on the
    face, which is degenerate. The basis is mostly best for the higher alone as well, which
    the simplex method then says without a step; the lower's duals are what remains of the
    sum's. Raises as ``relax`` does.
    """
    kept = np.flatnonzero(~model.redundant)
    if not model.columns or not len(kept):
        return None
    first, second = (dense(model, priority) for priority in (higher, lower))
    every = np.arange(model.columns, dtype=np.int32)
    solver = load(model, higher, kept)
    solver.changeColsCost(model.columns, every, HEAVY * first + second)
    solver.setOptionValue("simplex_iteration_limit", STEPS_PER_ROW * len(kept))
    if not optimal(solver, seconds):
        return None
    both = outcome(model, kept, solver)
    solver.changeColsCost(model.columns, every, first)
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("simplex_strategy", PRIMAL)
    if not optimal(solver, seconds):
        return None
    one = outcome(model, kept, solver)
    other = Relaxed(
        float(model.costs[lower].constant + second @ both.values),
        both.values,
        both.duals - HEAVY * one.duals,
        both.reduced - HEAVY * one.reduced,
    )
    return one, other


def dense(model: LinearModel, priority: int) -> Floats:
    """What each column costs at a priority."""
    costs = np.zeros(model.columns)
    costs[model.costs[priority].cols] = model.costs[priority].coefs
    return costs


def optimal(solver: highspy.Highs, seconds: float) -> bool:
    """Solve; False where a limit ends it.

    Raises InfeasibleRelaxationError, and RuntimeError if HiGHS fails in any other way.
    """
    solver.setOptionValue("time_limit", solver.getRunTime() + max(seconds, 0.01))
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        raise InfeasibleRelaxationError
    if status in (
        highspy.HighsModelStatus.kTimeLimit,
        highspy.HighsModelStatus.kIterationLimit,
    ):
        return False
    if status != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended with {solver.modelStatusToString(status)}")
    return True


def outcome(model: LinearModel, kept: Ints, solver: highspy.Highs) -> Relaxed:
    """The optimum that HiGHS holds."""
    found = solver.getSolution()
    duals = np.zeros(model.rows)
    duals[kept] = found.row_dual
    return Relaxed(
        solver.getInfo().objective_function_value,
        np.array(found.col_value),
        duals,
        np.array(found.col_dual),
    )


def settled(model: LinearModel, priority: int) -> Relaxed:
    """The outcome where no column is free, or no row binds: each column at its cheaper bound."""
    binding = ~model.redundant
    if bool((((model.row_lower > 0) | (model.row_upper < 0)) & binding).any()):
        raise InfeasibleRelaxationError
    cost = model.costs[priority]
    reduced = np.zeros(model.columns)
    reduced[cost.cols] = cost.coefs
    values = np.where(reduced < 0, model.upper, model.lower).astype(float)
    bound = trivial_bound(cost, model.lower, model.upper)
    return Relaxed(float(bound), values, np.zeros(model.rows), reduced)


class QuietHighs(highspy.Highs):
    """HiGHS without its banner.

    The banner goes to standard output when callbacks are enabled, which the constructor does
    before a caller can set any option.
    """

    def enableCallbacks(self) -> None:  # noqa: N802 - the name is HiGHS's
        """Enable callbacks with the output already off."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def load(model: LinearModel, priority: int, kept: Ints) -> highspy.Highs:
    """A quiet HiGHS holding the rows ``kept``, in rising order, and one priority's cost."""
    cost = model.costs[priority]
    lengths = np.diff(model.starts)
    inside = np.repeat(np.isin(np.arange(model.rows), kept), lengths)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = model.columns, len(kept)
    lp.col_lower_, lp.col_upper_ = model.lower.astype(float), model.upper.astype(float)
    lp.row_lower_, lp.row_upper_ = bounds(model.row_lower[kept]), bounds(model.row_upper[kept])
    objective = np.zeros(model.columns)
    objective[cost.cols] = cost.coefs
    lp.col_cost_ = objective
    lp.offset_ = float(cost.constant)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths[kept])])
    lp.a_matrix_.index_ = model.cols[inside]
    lp.a_matrix_.value_ = model.coefs[inside].astype(float)
    solver = QuietHighs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("threads", 1)
    if solver.passModel(lp) == highspy.HighsStatus.kError:
        raise RuntimeError("HiGHS refuses the model: a row or a bound is not well formed")
    return solver


def bounds(values: Ints) -> Floats:
    """Row bounds as floats, infinite where there is none."""
    result: Floats = values.astype(float)
    result[values >= INFINITE] = np.inf
    result[values <= -INFINITE] = -np.inf
    return result
