"""Swaps: lawful or refused by name, with a price, and for whom they are impossible."""

from __future__ import annotations

import pytest

import constraints as c
from roster.model import Problem, Roster, RuleUse
from roster.model.sketch import sketch
from roster.swap import exchange

RULES = (
    RuleUse(c.MaxDuties(per="day", limit=1)),
    RuleUse(c.RestDays(days=1)),
    RuleUse(c.FairShare(of="session"), 1),
)


@pytest.fixture
def office() -> tuple[Problem, Roster]:
    return sketch("Ani: pagi - - siang; Budi: - - pagi -; Citra: siang - - -", rules=RULES)


def test_a_lawful_swap_exchanges_two_duties_and_tells_its_price(
    office: tuple[Problem, Roster],
) -> None:
    problem, roster = office
    (mine, _), (yours,) = roster.duties("Ani"), roster.duties("Citra")
    done = exchange(problem, roster, "Ani", mine, "Citra", yours)
    assert done.lawful
    assert done.roster.duties("Citra") == (mine,)
    # Two mornings and two afternoons for three officers: a share of 2/3 of each kind. Before,
    # mornings 1, 1, 0 and afternoons 1, 0, 1: twice 11 + 11 + 44 = 132. After, mornings
    # 0, 1, 1 (66) and afternoons 2, 0, 0: 178 + 44 + 44 = 266.
    assert dict(done.price) == {1: 332 - 132}


def test_a_swap_that_breaks_a_rule_is_refused_by_its_name(office: tuple[Problem, Roster]) -> None:
    problem, roster = office
    (mine, _), (yours,) = roster.duties("Ani"), roster.duties("Budi")
    done = exchange(problem, roster, "Ani", mine, "Budi", yours)
    assert not done.lawful
    # Ani would serve on Wednesday and on Thursday.
    assert [(use.name, v.officers) for use, v in done.broken] == [("rest_days", ("Ani",))]


def test_what_was_broken_before_does_not_forbid_a_swap() -> None:
    problem, roster = sketch(
        "Ani: pagi pagi - -; Budi: - - - pagi; Citra: siang - - -", rules=RULES
    )
    (mine,), (yours,) = roster.duties("Budi"), roster.duties("Citra")
    assert exchange(problem, roster, "Budi", mine, "Citra", yours).lawful


@pytest.mark.parametrize(
    ("giver", "given", "taker", "taken", "fault"),
    [
        ("Ani", 0, "Ani", 0, "cannot swap with"),
        ("Ani", 1, "Citra", 1, "Ani is not on"),
        ("Ani", 0, "Citra", 0, "Citra is not on"),
    ],
)
def test_a_swap_that_is_none_is_refused(
    office: tuple[Problem, Roster], giver: str, given: int, taker: str, taken: int, fault: str
) -> None:
    problem, roster = office
    duties = problem.duties
    with pytest.raises(ValueError, match=fault):
        exchange(problem, roster, giver, duties[given], taker, duties[taken])


def test_two_on_one_duty_cannot_swap_it() -> None:
    problem, roster = sketch("Ani: pagi pagi; Budi: pagi -", rules=())
    first, second = roster.duties("Ani")
    with pytest.raises(ValueError, match="Ani is on 2027-03-01/PIP/pagi/desk already"):
        exchange(problem, roster, "Ani", second, "Budi", first)
