"""The textbook CP-SAT model of a month: a weighted sum, element constraints, integer slacks.

A Boolean for each officer and duty, sums for every limit, an integer for every shortage, an
integer for every count with its cost read from a table, and one weighted objective: as the
tutorials have it, with 2 workers and no parameter touched.
"""

from __future__ import annotations

from ortools.sat.python import cp_model

from benchmarks.yardsticks.office import WEIGHTS, Office, Pair
from benchmarks.yardsticks.outcome import Outcome

WORKERS = 2


def solve(office: Office, seconds: float) -> Outcome:
    """The best roster of the weighted sum."""
    model = cp_model.CpModel()
    x = {pair: model.new_bool_var(f"x{pair}") for pair in sorted(office.able)}
    for limit in office.limits:
        model.add(sum(x[pair] for pair in limit.pairs) <= limit.most)
    terms = [*_shortages(model, office, x), *_shares(model, office, x), *_wishes(office, x)]
    model.minimize(sum(weight * expression for weight, expression in terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Outcome(None, False)
    served = [pair for pair, variable in x.items() if solver.value(variable)]
    return Outcome(office.roster(served), status == cp_model.OPTIMAL, round(solver.objective_value))


Variables = dict[Pair, cp_model.IntVar]
Terms = list[tuple[int, cp_model.LinearExprT]]


def _shortages(model: cp_model.CpModel, office: Office, x: Variables) -> Terms:
    terms: Terms = []
    for d, duty in enumerate(office.problem.duties):
        present = sum(x[pair] for pair in office.staff(d))
        if duty.max is not None:
            model.add(present <= duty.max)
        below_min = model.new_int_var(0, duty.min, f"min{d}")
        below_ideal = model.new_int_var(0, duty.ideal - duty.min, f"ideal{d}")
        model.add(present + below_min >= duty.min)
        model.add(present + below_min + below_ideal >= duty.ideal)
        terms += [(WEIGHTS[1], below_min), (WEIGHTS[2], below_ideal)]
    return terms


def _shares(model: cp_model.CpModel, office: Office, x: Variables) -> Terms:
    terms: Terms = []
    for number, share in enumerate(office.shares):
        count = model.new_int_var(0, len(share.costs) - 1, f"count{number}")
        model.add(count == sum(x[pair] for pair in share.pairs))
        cost = model.new_int_var(min(share.costs), max(share.costs), f"cost{number}")
        model.add_element(count, list(share.costs), cost)
        terms.append((WEIGHTS[share.priority], cost))
    return terms


def _wishes(office: Office, x: Variables) -> Terms:
    terms: Terms = []
    for wish in office.wishes:
        served = sum(x[pair] for pair in wish.pairs)
        broken = 1 - served if wish.want else served
        terms.append((WEIGHTS[wish.priority] * wish.weight, broken))
    return terms
