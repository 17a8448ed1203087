"""What a rule says of its reach is so: officers, or units, are judged apart as together."""

from __future__ import annotations

from collections import Counter

import pytest
from oracle import all_cases, all_rosters

from roster.model import Problem, Roster, RuleUse

CASES = [
    pytest.param(book, use, id=f"{code}: {name}, rule {number}")
    for code, cases in all_cases().items()
    for name, book in cases
    for number, use in enumerate(book.rules)
    if use.rule.reach in ("officer", "unit")
]


@pytest.mark.parametrize(("book", "use"), CASES)
def test_a_rule_judges_apart_what_it_says_it_does(book: Problem, use: RuleUse) -> None:
    """The verdict on all in scope is the sum of those on each, none seeing the others' duties."""
    scope = use.scope(book)
    groups = [[o] for o in scope]
    if use.rule.reach == "unit":
        groups = [[o for o in scope if o.unit == unit] for unit in {o.unit for o in scope}]
    for pairs in all_rosters(book):
        roster = book.roster(sorted(pairs))
        together = Counter(use.rule.check(book, roster, scope))
        apart: Counter[object] = Counter()
        for group in groups:
            names = {o.id for o in group}
            own = Roster.of(a for a in roster.assignments if a.officer in names)
            apart.update(use.rule.check(book, own, tuple(group)))
        assert apart == together
