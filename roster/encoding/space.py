"""What the rules of a problem share: the assignment columns and how duties lie in time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from roster.encoding.linear import INFINITE, Builder, Ints
from roster.model import Duty, Problem

WIDE = 8
"""From more columns than this, one column that stands for them saves nonzeros."""


class Space:
    """What all rules of a problem share: the assignment columns and how duties lie in time.

    ``x[o, d]`` is the column that is 1 when officer number ``o`` serves on duty number ``d``,
    both counted in the problem's order.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        people, duties = len(problem.officers), len(problem.duties)
        self.builder = Builder(people, duties)
        self.x = self.builder.columns(people * duties).reshape(people, duties)
        self.day_of = np.array([(d.day - problem.first).days for d in problem.duties], int)
        self.single = self._single_duty_officers()
        self._capped = any(use.rule.caps_staff() for use in problem.rules)
        self._caps: dict[int, set[tuple[int, int]]] = {}
        self._most: dict[tuple[int, frozenset[tuple[int, int]]], int] = {}
        self._any: dict[bytes, Ints] = {}
        self._missing: dict[tuple[int, int], Ints] = {}
        self._work: dict[tuple[int, int], Ints] = {}

    def _single_duty_officers(self) -> set[int]:
        names: set[str] = set()
        for use in self.problem.rules:
            if use.priority is None:
                scope = use.scope(self.problem)
                names |= use.rule.single_duty_officers(self.problem, scope)
        return {self.officer_number[name] for name in names}

    @cached_property
    def officer_number(self) -> dict[str, int]:
        """Each officer's number."""
        return {o.id: n for n, o in enumerate(self.problem.officers)}

    @cached_property
    def duty_number(self) -> dict[Duty, int]:
        """Each duty's number."""
        return {d: n for n, d in enumerate(self.problem.duties)}

    @cached_property
    def duties_by_session(self) -> dict[tuple[int, str], Ints]:
        """The numbers of the duties of each session kind on each day of the horizon."""
        found: dict[tuple[int, str], list[int]] = {}
        for number, duty in enumerate(self.problem.duties):
            found.setdefault((int(self.day_of[number]), duty.session), []).append(number)
        return {key: np.array(numbers) for key, numbers in found.items()}

    @cached_property
    def duties_by_day(self) -> list[Ints]:
        """The numbers of the duties that start on each day of the horizon."""
        order = np.argsort(self.day_of, kind="stable")
        counts = np.bincount(self.day_of, minlength=len(self.problem.days))
        return np.split(order, np.cumsum(counts)[:-1])

    def cap(self, cols: Ints, most: int) -> None:
        """Remember how often an officer serves at most on duties, if all columns are one's own."""
        size = self.builder.duties
        if not size or len(cols) <= max(most, 0) or cols[-1] >= self.x.size:
            return
        officer = int(cols[-1]) // size
        mask, first = 0, officer * size
        for col in cols.tolist():
            if not first <= col < first + size:
                return
            mask |= 1 << col - first
        self._caps.setdefault(officer, set()).add((mask, most))

    def most_duties(self, officer: int, duties: Ints) -> int:
        """An upper bound on how many of the duties the officer can serve on.

        From the caps of the must rules, each time the one that saves most.
        """
        caps = frozenset(self._caps.get(officer, ()))
        key = bits(duties), caps
        if key not in self._most:
            total, left = 0, key[0]
            while left:
                saved = [((mask & left).bit_count() - most, most, mask) for mask, most in caps]
                gain, most, mask = max(saved, default=(0, 0, 0))
                if gain <= 0:
                    break
                total, left = total + most, left & ~mask
            self._most[key] = total + left.bit_count()
        return self._most[key]

    def any_of(self, officer: int, duties: Ints) -> Ints:
        """Columns whose sum is 1 when the officer serves on any of the duties, and else 0.

        Where at most one of the duties can be served the columns themselves will do, up to
        ``WIDE`` of them; beyond, and wherever several can be served, one column stands for all.
        """
        cols: Ints = self.x[officer, duties]
        if len(cols) <= 1:
            return cols
        days = self.day_of[duties]
        at_most_one = officer in self.single and bool((days == days[0]).all())
        if at_most_one and len(cols) <= WIDE:
            return cols
        parts = [cols[days == day] for day in np.unique(days)] if officer in self.single else None
        return self.some_of(cols, at_most_one, parts)

    def work(self, officer: int, day: int) -> Ints:
        """Columns whose sum is 1 when the officer is at work on a day of the horizon."""
        key = (officer, day)
        if key not in self._work:
            cols: Ints = self.x[officer, self.duties_by_day[day]]
            alone = len(cols) <= 1 or (officer in self.single and len(cols) <= WIDE)
            self._work[key] = cols if alone else self.any_of(officer, self.duties_by_day[day])
        return self._work[key]

    def some_of(
        self, cols: Ints, at_most_one: bool = False, parts: Sequence[Ints] | None = None
    ) -> Ints:
        """One column that is 1 when any of the columns is, and else 0; the same for the same.

        ``parts`` are sets of the columns, each of which holds at most one that is 1: a row for
        a set is sharper than one for each column.
        """
        key = cols.tobytes()
        if key not in self._any:
            one = self._any[key] = self.builder.columns(1)
            self.builder.rows(
                np.append(cols, one),
                [*[1] * len(cols), -1],
                lower=0,
                upper=0 if at_most_one else INFINITE,
            )
            if not at_most_one and parts is not None:
                for part in parts:
                    self.builder.rows(np.append(part, one), [*[1] * len(part), -1], upper=0)
            elif not at_most_one:
                pairs = np.stack([cols, np.broadcast_to(one, cols.shape)], axis=1)
                self.builder.rows(pairs, [1, -1], upper=0)
        return self._any[key]

    def someone(self, numbers: Sequence[int], duties: Ints) -> Ints:
        """Columns whose sum is 1 when any of the officers serves on any of the duties.

        A row for all who serve on a duty, against the most it takes, is sharper than one for
        each: otherwise a third of an officer would pass for a third of a session staffed.
        """
        table = self.x[np.ix_(np.asarray(numbers, np.int64), duties)]
        cols: Ints = table.ravel()
        if len(cols) <= 1:
            return cols
        known = cols.tobytes() in self._any
        one = self.some_of(cols)
        for place, duty in enumerate(() if known else duties.tolist()):
            most = self.most_staff(duty)
            if most is not None and 0 < most < len(numbers):
                signs = [*[1] * len(numbers), -most]
                self.builder.rows(np.append(table[:, place], one), signs, upper=0)
        return one

    def most_staff(self, duty: int) -> int | None:
        """The most officers that a duty takes, if a rule holds it to its maximum."""
        return self.problem.duties[duty].max if self._capped else None

    def missing(self, duty: int, low: int) -> Ints:
        """Columns that must be 1, one for each officer by which a duty lies below ``low``."""
        key = (duty, low)
        if key not in self._missing:
            levels = self.builder.columns(low)
            self.builder.rows(np.concatenate([self.x[:, duty], levels]), lower=low)
            self._missing[key] = levels
        return self._missing[key]


def bits(numbers: Ints) -> int:
    """A set of numbers as the bits of one integer."""
    mask = 0
    for number in numbers.tolist():
        mask |= 1 << number
    return mask
