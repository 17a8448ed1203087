"""Everybody's fair share in words: what it is made of, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from roster.model import Problem, Roster
from roster.model.language import say
from roster.model.wording import counted, number, officer_name, unit_name


@dataclass(frozen=True)
class Share:
    """What an officer or a unit is entitled to, in duties, and what it is made of.

    ``days`` of ``open_days`` are those on which the officer could serve (for a unit: the sum
    over its officers); ``places`` are all ideal places of the period; ``balance`` is what was
    done too much (+) or too little (-) before.
    """

    days: int
    open_days: int
    places: int
    balance: Fraction
    entitlement: Fraction
    duties: int

    @property
    def difference(self) -> Fraction:
        """Duties above (+) or below (-) the entitlement."""
        return self.duties - self.entitlement


def days_able(problem: Problem, officer: str) -> int:
    """On how many open days an officer is appointed and not away for the whole day."""
    known = problem.officer[officer]
    return sum(
        known.appointed_on(day) and not problem.away(officer, day) for day in problem.open_days
    )


def officer_share(problem: Problem, roster: Roster, officer: str) -> Share:
    """One officer's share: a part of all places by capacity and days, less what was done."""
    places = sum(duty.ideal for duty in problem.duties)
    balance = problem.opening_balance(officer)
    weights = sum(problem.weights.values(), Fraction(0))
    due = _due(problem, places)
    part = due * problem.weights[officer] / weights if weights else Fraction(0)
    days, duties = days_able(problem, officer), len(roster.duties(officer))
    return Share(days, len(problem.open_days), places, balance, part - balance, duties)


def unit_share(problem: Problem, roster: Roster, unit: str) -> Share:
    """One unit's share: by the units' own shares, or by the weights of their officers."""
    places = sum(duty.ideal for duty in problem.duties)
    members = [o.id for o in problem.officers if o.unit == unit]
    parts = {
        known.id: sum(
            (problem.weights[o.id] for o in problem.officers if o.unit == known.id), Fraction(0)
        )
        if known.share is None
        else known.share
        for known in problem.units
    }
    whole = sum(parts.values(), Fraction(0))
    entitled = _due(problem, places) * parts[unit] / whole if whole else Fraction(0)
    days = sum(days_able(problem, who) for who in members)
    duties = sum(len(roster.duties(who)) for who in members)
    return Share(days, len(problem.open_days) * len(members), places, Fraction(0), entitled, duties)


def _due(problem: Problem, places: int) -> Fraction:
    return places + sum((problem.opening_balance(o.id) for o in problem.officers), Fraction(0))


def differences(problem: Problem, roster: Roster) -> Mapping[str, Fraction]:
    """How far each officer who can serve is above (+) or below (-) the entitlement."""
    weights = sum(problem.weights.values(), Fraction(0))
    due = _due(problem, sum(duty.ideal for duty in problem.duties))
    return {
        o.id: len(roster.duties(o.id))
        - (due * problem.weights[o.id] / weights - problem.opening_balance(o.id))
        for o in problem.officers
        if problem.weights[o.id]
    }


def officer_sentence(problem: Problem, roster: Roster, officer: str, language: str) -> str:
    """What an officer could do, was due, and got, in one sentence."""
    share = officer_share(problem, roster, officer)
    who = officer_name(problem, officer)
    gross = number(share.entitlement + share.balance, language)
    capacity = problem.officer[officer].capacity
    part = number(capacity, language)
    whole = capacity == 1
    start = say(
        language,
        id=f"{who} dapat bertugas {share.days} dari {share.open_days} hari"
        f"{'' if whole else f' dengan kapasitas {part}'}, jadi bagiannya dari {share.places} "
        f"tempat ialah {gross}",
        en=f"{who} could serve {share.days} of {share.open_days} days"
        f"{'' if whole else f' at a capacity of {part}'}, so the share of {share.places} places "
        f"is {gross}",
    )
    return start + _carried(share, language) + _got(share, language)


def unit_sentence(problem: Problem, roster: Roster, unit: str, language: str) -> str:
    """What a unit's officers could do, were due, and got, in one sentence."""
    share = unit_share(problem, roster, unit)
    name, due = unit_name(problem, unit), number(share.entitlement, language)
    agreed = problem.unit[unit].share
    if agreed is None:
        why = say(
            language,
            id=f"petugasnya dapat bertugas {share.days} dari {share.open_days} hari-petugas",
            en=f"its officers could serve {share.days} of {share.open_days} officer-days",
        )
    else:
        part = number(agreed, language)
        why = say(
            language, id=f"porsinya menurut buku {part}", en=f"its share by the book is {part}"
        )
    start = say(
        language,
        id=f"{name}: {why}, jadi bagiannya dari {share.places} tempat ialah {due}",
        en=f"{name}: {why}, so its part of {share.places} places is {due}",
    )
    return start + _got(share, language)


def _carried(share: Share, language: str) -> str:
    if not share.balance:
        return ""
    many, due = number(abs(share.balance), language), number(share.entitlement, language)
    above = share.balance > 0
    return say(
        language,
        id=f"; sebelumnya {many} terlalu {'banyak' if above else 'sedikit'}, jadi jatahnya {due}",
        en=f"; before, {many} too {'many' if above else 'few'} were done, which leaves {due}",
    )


def _got(share: Share, language: str) -> str:
    return say(
        language,
        id=f"; mendapat {share.duties} tugas.",
        en=f"; {counted(share.duties, 'duty was', 'duties were')} given.",
    )
