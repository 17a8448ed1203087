"""A solver's word is never taken: a rule that encodes something else than it checks is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from tiny import day, on, problem

from constraints import Coverage, MaxDuties, OnePlace, Requests
from roster.errors import VerifyError
from roster.model import Problem, Request, Rule, RuleUse
from roster.solve import Options, Progress, find_roster
from roster.verify import verify

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding

# Two sessions of one morning overlap for the one officer there is.
CLASH = problem(
    [on(0), on(0, "rapat", "11:00", "13:00")],
    "Ani",
    requests=(Request("Ani", day(0), "pagi", weight=3),),
)


@dataclass(frozen=True)
class LaxOnePlace(OnePlace):
    """Forgets to encode anything."""

    def encode(self, enc: Encoding) -> None:
        """Nothing."""


@dataclass(frozen=True)
class CheapRequests(Requests):
    """Prices each wish at 1, whatever its weight."""

    def encode(self, enc: Encoding) -> None:
        """One for each wish to be spared that is broken."""
        for wish in enc.problem.requests:
            enc.cost(enc.any_of(0, enc.duties(day=wish.day, session=wish.session)), 1)


@dataclass(frozen=True)
class LaxMaxDuties(MaxDuties):
    """Allows one duty more than it says."""

    def encode(self, enc: Encoding) -> None:
        """The limit and one."""
        MaxDuties(self.per, self.limit + 1).encode(enc)


def solve(*rules: RuleUse, book: Problem = CLASH) -> None:
    find_roster(replace(book, rules=rules), Options(workers=1))


FILLED = RuleUse(Coverage("min"), 1)


def test_a_must_encoded_too_laxly_is_named_with_its_row() -> None:
    with pytest.raises(VerifyError, match=r"breaks 1 must rules: one_place \(rules.csv!A4\)"):
        solve(RuleUse(LaxOnePlace(), where="rules.csv!A4"), FILLED)


@pytest.mark.parametrize(
    ("rule", "claimed"),
    [
        # Both places are filled, so the wish of weight 3 is broken.
        (CheapRequests(), r"priority 2 \(requests\) costs 3 by the rules' own check, 1 by"),
        (LaxMaxDuties("day", 1), r"priority 2 \(max_duties\) costs 1 by the rules' own check, 0"),
    ],
)
def test_a_mispriced_rule_is_named_with_both_costs(rule: Rule, claimed: str) -> None:
    with pytest.raises(VerifyError, match=claimed):
        solve(FILLED, RuleUse(rule, 2))


def test_a_mispriced_rule_is_named_among_those_of_its_priority() -> None:
    with pytest.raises(VerifyError, match=r"priority 1 \(coverage, requests\)"):
        solve(replace(FILLED, weight=5), RuleUse(CheapRequests(), 1))


def test_the_rules_as_they_are_pass() -> None:
    book = replace(CLASH, rules=(RuleUse(OnePlace()), FILLED, RuleUse(Requests(), 2)))
    news: list[Progress] = []
    result = find_roster(book, Options(workers=1), news.append)
    # The meeting is served and the morning left empty, as the wish has it.
    assert [(p.priority, p.rules, p.cost) for p in result.priorities] == [
        (1, ("coverage",), 1),
        (2, ("requests",), 0),
    ]
    assert {p.priority for p in news if p.proven} == {1, 2}
    assert result.seconds >= result.build_seconds >= 0


def test_a_fault_while_searching_is_not_swallowed() -> None:
    def fail(progress: Progress) -> None:
        raise RuntimeError(f"nobody listens to priority {progress.priority}")

    with pytest.raises(RuntimeError, match="nobody listens"):
        find_roster(replace(CLASH, rules=(FILLED,)), Options(workers=1), fail)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"seconds": 0.0}, "seconds is 0.0"),
        ({"seconds": float("nan")}, "seconds is nan"),
        ({"effort": -1.0}, "effort is -1.0"),
        ({"workers": 0}, "workers is 0"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_options_that_mean_nothing_are_refused(wrong: dict[str, float], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Options(**wrong)  # type: ignore[arg-type]


def test_a_result_tells_what_the_check_of_its_roster_said() -> None:
    book = replace(CLASH, rules=(RuleUse(OnePlace()), FILLED, RuleUse(Requests(), 2, 5)))
    found = find_roster(book, Options(workers=1))
    assert found.roster is not None
    assert found.report == verify(book, found.roster)
