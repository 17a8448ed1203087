"""What a rule says of many duties at once is what its check says of them one by one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import all_cases, all_rosters
from random_books import PARAMETERS, books

from constraints import RULES
from roster.model import Officer, Problem, Roster, Rule, RuleUse

TELLING = [kind for kind in RULES if kind.bars is not Rule.bars]

CASES = [
    pytest.param(book, use, id=f"{code}: {name}, rule {number}")
    for code, cases in all_cases().items()
    for name, book in cases
    for number, use in enumerate(book.rules)
    if type(use.rule) in TELLING
]


def told(book: Problem, use: RuleUse, roster: Roster) -> set[tuple[str, int]]:
    """The pairs of officer and duty that ``bars`` names, those that it need not tell left out."""
    found = use.rule.bars(book, roster, use.scope(book))
    assert found is not None
    pairs = {(who, number) for who, numbers in found.items() for number in numbers}
    return {pair for pair in pairs if is_asked(book, use, roster, *pair)}


def checked(book: Problem, use: RuleUse, roster: Roster) -> set[tuple[str, int]]:
    """The pairs with which the check finds a breach."""
    return {
        (officer.id, number)
        for officer in use.scope(book)
        for number, duty in enumerate(book.duties)
        if is_asked(book, use, roster, officer.id, number)
        and use.rule.check(
            book, Roster.of([*roster.assignments, (officer.id, duty)]), peers(book, use, officer.id)
        )
    }


def peers(book: Problem, use: RuleUse, who: str) -> tuple[Officer, ...]:
    """Those in scope whose duties the verdict on an officer rests on."""
    unit = book.officer[who].unit
    return tuple(
        o for o in use.scope(book) if o.id == who or (use.rule.reach == "unit" and o.unit == unit)
    )


def is_asked(book: Problem, use: RuleUse, roster: Roster, who: str, number: int) -> bool:
    """Whether the officer lacks the duty, and neither they nor their unit break the rule yet."""
    if who in roster.officers(book.duties[number]):
        return False
    return not use.rule.check(book, roster, peers(book, use, who))


def test_the_usual_must_rules_tell() -> None:
    usual = {"one_place", "competence", "leave", "pins", "max_duties", "rest_days", "unit_limits"}
    assert usual <= {kind.code for kind in TELLING}


@pytest.mark.parametrize(("book", "use"), CASES)
def test_every_case_is_judged_at_once_as_one_by_one(book: Problem, use: RuleUse) -> None:
    for pairs in all_rosters(book):
        roster = book.roster(sorted(pairs))
        assert told(book, use, roster) == checked(book, use, roster)


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.code) for kind in TELLING])
@settings(
    derandomize=True,
    max_examples=30,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_random_books_are_judged_at_once_as_one_by_one(
    kind: type[Rule], data: st.DataObject
) -> None:
    assert kind in PARAMETERS
    book = data.draw(books(kind))
    places = [(officer.id, duty.id) for officer in book.officers for duty in book.duties]
    for pairs in data.draw(st.lists(st.sets(st.sampled_from(places)), min_size=1, max_size=5)):
        roster = book.roster(sorted(pairs))
        for use in book.rules:
            assert told(book, use, roster) == checked(book, use, roster)
