"""Cures of a conflict: changes that were tried, and what they do to the roster."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, islice

from roster.encoding import encode_problem
from roster.explain.conflicts import Conflict, Diagnosis
from roster.explain.entitlement import differences
from roster.explain.remedies import remedies
from roster.explain.remedy import EMPTY, RELEASE, Remedy, both
from roster.explain.things import keep
from roster.model import Problem, Result, Roster
from roster.model.language import say
from roster.model.wording import duty_name
from roster.solve.feasibility import lawful
from roster.solve.finder import find_roster
from roster.solve.options import Options
from roster.solve.readily import readily
from roster.solve.relaxation import InfeasibleRelaxationError

TRIED = 10
"""How many changes are tried for one conflict at most."""

PAIRED = 12
"""How many pairs of them are tried at most, where no single one is enough."""

SHOWN = 4
"""How many cures are told at most."""

TOGETHER = 2
"""How many changes are tried at a time: the provers leave Python to others meanwhile."""

ALIKE = 2
"""How many changes of one kind are tried, save those that cost least."""


@dataclass(frozen=True)
class Effect:
    """What a roster after a cure is like: places empty, cost by priority, spread of loads.

    ``below_min`` and ``below_ideal`` count places as the book asked for them before the
    cure; ``spread`` is the largest less the smallest difference from the entitlement.
    ``costs`` are those of coverage, and down to the first priority of fairness.
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
    enough, pairs of them are tried; where none of these is, the fewest places are named that
    have to stay empty.
    """
    options = options or Options()
    base = judged(diagnosis.without_others(conflict))
    alone = keep(diagnosis.problem, diagnosis.things, conflict.things)

    def cure(remedy: Remedy) -> Cure | None:
        # What leaves the conflict's own things clashing need not be tried on the whole.
        if lawful(remedy.apply(alone)).roster is None:
            return None
        after = effect(base, remedy.apply(base), options)
        return None if after is None else Cure(remedy.change, remedy.cost, True, after)

    single = _mixed(remedies(diagnosis.problem, conflict, language))
    found = tuple(islice(_tried(cure, single), SHOWN))
    if not found:
        pairs = [both(*pair, language) for pair in combinations(single, 2) if _apart(*pair)]
        pairs.sort(key=lambda remedy: remedy.cost)
        found = tuple(islice(_tried(cure, pairs[:PAIRED]), SHOWN))
    return found or _fewest_empty(base, language, options)


def judged(problem: Problem) -> Problem:
    """The problem with the priorities of coverage, and those down to the first of fairness."""
    soft = [use for use in problem.rules if use.priority is not None]
    fair = [use.priority for use in soft if use.rule.group == "fairness" and use.priority]
    served = [use.priority for use in soft if use.name == "coverage" and use.priority]
    if not fair:
        return problem
    last = max(min(fair), *served, 0)
    rules = (use for use in problem.rules if use.priority is None or use.priority <= last)
    return replace(problem, rules=tuple(rules))


def _tried(cure: Callable[[Remedy], Cure | None], remedies: Iterable[Remedy]) -> Iterator[Cure]:
    """What cures among the remedies, in their order, two of them tried at a time."""
    with ThreadPoolExecutor(TOGETHER) as pool:
        running: deque[Future[Cure | None]] = deque()
        waiting = iter(remedies)
        try:
            while True:
                running.extend(
                    pool.submit(cure, remedy) for remedy in islice(waiting, TOGETHER - len(running))
                )
                if not running:
                    return
                found = running.popleft().result()
                if found is not None:
                    yield found
        finally:
            for future in running:
                future.cancel()


def _mixed(found: list[Remedy]) -> list[Remedy]:
    """The cheapest of each kind, then the second of each; no kind much more often."""
    seen: dict[str, int] = {}
    ranked = []
    for remedy in found:
        rank = 1 if remedy.cost == RELEASE else seen.get(remedy.kind, 0) + 1
        seen[remedy.kind] = rank
        if rank <= ALIKE:
            ranked.append((rank, remedy.cost, remedy))
    ranked.sort(key=lambda entry: entry[:2])
    return sorted((remedy for _, _, remedy in ranked[:TRIED]), key=lambda remedy: remedy.cost)


def _apart(one: Remedy, other: Remedy) -> bool:
    """Whether two changes are made to different things."""
    return one.thing != other.thing


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
    told = of_roster(base, base, result.roster, costs_of(result), result.status == "optimal")
    empty = [
        (duty, duty.min - len(result.roster.officers(duty)))
        for duty in soft.duties
        if duty.min > len(result.roster.officers(duty))
    ]
    places = "; ".join(f"{duty_name(duty, base, language)}: {count}" for duty, count in empty)
    words = say(
        language,
        id=f"Biarkan {told.below_min} tempat kosong, sesedikit mungkin: {places}. Tidak ada satu "
        "perubahan atau pasangan yang dicoba yang cukup.",
        en=f"Leave {told.below_min} places empty, as few as can be: {places}. No single change "
        "and no pair that was tried is enough.",
    )
    costs = {priority: cost for priority, cost in told.costs.items() if priority != first}
    return (Cure(words, EMPTY * told.below_min, True, replace(told, costs=costs)),)


def effect(asked: Problem, changed: Problem, options: Options) -> Effect | None:
    """Solve a changed problem and set the roster against what was asked; None without one."""
    model = encode_problem(changed)
    try:
        ready = readily(changed, model, options.seconds / 4)
    except InfeasibleRelaxationError:
        return None
    if ready is not None:
        return of_roster(asked, changed, ready.roster, ready.costs, True)
    result = find_roster(changed, options, model=model)
    if result.roster is None:
        return None
    proven = result.status == "optimal"
    return of_roster(asked, changed, result.roster, costs_of(result), proven)


def costs_of(result: Result) -> Mapping[int, int]:
    """What a solved roster costs at each priority."""
    return {told.priority: told.cost for told in result.priorities}


def of_roster(
    asked: Problem, changed: Problem, roster: Roster, costs: Mapping[int, int], proven: bool
) -> Effect:
    """What a solved roster is like."""
    filled = {duty.id: len(who) for duty, who in roster.by_duty.items()}
    empty = [max(0, duty.min - filled.get(duty.id, 0)) for duty in asked.duties]
    short = [max(0, duty.ideal - max(duty.min, filled.get(duty.id, 0))) for duty in asked.duties]
    apart = differences(changed, roster)
    spread = max(apart.values()) - min(apart.values()) if apart else Fraction(0)
    return Effect(sum(empty), sum(short), costs, spread, proven)
