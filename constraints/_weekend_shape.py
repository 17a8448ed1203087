"""Demands on the shape of one officer's weekend, as the vocabulary writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any

from roster.model import Duty, Officer

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding

Weekend = tuple[date, ...]


def complete(enc: Encoding, number: int, officer: Officer, weekend: Weekend) -> None:
    """All days of a weekend are at work, or none."""
    before, inside = _parts(enc, number, officer, weekend)
    broken = enc.breach()
    if len(set(map(bool, before))) > 1:
        enc.at_most_always(broken, -1, -1)
    pairs = [*permutations(inside, 2)]
    if before:
        pairs = [(day, enc.nothing) if not before[0] else (enc.nothing, day) for day in inside]
    for one, other in pairs:
        signs = [1] * len(one) + [-1] * len(other) + [-1]
        most = -1 if before and before[0] else 0
        enc.at_most_always(enc.together([one, other, broken]), most, signs)


def identical(enc: Encoding, number: int, officer: Officer, weekend: Weekend) -> None:
    """Every session kind of a weekend is served on all its days."""
    before, _ = _parts(enc, number, officer, weekend)
    days = weekend[len(before) :]
    for kind in sorted({duty.session for duty in enc.problem.duties}.union(*before)):
        duties = [enc.duties(day=day, session=kind) for day in days]
        ever = enc.any_of(number, enc.together(duties))
        lacking = sum(kind not in served for served in before)
        known = lacking < len(before)
        if known:
            enc.at_least(enc.nothing, lacking)
        elif lacking:
            enc.at_most(ever, 0, cost=lacking)
        for numbers in duties:
            cols = enc.any_of(number, numbers)
            if known:
                enc.at_least(cols, 1)
            else:
                signs = [1] * len(ever) + [-1] * len(cols)
                enc.at_most(enc.together([ever, cols]), 0, signs)


def _parts(
    enc: Encoding, number: int, officer: Officer, weekend: Weekend
) -> tuple[list[frozenset[str]], list[Any]]:
    """The sessions of the days before the horizon, and columns for work on the others."""
    past = [day for day in weekend if day < enc.problem.first]
    before = [enc.problem.sessions_on(officer.id, day, history=False) for day in past]
    return before, [enc.any_of(number, enc.duties(day=day)) for day in weekend[len(past) :]]


def no_night_before(
    enc: Encoding,
    number: int,
    officer: Officer,
    weekend: Weekend,
    is_night: Callable[[Duty], bool],
) -> None:
    """No night duty on the day before a weekend that is free."""
    eve = weekend[0] - timedelta(days=1)
    nights = [d for d in enc.duties(day=eve) if is_night(enc.problem.duties[d])]
    night = enc.any_of(number, nights)
    past = enc.problem.past_of.get(officer.id, ())
    known = sum(duty.day == eve and is_night(duty) for duty in past)
    if any(duty.day in weekend for duty in past):
        return
    work = enc.any_of(number, enc.duties_on(weekend))
    signs = [1] * len(night) + [-1] * len(work)
    enc.at_most(enc.together([night, work]), -min(known, 1), signs)
