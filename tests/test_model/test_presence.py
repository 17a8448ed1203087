"""Who is present on which open day, and on how many days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from roster.model import Duty, Leave, Officer, Problem

ZONE = ZoneInfo("Asia/Jakarta")
FIRST = date(2027, 3, 1)


def morning(number: int) -> Duty:
    """A duty some days after the first."""
    day = FIRST + timedelta(days=number)
    start = datetime(day.year, day.month, day.day, 7, 30, tzinfo=ZONE)
    return Duty(day, "R", "pagi", "desk", start, start + timedelta(hours=4))


def test_presence_counts_appointments_and_whole_days_of_approved_leave() -> None:
    days = [FIRST, FIRST + timedelta(days=1), FIRST + timedelta(days=3)]
    half = datetime(2027, 3, 2, 8), datetime(2027, 3, 2, 10)
    problem = Problem(
        FIRST,
        FIRST + timedelta(days=4),
        (
            Officer("Ani"),
            Officer("Budi", joined=days[1]),
            Officer("Citra", left=days[1]),
            Officer("Dewi", capacity=Fraction(1, 2)),
        ),
        (morning(0), morning(1), morning(3)),
        leaves=(
            Leave("Ani", days[1], days[1], approved=False),
            Leave("Ani", days[1], days[1], windows=(half,)),
            Leave("Dewi", days[1], days[2]),
        ),
    )
    assert dict(problem.present) == {
        days[0]: {"Ani", "Citra", "Dewi"},
        days[1]: {"Ani", "Budi", "Citra"},
        days[2]: {"Ani", "Budi"},
    }
    assert dict(problem.available) == {"Ani": 3, "Budi": 2, "Citra": 2, "Dewi": 1}
    assert problem.weights["Dewi"] == Fraction(1, 2)
    for officer in problem.officers:
        assert problem.available[officer.id] == sum(
            officer.appointed_on(day) and not problem.away(officer.id, day) for day in days
        )
