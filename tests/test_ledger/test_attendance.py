"""How often officers fell out of published duties, counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from ledger_office import (
    ANI,
    BUDI,
    CITRA,
    FRI_PM,
    MON_PM,
    ROSTER,
    THU_PM,
    TUESDAY,
    act,
    draft,
    put,
    without,
)

from roster.amendment import Absence
from roster.exports.table import roster_csv
from roster.ledger import Draft, Ledger
from roster.ledger.attendance import Attendance, attendance
from roster.ledger.publish import publish
from roster.model import Roster

APRIL = date(2027, 4, 1)
EVE = TUESDAY.replace(month=3, day=3)
AWAY = Absence(ANI, date(2027, 3, 4), date(2027, 3, 5))
MENDED = put(without(ROSTER, (ANI, THU_PM), (ANI, FRI_PM)), (BUDI, THU_PM), (CITRA, FRI_PM))


def out(ledger: Ledger, made: Draft, at: datetime) -> None:
    """Publish a draft with its roster as a document, as the command does."""
    text = roster_csv(made.problem, made.roster).encode()
    publish(ledger, made, act(at), lambda version: {"roster.csv": text})


def told(ledger: Ledger, roster: Roster, *absences: Absence) -> None:
    """Publish the roster, and on 3 March another version that knows of absences."""
    out(ledger, draft(), TUESDAY)
    out(ledger, draft(roster, seen=1, absences=absences), EVE)


def test_a_ledger_without_rosters_tells_of_nobody(ledger: Ledger) -> None:
    assert attendance(ledger, APRIL) == {}


def test_duty_days_are_counted_and_nothing_was_missed_without_a_repair(ledger: Ledger) -> None:
    out(ledger, draft(), TUESDAY)
    # Ani on the 1st, 4th and 5th, Budi on the 1st and 5th, Citra on the 4th.
    assert attendance(ledger, APRIL) == {
        ANI: Attendance(3, 0),
        BUDI: Attendance(2, 0),
        CITRA: Attendance(1, 0),
    }


def test_days_missed_are_those_that_the_version_before_had_the_officer_on(ledger: Ledger) -> None:
    told(ledger, MENDED, AWAY)
    # Ani served on the 1st and missed the 4th and 5th; Budi and Citra served these besides.
    assert attendance(ledger, APRIL) == {
        ANI: Attendance(3, 2),
        BUDI: Attendance(3, 0),
        CITRA: Attendance(2, 0),
    }


def test_days_from_the_given_one_on_are_not_known_yet(ledger: Ledger) -> None:
    told(ledger, MENDED, AWAY)
    assert attendance(ledger, date(2027, 3, 5))[ANI] == Attendance(2, 1)
    assert attendance(ledger, date(2027, 3, 1)) == {}


def test_an_absence_on_days_without_a_duty_misses_nothing(ledger: Ledger) -> None:
    told(
        ledger, put(without(ROSTER, (BUDI, MON_PM)), (CITRA, MON_PM)), Absence(CITRA, APRIL, APRIL)
    )
    assert attendance(ledger, APRIL)[CITRA] == Attendance(2, 0)


def test_leave_that_was_told_of_in_good_time_is_no_miss_and_no_duty_day(ledger: Ledger) -> None:
    # On the 3rd the 5th is two days ahead, the 4th would not have been.
    mended = put(without(ROSTER, (ANI, FRI_PM)), (CITRA, FRI_PM))
    told(ledger, mended, replace(AWAY, first=date(2027, 3, 5)))
    assert attendance(ledger, APRIL)[ANI] == Attendance(2, 0)


def test_a_long_absence_counts_whole_if_its_first_day_came_as_a_surprise(ledger: Ledger) -> None:
    told(ledger, MENDED, replace(AWAY, last=date(2027, 3, 31)))
    assert attendance(ledger, APRIL)[ANI] == Attendance(3, 2)


def test_an_absence_may_be_told_of_after_its_days(ledger: Ledger) -> None:
    out(ledger, draft(), TUESDAY)
    out(ledger, draft(MENDED, seen=1, absences=(AWAY,)), EVE + timedelta(days=20))
    assert attendance(ledger, APRIL)[ANI] == Attendance(3, 2)


def test_who_serves_after_all_missed_nothing(ledger: Ledger) -> None:
    told(ledger, MENDED, AWAY)
    out(ledger, draft(ROSTER, seen=2), EVE + timedelta(days=1))
    assert attendance(ledger, APRIL)[ANI] == Attendance(3, 0)


def test_the_first_version_of_a_period_misses_nothing(ledger: Ledger) -> None:
    out(ledger, draft(absences=(AWAY,)), TUESDAY)
    assert attendance(ledger, APRIL)[ANI] == Attendance(3, 0)
