"""Whether a problem has a lawful roster at all: two provers, and the rules' own check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import highspy
import numpy as np
from numpy.typing import NDArray

from roster.encoding import INFINITE, LinearModel, encode_problem
from roster.encoding.linear import Cost, Ints
from roster.encoding.reduce import Reduced, reduce_model, with_row
from roster.encoding.slack import without_slack
from roster.errors import VerifyError
from roster.model import Problem, Roster, RuleUse
from roster.solve.cpsat import Found, Limits, Search
from roster.solve.finder import read_roster
from roster.solve.point import attempt
from roster.solve.relaxation import Floats, InfeasibleRelaxationError, load, relax
from roster.verify import verify

SECONDS = 20.0
"""How long one question may take by default."""

NO_COST = Cost(np.zeros(0, np.int64), np.zeros(0, np.int64))
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Lawful:
    """A roster that breaks no must rule; without one, whether it is proven that there is none."""

    roster: Roster | None
    proven: bool


@dataclass(frozen=True)
class Asked:
    """A problem with its must rules alone (and priorities that are held), and the rows of it."""

    problem: Problem
    held: Mapping[int, int]

    @cached_property
    def bare(self) -> Problem:
        """The problem without rules that only cost."""
        return must_only(self.problem, self.held)

    @cached_property
    def model(self) -> LinearModel:
        """Its rows, without costs."""
        return must_model(self.bare, self.held)


def lawful(
    problem: Problem,
    held: Mapping[int, int] | None = None,
    *,
    sure: bool = False,
    seconds: float = SECONDS,
) -> Lawful:
    """A roster that keeps every must rule, and costs at most ``held`` at those priorities.

    A roster is checked by the rules before it is handed out. "None" is proven by the linear
    relaxation or by CP-SAT's exhaustive search; with ``sure`` CP-SAT must find none either
    way, and where the relaxation has points it must say so twice, with another seed and
    without presolve, as false verdicts of it are known (or-tools issues 5003 and 5295).

    Raises VerifyError where a roster breaks a rule by the rule's own check.
    """
    return answered(Asked(problem, held or {}), sure=sure, seconds=seconds)


def answered(asked: Asked, *, sure: bool = False, seconds: float = SECONDS) -> Lawful:
    """As ``lawful``, of a problem whose rows may be at hand."""
    reduced = slim(asked.model)
    empty = hollow(reduced.model, seconds)
    if empty and not sure:
        return Lawful(None, True)
    values = point_of(reduced, seconds) if not (empty or sure) else None
    if values is None:
        found = _search(reduced, seconds, seed=0, presolve=True)
    else:
        found = Found(values, None, True)
    if found.values is None and found.exhausted and not empty:
        found = _search(reduced, seconds, seed=1, presolve=False)
    if found.values is None:
        return Lawful(None, found.exhausted)
    roster = read_roster(asked.problem, asked.model, found.values)
    report = verify(asked.bare, roster)
    dear = [p for p, most in asked.held.items() if report.costs.get(p, 0) > most]
    if report.hard or dear:
        use = report.broken[0][0].name if report.hard else f"priority {dear[0]}"
        raise VerifyError(f"a roster found by the solver does not keep {use}")
    return Lawful(roster, True)


def must_only(problem: Problem, held: Mapping[int, int]) -> Problem:
    """The problem without rules that cost, save those at priorities that are held.

    What such a rule asks of the roster whatever its strength (the most officers of a post)
    stays, said once, and binds nobody else.
    """
    rules: list[RuleUse] = []
    binding = [u for u in problem.rules if u.priority is None or u.priority in held]
    said = {use.name for use in binding}
    for use in problem.rules:
        if use.priority is None or use.priority in held:
            rules.append(use)
        elif use.rule.always and use.name not in said:
            said.add(use.name)
            rules.append(replace(use, officers=frozenset()))
    return replace(problem, rules=tuple(rules))


def must_model(problem: Problem, held: Mapping[int, int]) -> LinearModel:
    """The rows of a problem, and one for the cost of each priority that is held; no costs."""
    model = encode_problem(problem)
    for priority, most in held.items():
        cost = model.costs[priority]
        model = with_row(model, cost.cols, cost.coefs, -INFINITE, most - cost.constant)
    return replace(model, costs={0: NO_COST})


def slim(model: LinearModel) -> Reduced:
    """What is left of a model without costs by dual fixing.

    A column that no row keeps from falling is set to its lower bound, one that no row keeps
    from rising to its upper bound; there is a point without them if there is one at all
    (T. Achterberg and others, Presolve Reductions in Mixed Integer Programming, INFORMS
    Journal on Computing 32 (2020), section 4.1). Columns that only count go first, so that nobody
    serves where nothing asks for it.
    """
    reduced = reduce_model(model)
    while True:
        now = reduced.model
        idle = _idle(now)
        if not bool((idle[0] | idle[1]).any()):
            return reduced
        counting = reduced.columns >= model.officers * model.duties
        down, up = idle & counting if (idle & counting).any() else idle
        lower = np.where(up, now.upper, now.lower)
        upper = np.where(down, now.lower, now.upper)
        reduced = reduced.again(replace(now, lower=lower, upper=upper))


def uncosted(model: LinearModel) -> Reduced:
    """What is left of a model where costs do not matter, and so nothing need be counted."""
    return without_slack(reduce_model(replace(model, costs={0: NO_COST})), None)


def _idle(model: LinearModel) -> NDArray[np.bool_]:
    """Which columns no row keeps from falling, and which of the others none keeps from rising."""
    rows = model.row_numbers()
    below, above = model.row_lower[rows] > -INFINITE, model.row_upper[rows] < INFINITE
    positive = model.coefs > 0
    idle = np.ones((2, model.columns), bool)
    idle[0, model.cols[np.where(positive, below, above)]] = False
    idle[1, model.cols[np.where(positive, above, below)]] = False
    idle[1] &= ~idle[0]
    return idle


def hollow(model: LinearModel, seconds: float) -> bool:
    """Whether the relaxation has no point; False as well if it cannot be told in time."""
    try:
        relax(model, 0, seconds)
    except InfeasibleRelaxationError:
        return True
    return False


def plainly_hollow(model: LinearModel) -> bool:
    """Whether presolve alone sees that a model has no point; False says nothing."""
    if not model.columns:
        return False
    solver = load(model, 0, np.flatnonzero(~model.redundant))
    solver.presolve()
    return solver.getModelPresolveStatus() == highspy.HighsPresolveStatus.kInfeasible


def point_of(reduced: Reduced, seconds: float, seed: int = 0) -> Ints | None:
    """What HiGHS finds before it looks at the root: values of the original's columns."""
    values: Ints | None = np.zeros(0, np.int64)
    if reduced.model.columns:
        values = attempt(reduced.model, seed, seconds, brief=True)
    return None if values is None else reduced.expand(values)


