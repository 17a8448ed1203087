"""A certificate's rules against the book's: what differs is told, and what to do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from constraints import FairShare, MaxDuties, OnePlace
from roster.certificate import rule_verdicts
from roster.model import Problem, Roster, RuleUse
from roster.model.sketch import sketch
from roster.verdicts import difference
from roster.verify import verify

ROWS = "Ani: pagi -; Budi: - pagi"


def office() -> tuple[Problem, Roster]:
    """Two officers, a duty each; a limit, a must, and two fair shares."""
    problem, roster = sketch(ROWS)
    rules = (
        RuleUse(OnePlace()),
        RuleUse(MaxDuties(per="week", limit=1)),
        RuleUse(FairShare(of="duties"), 1),
        RuleUse(FairShare(of="session"), 2),
    )
    return replace(problem, rules=rules), roster


def edited(problem: Problem) -> Roster:
    """Both duties for Ani: one too many for her week, and one beside what is fair."""
    return problem.roster([("Ani", duty.id) for duty in problem.duties])


def told(problem: Problem, roster: Roster, change: Any = None, language: str = "en") -> str:
    """What the certificate of the office says otherwise than is found of a roster."""
    _, certified = office()
    rows = rule_verdicts(verify(problem, certified))
    if change:
        change(rows)
    report = verify(problem, roster)
    return difference(rows, rule_verdicts(report), report, language)


def test_a_roster_judged_as_certified_differs_in_nothing() -> None:
    problem, roster = office()
    assert told(problem, roster) == ""


def test_an_edited_roster_is_said_to_be_judged_otherwise_not_the_rules_to_differ() -> None:
    """Fair are 1 and 1; with 2 and 0 each of both is 1 beside: 100 x (1 + 1) = 200."""
    problem, _ = office()
    assert told(problem, edited(problem)) == (
        "The rules are the book's, but this roster is judged otherwise: Limit on duties (0 "
        "breaches in the certificate, now 1 breach); Fair share among officers: number of duties "
        "(cost 0 in the certificate, now cost 200); Fair share among officers: by session (cost 0 "
        "in the certificate, now cost 200). Put the certified roster.csv back, or make a new "
        "roster with roster solve or roster repair."
    )
    indonesian = told(problem, edited(problem), language="id")
    assert "Batas jumlah tugas (0 pelanggaran dalam sertifikat, kini 1 pelanggaran)" in indonesian
    assert "Kembalikan roster.csv yang disertifikasi" in indonesian


def test_a_rule_that_differs_is_named_by_its_place() -> None:
    problem, roster = office()

    def loosen(rows: list[dict[str, Any]]) -> None:
        rows[1]["parameters"]["limit"] = "2"

    assert told(problem, roster, loosen) == (
        "The certificate's rules differ from the book's, from rule 2 on (max_duties)."
    )
    assert "rule 4 on (fair_share)" in told(problem, roster, lambda rows: rows.pop())


def test_a_parameter_that_is_not_set_may_be_written_or_left_out() -> None:
    problem, roster = office()

    def written(rows: list[dict[str, Any]]) -> None:
        assert "one_more_on" not in rows[1]["parameters"]
        rows[1]["parameters"]["one_more_on"] = "None"

    assert told(problem, roster, written) == ""


def test_a_row_without_parameters_is_no_traceback() -> None:
    problem, roster = office()
    assert "rule 1 on" in told(problem, roster, lambda rows: rows[0].update(parameters=None))
