"""The oracle: every roster of a tiny problem, judged by the rules' own checks."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import combinations

from constraints import RULES
from roster.model import Problem, Roster
from roster.verify import verify

Pairs = frozenset[tuple[str, str]]
Costs = dict[int, int]

MOST_PLACES = 12


def oracle_cases(code: str) -> list[tuple[str, Problem]]:
    """The cases of a rule, from the module ``cases_<code>`` beside this one."""
    return list(importlib.import_module(f"cases_{code}").CASES)


def all_cases() -> dict[str, list[tuple[str, Problem]]]:
    """The cases of every rule that has some, and those of several rules together."""
    codes = [*(rule.code for rule in RULES), "in_company"]
    return {code: oracle_cases(code) for code in codes if find_spec(f"cases_{code}")}


def all_rosters(problem: Problem) -> Iterator[Pairs]:
    """Every set of pairs of officer id and duty id; raises ValueError if they are too many."""
    places = [(officer.id, duty.id) for officer in problem.officers for duty in problem.duties]
    if len(places) > MOST_PLACES:
        raise ValueError(f"{len(places)} places are too many to enumerate; at most {MOST_PLACES}")
    for size in range(len(places) + 1):
        yield from map(frozenset, combinations(places, size))


def judged_by_check(problem: Problem) -> dict[Pairs, tuple[int, Costs]]:
    """Of every roster: how many must rules are broken, and the cost of each priority."""
    judged = {}
    for pairs in all_rosters(problem):
        roster = Roster.of((officer, problem.duty[duty]) for officer, duty in pairs)
        report = verify(problem, roster)
        judged[pairs] = (report.hard, dict(report.costs))
    return judged


def accepted_by_check(problem: Problem) -> dict[Pairs, Costs]:
    """The lawful rosters with the cost of each priority."""
    return {pairs: costs for pairs, (hard, costs) in judged_by_check(problem).items() if hard == 0}
