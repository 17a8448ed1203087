"""A model as tables for annealing: officers' lines as automata, linking rows as sums."""

from __future__ import annotations

import numpy as np

from roster.encoding.linear import Ints
from roster.solve.large.anneal_kernel import State
from roster.solve.large.decomposition import Decomposition
from roster.solve.large.generation import SCALE
from roster.solve.large.layers import Layers
from roster.solve.large.levels import Path
from roster.solve.large.line import UntellableError
from roster.solve.large.moves import Tables
from roster.solve.large.pricing import Pricer
from roster.solve.large.release import large_counters
from roster.solve.large.rows import RowTables, priced
from roster.solve.large.shape import Small


class Landscape:
    """The tables of one model, and rosters in them.

    Raises UntellableError where the linking rows are no plain sums.
    """

    def __init__(self, split: Decomposition) -> None:
        self.split = split
        self.duties = split.shape.model.duties
        self.days = int(split.shape.day_of.max()) + 1
        if split.sums is None:
            raise UntellableError("linking rows that are no plain sums")
        self.rows = split.sums
        self.tables = self._tables()

    def _tables(self) -> Tables:
        split, rows = self.split, self.rows
        people, width = split.officers, self.duties + self.days
        lines = _Lines(split, self.duties, self.days)
        self._starts = lines.starts
        own = np.zeros((people, width), np.int64)
        own[:, : self.duties] = split.linear
        sign, sign_first, members = _signs(rows, people, self.duties, width)
        return Tables(
            lines.slot,
            *lines.arcs(),
            *lines.ends(),
            own,
            sign,
            sign_first,
            rows.row[members],
            rows.coef[members],
            rows.first,
            rows.cost,
            rows.over,
            *self._open(lines.slot),
            *self._alike(),
        )

    def _open(self, slot: Small) -> tuple[Ints, Ints]:
        """The duties open to each officer on each day, the free day among them."""
        day_of = np.concatenate([self.split.shape.day_of, np.arange(self.days)])
        officer, duty = np.nonzero(slot >= 0)
        order = np.lexsort((duty, day_of[duty], officer))
        place = (officer * self.days + day_of[duty])[order]
        first = np.searchsorted(place, np.arange(len(slot) * self.days + 1))
        begins = np.stack([first[:-1].reshape(-1, self.days), first[1:].reshape(-1, self.days)])
        table = np.concatenate([begins[0], begins[1][:, -1:]], axis=1)
        return np.ascontiguousarray(table), duty[order]

    def _alike(self) -> tuple[Small, Small]:
        """A number for the duties of one kind and place among it; which duty it is on each day."""
        shape = self.split.shape
        seen: dict[tuple[int, int], int] = {}
        known: dict[tuple[int, int], int] = {}
        kind = np.zeros(self.duties + self.days, np.int32)
        for duty, place in enumerate(
            zip(shape.day_of.tolist(), shape.kind_of.tolist(), strict=True)
        ):
            rank = seen[place] = seen.get(place, -1) + 1
            kind[duty] = known.setdefault((place[1], rank), len(known) + 1)
        day_of = np.concatenate([shape.day_of, np.arange(self.days)])
        like = np.full((self.days, len(known) + 1), -1, np.int32)
        like[day_of, kind] = np.arange(self.duties + self.days)
        return kind, like

    def state(self, plan: Ints) -> State:
        """A roster (-1 for a free day) with all that is counted of it.

        Raises UntellableError where a line is barred.
        """
        tables = self.tables
        free = self.duties + np.arange(self.days)
        table = np.where(plan >= 0, plan, free).astype(np.int32)
        people, days = table.shape
        state = np.zeros((people, days + 1), np.int64)
        arcs = np.zeros((people, days), np.int64)
        state[:, 0] = self._starts
        for day in range(days):
            slots = tables.slot[np.arange(people), table[:, day]]
            arcs[:, day] = tables.base[state[:, day]] + slots
            state[:, day + 1] = tables.target[arcs[:, day]]
            if (slots < 0).any() or (state[:, day + 1] < 0).any():
                raise UntellableError("a line that a must bars")
        total = tables.amount[tables.gain[arcs]].sum(axis=1)
        level = np.zeros(len(self.rows.first), np.int64)
        chosen = (np.arange(people)[:, None] * self.duties + plan)[plan >= 0]
        for n in chosen.tolist():
            inside = slice(self.rows.starts[n], self.rows.starts[n + 1])
            level[self.rows.row[inside]] += self.rows.coef[inside]
        ends = tables.end_first + total
        own = tables.own[np.arange(people)[:, None], table].sum()
        cost = tables.cost[arcs].sum() + tables.end_cost[ends].sum() + own
        cost += self.rows.cost[self.rows.first + level].sum() + self.split.constant
        over = tables.end_over[ends].sum() + self.rows.over[self.rows.first + level].sum()
        return State(table, state, arcs, total, level, np.array([cost, over], np.int64))

    def lines(self, plan: Ints) -> tuple[tuple[int, Path], ...]:
        """The lines of a roster that break no must of their own."""
        tables, now = self.tables, self.state(plan)
        ends = tables.end_first + now.total
        costs = tables.cost[now.arc].sum(axis=1) + tables.end_cost[ends].sum(axis=1)
        lawful = tables.end_over[ends].sum(axis=1) == 0
        return tuple(
            (officer, Path(tuple(plan[officer][plan[officer] >= 0].tolist()), int(costs[officer])))
            for officer in np.flatnonzero(lawful).tolist()
        )

    def greedy(self, random: np.random.Generator, price: float) -> Ints:
        """A roster officer by officer, each line the best beside those before it."""
        people, duties = self.split.officers, self.duties
        level = np.zeros(len(self.rows.first), np.int64)
        plan = np.full((people, self.days), -1)
        # Grids with counters are large, and of no use once there is a roster.
        known = self.split.levels.anew()
        for officer in random.permutation(people).tolist():
            large = large_counters(self.split, officer)
            pricer = Pricer(self.split.lines[officer], known, large)
            costs = self.marginal(officer, level, price)
            found = pricer.best(costs * SCALE, np.zeros(self.days, np.int64), SCALE)
            if found is None:
                raise UntellableError(f"officer {officer} has no lawful line")
            for duty in found[1].duties:
                plan[officer, self.split.shape.day_of[duty]] = duty
                n = officer * duties + duty
                inside = slice(self.rows.starts[n], self.rows.starts[n + 1])
                level[self.rows.row[inside]] += self.rows.coef[inside]
        return plan

    def marginal(self, officer: int, level: Ints, price: float) -> Ints:
        """What each duty of an officer adds to the cost beside the sums as they are."""
        rows = self.rows
        span = slice(officer * self.duties, (officer + 1) * self.duties + 1)
        starts = rows.starts[span]
        inside = slice(starts[0], starts[-1])
        at = rows.first[rows.row[inside]] + level[rows.row[inside]]
        to = at + rows.coef[inside]
        size = len(rows.cost) - 1
        to = np.clip(to, 0, size)
        gain = rows.cost[to] - rows.cost[at] + round(price) * (rows.over[to] - rows.over[at])
        total = self.tables.own[officer, : self.duties].copy()
        np.add.at(total, np.repeat(np.arange(self.duties), np.diff(starts)), gain)
        return total


