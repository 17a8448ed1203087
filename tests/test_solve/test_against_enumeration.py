"""What the solver finds is the best of all rosters, as the rules' own checks reckon them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from oracle import all_cases
from tiny import day, on, problem
from tiny_books import best_costs, enumerated, tiny_books

from constraints import Coverage, Leave, MaxDuties, MinDuties, OnePlace, Pins, RunLength
from roster.encoding import encode_problem
from roster.model import Leave as Away
from roster.model import Pin, Problem, Result, RuleUse
from roster.solve import Options, find_roster
from roster.solve.relaxation import relax

SOFT = [
    pytest.param(book, id=f"{code}: {name}")
    for code, cases in all_cases().items()
    for name, book in cases
    if any(use.priority is not None for use in book.rules)
]
MUST = [
    pytest.param(book, id=f"{code}: {name}")
    for code, cases in all_cases().items()
    for name, book in cases[::4]
    if all(use.priority is None for use in book.rules)
]


def agree(result: Result, book: Problem) -> None:
    """The result is the lexicographic minimum over all lawful rosters, and says so."""
    best = best_costs(book)
    if best is None:
        assert (result.status, result.roster) == ("infeasible", None)
        assert result.proven_infeasible
        return
    assert result.status == "optimal"
    assert {p.priority: p.cost for p in result.priorities} == best
    assert {p.priority: p.bound for p in result.priorities} == best
    assert all(p.proven and p.by in ("relaxation", "search") for p in result.priorities)


@pytest.mark.parametrize("book", SOFT + MUST)
def test_the_solver_finds_what_enumeration_finds(book: Problem) -> None:
    agree(find_roster(book, Options(workers=1)), book)


@enumerated
@given(tiny_books())
def test_several_rules_at_several_priorities_are_held_in_strict_order(book: Problem) -> None:
    agree(find_roster(book, Options(workers=1)), book)


TWO_DAYS = problem([on(0), on(1)])


@pytest.mark.parametrize(
    "book",
    [
        pytest.param(
            # Ani must serve on Monday and is away all of Monday.
            replace(
                TWO_DAYS,
                pins=(Pin("Ani", day(0)),),
                leaves=(Away("Ani", day(0), day(0)),),
                rules=(RuleUse(Pins()), RuleUse(Leave())),
            ),
            id="a pin on a day of leave",
        ),
        pytest.param(
            # Each must serve twice in the period and at most once in the week that holds it.
            replace(TWO_DAYS, rules=(RuleUse(MinDuties(2)), RuleUse(MaxDuties("week", 1)))),
            id="more than at most",
        ),
        pytest.param(
            problem([on(0)], "Ani", rules=(RuleUse(MinDuties(2)), RuleUse(MinDuties(3), 1))),
            id="more duties than there are, with a priority besides",
        ),
    ],
)
def test_no_lawful_roster_is_proven_and_not_only_not_found(book: Problem) -> None:
    result = find_roster(book, Options(workers=1))
    assert result.status == "infeasible"
    assert result.proven_infeasible
    assert result.roster is None


def test_search_proves_infeasible_what_the_relaxation_does_not() -> None:
    # Each of three days takes exactly one of two officers, in runs of exactly two days: a run
    # on days 0 and 1 leaves day 2 to a run of one. Half an officer each on every day would do.
    days = [on(number, max=1) for number in range(3)]
    runs = RunLength(2, 2, start="counted", end="counted")
    book = problem(days, rules=(RuleUse(Coverage("min")), RuleUse(runs), RuleUse(OnePlace(), 1)))
    model = encode_problem(book)
    assert relax(model, 1, 10.0) is not None
    agree(find_roster(book, Options(workers=1)), book)
    assert best_costs(book) is None
