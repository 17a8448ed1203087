"""The books: who has done more than the fair share of what was done, and who less.

An officer's share of a kind of duties is the number served by all x weight / sum of weights
(`Problem.weights`), so that the entries of every period and kind add up to zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from roster.amendment import Swap
from roster.ledger.records import BalanceEntry
from roster.model import Balance, Duty, Problem, Roster

DUTIES = "duties"
FRIDAYS = "fridays"
HOLIDAYS = "holidays"
SESSION = "session:"
FRIDAY = 4


def kinds(duty: Duty, holidays: Collection[date]) -> tuple[str, ...]:
    """The kinds of balance that a duty counts for."""
    found = [DUTIES, SESSION + duty.session]
    if duty.day.weekday() == FRIDAY:
        found.append(FRIDAYS)
    if duty.day in holidays:
        found.append(HOLIDAYS)
    return tuple(found)


def credited(roster: Roster, swaps: Sequence[Swap]) -> Roster:
    """The roster with every swap that still holds undone, the last one first.

    Officers exchange duties of their own accord, so each keeps the credit for the duty that
    was given away: nobody's balance suffers by a swap, and nobody's gains.
    """
    by_id = {(who, duty.id): duty for who, duty in roster.assignments}
    for swap in reversed(swaps):
        given, taken = (swap.taker, swap.given), (swap.giver, swap.taken)
        back = (swap.giver, swap.given), (swap.taker, swap.taken)
        if given in by_id and taken in by_id and not any(pair in by_id for pair in back):
            by_id[back[0]], by_id[back[1]] = by_id.pop(given), by_id.pop(taken)
    return Roster.of((who, duty) for (who, _), duty in by_id.items())


def reckoned(
    problem: Problem, roster: Roster, swaps: Sequence[Swap]
) -> dict[tuple[str, str], Fraction]:
    """By officer and kind, the duties of a roster above (+) or below (-) the fair share."""
    served: dict[str, dict[str, int]] = {}
    for officer, duty in credited(roster, swaps).assignments:
        for kind in kinds(duty, problem.holidays):
            counts = served.setdefault(kind, {})
            counts[officer] = counts.get(officer, 0) + 1
    weights = sum(problem.weights.values(), Fraction(0))
    found = {}
    for kind, counts in served.items():
        total = sum(counts.values())
        for officer, weight in problem.weights.items():
            # Without any weight there is no share to measure by; what was served stands.
            share = total * weight / weights if weights else Fraction(counts.get(officer, 0))
            found[officer, kind] = counts.get(officer, 0) - share
    return found


def to_book(
    reckoning: Mapping[tuple[str, str], Fraction], booked: Mapping[tuple[str, str], Fraction]
) -> dict[tuple[str, str], Fraction]:
    """What must be added to what a period has booked already, zeros left out."""
    keys = dict.fromkeys([*reckoning, *booked])
    due = {key: reckoning.get(key, Fraction(0)) - booked.get(key, Fraction(0)) for key in keys}
    return {key: due[key] for key in sorted(due) if due[key]}


def totals(entries: Iterable[BalanceEntry]) -> dict[tuple[str, str], Fraction]:
    """The sum of the entries by officer and kind."""
    found: dict[tuple[str, str], Fraction] = {}
    for entry in entries:
        key = entry.officer, entry.kind
        found[key] = found.get(key, Fraction(0)) + entry.duties
    return found


def opening(problem: Problem, entries: Iterable[BalanceEntry]) -> tuple[Balance, ...]:
    """The opening balances of a period: its book's own, and the ledger's where it has none.

    Only entries of periods that end before this one count. An officer's row of one kind in
    the book's table ``balances`` stands in place of the ledger's entries of that kind.
    """
    own = {(row.officer, row.kind) for row in problem.balances}
    before = totals(entry for entry in entries if entry.last < problem.first)
    kept = (
        Balance(officer, kind, duties)
        for (officer, kind), duties in sorted(before.items())
        if duties and officer in problem.officer and (officer, kind) not in own
    )
    return (*problem.balances, *kept)