class _Lines:
    """The automata of all officers, one after the other."""

    def __init__(self, split: Decomposition, duties: int, days: int) -> None:
        self.lines = split.lines
        self.slot = np.full((split.officers, duties + days), -1, np.int32)
        self.starts = np.zeros(split.officers, np.int64)
        self.counters = max(len(line.counters) for line in split.lines)
        self.parts: list[tuple[Ints, Small, Ints, Small, Small]] = []
        states = size = gains = 0
        for officer, line in enumerate(split.lines):
            layers = split.levels.layers(line)
            if layers is None:
                raise UntellableError(f"officer {officer} has no lawful line")
            self._slots(officer, layers, duties)
            base, target, cost, gain = self._table(layers)
            target = np.where(target < 0, target, target + states)
            amount = np.zeros((len(layers.amounts), self.counters), np.int32)
            amount[:, : layers.amounts.shape[1]] = layers.amounts
            self.starts[officer] = states
            self.parts.append((base + size, target, cost, gain + gains, amount))
            states += len(base)
            size += len(target)
            gains += len(amount)

    def _slots(self, officer: int, layers: Layers, duties: int) -> None:
        begin = np.searchsorted(layers.days, layers.days)
        for n, members in enumerate(layers.slots):
            place = list(members) if members else duties + int(layers.days[n])
            self.slot[officer, place] = n - begin[n]

    def _table(self, layers: Layers) -> tuple[Ints, Small, Ints, Small]:
        """Of one officer's states the first arcs; of the arcs targets, costs and gains."""
        days = len(layers.nodes) - 1
        widths = np.bincount(layers.days, minlength=days)
        width = np.append(np.repeat(widths, layers.nodes[:-1]), 0)
        base = np.concatenate([[0], np.cumsum(width)[:-1]])
        local = layers.slot - np.searchsorted(layers.days, layers.days)[layers.slot]
        at = base[layers.source] + local
        target = np.full(int(width.sum()), -1, np.int32)
        cost = np.zeros(len(target), np.int64)
        gain = np.zeros(len(target), np.int32)
        target[at], cost[at], gain[at] = layers.target, layers.cost, layers.gain
        return base, target, cost, gain

    def arcs(self) -> tuple[Ints, Small, Ints, Small, Small]:
        """The first arc of each state; targets, costs and gains of the arcs; amounts of gains."""
        base, target, cost, gain, amount = map(np.concatenate, zip(*self.parts, strict=True))
        return base, target, cost, gain, amount

    def ends(self) -> tuple[Ints, Ints, Ints]:
        """Where each counter's table begins; what its totals cost and break."""
        first = np.zeros((len(self.lines), self.counters), np.int64)
        costs, overs = [np.zeros(1, np.int64)], [np.zeros(1, np.int64)]
        size = 1
        for officer, line in enumerate(self.lines):
            for k, counter in enumerate(line.counters):
                cost, over = priced(list(counter.costs))
                first[officer, k] = size
                costs.append(cost)
                overs.append(over)
                size += len(cost)
        return first, np.concatenate(costs), np.concatenate(overs)


def _signs(rows: RowTables, people: int, duties: int, width: int) -> tuple[Small, Ints, Ints]:
    """Numbers for the sets of rows that duties count for; 0 for none."""
    sign = np.zeros((people, width), np.int32)
    known: dict[tuple[bytes, bytes], int] = {(b"", b""): 0}
    members: list[Ints] = [np.zeros(0, np.int64)]
    starts = rows.starts.tolist()
    for n in range(people * duties):
        inside = slice(starts[n], starts[n + 1])
        key = rows.row[inside].tobytes(), rows.coef[inside].tobytes()
        if key not in known:
            known[key] = len(members)
            members.append(np.arange(inside.start, inside.stop))
        sign[divmod(n, duties)] = known[key]
    first = np.concatenate([[0], np.cumsum([len(m) for m in members])])
    return sign, first, np.concatenate(members)
