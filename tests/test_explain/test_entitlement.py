"""Fair shares in words, against sums reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from explained import day, office

from constraints import FairShare, UnitShare
from roster.explain.entitlement import (
    differences,
    officer_sentence,
    officer_share,
    unit_sentence,
    unit_share,
)
from roster.model import Balance, Leave, Problem, Roster, RuleUse, Unit

ROWS = "Ani@SET: - - - -; Budi@RUK: - - - -; : pagi pagi pagi pagi"


@pytest.fixture
def problem() -> Problem:
    """Four places in four days; Budi is away for two and was given one too many before.

    Weights 4 and 2. Due 4 + 1 = 5: Ani 5 x 4/6 = 3.33, Budi 5 x 2/6 - 1 = 0.67.
    """
    uses = (RuleUse(FairShare(of="duties"), priority=1), RuleUse(UnitShare(), priority=2))
    made = office(ROWS, *uses)
    return replace(
        made,
        leaves=(Leave("Budi", day(2), day(3), "CS"),),
        balances=(Balance("Budi", "duties", Fraction(1)),),
    )


@pytest.fixture
def roster(problem: Problem) -> Roster:
    who = ["Budi", "Ani", "Ani", "Ani"]
    return Roster.of(zip(who, problem.duties, strict=True))


def test_a_share_is_made_of_days_places_and_what_was_done_before(
    problem: Problem, roster: Roster
) -> None:
    share = officer_share(problem, roster, "Budi")
    assert (share.days, share.open_days, share.places) == (2, 4, 4)
    assert (share.balance, share.entitlement, share.duties) == (1, Fraction(2, 3), 1)
    assert share.difference == Fraction(1, 3)


def test_the_sentence_says_it_all_but_not_why_somebody_was_away(
    problem: Problem, roster: Roster
) -> None:
    assert officer_sentence(problem, roster, "Budi", "en") == (
        "Budi could serve 2 of 4 days, so the share of 4 places is 1.67; before, 1 too many "
        "were done, which leaves 0.67; 1 duty was given."
    )
    assert officer_sentence(problem, roster, "Budi", "id") == (
        "Budi dapat bertugas 2 dari 4 hari, jadi bagiannya dari 4 tempat ialah 1,67; "
        "sebelumnya 1 terlalu banyak, jadi jatahnya 0,67; mendapat 1 tugas."
    )
    assert officer_sentence(problem, roster, "Ani", "en") == (
        "Ani could serve 4 of 4 days, so the share of 4 places is 3.33; 3 duties were given."
    )


def test_capacity_is_named_where_it_is_not_full(problem: Problem, roster: Roster) -> None:
    half = replace(problem.officers[0], capacity=Fraction(1, 2))
    made = replace(problem, officers=(half, *problem.officers[1:]))
    assert "4 of 4 days at a capacity of 0.5" in officer_sentence(made, roster, "Ani", "en")


def test_what_the_rule_costs_is_what_the_sentence_says(problem: Problem, roster: Roster) -> None:
    """The rule's own check entitles each to the same."""
    fair, units = problem.rules
    for violation in fair.check(problem, roster):
        officer = violation.officers[0]
        assert violation.fact("entitlement") == officer_share(problem, roster, officer).entitlement
    for violation in units.check(problem, roster):
        unit = violation.fact("unit")
        assert violation.fact("entitlement") == unit_share(problem, roster, unit).entitlement


def test_differences_are_of_those_who_can_serve(problem: Problem, roster: Roster) -> None:
    assert dict(differences(problem, roster)) == {"Ani": Fraction(-1, 3), "Budi": Fraction(1, 3)}
    gone = replace(problem, leaves=(Leave("Budi", day(0), day(3)),))
    assert set(differences(gone, roster)) == {"Ani"}


def test_a_unit_is_told_its_days_or_its_share_by_the_book(problem: Problem, roster: Roster) -> None:
    # By weights 4 and 2 of 5 due: 3.33 and 1.67.
    assert unit_sentence(problem, roster, "RUK", "en") == (
        "RUK: its officers could serve 2 of 4 officer-days, so its part of 4 places is 1.67; "
        "1 duty was given."
    )
    agreed = replace(
        problem, units=(Unit("SET", "SET", Fraction(3)), Unit("RUK", "RUK", Fraction(2)))
    )
    # By agreed shares 3 and 2 of 5 due: 3 and 2.
    assert unit_sentence(agreed, roster, "RUK", "id") == (
        "RUK: porsinya menurut buku 2, jadi bagiannya dari 4 tempat ialah 2; mendapat 1 tugas."
    )
