"""Who is written about a version, and what: everybody at first, then whom it concerns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_office import (
    ANI,
    BUDI,
    CITRA,
    FRI_PM,
    PROBLEM,
    ROSTER,
    WEDNESDAY,
    act,
    draft,
    put,
    without,
)

from roster.errors import InputError
from roster.ledger import Ledger, Version, prepare, publish
from roster.ledger.letters import letters, mail_drafts
from roster.model import Problem

MOVED = put(without(ROSTER, (ANI, FRI_PM)), (CITRA, FRI_PM))


def first(ledger: Ledger, problem: Problem = PROBLEM) -> Version:
    return prepare(ledger, draft(problem=problem), act())


def test_the_first_version_tells_everybody_all_their_duties(ledger: Ledger) -> None:
    found = letters(first(ledger), None)
    assert {who: len(letter.lines) for who, letter in found.items()} == {ANI: 3, BUDI: 2, CITRA: 1}
    assert found[CITRA].subject == "Duty roster March 2027 (version 1)"
    assert found[CITRA].lines[0].startswith("Thursday, 4 March 2027 (Sesi pagi, front")
    assert {who: len(letter.events) for who, letter in found.items()} == {ANI: 3, BUDI: 2, CITRA: 1}


def test_a_change_is_told_to_those_whose_duties_it_concerns(ledger: Ledger) -> None:
    publish(ledger, draft(), act())
    version = prepare(ledger, draft(MOVED, seen=1), act(WEDNESDAY))
    found = letters(version, ROSTER)
    assert set(found) == {ANI, CITRA}
    assert found[ANI].lines[0].startswith("No longer on duty: Friday, 5 March 2027")
    assert [event.status for event in found[ANI].events] == ["CANCELLED"]
    assert [event.status for event in found[CITRA].events] == ["CONFIRMED"]


def test_without_the_setting_email_there_are_no_drafts(ledger: Ledger) -> None:
    settings = tuple(pair for pair in PROBLEM.settings if pair[0] != "email")
    assert mail_drafts(first(ledger, replace(PROBLEM, settings=settings)), None) == {}


def test_an_officer_without_an_address_is_passed_over(ledger: Ledger) -> None:
    officers = (replace(PROBLEM.officers[0], email=""), *PROBLEM.officers[1:])
    found = mail_drafts(first(ledger, replace(PROBLEM, officers=officers)), None)
    assert set(found) == {"mail/budi.eml", "mail/citra.eml"}


def test_every_address_that_is_none_is_named_before_anything_is_published(ledger: Ledger) -> None:
    officers = (replace(PROBLEM.officers[0], email="ani at office"), *PROBLEM.officers[1:])
    settings = (*PROBLEM.settings, ("email", "kantor"))
    problem = replace(PROBLEM, officers=officers, settings=settings)
    with pytest.raises(InputError) as refused:
        mail_drafts(first(ledger, problem), None)
    assert [issue.where for issue in refused.value.issues] == [
        "settings: email",
        "officers: ani",
    ]
    assert ledger.publications() == ()
