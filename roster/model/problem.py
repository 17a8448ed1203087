"""A problem: everything a roster for one period must answer to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from roster.model.duties import Assignment, Duty, Room, Roster
from roster.model.people import (
    Balance,
    Contract,
    History,
    Leave,
    Officer,
    Pin,
    Request,
    Unit,
)
from roster.model.rule import RuleUse


@dataclass(frozen=True)
class Problem:
    """One period to roster: people, duties, wishes and rules.

    ``first`` and ``last`` bound the horizon, both included. ``duties`` stand in order of
    start. ``past`` holds assignments before the horizon and ``history`` what they add up to.
    ``reference`` is a roster to stay near, such as one already published. ``holidays`` are the
    public holidays and the days that are open against the calendar. ``settings`` are the book's
    settings as text.
    """

    first: date
    last: date
    officers: tuple[Officer, ...]
    duties: tuple[Duty, ...]
    rules: tuple[RuleUse, ...] = ()
    units: tuple[Unit, ...] = ()
    rooms: tuple[Room, ...] = ()
    leaves: tuple[Leave, ...] = ()
    requests: tuple[Request, ...] = ()
    pins: tuple[Pin, ...] = ()
    balances: tuple[Balance, ...] = ()
    contracts: tuple[Contract, ...] = ()
    past: tuple[Assignment, ...] = ()
    history: tuple[History, ...] = ()
    reference: tuple[Assignment, ...] = ()
    holidays: frozenset[date] = frozenset()
    settings: tuple[tuple[str, str], ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"horizon ends on {self.last}, before it starts on {self.first}")
        for kind, ids in (
            ("officer", [o.id for o in self.officers]),
            ("duty", [d.id for d in self.duties]),
        ):
            twice = {i for i in ids if ids.count(i) > 1} if len(set(ids)) < len(ids) else set()
            if twice:
                raise ValueError(f"{kind} named twice: {', '.join(sorted(twice))}")

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Every date of the horizon."""
        return tuple(
            self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)
        )

    @cached_property
    def open_days(self) -> tuple[date, ...]:
        """The dates on which at least one duty starts."""
        return tuple(sorted({duty.day for duty in self.duties}))

    @cached_property
    def officer(self) -> Mapping[str, Officer]:
        """Officers by id."""
        return MappingProxyType({o.id: o for o in self.officers})

    @cached_property
    def unit(self) -> Mapping[str, Unit]:
        """Units by id."""
        return MappingProxyType({u.id: u for u in self.units})

    @cached_property
    def room(self) -> Mapping[str, Room]:
        """Rooms by id."""
        return MappingProxyType({r.id: r for r in self.rooms})

    @cached_property
    def duty(self) -> Mapping[str, Duty]:
        """Duties by id."""
        return MappingProxyType({d.id: d for d in self.duties})

    @cached_property
    def duties_on(self) -> Mapping[date, tuple[Duty, ...]]:
        """The duties that start on each open day, in order of start."""
        found: dict[date, list[Duty]] = {}
        for duty in self.duties:
            found.setdefault(duty.day, []).append(duty)
        return MappingProxyType({day: tuple(duties) for day, duties in found.items()})

    @cached_property
    def leaves_of(self) -> Mapping[str, tuple[Leave, ...]]:
        """Each officer's leaves, approved and requested."""
        found: dict[str, list[Leave]] = {}
        for leave in self.leaves:
            found.setdefault(leave.officer, []).append(leave)
        return MappingProxyType({who: tuple(leaves) for who, leaves in found.items()})

    @cached_property
    def past_of(self) -> Mapping[str, tuple[Duty, ...]]:
        """Each officer's duties before the horizon, in order of time."""
        return Roster.of(self.past).by_officer

    @cached_property
    def eve(self) -> Mapping[str, History]:
        """What is known of each officer on the day before the horizon.

        A row of ``history`` counts before the runs that ``past`` holds; these have no totals,
        as they belong to a period that is over. An officer of whom nothing is known is left
        out. Where ``past`` holds others only, the officer was free since its first day.
        """
        known = {row.officer: row for row in self.history}
        if not self.past:
            return MappingProxyType(known)
        free = (self.first - min(duty.day for _, duty in self.past)).days
        runs = {o.id: self._past_runs(o.id, free) for o in self.officers if o.id not in known}
        return MappingProxyType(known | runs)

    def _past_runs(self, officer: str, free: int) -> History:
        last = {duty.day: duty.session for duty in self.past_of.get(officer, ())}
        eve = self.first - timedelta(days=1)
        run = same = 0
        while (day := eve - timedelta(days=run)) in last:
            if same == run and last[day] == last[eve]:
                same += 1
            run += 1
        if run:
            return History(officer, last_session=last[eve], session_run=same, work_run=run)
        return History(officer, free_run=(eve - max(last)).days if last else free)

    def sessions_on(self, officer: str, day: date, history: bool = True) -> frozenset[str]:
        """The session kinds an officer served in on a day before the horizon.

        With ``history``, its last session stands for the eve where ``past`` tells nothing.
        """
        served = frozenset(d.session for d in self.past_of.get(officer, ()) if d.day == day)
        known = self.eve.get(officer)
        if served or not history or known is None or day != self.first - timedelta(days=1):
            return served
        return frozenset({known.last_session} if known.work_run and known.last_session else ())

    def setting(self, key: str, default: str = "") -> str:
        """A setting of the book, or the default."""
        return dict(self.settings).get(key, default)

    def away(self, officer: str, day: date) -> bool:
        """Whether an officer is on approved leave for the whole of a day."""
        return any(lv.approved and lv.covers(day) for lv in self.leaves_of.get(officer, ()))

    @cached_property
    def present(self) -> Mapping[date, frozenset[str]]:
        """Who is appointed and not on full-day leave, for each open day."""
        found: dict[date, list[str]] = {day: [] for day in self.open_days}
        for officer in self.officers:
            leaves = [lv for lv in self.leaves_of.get(officer.id, ()) if lv.approved]
            for day in self.open_days:
                if officer.appointed_on(day) and not any(lv.covers(day) for lv in leaves):
                    found[day].append(officer.id)
        return MappingProxyType({day: frozenset(ids) for day, ids in found.items()})

    @cached_property
    def available(self) -> Mapping[str, int]:
        """On how many open days each officer is present."""
        days = Counter(who for ids in self.present.values() for who in ids)
        return MappingProxyType({o.id: days[o.id] for o in self.officers})

    @cached_property
    def weights(self) -> Mapping[str, Fraction]:
        """Each officer's weight: capacity x open days appointed and not on full-day leave."""
        return MappingProxyType({o.id: o.capacity * self.available[o.id] for o in self.officers})

    def opening_balance(self, officer: str, kind: str = "duties") -> Fraction:
        """The sum of an officer's opening balances of one kind."""
        return sum(
            (b.duties for b in self.balances if b.officer == officer and b.kind == kind),
            Fraction(0),
        )

    def roster(self, pairs: list[tuple[str, str]]) -> Roster:
        """A roster from pairs of officer id and duty id; raises KeyError for an unknown duty."""
        return Roster.of((officer, self.duty[duty]) for officer, duty in pairs)
