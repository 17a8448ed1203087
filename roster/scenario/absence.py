"""Unforeseen absences drawn from a seed: who is away on which working day.

Each officer is a two-state Markov chain over the open days, started in its long-run state: away
with the officer's rate, in spells whose mean length is the officer's. Officers are independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from roster.book.planning import SickRateRow
from roster.book.tables import Book
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


def sickness(book: Book, problem: Problem, default: Sickness) -> Mapping[str, Sickness]:
    """Each officer's rate: of the officer's own row, else the unit's, else everybody's."""
    rows: dict[tuple[str, str], SickRateRow] = {(r.officer, r.unit): r for r in book.sick_rates}
    own = {row.officer: row for row in book.sick_rates if row.officer}
    found = {}
    for officer in problem.officers:
        row = own.get(officer.id) or rows.get(("", officer.unit)) or rows.get(("", ""))
        found[officer.id] = Sickness(float(row.rate), _days(row.days)) if row else default
    return found


def _days(days: Fraction) -> float:
    return float(days)


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
