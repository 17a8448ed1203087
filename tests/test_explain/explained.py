"""Tiny offices for the tests of explaining, and independent ways to test an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from constraints import (
    Competence,
    Coverage,
    Leave,
    MaxDuties,
    MinDuties,
    OnePlace,
    Pins,
    RestDays,
    UnitLimits,
)
from roster.explain.conflicts import Conflict, Diagnosis
from roster.explain.things import Thing, keep
from roster.model import Problem, RuleUse
from roster.model.sketch import FIRST, sketch
from roster.verify import verify

RULES = (
    OnePlace(),
    Competence(),
    Leave(),
    Pins(),
    MaxDuties(per="day", limit=1),
    MaxDuties(per="week", limit=2),
    RestDays(days=1),
    UnitLimits(),
    Coverage(to="min"),
)


def day(number: int) -> date:
    """A date, counted from Monday, 1 March 2027."""
    return FIRST + timedelta(days=number)


def office(rows: str, *rules: Any, duty: dict[str, Any] | None = None, **fields: Any) -> Problem:
    """A problem from a sketch, with the usual must rules or those given."""
    problem, _ = sketch(rows, duty=duty)
    uses = tuple(rule if isinstance(rule, RuleUse) else RuleUse(rule) for rule in rules or RULES)
    return replace(problem, rules=uses, **fields)


def possible(problem: Problem) -> bool:
    """Whether any roster is lawful, by trying every one: no solver is asked."""
    places = list(product((o.id for o in problem.officers), (d.id for d in problem.duties)))
    for mask in range(1 << len(places)):
        pairs = [place for bit, place in enumerate(places) if mask >> bit & 1]
        if not verify(problem, problem.roster(pairs)).hard:
            return True
    return False


def kept(diagnosis: Diagnosis, found: Iterable[Thing]) -> Problem:
    """The problem with nothing but these things of it."""
    return keep(diagnosis.problem, diagnosis.things, list(found))


def is_smallest(diagnosis: Diagnosis, conflict: Conflict) -> bool:
    """Whether the things clash, and any one left out leaves a roster: every roster is tried."""
    if possible(kept(diagnosis, conflict.things)):
        return False
    return all(
        possible(kept(diagnosis, [other for other in conflict.things if other != thing]))
        for thing in conflict.things
    )


def kinds(conflict: Conflict) -> list[str]:
    """The rule of each thing, sorted."""
    return sorted(thing.rule for thing in conflict.things)


__all__ = ["MinDuties", "day", "is_smallest", "kept", "kinds", "office", "possible"]
