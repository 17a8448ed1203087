"""Tests of the office's calendar: holidays, closures, openings, and rows with dates."""

from __future__ import annotations

import locale
from datetime import date, timedelta

import pytest
from small_book import (
    FRI,
    MON_THU,
    NORMAL_HOURS,
    book,
    closure,
    post,
    problem,
    session,
    settings,
    warnings,
)

from roster.book.calendar import closed_days, in_force, public_holidays
from roster.book.duties import span_on
from roster.book.report import Report
from roster.book.tables import Book
from roster.errors import InputError

JANUARY = date(2027, 1, 1), date(2027, 1, 31)
MARCH = date(2027, 3, 1), date(2027, 3, 31)
RAMADAN = date(2027, 2, 8), date(2027, 3, 9)


def open_days(of: Book, first: date, last: date) -> list[int]:
    return [day.day for day in problem(of, first, last).open_days]


def hours(of: Book, first: date, last: date) -> list[str]:
    """Date, session and hours of every duty."""
    return [
        f"{d.day:%m-%d} {d.session} {d.start:%H:%M}-{d.end:%H:%M}"
        for d in problem(of, first, last).duties
    ]


def test_january_2027_has_19_open_days() -> None:
    # 31 days from Friday: 21 Mondays to Fridays, less New Year (1) and Isra Mikraj (5).
    days = [4, 6, 7, 8, 11, 12, 13, 14, 15, 18, 19, 20, 21, 22, 25, 26, 27, 28, 29]
    assert open_days(book(), *JANUARY) == days
    assert len(days) == 19


def test_march_2027_has_15_open_days_for_nyepi_and_idul_fitri() -> None:
    # 23 Mondays to Fridays, less Nyepi (8), cuti bersama (9, 12, 15, 25), Idul Fitri (10, 11)
    # and Good Friday (26).
    assert open_days(book(), *MARCH) == [1, 2, 3, 4, 5, 16, 17, 18, 19, 22, 23, 24, 29, 30, 31]


def test_without_the_government_category_the_collective_leave_days_are_open() -> None:
    office = book(settings=settings(country="ID", holidays="public"))
    # The 15 days and the four of cuti bersama: 9, 12, 15, 25.
    assert len(open_days(office, *MARCH)) == 19
    assert {9, 12, 15, 25} <= set(open_days(office, *MARCH))


def test_an_empty_country_has_no_public_holidays() -> None:
    assert len(open_days(book(settings=settings(country="")), *MARCH)) == 23


def test_an_election_day_is_closed() -> None:
    # 27 November 2024, a Wednesday: the regional elections.
    assert open_days(book(), date(2024, 11, 25), date(2024, 11, 29)) == [25, 26, 28, 29]


def test_holidays_are_those_of_another_country_where_the_book_says_so() -> None:
    office = book(settings=settings(country="SG", holidays="public"))
    # National Day of Singapore, 9 August 2027, is a Monday; 17 August is no holiday there.
    assert open_days(office, date(2027, 8, 9), date(2027, 8, 20)) == [
        *range(10, 14),
        *range(16, 21),
    ]


@pytest.mark.parametrize(
    ("language", "name"),
    [("id", "Hari Raya Idul Fitri (perkiraan)"), ("en", "Eid al-Fitr (estimated)")],
)
def test_holidays_are_named_in_the_language_asked_for(language: str, name: str) -> None:
    report = Report(language)
    found = public_holidays(book(), *MARCH, report)
    assert found[date(2027, 3, 10)] == name
    assert name in str(report.warnings[0])


def test_the_names_of_holidays_do_not_follow_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "th_TH.UTF-8")
    monkeypatch.setenv("LANGUAGE", "th")
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "C")
    try:
        found = public_holidays(book(), *MARCH, Report("id"))
    finally:
        locale.setlocale(locale.LC_ALL, before)
    assert found[date(2027, 3, 8)] == "Hari Suci Nyepi"


def test_an_estimated_holiday_is_a_warning_only_in_its_own_period() -> None:
    found = [issue.found for issue in warnings(book(), *MARCH)]
    assert found == [
        "the holiday of Wednesday, 10 March 2027 is an estimate: Eid al-Fitr (estimated)",
        "the holiday of Thursday, 11 March 2027 is an estimate: Eid al-Fitr Second Day (estimated)",
    ]
    assert warnings(book(), *JANUARY) == ()


