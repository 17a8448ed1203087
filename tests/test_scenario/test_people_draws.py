"""Who goes, comes or is away: drawn from a seed, nested, whatever the order of the list."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from what_ifs import BOOK, changed

from roster.book.tables import PinRow


def away(count: int, tmp_path: Path) -> set[str]:
    text = f"a:\n  - away: {{count: {count}, start: 2027-03-08, end: 2027-03-12, type: DIKLAT}}\n"
    rows = changed(tmp_path, text).leave[len(BOOK.leave) :]
    assert {row.type for row in rows} <= {"DIKLAT"}
    return {row.officer for row in rows}


def test_who_is_away_among_three_is_away_among_four(tmp_path: Path) -> None:
    assert away(3, tmp_path) < away(4, tmp_path)
    assert [len(away(n, tmp_path)) for n in (0, 1, 8)] == [0, 1, 8]


def test_a_share_is_rounded_to_whole_officers(tmp_path: Path) -> None:
    # 20 % of 8 is 1.6, to the nearest whole 2.
    book = changed(tmp_path, "a:\n  - away: {share: 20%, start: 2027-03-08, end: 2027-03-12}\n")
    assert len(book.leave) - len(BOOK.leave) == 2


def test_whoever_is_pinned_on_those_days_is_drawn_last(tmp_path: Path) -> None:
    (first,) = away(1, tmp_path)
    pinned = replace(BOOK, pins=(PinRow(officer=first, date=date(2027, 3, 9)),))
    book = changed(
        tmp_path, "a:\n  - away: {count: 7, start: 2027-03-08, end: 2027-03-12}\n", pinned
    )
    assert first not in {row.officer for row in book.leave[len(BOOK.leave) :]}


def test_fewer_officers_take_what_is_said_of_them_along(tmp_path: Path) -> None:
    book = changed(tmp_path, "a:\n  - officers: 5\n")
    names = {row.officer for row in book.officers}
    assert len(names) == 5
    for table in ("leave", "requests", "balances"):
        assert {row.officer for row in getattr(book, table)} <= names


def test_units_shrink_in_proportion(tmp_path: Path) -> None:
    # 3 + 3 + 2 officers; of four at least one of each unit stays, and none keeps all.
    counts = Counter(row.unit for row in changed(tmp_path, "a:\n  - officers: 4\n").officers)
    assert sorted(counts.values()) == [1, 1, 2]


def test_a_group_is_named_by_any_column_of_officers(tmp_path: Path) -> None:
    book = changed(tmp_path, "a:\n  - officers: 1\n    where: {unit: SWA}\n")
    assert Counter(row.unit for row in book.officers) == {"SET": 3, "SUN": 2, "SWA": 1}


def test_more_officers_are_like_those_of_the_group_and_bring_nothing(tmp_path: Path) -> None:
    book = changed(tmp_path, "a:\n  - officers: 4\n    where: {unit: SUN}\n")
    new = book.officers[len(BOOK.officers) :]
    assert [(row.officer, row.unit) for row in new] == [
        ("tambahan-1", "SUN"),
        ("tambahan-2", "SUN"),
    ]
    assert book.leave == BOOK.leave


def test_the_order_of_the_list_draws_nobody(tmp_path: Path) -> None:
    turned = replace(BOOK, officers=BOOK.officers[::-1])
    text = "a:\n  - officers: 5\n"
    assert {row.officer for row in changed(tmp_path, text, turned).officers} == {
        row.officer for row in changed(tmp_path, text).officers
    }
