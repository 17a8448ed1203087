"""Tests of periods as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roster.book.period import parse_month, parse_period
from roster.errors import InputError


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027-03", date(2027, 3, 1), date(2027, 3, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2027-01..2027-03", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027-12..2028-01", date(2027, 12, 1), date(2028, 1, 31)),
        ("2027-03-08", date(2027, 3, 8), date(2027, 3, 8)),
        ("2027-03-08..2027-03-12", date(2027, 3, 8), date(2027, 3, 12)),
        ("2027-02-15 .. 2027-03", date(2027, 2, 15), date(2027, 3, 31)),
    ],
)
def test_a_period_is_a_month_a_day_or_a_range_of_either(text: str, first: date, last: date) -> None:
    assert parse_period(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "maret", "2027-13", "2027-3", "03-2027", "2027-02-30", "0001-01", "2027-03..", ".."],
)
def test_what_is_not_a_period_is_refused_with_the_form_expected(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_period(text)
    (issue,) = caught.value.issues
    assert repr(text) in issue.found
    assert "2027-01..2027-03" in issue.expected


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(InputError, match="ends on 2027-01-31, before it starts on 2027-03-01"):
        parse_period("2027-03..2027-01")


def test_a_month_is_not_a_range() -> None:
    assert parse_month("2027-03") == parse_period("2027-03")
    with pytest.raises(InputError, match="is not a period; expected 2027-03"):
        parse_month("2027-01..2027-03")


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader_of_periods(text: str) -> None:
    try:
        first, last = parse_period(text)
    except InputError:
        return
    assert first <= last
