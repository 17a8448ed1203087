"""Who is on duty at a moment: by the version in force, over midnight, and at the edges."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from ledger_office import (
    ANI,
    BUDI,
    CITRA,
    FRI_PM,
    JAKARTA,
    PROBLEM,
    ROSTER,
    WEDNESDAY,
    act,
    draft,
    put,
    without,
)

from roster.exports.screen import screen
from roster.ledger import Ledger, publish
from roster.ledger.today import in_force, watch
from roster.model import Duty, Roster

NIGHT = Duty(
    date(2027, 3, 31),
    "PIP",
    "malam",
    "jaga",
    datetime(2027, 3, 31, 22, tzinfo=JAKARTA),
    datetime(2027, 4, 1, 6, tzinfo=JAKARTA),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=JAKARTA)


def names(ledger: Ledger, moment: datetime) -> tuple[list[str], list[str]]:
    found = watch(ledger, moment)
    return tuple([n.split()[0] for s in side for n in s.names] for side in (found.now, found.next))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("moment", "now", "then"),
    [
        (at(1, 7, 59), [], ["Ani"]),
        (at(1, 8), ["Ani"], ["Budi"]),
        (at(1, 11, 59), ["Ani"], ["Budi"]),
        (at(1, 12), [], ["Budi"]),
        (at(1, 17), [], ["Citra"]),
        (at(5, 13), ["Ani"], []),
    ],
)
def test_now_and_next_change_with_the_sessions(
    ledger: Ledger, moment: datetime, now: list[str], then: list[str]
) -> None:
    publish(ledger, draft(), act(), lambda version: table(version.draft.roster))
    assert names(ledger, moment) == (now, then)


def table(roster: Roster) -> dict[str, bytes]:
    from roster.exports.table import roster_csv

    problem = replace(PROBLEM, duties=tuple(roster.by_duty))
    return {"roster.csv": roster_csv(problem, roster).encode()}


def test_the_version_in_force_is_the_last(ledger: Ledger) -> None:
    moved = put(without(ROSTER, (ANI, FRI_PM)), (CITRA, FRI_PM))
    publish(ledger, draft(), act(), lambda version: table(ROSTER))
    publish(ledger, draft(moved, seen=1), act(WEDNESDAY), lambda version: table(moved))
    assert names(ledger, at(5, 14)) == (["Citra"], [])


def test_a_night_of_the_month_before_is_still_on_in_the_morning(ledger: Ledger) -> None:
    problem = replace(PROBLEM, duties=(*PROBLEM.duties, NIGHT))
    roster = put(ROSTER, (BUDI, NIGHT))
    publish(ledger, draft(roster, problem), act(), lambda version: table(roster))
    assert names(ledger, datetime(2027, 4, 1, 5, tzinfo=JAKARTA))[0] == ["Budi"]
    assert names(ledger, datetime(2027, 4, 1, 6, tzinfo=JAKARTA)) == ([], [])


def test_the_page_tells_names_and_posts_and_asks_nothing_of_anybody(ledger: Ledger) -> None:
    publish(ledger, draft(), act(), lambda version: table(ROSTER))
    servings = in_force(ledger, at(1, 0), at(1, 0) + timedelta(days=14))
    page = screen(((s.duty, s.names) for s in servings), "<Kantor>", "id")
    assert "&lt;Kantor&gt;" in page
    assert "Budi &#34;#1&#34; $x$ &lt;b&gt;" in page
    assert '<meta http-equiv="refresh" content="600">' in page
    assert not re.search(r"https?://|src=|<link", page)
    # Each of the six duties stands once among those of now and once among those to come.
    assert page.count("<tr ") == 12
    assert BUDI not in page
