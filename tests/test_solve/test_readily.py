"""A roster that the relaxation all but tells is the best of all, or none is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from tiny import day, on, problem
from tiny_books import best_costs, enumerated, tiny_books

from constraints import Coverage, FairShare, Leave
from roster.encoding import encode_problem
from roster.model import Leave as Away
from roster.model import Priced, Problem, Rule, RuleUse
from roster.solve.feasibility import must_model, plainly_hollow, uncosted
from roster.solve.readily import readily
from roster.solve.relaxation import InfeasibleRelaxationError
from roster.verify import verify

SECONDS = 10.0
TWO_DAYS = problem([on(0), on(1)])


def book_of(*rules: Rule | RuleUse) -> Problem:
    """Two days under some rules."""
    uses = tuple(rule if isinstance(rule, RuleUse) else RuleUse(rule) for rule in rules)
    return replace(TWO_DAYS, rules=uses)


@enumerated
@given(tiny_books())
def test_what_is_told_is_what_enumeration_finds(book: Problem) -> None:
    best = best_costs(book)
    try:
        found = readily(book, encode_problem(book), SECONDS)
    except InfeasibleRelaxationError:
        assert best is None
        return
    if found is not None:
        report = verify(book, found.roster)
        assert not report.hard
        assert dict(found.costs) == dict(report.costs) == best


def test_a_tight_book_is_told_at_once() -> None:
    book = book_of(Coverage("min"), RuleUse(FairShare("duties"), priority=1))
    found = readily(book, encode_problem(book), SECONDS)
    assert found is not None
    assert dict(found.costs) == best_costs(book)


def test_a_book_without_priorities_is_left_to_the_search() -> None:
    book = book_of(Coverage("min"))
    assert readily(book, encode_problem(book), SECONDS) is None


def test_a_book_without_a_roster_is_told_to_have_none() -> None:
    away = tuple(Away(officer.id, day(0), day(0)) for officer in TWO_DAYS.officers)
    soft = RuleUse(FairShare("duties"), priority=1)
    book = replace(book_of(Coverage("min"), Leave(), soft), leaves=away)
    with pytest.raises(InfeasibleRelaxationError):
        readily(book, encode_problem(book), SECONDS)


def test_a_known_roster_that_costs_no_more_than_is_proven_is_the_one_told() -> None:
    """Ani and Budi serve a day each, whichever: both ways cost the same."""
    book = book_of(Coverage("min"), RuleUse(FairShare("duties"), priority=1))
    model, (one, other) = encode_problem(book), book.duties
    ani, budi = (officer.id for officer in book.officers[:2])
    for pairs in ([(ani, one.id), (budi, other.id)], [(budi, one.id), (ani, other.id)]):
        roster = book.roster(pairs)
        known = Priced(roster, verify(book, roster).costs)
        assert readily(book, model, SECONDS, known) is known
    dear = book.roster([(ani, one.id), (ani, other.id)])
    found = readily(book, model, SECONDS, Priced(dear, verify(book, dear).costs))
    assert found is not None
    assert found.roster != dear


def test_a_model_is_plainly_hollow_where_presolve_alone_sees_it() -> None:
    away = tuple(Away(officer.id, day(0), day(0)) for officer in TWO_DAYS.officers)
    bound = replace(book_of(Coverage("min"), Leave()), leaves=away)
    nobody, anybody = (uncosted(must_model(book, {})) for book in (bound, book_of(Coverage("min"))))
    assert plainly_hollow(nobody.model)
    assert not plainly_hollow(anybody.model)
