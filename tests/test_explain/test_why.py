"""Why this officer and not that one: rule, price or draw, reckoned by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from explained import day, office

from constraints import Competence, Coverage, FairShare, Leave, MaxDuties, Requests
from roster import model
from roster.errors import InputError
from roster.explain.answer import Answer, Question
from roster.explain.decision import Decision, decided
from roster.explain.why import why
from roster.model import Problem, Request, Roster, RuleUse
from roster.solve import find_roster
from roster.verify import verify

FAIR = (
    Competence(),
    Leave(),
    Coverage(to="min"),
    RuleUse(FairShare(of="duties"), priority=1),
    RuleUse(Requests(), priority=2),
)


def best(problem: Problem) -> Roster:
    """The best roster of a problem."""
    found = find_roster(problem).roster
    assert found is not None
    return found


def asked(problem: Problem, roster: Roster, *question: object, language: str = "en") -> Answer:
    """The answer to officer, day and (if given) the other officer."""
    return why(problem, roster, Question(*question), language)  # type: ignore[arg-type]


def test_a_tie_is_said_to_be_one() -> None:
    problem = office("Ani: -; Budi: -; : pagi", *FAIR)
    roster = best(problem)
    (serving,) = roster.by_officer
    other = "Budi" if serving == "Ani" else "Ani"
    answer = asked(problem, roster, serving, day(0), other)
    assert answer.tie
    assert answer.sentences[-1] == f"Either would do; the draw fell on {serving} (seed 0)."
    told = asked(problem, roster, serving, day(0), other, language="id").sentences[-1]
    assert told == f"Keduanya sama baik; undian jatuh pada {serving} (benih 0)."


def test_a_tie_that_needs_others_to_move_is_found_by_solving() -> None:
    """Monday's and Tuesday's officer change places: the bare exchange alone is unfair."""
    problem = office("Ani: - -; Budi: - -; : pagi pagi", *FAIR)
    first, second = problem.duties
    roster = Roster.of([("Ani", first), ("Budi", second)])
    answer = asked(problem, roster, "Ani", day(0), "Budi")
    assert answer.tie
    assert answer.roster is not None
    assert answer.roster.officers(first) == ("Budi",)
    assert answer.roster.officers(second) == ("Ani",)


def test_a_price_is_that_of_the_best_roster_with_the_alternative() -> None:
    """Budi is away on Tuesday, so Ani serves then, and Budi on Monday.

    Weights 2 and 1 of 3, two places: entitled to 4/3 and 2/3. One each costs
    2 x round(100/9) = 22; both to Ani costs 2 x round(400/9) = 88.
    """
    away = (model.Leave("Budi", day(1), day(1)),)
    problem = office("Ani: - -; Budi: - -; : pagi pagi", *FAIR, leaves=away)
    roster = best(problem)
    assert roster.officers(problem.duties[0]) == ("Budi",)
    answer = asked(problem, roster, "Budi", day(0), "Ani")
    assert not answer.tie
    assert [(p.priority, p.now, p.instead, p.more) for p in answer.prices] == [
        (1, 22, 88, 66),
        (2, 0, 0, 0),
    ]
    assert answer.sentences == (
        "Ani would have 2 duties (now 1) against an entitlement of 1.33.",
        "Budi would have 0 duties (now 1) against an entitlement of 0.67.",
        "Priority 1 (Fair share among officers: number of duties) worsens from 22 to 88.",
    )
    assert all(price.proven for price in answer.prices)


def test_a_price_of_a_lower_priority_is_told_as_such() -> None:
    """Either is as fair, but Budi asked to be free."""
    wish = (Request("Budi", day(0)),)
    problem = office("Ani: -; Budi: -; : pagi", *FAIR, requests=wish)
    answer = asked(problem, best(problem), "Ani", day(0), "Budi")
    assert [(p.priority, p.more) for p in answer.prices] == [(1, 0), (2, 1)]


def test_a_leave_forbids_and_its_reason_is_not_told() -> None:
    away = (model.Leave("Budi", day(0), day(0), "CS"),)
    problem = office("Ani: -; Budi: -; : pagi", *FAIR, leaves=away)
    answer = asked(problem, best(problem), "Ani", day(0), "Budi")
    (barrier,) = answer.forbidden_by
    assert (barrier.rule, barrier.officer, barrier.date) == ("leave", "Budi", day(0))
    assert "Budi is unavailable on Monday, 1 March 2027" in barrier.sentence
    assert "CS" not in " ".join(answer.sentences)


def test_a_missing_competency_forbids() -> None:
    problem = office("Ani: -; Budi: -; : pagi", *FAIR, duty={"competency": "isyarat"})
    able = model.Certificate("isyarat")
    officers = (
        model.Officer("Ani", "Ani", certificates=(able,)),
        model.Officer("Budi", "Budi"),
    )
    problem = replace(problem, officers=officers)
    answer = asked(problem, best(problem), "Ani", day(0), "Budi")
    assert [barrier.rule for barrier in answer.forbidden_by] == ["competence"]


def test_a_rule_that_binds_through_others_is_named() -> None:
    """Budi may do one duty this week, and Wednesday needs him: Ani is away then."""
    rules = (*FAIR, MaxDuties(per="week", limit=1))
    away = (model.Leave("Ani", day(2), day(2)),)
    problem = office("Ani: - - -; Budi: - - -; : pagi - pagi", *rules, leaves=away)
    roster = best(problem)
    answer = asked(problem, roster, "Ani", day(0), "Budi")
    assert sorted(barrier.rule for barrier in answer.forbidden_by) == [
        "coverage",
        "leave",
        "max_duties",
    ]


def test_why_me_is_answered_by_the_best_roster_without_me() -> None:
    away = (model.Leave("Budi", day(0), day(0)),)
    problem = office("Ani: -; Budi: -; : pagi", *FAIR, leaves=away)
    answer = asked(problem, best(problem), "Ani", day(0))
    assert sorted(barrier.rule for barrier in answer.forbidden_by) == ["coverage", "leave"]


@pytest.mark.parametrize(
    ("language", "served", "idle"),
    [
        ("en", "Ani were not on duty on Monday, 1 March 2027",
         "Budi were on duty on Monday, 1 March 2027"),
        ("id", "Ani tidak bertugas pada Senin, 1 Maret 2027",
         "Budi bertugas pada Senin, 1 Maret 2027"),
    ],
)  # fmt: skip
def test_the_question_says_what_would_be_otherwise(language: str, served: str, idle: str) -> None:
    problem = office("Ani: -; Budi: -; : pagi", *FAIR)
    roster = Roster.of([("Ani", problem.duties[0])])
    assert asked(problem, roster, "Ani", day(0), language=language).question == served
    assert asked(problem, roster, "Budi", day(0), language=language).question == idle


@pytest.mark.parametrize("edited", [False, True])
def test_proofs_shorten_the_search_and_change_no_answer(edited: bool) -> None:
    """Six days, three officers, Cici away at first, Budi with a wish: every question twice.

    Edited, each multiplier is one too many: the bounds are weaker, the answers the same.
    """
    away = (model.Leave("Cici", day(0), day(2)),)
    rows = "Ani: - - - - - -; Budi: - - - - - -; Cici: - - - - - -; : pagi pagi pagi pagi pagi pagi"
    wish = (Request("Budi", day(4)),)
    problem = office(rows, *FAIR, leaves=away, requests=wish)
    result = find_roster(problem)
    assert result.roster is not None
    assert len(result.proofs) == 2
    proofs = {proof.priority: proof for proof in result.proofs}
    if edited:
        proofs = {
            p: replace(proof, rows=tuple((row, times + 1) for row, times in proof.rows))
            for p, proof in proofs.items()
        }
    kinds = set()
    for duty in problem.duties:
        (officer,) = result.roster.officers(duty)
        for other in {"", "Ani", "Budi", "Cici"} - {officer}:
            question = Question(officer, duty.day, other)
            plain = why(problem, result.roster, question, "en")
            short = why(problem, result.roster, question, "en", proofs=proofs)
            kinds.add("rule" if plain.forbidden_by else "tie" if plain.tie else "price")
            assert short.prices == plain.prices
            assert short.forbidden_by == plain.forbidden_by
    assert kinds == {"rule", "tie", "price"}


def test_a_book_without_priorities_has_ties_only() -> None:
    problem = office("Ani: -; Budi: -; : pagi", Leave(), Coverage(to="min"))
    roster = Roster.of([("Ani", problem.duties[0])])
    for question in (("Ani", day(0), "Budi"), ("Ani", day(0))):
        assert asked(problem, roster, *question).tie


def test_why_not_me_is_answered_for_who_is_free_that_day() -> None:
    problem = office("Ani: -; Budi: -; : pagi", *FAIR)
    roster = best(problem)
    (serving,) = roster.by_officer
    answer = asked(problem, roster, "Budi" if serving == "Ani" else "Ani", day(0))
    assert answer.tie
    assert "the draw decided" in answer.sentences[-1]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (("Ani", day(1), "Budi"), "no duty on that day"),
        (("Budi", day(0), "Ani"), "Budi is not on duty that day"),
        (("Ani", day(0), "Ani"), "the same officer twice"),
    ],
)
def test_a_question_that_fits_nothing_is_refused(question: tuple[object, ...], found: str) -> None:
    problem = office("Ani: - -; Budi: - -; : pagi -", *FAIR)
    roster = Roster.of([("Ani", problem.duties[0])])
    with pytest.raises(InputError, match=found):
        asked(problem, roster, *question)


def test_a_decision_binds_as_it_checks() -> None:
    problem = office("Ani: -; Budi: -; : pagi", *FAIR)
    (duty,) = problem.duties
    decision = Decision(serve=(("Budi", (duty.id,)),), spare=(("Ani", (duty.id,)),))
    forced = decided(problem, decision)
    roster = best(forced)
    assert roster.officers(duty) == ("Budi",)
    wrong = verify(forced, Roster.of([("Ani", duty)]))
    assert [use.name for use, _ in wrong.broken] == ["decision", "decision"]
    for _, violation in wrong.broken:
        for language in ("id", "en"):
            assert decision.explain(violation, problem, language).endswith(".")
