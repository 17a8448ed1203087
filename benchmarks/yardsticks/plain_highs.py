"""Plain HiGHS on a month: one mixed-integer program, one weighted sum, convex costs as steps.

Assignments are binary, all else is continuous: a shortage is a slack, a convex cost a sum of
ordered steps of at most 1, and a wish is the sum of one officer's duties of a day. It stops at
a gap below 1, the costs being integers.
"""

from __future__ import annotations

import highspy
import numpy as np

from benchmarks.yardsticks.office import WEIGHTS, Office
from benchmarks.yardsticks.outcome import Outcome
from roster.solve.relaxation import QuietHighs

GAP = 0.999


class Program:
    """A mixed-integer program, put together column by column and row by row."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.upper: list[float] = []
        self.constant = 0
        self.rows: list[tuple[list[int], list[float], float, float]] = []

    def column(self, cost: float = 0.0, upper: float = 1.0) -> int:
        """A new column from 0 to ``upper``; its number."""
        self.costs.append(cost)
        self.upper.append(upper)
        return len(self.costs) - 1

    def row(self, cols: list[int], coefs: list[float], low: float, high: float) -> None:
        """A new row between two bounds."""
        self.rows.append((cols, coefs, low, high))

    def highs(self, binary: int) -> highspy.Highs:
        """HiGHS with the program, its first ``binary`` columns integer."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.costs), len(self.rows)
        lp.col_cost_ = np.array(self.costs)
        lp.col_lower_, lp.col_upper_ = np.zeros(len(self.costs)), np.array(self.upper)
        lp.row_lower_ = np.array([low for _, _, low, _ in self.rows])
        lp.row_upper_ = np.array([high for _, _, _, high in self.rows])
        lp.offset_ = float(self.constant)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(cols) for cols, *_ in self.rows)])
        lp.a_matrix_.index_ = np.array([c for cols, *_ in self.rows for c in cols], np.int32)
        lp.a_matrix_.value_ = np.array([k for _, coefs, *_ in self.rows for k in coefs])
        integer, free = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        lp.integrality_ = [integer] * binary + [free] * (len(self.costs) - binary)
        solver = QuietHighs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("mip_abs_gap", GAP)
        solver.passModel(lp)
        return solver


def solve(office: Office, seconds: float) -> Outcome:
    """The best roster of the weighted sum."""
    program = Program()
    x = {pair: program.column() for pair in sorted(office.able)}
    for limit in office.limits:
        cols = [x[pair] for pair in limit.pairs]
        program.row(cols, [1.0] * len(cols), -np.inf, limit.most)
    for d, duty in enumerate(office.problem.duties):
        cols = [x[pair] for pair in office.staff(d)]
        if duty.max is not None:
            program.row(cols, [1.0] * len(cols), -np.inf, duty.max)
        below = program.column(WEIGHTS[1], duty.min)
        above = program.column(WEIGHTS[2], duty.ideal - duty.min)
        program.row([*cols, below], [1.0] * (len(cols) + 1), duty.min, np.inf)
        program.row([*cols, below, above], [1.0] * (len(cols) + 2), duty.ideal, np.inf)
    for share in office.shares:
        weight = WEIGHTS[share.priority]
        program.constant += weight * share.costs[0]
        steps = [program.column(weight * float(k)) for k in np.diff(share.costs)]
        cols = [x[pair] for pair in share.pairs]
        program.row([*cols, *steps], [1.0] * len(cols) + [-1.0] * len(steps), 0, 0)
    for wish in office.wishes:
        weight = WEIGHTS[wish.priority] * wish.weight
        program.constant += weight if wish.want else 0
        for pair in wish.pairs:
            program.costs[x[pair]] += -weight if wish.want else weight
    solver = program.highs(len(x))
    solver.setOptionValue("time_limit", seconds)
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Outcome(None, False)
    values = solver.getSolution().col_value
    served = [pair for pair, col in x.items() if values[col] > 0.5]
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Outcome(office.roster(served), proven, round(info.objective_function_value))
