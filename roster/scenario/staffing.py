"""The fewest officers with whom every place is filled and every must rule kept, with proof.

One linear model: the must rules as they encode themselves, a column for each officer who is kept,
and the places as rows. The solver that finds rosters minimises the kept ones of a group; its lower
bound is the proof, and the roster that goes with it is checked against every rule of a problem in
which only the kept officers exist.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

import numpy as np

from roster.encoding import Encoding, LinearModel
from roster.encoding.linear import Ints
from roster.encoding.space import Space
from roster.errors import VerifyError
from roster.model import Duty, Officer, Problem, Roster, RuleUse
from roster.solve.lexicographic import March
from roster.solve.options import Options
from roster.verify import verify

PRIORITY = 1


@dataclass(frozen=True)
class Least:
    """The outcome of one question: at least ``bound``, and ``count`` with a roster that shows it.

    ``count`` is None where no roster was found; ``possible`` is False where that is proven.
    ``kept`` are the officers of that roster's world, ``missing`` the places it leaves empty.
    """

    count: int | None
    bound: int | None
    possible: bool = True
    kept: tuple[str, ...] = ()
    missing: tuple[tuple[Duty, int], ...] = ()

    @property
    def proven(self) -> bool:
        """Whether fewer are impossible."""
        return self.count is not None and self.count == self.bound


def impersonal(problem: Problem) -> tuple[Problem, tuple[str, ...]]:
    """The problem without what asks for named officers, and the codes of rules left out.

    Wishes and costs play no part; pins that say ``must``, and rules that demand something of
    every officer (such as fewest duties), would keep people for their own sake.
    """
    plain = replace(problem, pins=tuple(pin for pin in problem.pins if not pin.must), requests=())
    nobody = Roster(())
    kept: list[RuleUse] = []
    left_out = []
    for use in plain.rules:
        if use.priority is not None:
            continue
        if any(violation.officers for violation in use.check(plain, nobody)):
            left_out.append(use.name)
        else:
            kept.append(use)
    return replace(plain, rules=tuple(kept)), tuple(dict.fromkeys(left_out))


def fewest(
    problem: Problem,
    counted: Callable[[Officer], bool],
    options: Options,
    *,
    most: int | None = None,
) -> Least:
    """The fewest officers of a group with whom every place is filled; others come free.

    ``problem`` is :func:`impersonal`. With ``most`` the question turns round: with at most so
    many of the group, how few places must stay empty? ``count`` and ``bound`` are places then.
    Raises VerifyError if the roster found breaks a rule in a world of the kept officers alone.
    """
    group = np.array([n for n, o in enumerate(problem.officers) if counted(o)], np.int64)
    model, kept = _model(problem, group, most)
    march = March(model, options, None)
    march.run()
    if march.values is None:
        return Least(None, None, possible=not march.infeasible)
    settled = march.settled[PRIORITY]
    values = march.values
    served = values[: model.officers * model.duties].reshape(model.officers, model.duties)
    roster = Roster.of(
        (problem.officers[o].id, problem.duties[d]) for o, d in np.argwhere(served == 1)
    )
    names = tuple(problem.officers[n].id for n in np.flatnonzero(values[kept]))
    _confirm(problem, names, roster)
    missing = tuple(
        (duty, duty.ideal - len(roster.officers(duty)))
        for duty in problem.duties
        if len(roster.officers(duty)) < duty.ideal
    )
    if missing and most is None:
        raise VerifyError("the staffing model left a place empty")
    return Least(settled.cost, settled.bound, kept=names, missing=missing)


def _confirm(problem: Problem, names: Sequence[str], roster: Roster) -> None:
    """Check the roster where nobody but the kept officers exists."""
    world = set(names)
    alone = replace(
        problem,
        officers=tuple(o for o in problem.officers if o.id in world),
        leaves=tuple(leave for leave in problem.leaves if leave.officer in world),
        pins=tuple(pin for pin in problem.pins if pin.officer in world),
        past=tuple(pair for pair in problem.past if pair.officer in world),
    )
    report = verify(alone, roster)
    if report.broken:
        use, violation = report.broken[0]
        told = use.rule.explain(violation, alone, "en")
        raise VerifyError(f"the staffing model's roster breaks {use.name}: {told}")


def _model(problem: Problem, group: Ints, most: int | None) -> tuple[LinearModel, Ints]:
    """The model, and the columns that say which officers are kept."""
    space = Space(problem)
    encodings = [Encoding(space, use) for use in problem.rules]
    for encoding in encodings:
        encoding.use.rule.encode(encoding)
    build = space.builder
    kept = build.columns(len(problem.officers))
    for number in range(len(problem.officers)):
        _serve_only_if_kept(space, number, int(kept[number]))
    if any(encoding.use.rule.reach == "unit" for encoding in encodings):
        _keep_enough_at_work(space, kept)
    for one, other in _twins(problem):
        build.rows(kept[[one, other]], [1, -1], lower=0)
        loads = np.concatenate([space.x[one], space.x[other]])
        build.rows(loads, np.repeat([1, -1], len(problem.duties)), lower=0)
    for number, duty in enumerate(problem.duties):
        staff = space.x[:, number]
        if duty.max is not None:
            build.rows(staff, upper=duty.max)
        if most is None:
            build.rows(staff, lower=duty.ideal)
        elif duty.ideal:
            empty = build.columns(1, duty.ideal)
            build.rows(np.append(staff, empty), lower=duty.ideal)
            build.cost(PRIORITY, empty, 1)
    if most is None:
        build.cost(PRIORITY, kept[group], 1)
    else:
        build.rows(kept[group], upper=most)
        build.cost(PRIORITY, kept[:0], 1)
    return build.build(), kept


def _twins(problem: Problem) -> list[tuple[int, int]]:
    """Neighbours in a row of officers whom nothing tells apart, so that one may serve more.

    Without an order among them a search would try every way to exchange them.
    """
    special = {pin.officer for pin in problem.pins} | {row.officer for row in problem.history}
    special |= {pair.officer for pair in problem.reference}
    rows: dict[object, list[int]] = {}
    for number, officer in enumerate(problem.officers):
        leaves = problem.leaves_of.get(officer.id, ())
        like = (
            replace(officer, id="", name="", email="", capacity=Fraction(1)),
            frozenset((lv.first, lv.last, lv.windows, lv.approved) for lv in leaves),
            problem.past_of.get(officer.id, ()),
            tuple(use.officers is None or officer.id in use.officers for use in problem.rules),
            officer.id if officer.id in special else "",
        )
        rows.setdefault(like, []).append(number)
    return [pair for numbers in rows.values() for pair in pairwise(numbers)]


def _serve_only_if_kept(space: Space, officer: int, kept: int) -> None:
    """Duties of a day, a week and the whole period at most as often as the must rules allow."""
    spans: dict[object, list[int]] = {}
    for number, duty in enumerate(space.problem.duties):
        for span in ("all", duty.day.isocalendar()[:2], duty.day):
            spans.setdefault(span, []).append(number)
    for numbers in spans.values():
        duties = np.array(numbers, np.int64)
        limit = space.most_duties(officer, duties)
        cols = np.append(space.x[officer, duties], kept)
        space.builder.rows(cols, [*[1] * len(duties), -limit], upper=0)


def _keep_enough_at_work(space: Space, kept: Ints) -> None:
    """On a day on which a unit serves, its ``min_at_work`` are to be found among the kept."""
    problem = space.problem
    for unit in problem.units:
        for day in problem.open_days if unit.min_at_work else ():
            present = [
                n
                for n, o in enumerate(problem.officers)
                if o.unit == unit.id and o.appointed_on(day) and not problem.away(o.id, day)
            ]
            duties = space.duties_by_day[(day - problem.first).days]
            works = {n: space.any_of(n, duties) for n in present}
            everybody = np.concatenate([kept[:0], *works.values()])
            for n in present:
                cols = np.concatenate([kept[present], everybody, works[n]])
                signs = [1] * len(present) + [-1] * len(everybody)
                signs += [-(unit.min_at_work or 0)] * len(works[n])
                merged, where = np.unique(cols, return_inverse=True)
                sums = np.zeros(len(merged), np.int64)
                np.add.at(sums, where, signs)
                space.builder.rows(merged, sums, lower=0)