def _search(reduced: Reduced, seconds: float, *, seed: int, presolve: bool) -> Found:
    search = Search(reduced.model, Limits(seconds, None, seed, 1))
    search.parameters.cp_model_presolve = presolve
    found = search.find()
    if found.values is None:
        return found
    return replace(found, values=reduced.expand(found.values))


@dataclass(frozen=True)
class Strain:
    """Where an empty relaxation is overdetermined.

    ``rows`` are the rows, and ``fixed`` the columns held at 0, whose multipliers prove that
    the rows contradict each other (a certificate of J. Farkas). It is a hint to look there
    first, not a proof.
    """

    rows: Ints
    fixed: Ints


def strain(model: LinearModel, seconds: float = SECONDS) -> Strain | None:
    """Minimise by how much rows are broken; None where the relaxation need break none."""
    kept = np.flatnonzero(~model.redundant)
    low, high = model.row_lower[kept] > -INFINITE, model.row_upper[kept] < INFINITE
    rows = np.concatenate([kept[low], kept[high]])
    signs = np.concatenate([np.ones(low.sum(), np.int64), -np.ones(high.sum(), np.int64)])
    relaxed = relax(elastic(model, rows, signs), 0, seconds)
    if relaxed is None or relaxed.value <= TOLERANCE:
        return None
    reduced: Floats = relaxed.reduced[: model.columns]
    barred = (model.upper == 0) & (reduced < -TOLERANCE)
    return Strain(np.flatnonzero(np.abs(relaxed.duals) > TOLERANCE), np.flatnonzero(barred))


def elastic(model: LinearModel, rows: Ints, signs: Ints) -> LinearModel:
    """The model with one more column for each of ``rows`` that may break it at a cost of 1."""
    columns = np.arange(model.columns, model.columns + len(rows))
    numbers = np.concatenate([model.row_numbers(), rows])
    order = np.argsort(numbers, kind="stable")
    cols, coefs = np.concatenate([model.cols, columns]), np.concatenate([model.coefs, signs])
    lengths = np.bincount(numbers, minlength=model.rows)
    return replace(
        model,
        lower=np.concatenate([model.lower, np.zeros(len(rows), np.int64)]),
        upper=np.concatenate([model.upper, np.full(len(rows), 1 << 20)]),
        starts=np.concatenate([[0], np.cumsum(lengths)]),
        cols=cols[order],
        coefs=coefs[order],
        costs={0: Cost(columns, np.ones(len(rows), np.int64))},
    )
