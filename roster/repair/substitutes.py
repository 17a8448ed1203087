"""Who could stand in for an absent officer, and what each would cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roster.model import Duty, Problem, Roster, RuleUse, Violation


@dataclass(frozen=True)
class Substitute:
    """An officer who takes a gap as it is, with nothing else changed.

    ``price`` is what each priority costs more (or, below 0, less) than with the gap left
    open; ``broken`` is what forbids it, by the first must rule that does, and then there is
    no price.
    """

    officer: str
    price: Mapping[int, int]
    broken: tuple[tuple[RuleUse, Violation], ...] = ()

    @property
    def lawful(self) -> bool:
        """Whether no must rule forbids it."""
        return not self.broken


@dataclass(frozen=True)
class Gap:
    """A place that an officer leaves open, and everyone who could fill it, the best first."""

    duty: Duty
    officer: str
    substitutes: tuple[Substitute, ...]


def gaps(problem: Problem, reference: Roster) -> tuple[Gap, ...]:
    """Each place of a roster whose officer is away or not appointed, with its substitutes."""
    open_places = [
        (who, duty) for who, duty in reference.assignments if not _serves(problem, who, duty)
    ]
    lost = set(open_places)
    rest = Roster.of(pair for pair in reference.assignments if tuple(pair) not in lost)
    return tuple(Gap(duty, who, substitutes(problem, rest, duty)) for who, duty in open_places)


def substitutes(problem: Problem, roster: Roster, duty: Duty) -> tuple[Substitute, ...]:
    """Every officer not on the duty, the lawful first and among them by price."""
    must = [use for use in problem.rules if use.priority is None]
    soft = [use for use in problem.rules if use.priority is not None]
    before = {(id(use), v) for use in must for v in use.check(problem, roster)}
    costs = _costs(soft, problem, roster)
    found = []
    for officer in problem.officers:
        if officer.id in roster.officers(duty):
            continue
        filled = Roster.of([*roster.assignments, (officer.id, duty)])
        broken = _first_broken(must, problem, filled, before)
        price = {} if broken else _costs(soft, problem, filled)
        found.append(Substitute(officer.id, {p: price[p] - costs[p] for p in price}, broken))
    return tuple(sorted(found, key=lambda s: (not s.lawful, tuple(s.price.values()), s.officer)))


def _first_broken(
    must: list[RuleUse], problem: Problem, roster: Roster, before: set[tuple[int, Violation]]
) -> tuple[tuple[RuleUse, Violation], ...]:
    for use in must:
        new = [v for v in use.check(problem, roster) if (id(use), v) not in before]
        if new:
            return tuple((use, v) for v in new)
    return ()


def _costs(soft: list[RuleUse], problem: Problem, roster: Roster) -> dict[int, int]:
    total = {use.priority: 0 for use in soft if use.priority is not None}
    for use in soft:
        if use.priority is not None:
            total[use.priority] += sum(v.cost for v in use.check(problem, roster))
    return dict(sorted(total.items()))


def _serves(problem: Problem, officer: str, duty: Duty) -> bool:
    """Whether an officer is appointed and not on approved leave at any hour of a duty."""
    known = problem.officer.get(officer)
    return (
        known is not None
        and known.appointed_on(duty.day)
        and not any(
            leave.approved and leave.overlaps(duty.start, duty.end)
            for leave in problem.leaves_of.get(officer, ())
        )
    )
