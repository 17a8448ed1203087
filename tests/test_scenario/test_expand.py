"""One scenario for each value of a range, and scenarios made of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from what_ifs import changed, scenarios

from roster.errors import InputError


def names(folder: Path, text: str) -> list[str]:
    return [scenario.name for scenario in scenarios(folder, text)]


def test_a_range_makes_a_scenario_for_each_number(tmp_path: Path) -> None:
    assert names(tmp_path, "n:\n  - officers: 6..8\n") == [
        "base",
        "n count=6",
        "n count=7",
        "n count=8",
    ]


def test_a_range_may_have_a_step_and_a_percent_sign(tmp_path: Path) -> None:
    text = "n:\n  - away: {share: 10%..30%/10, start: 2027-03-01, end: 2027-03-05}\n"
    assert names(tmp_path, text)[1:] == ["n share=10%", "n share=20%", "n share=30%"]


def test_two_ranges_make_every_combination(tmp_path: Path) -> None:
    text = """
    n:
      - officers: 6..7
      - set: sessions
        where: {session: siang}
        values: {end: 16:00|17:00}
    """
    assert names(tmp_path, text)[1:] == [
        "n count=6, end=16:00",
        "n count=6, end=17:00",
        "n count=7, end=16:00",
        "n count=7, end=17:00",
    ]


def test_the_bars_in_a_text_are_no_alternatives(tmp_path: Path) -> None:
    text = "n:\n  - add: closures\n    values: {date: 2027-03-24, reason: a|b}\n"
    assert names(tmp_path, text) == ["base", "n"]
    assert changed(tmp_path, text).closures[0].reason == "a|b"


def test_with_makes_the_changes_of_others_in_order(tmp_path: Path) -> None:
    text = """
    one:
      - officers: 7
    two:
      - add: closures
        values: {date: 2027-03-24}
    both:
      - with: [one, two]
    """
    book = changed(tmp_path, text)
    assert (len(book.officers), len(book.closures)) == (7, 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a:\n  - with: b\nb:\n  - with: a\n", "what-if.yaml:4:11: goes in a circle: a -> b -> a"),
        ("a:\n  - with: bee\nbe:\n  - officers: 7\n", 'what-if.yaml:2:11: unknown scenario "bee"'),
        ("Base:\n  - officers: 7\n", "what-if.yaml:2:5: base means the book itself"),
        ("a:\n  - officers: 1..2000\n", "what-if.yaml:2:5: 2000 combinations"),
        ("a b:\n  - officers: 7\na-b:\n  - officers: 6\n", 'the name "a-b" is not distinct enough'),
    ],
)
def test_what_cannot_be_expanded_is_refused(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(InputError) as caught:
        scenarios(tmp_path, text)
    assert found in str(caught.value)
