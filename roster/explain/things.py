"""What a conflict is made of: single things of a book that can be left out one by one.

A thing is a minimum of one post, one leave, one pin, a limit of one unit, one rule for one
officer. A problem with some things left out asks less of a roster in just these things.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from roster.explain.decision import Decision
from roster.model import Duty, Officer, Problem, Roster, RuleUse, Unit

ALL = ""
"""In place of an officer: the rule for everybody, where it judges officers together."""


@dataclass(frozen=True, order=True)
class Thing:
    """One thing that a roster must answer to.

    ``kind`` says which: ``min`` or ``ideal`` or ``max`` of a duty; a ``competency`` that posts
    ask for; a ``leave`` or a ``pin``, by its number in the problem; the ``term`` of an
    officer's appointment; ``max_per_session`` or ``min_at_work`` of a unit; or a ``rule``, by
    the number of its row, for one officer. ``name`` is the id of the duty, competency,
    officer or unit; ``rule`` is the code of the rule that holds it.
    """

    kind: str
    name: str = ""
    number: int = -1
    rule: str = ""


def things(problem: Problem) -> tuple[Thing, ...]:
    """Everything in a problem that can be left out, general rules first; never a decision."""
    found: dict[Thing, None] = {}
    for number, use in enumerate(problem.rules):
        if use.name in FACTS:
            if use.priority is None or use.name == "coverage":
                found |= dict.fromkeys(FACTS[use.name](problem, use))
        elif use.priority is None and use.name != Decision.code:
            names = [ALL] if use.rule.reach != "officer" else [o.id for o in use.scope(problem)]
            found |= dict.fromkeys(Thing("rule", name, number, use.name) for name in names)
    return tuple(sorted(found, key=lambda thing: ORDER.index(thing.kind)))


def keep(problem: Problem, all_things: Collection[Thing], kept: Collection[Thing]) -> Problem:
    """The problem without those of its things that are not kept."""
    dropped = set(all_things) - set(kept)
    names = {kind: {t.name for t in dropped if t.kind == kind} for kind in ORDER}
    numbers = {kind: {t.number for t in dropped if t.kind == kind} for kind in ("leave", "pin")}
    return replace(
        problem,
        rules=tuple(_rules(problem, all_things, dropped)),
        duties=tuple(_duty(duty, names) for duty in problem.duties),
        officers=tuple(
            replace(o, joined=None, left=None) if o.id in names["term"] else o
            for o in problem.officers
        ),
        units=tuple(_unit(unit, names) for unit in problem.units),
        leaves=tuple(x for n, x in enumerate(problem.leaves) if n not in numbers["leave"]),
        pins=tuple(x for n, x in enumerate(problem.pins) if n not in numbers["pin"]),
    )


def demands(problem: Problem, found: Collection[Thing]) -> tuple[Thing, ...]:
    """Those of some things that an empty roster would break; every conflict holds one."""
    return tuple(thing for thing in found if _asks(problem, thing))


def _asks(problem: Problem, thing: Thing) -> bool:
    if thing.kind == "pin":
        return problem.pins[thing.number].must
    if thing.kind == "rule":
        use = problem.rules[thing.number]
        scope = tuple(o for o in use.scope(problem) if thing.name in (ALL, o.id))
        return bool(use.rule.check(problem, Roster(()), scope))
    return thing.kind in ("min", "ideal")


def _rules(
    problem: Problem, all_things: Collection[Thing], dropped: Collection[Thing]
) -> Iterator[RuleUse]:
    without: dict[int, set[str]] = {}
    for thing in dropped:
        if thing.kind == "rule":
            without.setdefault(thing.number, set()).add(thing.name)
    for number, use in enumerate(problem.rules):
        if number not in without:
            yield use
        elif ALL not in without[number]:
            left = frozenset(o.id for o in use.scope(problem)) - without[number]
            if left:
                yield replace(use, officers=left)


def _duty(duty: Duty, names: dict[str, set[str]]) -> Duty:
    less: dict[str, Any] = {}
    if duty.id in names["min"]:
        less |= {"min": 0}
    if duty.id in names["ideal"]:
        less |= {"min": 0, "ideal": 0}
    if duty.id in names["max"]:
        less |= {"max": None}
    if duty.competency in names["competency"]:
        less |= {"competency": ""}
    return replace(duty, **less) if less else duty


def _unit(unit: Unit, names: dict[str, set[str]]) -> Unit:
    if unit.id in names["max_per_session"]:
        unit = replace(unit, max_per_session=None)
    if unit.id in names["min_at_work"]:
        unit = replace(unit, min_at_work=None)
    return unit


def _unit_limits(problem: Problem, use: RuleUse) -> Iterator[Thing]:
    for unit in problem.units:
        if unit.max_per_session is not None:
            yield Thing("max_per_session", unit.id, rule=use.name)
        if unit.min_at_work is not None:
            yield Thing("min_at_work", unit.id, rule=use.name)


def _places(problem: Problem, use: RuleUse) -> Iterator[Thing]:
    """Minima or ideals where they bind, and the maxima, which bind at any strength.

    Where minimum and ideal both bind, the ideal stands for both.
    """
    to = {getattr(u.rule, "to", "") for u in problem.rules if u.name == use.name and not u.priority}
    for duty in problem.duties:
        if "ideal" in to and duty.ideal > duty.min:
            yield Thing("ideal", duty.id, rule=use.name)
        elif "min" in to and duty.min > 0:
            yield Thing("min", duty.id, rule=use.name)
        if duty.max is not None:
            yield Thing("max", duty.id, rule=use.name)
    if use.priority is None and getattr(use.rule, "to", "") == "over":
        yield Thing("rule", ALL, problem.rules.index(use), use.name)


def _competencies(problem: Problem, use: RuleUse) -> Iterator[Thing]:
    for competency in sorted({duty.competency for duty in problem.duties} - {""}):
        yield Thing("competency", competency, rule=use.name)


def _absences(problem: Problem, use: RuleUse) -> Iterator[Thing]:
    scope = {officer.id for officer in use.scope(problem)}
    for number, leave in enumerate(problem.leaves):
        if leave.approved and leave.officer in scope:
            yield Thing("leave", leave.officer, number, use.name)
    for officer in use.scope(problem):
        if not all(map(officer.appointed_on, problem.open_days)):
            yield Thing("term", officer.id, rule=use.name)


def _pins(problem: Problem, use: RuleUse) -> Iterator[Thing]:
    scope = {officer.id for officer in use.scope(problem)}
    for number, pin in enumerate(problem.pins):
        if pin.officer in scope and problem.first <= pin.day <= problem.last:
            yield Thing("pin", pin.officer, number, use.name)


FACTS: dict[str, Callable[[Problem, RuleUse], Iterator[Thing]]] = {
    "competence": _competencies,
    "leave": _absences,
    "pins": _pins,
    "unit_limits": _unit_limits,
    "coverage": _places,
}
"""Rules that hold facts of other tables; the facts are left out, not the rule."""

ORDER = (
    "min_at_work",
    "max_per_session",
    "rule",
    "max",
    "term",
    "competency",
    "leave",
    "pin",
    "ideal",
    "min",
)
"""The kinds, in the order in which a search for a conflict tries to do without."""


def officer_of(problem: Problem, thing: Thing) -> Officer | None:
    """The officer a thing is about, if it is about one."""
    if thing.kind in ("rule", "leave", "pin", "term"):
        return problem.officer.get(thing.name)
    return None
