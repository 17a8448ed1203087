"""Lines of a comparison: told apart, drawn as far as they can be read, written as far as fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from what_ifs import BOOK

from roster.scenario import page
from roster.scenario.case import Case
from roster.scenario.comparison import WIDEST, Line, labels
from roster.scenario.comparison_book import Sheet, fitted
from roster.scenario.page import most_telling
from roster.solve import Options

JANUARY = Case("", "base", "", BOOK, date(2027, 1, 1), date(2027, 1, 31), Options())
FEBRUARY = replace(JANUARY, first=date(2027, 2, 1), last=date(2027, 2, 28))


def line(case: Case = JANUARY, filled: int = 10, **changes: Any) -> Line:
    facts = {"status": "optimal", "measures": {"places": 10, "filled": filled}}
    return Line(replace(case, **changes), facts, {})


def test_lines_are_named_by_what_tells_them_apart() -> None:
    assert labels([line(), line(scenario="late")]) == ["base", "late"]
    assert labels([line(), line(FEBRUARY)]) == ["2027-01", "2027-02"]
    assert labels([line(office="a"), line(office="b")]) == ["a", "b"]
    assert labels([line(office="a"), line(FEBRUARY, office="b", scenario="late")]) == [
        "a 2027-01 base",
        "b 2027-02 late",
    ]
    assert labels([line()]) == ["base"]


def test_a_long_name_is_cut_and_says_so() -> None:
    (name, _) = labels([line(scenario="x" * 60), line()])
    assert (len(name), name[-1]) == (WIDEST, "…")


def test_too_many_lines_are_drawn_where_most_is_empty(monkeypatch: Any) -> None:
    monkeypatch.setattr(page, "MOST_DRAWN", 3)
    found = [line(filled=filled) for filled in (10, 7, 10, 9, 10, 2)]
    drawn = most_telling(found)
    assert [found.index(each) for each in drawn] == [1, 3, 5]
    assert most_telling(found[:3]) == found[:3]


def test_rows_that_a_sheet_cannot_hold_are_told() -> None:
    made = Sheet("Loads", ("scenario", "officer"), [["base", str(n)] for n in range(5)])
    # Four rows: three of the five, and one that tells of the other two.
    assert fitted(made, "en", 4).rows == [
        ["base", "0"],
        ["base", "1"],
        ["base", "2"],
        ["… and 2 rows more: see the folder runs", None],
    ]
    assert fitted(made, "en", 5) == made
