"""What unforeseen absences do to a roster: how likely a session falls below its minimum.

A Monte Carlo simulation over the period. Without repair the places of whoever is away stay empty.
With repair each duty below its minimum gets the first substitute at hand: someone who may lawfully
step in there if that one officer falls out and nothing else changes. So that several of them never
meet in a rule, nobody steps in twice in a period, and no unit twice on a day: the risk with repair
is told rather too high than too low.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from roster.explain.resilience import resilience
from roster.model import Duty, Problem, Roster
from roster.scenario.absence import Away
from roster.scenario.queues import Z95

Key = tuple[date, str, str]
"""A session: day, room and kind."""


@dataclass(frozen=True)
class Estimate:
    """A mean over draws and the ends of its 95 % interval."""

    mean: float
    low: float
    high: float

    @classmethod
    def share(cls, hits: int, draws: int) -> Estimate:
        """A probability with Wilson's interval (E. B. Wilson, JASA 22, 1927)."""
        p, z2 = hits / draws, Z95**2
        middle = (p + z2 / (2 * draws)) / (1 + z2 / draws)
        half = Z95 / (1 + z2 / draws) * math.sqrt(p * (1 - p) / draws + z2 / (4 * draws**2))
        return cls(p, max(0.0, middle - half), min(1.0, middle + half))

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Estimate:
        """A mean with the normal interval."""
        mean = float(values.mean())
        half = Z95 * float(values.std(ddof=1)) / math.sqrt(len(values)) if len(values) > 1 else 0.0
        return cls(mean, mean - half, mean + half)


@dataclass(frozen=True)
class SessionRisk:
    """The probability that a session falls below its minimum, without and with repair."""

    day: date
    room: str
    session: str
    without: Estimate
    repaired: Estimate


@dataclass(frozen=True)
class Failure:
    """A place that stays empty in a draw after repair: whose, where, and who is spent by then."""

    draw: int
    absent: str
    duty: Duty
    spent: frozenset[str]
    units: frozenset[str]


@dataclass(frozen=True)
class Risk:
    """The outcome of a simulation; ``below`` counts sessions of a draw below their minimum."""

    draws: int
    sessions: tuple[SessionRisk, ...]
    below: tuple[Estimate, Estimate]
    any_below: tuple[Estimate, Estimate]
    repairs: Estimate
    failures: tuple[Failure, ...]


class Simulation:
    """A roster under drawn absences."""

    def __init__(self, problem: Problem, roster: Roster, away: Away) -> None:
        self.problem = problem
        self.roster = roster
        self.away = away
        self.officer = {o.id: n for n, o in enumerate(problem.officers)}
        self.unit = {o.id: o.unit for o in problem.officers}
        self.day = {day: n for n, day in enumerate(problem.open_days)}
        self.sessions: tuple[Key, ...] = tuple(
            dict.fromkeys((d.day, d.room, d.session) for d in problem.duties)
        )

    @cached_property
    def substitutes(self) -> Mapping[tuple[str, Duty], tuple[str, ...]]:
        """Who may step in for each officer on each duty, the least loaded first."""
        load = {o.id: len(self.roster.duties(o.id)) for o in self.problem.officers}
        return {
            (place.officer, place.duty): tuple(
                sorted(place.substitutes, key=lambda who: (load[who], who))
            )
            for place in resilience(self.problem, self.roster).places
        }

    def run(self) -> Risk:
        """Simulate every draw."""
        draws = len(self.away)
        short = self._short()
        number = {key: n for n, key in enumerate(self.sessions)}
        before = np.zeros((draws, len(self.sessions)), bool)
        for duty, lacking in short.items():
            before[:, number[duty.day, duty.room, duty.session]] |= lacking > 0
        after = before.copy()
        repairs = np.zeros(draws)
        failures: list[Failure] = []
        needing = np.flatnonzero(before.any(axis=1))
        for draw in needing.tolist():
            left, made = self._repair(draw, short)
            repairs[draw] = made
            after[draw] = False
            for failure in left:
                duty = failure.duty
                after[draw, number[duty.day, duty.room, duty.session]] = True
            failures += left
        return Risk(
            draws,
            tuple(
                SessionRisk(
                    *key,
                    Estimate.share(int(before[:, n].sum()), draws),
                    Estimate.share(int(after[:, n].sum()), draws),
                )
                for n, key in enumerate(self.sessions)
            ),
            (Estimate.of(before.sum(axis=1).astype(float)), Estimate.of(after.sum(axis=1) * 1.0)),
            (
                Estimate.share(int(before.any(axis=1).sum()), draws),
                Estimate.share(int(after.any(axis=1).sum()), draws),
            ),
            Estimate.of(repairs),
            tuple(failures),
        )

    def _short(self) -> Mapping[Duty, NDArray[np.int64]]:
        """For each duty by how many officers it lies below its minimum, draw by draw."""
        found = {}
        for duty in self.problem.duties:
            serving = [self.officer[who] for who in self.roster.officers(duty)]
            gone = self.away[:, serving, self.day[duty.day]].sum(axis=1)
            lacking = duty.min - len(serving) + gone
            if bool((lacking > 0).any()):
                found[duty] = np.maximum(lacking, 0)
        return found

    def _repair(
        self, draw: int, short: Mapping[Duty, NDArray[np.int64]]
    ) -> tuple[list[Failure], int]:
        """The places that stay empty in a draw, and how many were filled."""
        spent: set[str] = set()
        units: dict[date, set[str]] = {}
        left: list[Failure] = []
        made = 0
        for duty, lacking in short.items():
            wanted = int(lacking[draw])
            if not wanted:
                continue
            today = units.setdefault(duty.day, set())
            gone = [who for who in self.roster.officers(duty) if self._away(draw, who, duty)]
            for absent in gone[:wanted] or [""]:
                who = self._first(draw, absent, duty, spent, today)
                if who:
                    spent.add(who)
                    today.add(self.unit[who])
                    made += 1
                else:
                    left.append(Failure(draw, absent, duty, frozenset(spent), frozenset(today)))
        return left, made

    def _first(self, draw: int, absent: str, duty: Duty, spent: set[str], units: set[str]) -> str:
        """The first substitute at hand, or an empty string."""
        for who in self.substitutes.get((absent, duty), ()):
            if who not in spent and self.unit[who] not in units and not self._away(draw, who, duty):
                return who
        return ""

    def _away(self, draw: int, who: str, duty: Duty) -> bool:
        return bool(self.away[draw, self.officer[who], self.day[duty.day]])
