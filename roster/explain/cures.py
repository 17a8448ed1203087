"""Cures of a conflict: changes that were tried, and what they do to the roster."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction

from roster.explain.conflicts import Conflict, Diagnosis
from roster.explain.entitlement import differences
from roster.explain.remedies import remedies
from roster.explain.remedy import EMPTY, Remedy
from roster.model import Problem, Result, Roster
from roster.model.language import say
from roster.model.wording import duty_name
from roster.solve.finder import find_roster
from roster.solve.options import Options

TRIED = 10
"""How many changes are tried for one conflict at most."""

SHOWN = 4
"""How many cures are told at most."""

TOGETHER = 2
"""How many changes are tried at a time: the provers leave Python to others meanwhile."""

ALIKE = 2
"""How many changes of one kind are tried."""


@dataclass(frozen=True)
class Effect:
    """What a roster after a cure is like: places empty, cost by priority, spread of loads.

    ``below_min`` and ``below_ideal`` count places as the book asked for them before the
    cure; ``spread`` is the largest less the smallest difference from the entitlement.
    """

    below_min: int
    below_ideal: int
    costs: Mapping[int, int]
    spread: Fraction
    proven: bool


@dataclass(frozen=True)
class Cure:
    """A change after which a roster exists; ``cost`` in steps of effort."""

    change: str
    cost: int
    verified: bool
    effect: Effect


def cures(
    diagnosis: Diagnosis, conflict: Conflict, language: str, options: Options | None = None
) -> tuple[Cure, ...]:
    """The cheapest changes that end a conflict, each tried by solving again.

    A change counts as a cure where a lawful roster exists after it, with the demands of the
    other conflicts left out, as those ask for a cure of their own. Where no single change is
    enough, the fewest places are named that have to stay empty.
    """
    options = options or Options()
    base = diagnosis.without_others(conflict)
    found: list[Cure] = []
    tried = _mixed(remedies(diagnosis.problem, conflict, language))
    with ThreadPoolExecutor(TOGETHER) as pool:
        for start in range(0, len(tried), TOGETHER):
            batch = tried[start : start + TOGETHER]
            told = pool.map(lambda remedy: effect(base, remedy.apply(base), options), batch)
            found += [
                Cure(remedy.change, remedy.cost, True, after)
                for remedy, after in zip(batch, told, strict=True)
                if after is not None
            ]
            if len(found) >= SHOWN:
                break
    return tuple(found[:SHOWN]) or _fewest_empty(base, language, options)


def _mixed(found: list[Remedy]) -> list[Remedy]:
    """The cheapest of each kind, then the second of each; no kind more than twice."""
    seen: dict[str, int] = {}
    ranked = []
    for remedy in found:
        seen[remedy.kind] = seen.get(remedy.kind, 0) + 1
        if seen[remedy.kind] <= ALIKE:
            ranked.append((seen[remedy.kind], remedy.cost, remedy))
    ranked.sort(key=lambda entry: entry[:2])
    return sorted((remedy for _, _, remedy in ranked[:TRIED]), key=lambda remedy: remedy.cost)


def _fewest_empty(base: Problem, language: str, options: Options) -> tuple[Cure, ...]:
    """Leave as few places empty as can be, if that is possible and makes a roster."""
    if not any(use.name == "coverage" and use.priority is None for use in base.rules):
        return ()
    lowest = min((use.priority for use in base.rules if use.priority is not None), default=1)
    first = 0 if lowest > 0 else lowest - 1
    soft = replace(
        base,
        rules=tuple(
            replace(use, priority=first) if use.name == "coverage" and use.priority is None else use
            for use in base.rules
        ),
    )
    result = find_roster(soft, options)
    if result.roster is None:
        return ()
    told = of_roster(base, base, result, result.roster)
    empty = [
        (duty, duty.min - len(result.roster.officers(duty)))
        for duty in soft.duties
        if duty.min > len(result.roster.officers(duty))
    ]
    places = "; ".join(f"{duty_name(duty, base, language)}: {count}" for duty, count in empty)
    words = say(
        language,
        id=f"Biarkan {told.below_min} tempat kosong, sesedikit mungkin: {places}.",
        en=f"Leave {told.below_min} places empty, as few as can be: {places}.",
    )
    costs = {priority: cost for priority, cost in told.costs.items() if priority != first}
    return (Cure(words, EMPTY * told.below_min, True, replace(told, costs=costs)),)


def effect(asked: Problem, changed: Problem, options: Options) -> Effect | None:
    """Solve a changed problem and set the roster against what was asked; None without one."""
    result = find_roster(changed, options)
    if result.roster is None:
        return None
    return of_roster(asked, changed, result, result.roster)


def of_roster(asked: Problem, changed: Problem, result: Result, roster: Roster) -> Effect:
    """What a solved roster is like."""
    filled = {duty.id: len(who) for duty, who in roster.by_duty.items()}
    empty = [max(0, duty.min - filled.get(duty.id, 0)) for duty in asked.duties]
    short = [max(0, duty.ideal - max(duty.min, filled.get(duty.id, 0))) for duty in asked.duties]
    apart = differences(changed, roster)
    spread = max(apart.values()) - min(apart.values()) if apart else Fraction(0)
    return Effect(
        sum(empty),
        sum(short),
        {told.priority: told.cost for told in result.priorities},
        spread,
        result.status == "optimal",
    )
