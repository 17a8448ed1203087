"""Changes on a book: rows set, added and removed in the words of its own columns."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from what_ifs import BOOK, changed

from roster.book import read_book, write_book
from roster.errors import InputError
from roster.scenario.expand import Scenario
from roster.scenario.overlay import overlay


def faults(folder: Path, text: str) -> list[str]:
    """What is refused about the last scenario, as places and words."""
    with pytest.raises(InputError) as caught:
        changed(folder, text)
    return [f"{issue.where}: {issue.found}" for issue in caught.value.issues]


def test_hours_change_on_the_weekdays_that_are_named_alone(tmp_path: Path) -> None:
    book = changed(
        tmp_path,
        """
        late:
          - set: sessions
            where: {session: siang, weekdays: Mon-Thu}
            values: {end: 17:00}
        """,
    )
    ends = {(row.session, row.weekdays): row.end for row in book.sessions}
    assert ends["siang", (0, 1, 2, 3)] == time(17)
    assert ends["siang", (4,)] == time(16, 30)


def test_a_signed_number_is_a_step_and_no_limit_stays_none(tmp_path: Path) -> None:
    book = changed(
        tmp_path,
        """
        desk:
          - set: posts
            where: {post: front, session: pagi}
            values: {ideal: +1, max: +1}
          - set: units
            values: {max_per_session: ""}
          - set: units
            values: {max_per_session: +1}
        """,
    )
    posts = {(row.session, row.post): (row.min, row.ideal, row.max) for row in book.posts}
    assert posts["pagi", "front"] == (1, 2, 3)
    assert posts["siang", "front"] == (1, 1, 2)
    assert {row.max_per_session for row in book.units} == {None}


def test_a_session_goes_with_its_posts_its_wishes_and_its_leave(tmp_path: Path) -> None:
    book = changed(
        tmp_path,
        """
        mornings-only:
          - remove: sessions
            where: {session: siang}
        """,
    )
    assert {row.session for row in book.sessions} == {"pagi"}
    assert {row.session for row in book.posts} == {"pagi"}
    assert {row.session for row in book.requests} == {"", "pagi"}


def test_a_rule_is_found_by_its_parameters_and_changed_in_them(tmp_path: Path) -> None:
    book = changed(
        tmp_path,
        """
        more-a-week:
          - set: rules
            where: {rule: max_duties, parameters.per: week}
            values: {parameters.limit: 4, strength: 2}
        """,
    )
    rules = [row for row in book.rules if row.rule == "max_duties"]
    assert [(r.strength, dict(r.parameters)) for r in rules] == [
        (None, {"per": "day", "limit": "1"}),
        (2, {"per": "week", "limit": "4"}),
    ]


def test_a_row_is_added_with_its_defaults(tmp_path: Path) -> None:
    book = changed(
        tmp_path,
        """
        holiday:
          - add: closures
            values: {date: 2027-03-24, reason: Libur baru}
        """,
    )
    (row,) = book.closures
    assert (row.date, row.kind, row.room, row.reason) == (
        date(2027, 3, 24),
        "closed",
        "",
        "Libur baru",
    )
    assert row.where == "what-if.yaml:3:5"


def test_the_base_is_the_book_with_its_fingerprint() -> None:
    assert overlay(BOOK, Scenario("base"), "en").book.sha256 == BOOK.sha256


def test_the_book_itself_is_never_touched(tmp_path: Path) -> None:
    before = starter = BOOK.sha256
    changed(tmp_path, "fewer:\n  - officers: 6\n")
    assert (BOOK.sha256, before) == (starter, starter)
    assert len(BOOK.officers) == 8


@pytest.mark.parametrize(
    ("change", "where", "found"),
    [
        ("- set: sesions\n    values: {end: 17:00}", "2:10", 'unknown table "sesions"'),
        ("- set: sessions\n    values: {ends: 17:00}", "3:20", 'unknown "ends" for sessions'),
        ("- set: sessions\n    values: {end: 25:00}", "3:19", '"25:00"'),
        (
            "- set: sessions\n    where: {session: sore}\n    values: {end: 17:00}",
            "3:22",
            'no row of sessions has session "sore"',
        ),
        ("- set: sessions", "2:5", "set without values"),
        ("- remove: posts", "2:5", "remove without where"),
        ("- add: leave\n    values: {officer: '1'}", "3:13", "a row of leave without start, end"),
        ("- officers: many", "2:15", '"many"'),
        ("- away: {count: 9, start: 2027-03-01, end: 2027-03-02}", "2:19", "9 of 8 officers"),
        (
            "- away: {start: 2027-03-01, end: 2027-03-02}",
            "2:11",
            "away with both count and share, or neither",
        ),
        ("- desks:", "2:5", "no visitors were counted"),
        (
            "- add: leave\n    values: {officer: '99', start: 2027-03-01, end: 2027-03-01}",
            "2:5",
            'unknown officer "99"',
        ),
        (
            "- add: leave\n    values: {officer: '99', start: 2027-03-02, end: 2027-03-01}",
            "2:5",
            "end 2027-03-01, before start 2027-03-02 in what-if.yaml:2:5",
        ),
    ],
)
def test_what_is_unknown_is_refused_with_line_and_column(
    tmp_path: Path, change: str, where: str, found: str
) -> None:
    assert f"what-if.yaml:{where}: {found}" in faults(tmp_path, f"a:\n  {change}\n")


def test_every_fault_of_every_scenario_is_told_in_one_run(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        """
        a:
          - set: sessions
            values: {end: 25:00, strat: 08:00}
          - officers: none
        """,
    )
    assert len(told) == 2


def test_the_tables_of_planners_survive_a_round_trip_and_change_no_fingerprint(
    tmp_path: Path,
) -> None:
    write_book(BOOK, tmp_path / "book")
    (tmp_path / "book" / "skenario.csv").write_text(
        "skenario,perubahan,tabel,di mana,nilai\nsampai-lima,ubah,sesi,sesi=siang,selesai=17:00\n"
    )
    (tmp_path / "book" / "scenarios.csv").unlink()
    book = read_book(tmp_path / "book")
    (row,) = book.scenarios
    assert (row.change, row.where_, row.values) == (
        "set",
        (("sesi", "siang"),),
        (("selesai", "17:00"),),
    )
    assert book.sha256 == BOOK.sha256
    write_book(book, tmp_path / "book.xlsx")
    assert read_book(tmp_path / "book.xlsx").scenarios == book.scenarios