def test_a_year_without_known_collective_leave_is_a_warning() -> None:
    office = book(settings=settings(language="en", country="ID", holidays="public;government"))
    (warning,) = warnings(office, date(2028, 6, 5), date(2028, 6, 9))
    assert warning.found == "no government holidays (cuti bersama) are known for 2028 yet"
    assert warning.where == "office.xlsx: settings!K4"
    assert "closures" in warning.advice
    public = book(settings=settings(country="ID", holidays="public"))
    assert warnings(public, date(2028, 6, 5), date(2028, 6, 9)) == ()


def test_a_period_over_new_year_takes_the_holidays_of_both_years() -> None:
    # 24 December: cuti bersama. 1 January 2027 is a Friday, and New Year.
    assert open_days(book(), date(2026, 12, 23), date(2027, 1, 4)) == [23, 28, 29, 30, 31, 4]


@pytest.mark.parametrize(
    ("values", "where", "found", "advice"),
    [
        ({"country": "IDN1"}, "K2", 'unknown country "IDN1"', 'Did you mean "IDN"?'),
        (
            {"country": "ID", "holidays": "public;goverment"},
            "K3",
            'unknown kind of holiday "goverment"',
            'Did you mean "government"?',
        ),
    ],
)
def test_an_unknown_country_or_category_is_a_fault_with_a_suggestion(
    values: dict[str, str], where: str, found: str, advice: str
) -> None:
    with pytest.raises(InputError) as caught:
        problem(book(settings=settings(**values)), *JANUARY, language="en")
    (issue,) = caught.value.issues
    assert (issue.where, issue.found, issue.advice) == (
        f"office.xlsx: settings!{where}",
        found,
        advice,
    )


def test_a_closure_closes_and_a_special_opening_opens_a_holiday() -> None:
    office = book(closures=(closure(date(2027, 1, 5), "open"), closure(date(2027, 1, 6))))
    assert open_days(office, date(2027, 1, 4), date(2027, 1, 8)) == [4, 5, 7, 8]


def test_a_row_for_one_room_goes_before_a_row_for_all_in_either_order() -> None:
    day = date(2027, 1, 6)
    rows = (closure(day, "open", "PIP"), closure(day, "closed"))
    for closures in (rows, rows[::-1]):
        office = book(closures=closures)
        assert open_days(office, day, day + timedelta(days=1)) == [6, 7]
        assert closed_days(office, {}, day, day)["PIP"] == {}


def test_a_closure_outside_the_period_changes_nothing() -> None:
    office = book(closures=(closure(date(2027, 2, 1)),))
    assert open_days(office, *JANUARY) == open_days(book(), *JANUARY)


def test_closed_and_open_on_the_same_day_is_a_fault_that_names_both_rows() -> None:
    day = date(2027, 1, 6)
    office = book(closures=(closure(day, "open", row=2), closure(day, "closed", row=3)))
    with pytest.raises(InputError) as caught:
        problem(office, *JANUARY)
    (issue,) = caught.value.issues
    assert issue.where == "office.xlsx: closures!E3"
    assert (
        issue.found
        == "Wednesday, 6 January 2027 is both closed and open (see office.xlsx: closures!2)"
    )


def test_a_special_opening_on_a_saturday_runs_the_session_of_that_date() -> None:
    saturday = date(2027, 1, 16)
    special = session("pagi", "08:00-11:00", dates=(saturday, saturday))
    office = book(sessions=(*NORMAL_HOURS, special), closures=(closure(saturday, "open"),))
    assert hours(office, saturday, date(2027, 1, 17)) == ["01-16 pagi 08:00-11:00"]
    assert warnings(office, saturday, saturday) == ()


def test_an_opening_on_a_weekday_without_a_session_is_a_warning() -> None:
    office = book(closures=(closure(date(2027, 1, 16), "open", row=5),))
    (warning,) = warnings(office, *JANUARY)
    assert warning.where == "office.xlsx: closures!D5"
    assert warning.found == "PIP is opened on Saturday, 16 January 2027, but no session runs"


def test_friday_has_its_own_hours() -> None:
    assert hours(book(), date(2027, 1, 14), date(2027, 1, 15)) == [
        "01-14 pagi 07:30-12:00",
        "01-14 siang 13:00-16:00",
        "01-15 pagi 07:30-11:30",
        "01-15 siang 13:00-16:30",
    ]


