"""What the rows of a model ask of one officer alone, told day by day.

A line is the row of a roster that belongs to one officer: on each day one of its duties or
none. Rows that only this officer's columns stand in become costs of a single day, patterns over
several days, or counters over the whole line. A model is read by its rows, so that any rule
written in the vocabulary of the encoding is understood, whoever wrote it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from roster.encoding import INFINITE
from roster.solve.large.line import (
    BARRED,
    Choices,
    Counter,
    Line,
    Pattern,
    Prices,
    Stage,
    Term,
    UntellableError,
    apart,
    bits_of,
    cases_of,
    dense,
    exclusive,
    mask_of,
    sequence,
    shifted,
    stages_of,
    together,
)
from roster.solve.large.shape import NOBODY, Shape
from roster.solve.large.unions import Unions


class LineReader:
    """Reads the lines of all officers from a model."""

    def __init__(self, shape: Shape, priority: int, unions: Unions) -> None:
        self.shape, self.unions = shape, unions
        model = self.model = shape.model
        self.days = int(shape.day_of.max()) + 1
        cost = np.zeros(model.columns, np.int64)
        cost[model.costs[priority].cols] = model.costs[priority].coefs
        self.cost = cost
        rows = unions.personal_rows
        told = model.cols[shape.entries_of_rows(rows)]
        self.uses = np.bincount(told, minlength=model.columns)
        loose = (shape.owner != NOBODY) & (self.uses == 0) & (cost < 0)
        loose[: shape.assignments] = False
        loose[list(unions.members)] = False
        if loose.any():
            raise UntellableError("a column that pays and stands in no row")
        owners = shape.owner[model.cols[model.starts[rows]]]
        order = np.argsort(owners, kind="stable")
        splits = np.searchsorted(owners[order], np.arange(1, model.officers))
        self.rows = np.split(rows[order], splits)

    def read(self, officer: int) -> Line:
        """One officer's line; raises UntellableError."""
        return _OfficerReader(self, officer).read()


