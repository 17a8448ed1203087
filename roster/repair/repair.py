"""The nearest good roster after a change: proven fewest changes, then what the book asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from roster.amendment import Change, differences
from roster.model import PriorityResult, Problem, Result, Roster, RuleUse, Violation
from roster.registry import rules
from roster.repair.rules import FewestTold, FrozenDays, KeptPlaces
from roster.repair.substitutes import Gap, gaps
from roster.solve import Options, Progress, find_roster

OWN = 3
"""How many priorities a repair puts before those of the book."""


CHANGES = "few_changes"
"""The code of the rule that counts assignments gone or new against ``Problem.reference``."""


@dataclass(frozen=True)
class Frozen:
    """Days that may no longer change: those before ``start``, and ``days``."""

    start: date
    days: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Repair:
    """What a repair found.

    ``result`` has the priorities of the book, proven as far as they are among the rosters
    that ``places``, ``changes`` and ``told`` leave; these have costs and proofs of their own:
    places that fell empty, assignments gone or new, officers to be told. ``differences`` are
    those to the roster in force, vanished duties among them.
    """

    result: Result
    places: PriorityResult | None
    changes: PriorityResult | None
    told: PriorityResult | None
    differences: tuple[Change, ...]
    gaps: tuple[Gap, ...]


def repair(
    problem: Problem,
    reference: Roster,
    current: Roster,
    frozen: Frozen,
    options: Options | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Repair:
    """Mend a roster so that it fits its problem again.

    ``reference`` is the roster that officers hold, against which changes are counted, and
    ``current`` the one whose frozen days stay (the same, unless a repair not yet published is
    repaired again); both may name duties and officers that are no more. In strict order: no
    filled place falls empty, fewest assignments change, fewest officers are told, and then
    the book's own priorities.
    """
    asked = repair_problem(problem, reference, current, frozen)
    result = find_roster(asked, options, watch)
    own, rest = result.priorities[:OWN], result.priorities[OWN:]
    book = replace(
        result,
        priorities=tuple(replace(row, priority=row.priority - OWN) for row in rest),
        report=None,
    )
    found = differences(reference, result.roster) if result.roster else ()
    first, second, third = own or (None, None, None)
    known = Roster.of(
        (who, problem.duty[duty.id])
        for who, duty in reference.assignments
        if duty.id in problem.duty
    )
    return Repair(book, first, second, third, found, gaps(problem, known))


def repair_problem(problem: Problem, reference: Roster, current: Roster, frozen: Frozen) -> Problem:
    """The problem with the rules of a repair before its own."""
    return replace(
        problem,
        reference=reference.assignments,
        rules=(
            RuleUse(FrozenDays(current, frozen.start, frozen.days)),
            RuleUse(KeptPlaces(reference), 1),
            RuleUse(rules()[CHANGES](), 2),
            RuleUse(FewestTold(reference), 3),
            *(
                replace(use, priority=None if use.priority is None else use.priority + OWN)
                for use in problem.rules
            ),
        ),
    )


def stuck(
    problem: Problem, current: Roster, frozen: Frozen
) -> tuple[tuple[RuleUse, tuple[Violation, ...]], ...]:
    """The must rules that the frozen days break by themselves, whatever else is changed."""
    rule = FrozenDays(current, frozen.start, frozen.days)
    fixed = Roster.of(
        (who, problem.duty[duty.id])
        for who, duty in current.assignments
        if duty.id in problem.duty and who in problem.officer and rule.frozen(duty)
    )
    found = []
    for use in problem.rules:
        if use.priority is None:
            broken = tuple(
                v
                for v in use.check(problem, fixed)
                if v.officers and v.duties and all(rule.frozen(duty) for duty in v.duties)
            )
            found.append((use, broken))
    return tuple((use, broken) for use, broken in found if broken)