def test_ramadan_rows_replace_the_undated_ones_on_their_dates_only() -> None:
    rows = (
        session("pagi", "08:00-12:00", MON_THU, RAMADAN),
        session("siang", "12:30-15:00", MON_THU, RAMADAN),
        session("pagi", "08:00-11:30", FRI, RAMADAN),
        session("siang", "12:30-15:30", FRI, RAMADAN),
    )
    for sessions in ((*NORMAL_HOURS, *rows), (*rows, *NORMAL_HOURS)):
        found = hours(book(sessions=sessions), date(2027, 2, 1), date(2027, 3, 31))
        assert "02-04 pagi 07:30-12:00" in found, "the Thursday before Ramadan"
        assert "02-08 pagi 08:00-12:00" in found, "the first day of Ramadan"
        assert "03-05 siang 12:30-15:30" in found, "the last Friday of Ramadan"
        assert "03-16 siang 13:00-16:00" in found, "the first day after Idul Fitri"
        # February has 20 Mondays to Fridays, of which cuti bersama takes the 5th; March 15.
        assert len(found) == 2 * (19 + 15)


def test_a_dated_row_for_fridays_leaves_the_other_weekdays_alone() -> None:
    friday = session("pagi", "09:00-11:00", FRI, RAMADAN)
    found = hours(book(sessions=(*NORMAL_HOURS, friday)), date(2027, 2, 11), date(2027, 2, 12))
    assert found == [
        "02-11 pagi 07:30-12:00",
        "02-11 siang 13:00-16:00",
        "02-12 pagi 09:00-11:00",
        "02-12 siang 13:00-16:30",
    ]


def test_a_row_dated_on_one_side_replaces_the_undated_one_on_that_side() -> None:
    summer = session("pagi", "09:00-11:00", MON_THU, (date(2027, 1, 13), None))
    found = hours(book(sessions=(*NORMAL_HOURS, summer)), date(2027, 1, 12), date(2027, 1, 13))
    assert found[0::2] == ["01-12 pagi 07:30-12:00", "01-13 pagi 09:00-11:00"]


def test_a_special_day_within_dated_rows_replaces_them() -> None:
    day = date(2027, 2, 17)
    rows = (
        *NORMAL_HOURS,
        session("pagi", "08:00-12:00", MON_THU, RAMADAN),
        session("pagi", "10:00-11:00", dates=(day, day)),
    )
    found = hours(book(sessions=rows), date(2027, 2, 16), date(2027, 2, 18))
    assert found[0::2] == [
        "02-16 pagi 08:00-12:00",
        "02-17 pagi 10:00-11:00",
        "02-18 pagi 08:00-12:00",
    ]


def test_rows_whose_dates_have_passed_leave_the_undated_ones_in_force() -> None:
    old = session("pagi", "09:00-10:00", dates=(date(2026, 2, 18), date(2026, 3, 19)))
    assert hours(book(sessions=(old, *NORMAL_HOURS)), *JANUARY) == hours(book(), *JANUARY)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((None, None), (None, None)),
        (RAMADAN, RAMADAN),
        ((date(2027, 2, 1), date(2027, 2, 12)), (date(2027, 2, 10), date(2027, 2, 20))),
    ],
)
def test_two_rows_of_one_session_on_one_date_are_a_fault(
    first: tuple[date | None, date | None], second: tuple[date | None, date | None]
) -> None:
    rows = (
        session("pagi", "07:30-12:00", MON_THU, first, row=2),
        session("pagi", "08:00-12:00", (3, 4), second, row=3),
    )
    with pytest.raises(InputError) as caught:
        problem(book(sessions=rows, posts=(post("pagi"),)), date(2027, 2, 8), date(2027, 2, 28))
    (issue,) = caught.value.issues
    assert issue.where == "office.xlsx: sessions!3"
    assert issue.found == (
        "PIP/pagi holds twice on Thursday, 11 February 2027 (see also office.xlsx: sessions!2)"
    )


def test_in_force_is_empty_on_a_day_that_no_row_names() -> None:
    assert in_force(NORMAL_HOURS[:1], date(2027, 1, 16)) == ()


def test_an_end_at_or_before_the_start_is_on_the_next_day() -> None:
    night = session("malam", "22:00-06:00")
    evening = session("sore", "16:00-00:00")
    day = date(2027, 1, 31)
    start, end = span_on(day, night.start, night.end)
    assert (end - start, end.date()) == (timedelta(hours=8), date(2027, 2, 1))
    start, end = span_on(day, evening.start, evening.end)
    assert (end - start, end.date()) == (timedelta(hours=8), date(2027, 2, 1))
