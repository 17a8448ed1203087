"""The words in which rules are written: officers on duties, days at work, limits, costs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from roster.encoding.linear import INFINITE, UNIT, Ints, LinearModel, filled
from roster.encoding.runs import Runs
from roster.encoding.space import Space
from roster.model import Officer, Problem, RuleUse

NONE: Ints = np.zeros(0, np.int64)


class Encoding:
    """The vocabulary as one row of the rules uses it.

    A must adds constraints; a rule with a priority adds, under the same words, what each
    breach costs. Officers and duties are numbers here, in the problem's order; columns are
    0-1 variables of the model. ``officers`` are those in scope.
    """

    def __init__(self, space: Space, use: RuleUse) -> None:
        self.space = space
        self.use = use
        self.problem = space.problem
        self.builder = space.builder
        self.single = space.single
        self.nothing = NONE
        self.scope: tuple[Officer, ...] = use.scope(space.problem)
        self.officers = [space.officer_number[o.id] for o in self.scope]

    @property
    def must(self) -> bool:
        """Whether the rule binds, instead of costing."""
        return self.use.priority is None

    def numbered(self) -> list[tuple[int, Officer]]:
        """The officers in scope with their numbers."""
        return list(zip(self.officers, self.scope, strict=True))

    def duties(self, *, day: date | None = None, session: str | None = None) -> Ints:
        """The numbers of the duties that start on a day, or are of a session kind, or both."""
        if day is None:
            numbers = [n for n, d in enumerate(self.problem.duties) if session in (None, d.session)]
            return np.array(numbers, np.int64)
        offset = (day - self.problem.first).days
        if session is not None:
            return self.space.duties_by_session.get((offset, session), NONE)
        inside = 0 <= offset < len(self.problem.days)
        return self.space.duties_by_day[offset] if inside else NONE

    def duties_on(self, days: Iterable[date]) -> Ints:
        """The numbers of the duties that start on any of the days."""
        return self.together([self.duties(day=day) for day in days])

    def sessions(self, session: str = "") -> list[Ints]:
        """The numbers of the duties of each session, of all or one kind, in order of start.

        A session is all that runs under one name in one room on one day.
        """
        found: dict[tuple[object, ...], list[int]] = {}
        for number, duty in enumerate(self.problem.duties):
            if session in ("", duty.session):
                found.setdefault((duty.day, duty.room, duty.session), []).append(number)
        return [np.array(numbers, np.int64) for numbers in found.values()]

    def neighbours(self, hours: int = 0) -> Iterator[tuple[int, int]]:
        """Pairs of duties of which the second starts less than ``hours`` after the first ends.

        The first starts no later than the second; with 0 hours the two overlap.
        """
        utc = [duty.utc for duty in self.problem.duties]
        order = sorted(range(len(utc)), key=utc.__getitem__)
        for position, one in enumerate(order):
            for other in order[position + 1 :]:
                if utc[other][0] >= utc[one][1] + 3600 * hours:
                    break
                yield one, other

    def serves(self, officer: int, duties: ArrayLike) -> Ints:
        """The columns of an officer on each of the duties."""
        cols: Ints = self.space.x[officer, np.asarray(duties, np.int64)]
        return cols

    def staff(self, duty: int) -> Ints:
        """The columns of all officers on a duty."""
        return self.space.x[:, duty]

    def together(self, columns: Sequence[Ints]) -> Ints:
        """All the columns in one array."""
        return np.concatenate([NONE, *columns])

    def any_of(self, officer: int, duties: ArrayLike) -> Ints:
        """Columns whose sum is 1 when the officer serves on any of the duties, and else 0."""
        return self.space.any_of(officer, np.asarray(duties, np.int64))

    def some_of(self, cols: Ints) -> Ints:
        """Columns whose sum is 1 when any of the columns, of whatever officers, is 1."""
        return self.space.some_of(cols) if len(cols) > 1 else cols

    def someone(self, officers: Sequence[int], duties: ArrayLike) -> Ints:
        """Columns whose sum is 1 when any of the officers serves on any of the duties."""
        return self.space.someone(officers, np.asarray(duties, np.int64))

    def both(self, one: Ints, other: Ints) -> Ints:
        """New columns, each of which must be 1 where its columns in ``one`` and ``other`` are."""
        shared = self.builder.columns(len(one))
        self.builder.rows(np.stack([one, other, shared], axis=1), [1, 1, -1], upper=1)
        return shared

    def clash(self, sums: Sequence[Ints], cost: int) -> Ints:
        """A new column that must be 1, at ``cost``, where any of the sums of columns is 2."""
        column = self.builder.columns(1)
        for cols in sums:
            self.builder.rows(np.append(cols, column), [*[1] * len(cols), -1], upper=1)
        self.cost(column, cost)
        return column

    def work(self, officer: int, day: int) -> Ints:
        """Columns whose sum is 1 when the officer is at work on a day of the horizon."""
        return self.space.work(officer, day)

    def forbid(self, cols: Ints) -> None:
        """None of the columns is 1; each that is costs 1."""
        if self.must:
            self.builder.forbidden.append(cols)
        else:
            self.cost(cols)

    def at_most_always(self, cols: Ints, most: int, coefs: ArrayLike = 1) -> None:
        """The sum of the columns is at most ``most``, whatever the strength of the rule."""
        weights = filled(coefs, cols.shape)
        if np.maximum(weights, 0).sum() > most:
            self.builder.rows(cols, weights, upper=most)

    def breach(self) -> Ints:
        """A new column that is 1 only where the rule is broken, once."""
        column = self.builder.columns(1)
        self.forbid(column)
        return column

    def at_most(self, cols: Ints, most: int, coefs: ArrayLike = UNIT, cost: int = 1) -> None:
        """The sum of the columns is at most ``most``; each unit above costs ``cost``."""
        if self.must:
            if cols.ndim > 1 or not (coefs is UNIT or bool((np.asarray(coefs) == 1).all())):
                self.builder.rows(cols, coefs, upper=most)
                return
            self.space.cap(cols, most)
            if most == 1:
                self.builder.clique(cols)
            else:
                self.builder.sum_at_most(cols, most)
            return
        weights = filled(coefs, cols.shape)
        table, weights = np.atleast_2d(cols), np.atleast_2d(weights)
        excess = np.maximum(weights, 0).sum(axis=1) - most
        table, weights, excess = table[excess > 0], weights[excess > 0], excess[excess > 0]
        self._priced(table, weights, excess, upper=most, sign=-1, cost=cost)

    def at_least(self, cols: Ints, least: int, coefs: ArrayLike = 1, cost: int = 1) -> None:
        """The sum of the columns is at least ``least``; each unit missing costs ``cost``."""
        weights = filled(coefs, np.shape(cols))
        if self.must:
            self.builder.rows(cols, weights, lower=least)
            return
        table, weights = np.atleast_2d(cols), np.atleast_2d(weights)
        lacking = least - np.minimum(weights, 0).sum(axis=1)
        table, weights, lacking = table[lacking > 0], weights[lacking > 0], lacking[lacking > 0]
        self._priced(table, weights, lacking, lower=least, sign=1, cost=cost)

    def _priced(
        self,
        table: Ints,
        weights: Ints,
        largest: Ints,
        *,
        sign: int,
        cost: int,
        lower: int = -INFINITE,
        upper: int = INFINITE,
    ) -> None:
        if not len(largest):
            return
        slack = self.builder.columns(len(largest), largest)
        signs = np.full((len(largest), 1), sign)
        self.builder.rows(
            np.hstack([table, slack[:, None]]), np.hstack([weights, signs]), lower, upper
        )
        self.cost(slack, cost)

    def cost(self, cols: Ints, coefs: ArrayLike = 1, constant: int = 0) -> None:
        """Add a linear cost at the rule's priority, times its weight; a must may not cost."""
        if self.use.priority is None:
            raise TypeError(f"rule {self.use.name} costs, so it cannot be a must")
        weight = self.use.weight
        scaled = coefs * weight if isinstance(coefs, int) else np.asarray(coefs, np.int64) * weight
        self.builder.cost(self.use.priority, cols, scaled, constant * weight)

    def convex(self, cols: Ints, costs: Sequence[int]) -> None:
        """A convex cost of how many of the columns are 1: ``costs[n]`` for n of them.

        Written as ordered steps, one for each further unit, so that the linear relaxation is
        the convex hull. Raises ValueError where the costs are not convex.
        """
        steps = np.diff(np.asarray(costs, np.int64))
        if bool((np.diff(steps) < 0).any()):
            raise ValueError(f"the costs {list(costs)} are not convex")
        if not len(cols) or not len(steps):
            self.cost(cols[:0], 1, int(costs[0]))
            return
        levels = self.builder.columns(len(steps))
        weights = np.concatenate([np.ones(len(cols), np.int64), -np.ones(len(steps), np.int64)])
        self.builder.rows(np.concatenate([cols, levels]), weights, 0, 0)
        if len(steps) > 1:
            pairs = np.stack([levels[:-1], levels[1:]], axis=1)
            self.builder.rows(pairs, [1, -1], lower=0, redundant=True)
        self.cost(levels, steps, int(costs[0]))

    def near(self, cols: Ints, coefs: Sequence[int], target: int, step: int, most: int) -> None:
        """A convex cost of how far the weighted sum of the columns lies from ``target``.

        Each unit of the first ``step`` away costs 1, of the second 3, of the third 5, … No more
        than ``most`` of the columns can be 1. Counted in the greatest common divisor of the
        weights, so that the relaxation knows how near the sum can come at all.
        """
        unit = math.gcd(*coefs) or 1
        sums = unit * np.arange(sum(sorted(coefs, reverse=True)[:most]) // unit + 1)
        whole, rest = np.divmod(np.abs(sums - target), step)
        # The odd numbers up to 2 n - 1 add up to n^2.
        costs = step * whole**2 + rest * (2 * whole + 1)
        slopes, widths = np.unique(np.diff(costs), return_counts=True)
        levels = self.builder.columns(len(slopes), widths)
        weights = np.concatenate([np.asarray(coefs, np.int64) // unit, np.full(len(slopes), -1)])
        self.builder.rows(np.concatenate([cols, levels]), weights, 0, 0)
        self.cost(levels, slopes, int(costs[0]))

    def missing(self, duty: int, low: int) -> Ints:
        """Columns that must be 1, one for each officer by which a duty lies below ``low``."""
        return self.space.missing(duty, low)

    def shortage(self, duty: int, low: int, high: int) -> Ints:
        """Columns that must be 1, one for each officer missing between ``low`` and ``high``.

        Those missing below ``low`` count only once all of these are 1; sharing their columns
        with the rule that prices them keeps the relaxation tight.
        """
        below = self.space.missing(duty, low)
        levels = self.builder.columns(high - low)
        cols = np.concatenate([self.staff(duty), below, levels])
        self.builder.rows(cols, lower=high)
        if len(below) and len(levels):
            pairs = np.stack(np.meshgrid(levels, below), axis=-1).reshape(-1, 2)
            self.builder.rows(pairs, [1, -1], lower=0)
        return levels

    def limit_runs(
        self,
        days: Sequence[Ints],
        limits: tuple[int, int | None],
        edges: tuple[str, str],
        before: int | None,
        free: bool = False,
    ) -> None:
        """Each run of days outside ``limits`` (least, most) costs 1 for each day.

        ``days`` hold, position by position, columns whose sum is 1 at work; with ``free`` the
        runs of the other days are judged. ``edges`` and ``before`` are as in ``runs.Runs``.
        """
        Runs(self, days, edges, before, free).limit(*limits)

    def most_staff(self, duty: int) -> int | None:
        """The most officers that a duty takes, whatever a roster costs; None if nothing says."""
        return self.space.most_staff(duty)

    def most_duties(self, officer: int, duties: ArrayLike) -> int:
        """An upper bound on how many of the duties the officer can serve on."""
        return self.space.most_duties(officer, np.asarray(duties, np.int64))


def encode_problem(problem: Problem) -> LinearModel:
    """Write every rule of a problem into one linear model.

    The must rules come first: what they cap makes the others' costs shorter to write.
    """
    space = Space(problem)
    for use in sorted(problem.rules, key=lambda use: use.priority is not None):
        use.rule.encode(Encoding(space, use))
    for use in problem.rules:
        if use.priority is not None:
            space.builder.cost(use.priority, np.zeros(0, np.int64), 1)
    return space.builder.build()
