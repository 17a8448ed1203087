"""Tests of the verifier: a solver's word is never taken for it."""

from __future__ import annotations

import pytest

from constraints import MaxDuties
from roster.errors import VerifyError
from roster.model import RuleUse
from roster.model.sketch import sketch
from roster.verify import confirm, verify

# Two duties above a limit of one, at weight 3: priority 2 costs 6.
LIMIT = RuleUse(MaxDuties(per="horizon", limit=1), 2, 3)
PROBLEM, ROSTER = sketch("Ani: pagi pagi pagi", rules=(LIMIT,))


def test_costs_are_summed_by_priority_and_weighted() -> None:
    report = verify(PROBLEM, ROSTER)
    assert (report.hard, dict(report.costs)) == (0, {2: 6})


@pytest.mark.parametrize("claimed", [5, 7])
def test_a_cost_that_the_checks_do_not_find_is_refused(claimed: int) -> None:
    with pytest.raises(VerifyError, match=f"costs 6 by the rules' own check, {claimed} by"):
        confirm(PROBLEM, ROSTER, {2: claimed})


def test_a_search_cut_short_may_claim_too_much_but_never_too_little() -> None:
    assert confirm(PROBLEM, ROSTER, {2: 7}, {2}).costs[2] == 6
    with pytest.raises(VerifyError, match="5 by the solver"):
        confirm(PROBLEM, ROSTER, {2: 5}, {2})


def test_a_broken_must_is_refused_in_words() -> None:
    problem, roster = sketch("Ani: pagi pagi", rules=(RuleUse(LIMIT.rule, where="rules!4"),))
    with pytest.raises(
        VerifyError, match=r"breaks 1 must rules: max_duties \(rules!4\): Ani has 2"
    ):
        confirm(problem, roster, {})


def test_a_roster_that_names_what_the_problem_does_not_know_is_refused() -> None:
    _, other = sketch("Eko: pagi")
    with pytest.raises(VerifyError, match="the roster names Eko on 2027-03-01/PIP/pagi/desk"):
        verify(PROBLEM, other)
