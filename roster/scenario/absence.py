"""Unforeseen absences drawn from a seed: who is away on which working day.

Each officer is a two-state Markov chain over the open days, started in its long-run state: away
with the officer's rate, in spells whose mean length is the officer's. Officers are independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roster.book.planning import SickRateRow
from roster.book.tables import Book
from roster.ledger.attendance import Attendance
from roster.model import Problem

Away = NDArray[np.bool_]


@dataclass(frozen=True)
class Sickness:
    """The share of working days lost, and the mean length of a spell in working days."""

    rate: float
    days: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.rate < 1:
            raise ValueError(f"rate is {self.rate}; expected 0 or more and less than 1")
        if self.days < 1 or self.rate > self.days / (1 + self.days):
            least = self.rate / (1 - self.rate) if self.rate < 1 else 1
            raise ValueError(
                f"days is {self.days}; with a rate of {self.rate} a spell lasts at least "
                f"{max(1.0, least):g} days"
            )


PRIOR_DAYS = 20
"""How many duty days a prior rate weighs against the days counted."""


def sickness(
    book: Book,
    problem: Problem,
    default: Sickness,
    served: Mapping[str, Attendance] | None = None,
) -> Mapping[str, Sickness]:
    """Each officer's rate: of the row of the table that holds for them (:func:`tabled`).

    Without such a row the rate is that of what was ``served``, smoothed (:func:`smoothed`), or
    ``default`` where nothing is known. Spells last as long as those of ``default`` then, or as
    long as so high a rate takes.
    """
    rows = tabled(book, problem)
    learnt = smoothed(problem, served, default.rate) if served else {}
    found = {}
    for officer in problem.officers:
        row, rate = rows.get(officer.id), learnt.get(officer.id, default.rate)
        found[officer.id] = (
            Sickness(float(row.rate), float(row.days))
            if row
            else Sickness(rate, max(default.days, rate / (1 - rate)))
        )
    return found


def tabled(book: Book, problem: Problem) -> Mapping[str, SickRateRow]:
    """By officer the row of ``sick_rates`` that holds: the own, else the unit's, else for all."""
    own = {row.officer: row for row in book.sick_rates if row.officer}
    groups = {row.unit: row for row in book.sick_rates if not row.officer}
    rows = {
        officer.id: own.get(officer.id) or groups.get(officer.unit) or groups.get("")
        for officer in problem.officers
    }
    return {who: row for who, row in rows.items() if row}


def smoothed(
    problem: Problem, served: Mapping[str, Attendance], default: float
) -> Mapping[str, float]:
    """The share of duty days missed, so that few days give neither 0 nor 1.

    (missed + 20 x prior) / (days + 20): the mean of a beta distribution after so many days, for
    an officer with the unit's rate as prior, for a unit with the office's, for the office with
    ``default`` (A. Gelman and others, Bayesian Data Analysis, 3rd edition 2013, sections 2.4 and
    5.3). Who has no history of their own has the unit's rate, a unit without one the office's.
    A prior of 2 % that weighs 20 days leaves open whether somebody misses hardly a day or one in
    ten.
    """

    def rate(known: Attendance, prior: float) -> float:
        return (known.missed + PRIOR_DAYS * prior) / (known.days + PRIOR_DAYS)

    own = {officer.id: served.get(officer.id, Attendance()) for officer in problem.officers}
    office = rate(sum(own.values(), Attendance()), default)
    units: dict[str, Attendance] = {}
    for officer in problem.officers:
        units[officer.unit] = units.get(officer.unit, Attendance()) + own[officer.id]
    prior = {unit: rate(known, office) for unit, known in units.items() if unit}
    return {o.id: rate(own[o.id], prior.get(o.unit, office)) for o in problem.officers}


def draw_absences(problem: Problem, rates: Mapping[str, Sickness], draws: int, seed: int) -> Away:
    """Who is away: draws x officers x open days, in the problem's order.

    The random numbers of an officer depend on the seed and the officer's place alone.
    """
    days = len(problem.open_days)
    away = np.zeros((draws, len(problem.officers), days), bool)
    streams = np.random.SeedSequence(seed).spawn(len(problem.officers))
    for number, (officer, stream) in enumerate(zip(problem.officers, streams, strict=True)):
        sick = rates[officer.id]
        if not sick.rate:
            continue
        ends = 1.0 / sick.days
        begins = sick.rate * ends / (1.0 - sick.rate)
        lots = np.random.default_rng(stream).random((days, draws))
        now = lots[0] < sick.rate
        away[:, number, 0] = now
        for day in range(1, days):
            now = np.where(now, lots[day] >= ends, lots[day] < begins)
            away[:, number, day] = now
    return away
