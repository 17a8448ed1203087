"""The rules as encoded and the rules as checked are one and the same, roster by roster."""

from __future__ import annotations

import pytest
from encoded import encoded_rosters
from oracle import accepted_by_check, all_cases, judged_by_check, oracle_cases

from constraints import RULES
from roster.model import Problem

JUDGE_THE_BOOK = ("leave_cap",)
"""Rules that cost the same whatever the roster."""

CASES = [
    pytest.param(book, id=f"{code}: {name}")
    for code, cases in all_cases().items()
    for name, book in cases
]


@pytest.mark.parametrize("book", CASES)
def test_the_encoding_allows_what_the_check_accepts_at_the_same_cost(book: Problem) -> None:
    allowed, accepted = encoded_rosters(book), accepted_by_check(book)
    assert allowed.keys() - accepted.keys() == set()
    assert accepted.keys() - allowed.keys() == set()
    for pairs, costs in accepted.items():
        assert allowed[pairs] == costs, sorted(pairs)


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.may_be_must])
def test_the_must_cases_of_a_rule_accept_some_rosters_and_refuse_others(code: str) -> None:
    verdicts = {
        hard > 0
        for _, book in oracle_cases(code)
        if all(use.priority is None for use in book.rules)
        for hard, _ in judged_by_check(book).values()
    }
    assert verdicts == {False, True}


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.may_be_soft])
def test_the_soft_cases_of_a_rule_tell_rosters_apart_by_cost(code: str) -> None:
    soft = [
        book
        for _, book in oracle_cases(code)
        if any(use.priority is not None for use in book.rules)
    ]
    assert soft
    priced = [{cost[1] for _, cost in judged_by_check(book).values() if 1 in cost} for book in soft]
    if code in JUDGE_THE_BOOK:
        assert len(set.union(*priced)) > 1
    else:
        assert all(len(costs) > 1 for costs in priced)