class _OfficerReader:
    def __init__(self, reader: LineReader, officer: int) -> None:
        self.reader, self.officer = reader, officer
        self.model = reader.model
        self.base = officer * self.model.duties
        self.place: dict[int, tuple[int, int]] = {}
        self.line = Line(officer, *self._choices())
        self.shared: dict[int, list[Pattern]] = {}

    def _choices(self) -> tuple[list[list[int]], list[list[int]]]:
        duties: list[list[int]] = [[] for _ in range(self.reader.days)]
        costs: list[list[int]] = [[0] for _ in range(self.reader.days)]
        span = slice(self.base, self.base + self.model.duties)
        lower, upper = self.model.lower[span], self.model.upper[span]
        for duty in np.flatnonzero(upper > 0).tolist():
            day = int(self.reader.shape.day_of[duty])
            duties[day].append(duty)
            costs[day].append(0)
            self.place[self.base + duty] = day, len(duties[day])
        for duty in np.flatnonzero(lower > 0).tolist():
            day, choice = self.place[self.base + duty]
            costs[day] = [0 if n == choice else BARRED for n in range(len(costs[day]))]
        return duties, costs

    def read(self) -> Line:
        single = set[int]()
        for row in self.reader.rows[self.officer].tolist():
            self._row(row, single)
        for day, duties in enumerate(self.line.duties):
            if len(duties) > 1 and day not in single:
                raise UntellableError(f"officer {self.officer} may serve twice on day {day}")
        self._unions()
        self.line.merge_counters()
        self.line.level_counters()
        for patterns in self.shared.values():
            if not apart(patterns):
                self._share(patterns)
        return self.line

    def _unions(self) -> None:
        """What unions cost by themselves."""
        reader = self.reader
        mine = [c for c in reader.unions.members if reader.shape.owner[c] == self.officer]
        for column in mine:
            cost = int(reader.cost[column])
            days = self._days_of(reader.unions.members[column].tolist()) if cost else ()
            if len(days) > 1:
                self.line.patterns.append(Pattern((Stage(days, any=True),), cost))
            for day, choices in days if len(days) == 1 else ():
                for choice in bits_of(choices):
                    self._charge(day, choice, cost)

    def _row(self, row: int, single: set[int]) -> None:
        model = self.model
        inside = slice(model.starts[row], model.starts[row + 1])
        low, high = int(model.row_lower[row]), int(model.row_upper[row])
        terms, slacks = list[Term](), list[tuple[int, int]]()
        for col, coef in zip(
            model.cols[inside].tolist(), model.coefs[inside].tolist(), strict=True
        ):
            if model.lower[col] == model.upper[col]:
                low, high = shifted(low, high, coef * int(model.lower[col]))
            elif col in self.place:
                day, choice = self.place[col]
                terms.append(Term(((day, 1 << choice),), coef))
            elif col in self.reader.unions.members:
                days = self._days_of(self.reader.unions.members[col].tolist())
                if days:
                    terms.append(Term(days, coef))
            else:
                slacks.append((col, coef))
        self._tell(row, terms, slacks, (low, high), single)

    def _days_of(self, columns: list[int]) -> tuple[tuple[int, Choices], ...]:
        found: dict[int, int] = {}
        for col in columns:
            if col in self.place:
                day, choice = self.place[col]
                found[day] = found.get(day, 0) | 1 << choice
        return tuple(sorted(found.items()))

    def _tell(
        self,
        row: int,
        terms: list[Term],
        slacks: list[tuple[int, int]],
        limits: tuple[int, int],
        single: set[int],
    ) -> None:
        days = {day for term in terms for day, _ in term.days}
        table = self._table(terms)
        most = sum(max(values) for values in table.values())
        least = sum(min(values) for values in table.values())
        wide = [term for term in terms if len(term.days) > 1]
        most += sum(max(term.coef, 0) for term in wide)
        least += sum(min(term.coef, 0) for term in wide)
        shared = [col for col, _ in slacks if self.reader.uses[col] > 1]
        if shared and (limits[0] > -INFINITE or dict(slacks).get(shared[0]) != -1 or shared[1:]):
            raise UntellableError(f"row {row} says more of a shared column than that it covers")
        prices = self._prices(slacks, limits)
        # Minutes come in hours: no sum lies in between.
        unit = max(math.gcd(*(term.coef for term in terms)), 1)
        costs = {value: prices.cost(value) for value in range(least, most + 1, unit)}
        if not days and not shared:
            for choice in range(len(self.line.costs[0])):
                self._charge(0, choice, costs[0])
            return
        if len(days) <= 1 and not wide and not shared:
            for day in days:
                everything = len(table[day]) - 1
                if limits[1] == 1 and not slacks and table[day][1:] == [1] * everything:
                    single.add(day)
                for choice, value in enumerate(table[day]):
                    self._charge(day, choice, costs[value])
            return
        if not any(costs.values()):
            return
        mixed = len({term.coef > 0 for term in terms}) > 1
        close = dense(days) or shared or mixed
        dear = [value for value, cost in costs.items() if cost]
        if close and dear == [most]:
            self._pattern(terms, costs[most], 1, shared)
        elif close and dear == [least]:
            self._pattern(terms, costs[least], -1, shared)
        elif shared:
            raise UntellableError(f"row {row} shares a column and is no pattern")
        elif limits[1] == 1 and limits[0] <= least and not slacks and not wide and least == 0:
            for one, other in combinations(sorted(days), 2):
                pair = [t for t in terms if t.days[0][0] in (one, other)]
                self._pattern(pair, BARRED, 1, [])
        else:
            self._counter(row, table, wide, costs, least, most)

    def _charge(self, day: int, choice: int, cost: int) -> None:
        if cost:
            costs = self.line.costs[day]
            costs[choice] = together(costs[choice], cost)

    def _table(self, terms: Sequence[Term]) -> dict[int, list[int]]:
        """What each choice of each day adds to the row, unions over several days left out."""
        table: dict[int, list[int]] = {}
        for term in terms:
            if len(term.days) > 1:
                continue
            ((day, choices),) = term.days
            values = table.setdefault(day, [0] * (len(self.line.duties[day]) + 1))
            for choice in bits_of(choices):
                values[choice] += term.coef
        return table

    def _prices(self, slacks: list[tuple[int, int]], limits: tuple[int, int]) -> Prices:
        up, down = list[tuple[int, int]](), list[tuple[int, int]]()
        for col, coef in slacks:
            if abs(coef) != 1 or self.model.lower[col] != 0:
                raise UntellableError(f"column {col} is no plain slack")
            side = down if coef < 0 else up
            side.append((int(self.reader.cost[col]), int(self.model.upper[col])))
        return Prices.of(limits, up, down)

    def _pattern(self, terms: list[Term], cost: int, sign: int, shared: list[int]) -> None:
        """Each stage is matched where its part of the row is the greatest (least, for -1)."""
        plain: dict[int, Choices] = {}
        for day, values in self._table(terms).items():
            best = max(value * sign for value in values)
            plain[day] = mask_of([value * sign == best for value in values])
        wide = [term for term in terms if len(term.days) > 1]
        for term in wide:
            if term.coef * sign < 0:
                for day, choices in term.days:
                    plain[day] = plain.get(day, -1) & self._others(day, choices)
        wides = [term.days for term in wide if term.coef * sign > 0]
        simple = stages_of(plain, wides)
        every = map(sequence, cases_of(plain, wides)) if simple is None else [simple]
        for stages in every:
            if self._possible(stages):
                pattern = Pattern(stages, cost)
                self.line.patterns.append(pattern)
                for column in shared:
                    self.shared.setdefault(column, []).append(pattern)

    def _possible(self, stages: Sequence[Stage]) -> bool:
        return all(
            any(choices & self._others(day, 0) for day, choices in stage.days) for stage in stages
        )

    def _share(self, patterns: list[Pattern]) -> None:
        """Patterns whose cost is paid once, however many of them match."""
        costs = {pattern.cost for pattern in patterns}
        if len(costs) > 1:
            raise UntellableError("rows that share a column at different costs")
        gone = {id(pattern) for pattern in patterns}
        self.line.patterns = [p for p in self.line.patterns if id(p) not in gone]
        for box in exclusive(patterns):
            stages = sequence(box)
            if self._possible(stages):
                self.line.patterns.append(Pattern(stages, *costs))

    def _others(self, day: int, choices: Choices) -> Choices:
        return ((1 << (len(self.line.duties[day]) + 1)) - 1) & ~choices

    def _counter(
        self,
        row: int,
        table: dict[int, list[int]],
        wide: list[Term],
        costs: dict[int, int],
        least: int,
        most: int,
    ) -> None:
        sign = 1 if most > 0 else -1
        amounts = {d: tuple(sign * v for v in values) for d, values in table.items()}
        adds = [sign * term.coef for term in wide]
        everything = [v for values in amounts.values() for v in values] + adds
        if min(everything) < 0:
            raise UntellableError(f"row {row} counts up and down")
        unit = int(np.gcd.reduce(np.array(everything)))
        top = max(abs(least), abs(most)) // unit
        number = len(self.line.counters)
        self.line.counters.append(
            Counter(
                {d: tuple(v // unit for v in values) for d, values in amounts.items()},
                tuple(costs[sign * n * unit] for n in range(top + 1)),
            )
        )
        for term, add in zip(wide, adds, strict=True):
            stage = Stage(term.days, any=True)
            self.line.patterns.append(Pattern((stage,), 0, number, add // unit))
