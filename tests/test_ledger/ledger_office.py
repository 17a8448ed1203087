"""A hand-reckoned office for the tests of what follows a publication.

March 2027, one room; Friday is the 5th, and the 4th counts as a holiday.

=========  ======  =====
day        pagi    siang
=========  ======  =====
Mon 1 Mar  Ani     Budi
Thu 4 Mar  Citra   Ani
Fri 5 Mar  Budi    Ani
=========  ======  =====
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import constraints as c
from roster.ledger import Act, Draft
from roster.model import Duty, Officer, Problem, Room, Roster, RuleUse

JAKARTA = ZoneInfo("Asia/Jakarta")
TUESDAY = datetime(2027, 2, 23, 10, tzinfo=JAKARTA)
WEDNESDAY = TUESDAY + timedelta(days=1)
THURSDAY = TUESDAY + timedelta(days=2)
ANI, BUDI, CITRA = "ani", "budi", "citra"
FRIDAY = date(2027, 3, 5)
HOLIDAY = date(2027, 3, 4)


def duty(day: int, session: str, hour: int | None = None) -> Duty:
    """A duty of four hours in March."""
    at = hour if hour is not None else {"pagi": 8, "siang": 13}[session]
    start = datetime(2027, 3, day, at, tzinfo=JAKARTA)
    end = start + timedelta(hours=4)
    return Duty(start.date(), "PIP", session, "front", start, end, session_name=f"Sesi {session}")


DUTIES = tuple(duty(day, session) for day in (1, 4, 5) for session in ("pagi", "siang"))
MON_AM, MON_PM, THU_AM, THU_PM, FRI_AM, FRI_PM = DUTIES

PROBLEM = Problem(
    first=date(2027, 3, 1),
    last=date(2027, 3, 31),
    officers=(
        Officer(ANI, "Ani Lestari", email="ani@example.go.id"),
        Officer(BUDI, 'Budi "#1" $x$ <b>, S.H.\n*@ref [a]', email="budi@example.go.id"),
        Officer(CITRA, "Citra مكتب 🚪", email="citra@example.go.id"),
    ),
    duties=DUTIES,
    rules=(
        RuleUse(c.OnePlace()),
        RuleUse(c.Leave()),
        RuleUse(c.MaxDuties(per="day", limit=1)),
        RuleUse(c.Coverage(to="min"), 1),
        RuleUse(c.FairShare(of="duties"), 2),
        RuleUse(c.FairShare(of="session"), 3),
    ),
    rooms=(Room("PIP", "Ruang Pelayanan", "Gedung G"),),
    holidays=frozenset({HOLIDAY}),
    settings=(
        ("office", "Kantor Layanan"),
        ("timezone", "Asia/Jakarta"),
        ("calendar_reminder_minutes", "720"),
        ("email", "layanan@example.go.id"),
    ),
    name="Kantor Layanan",
)

ROSTER = Roster.of(
    [
        (ANI, MON_AM),
        (BUDI, MON_PM),
        (CITRA, THU_AM),
        (ANI, THU_PM),
        (BUDI, FRI_AM),
        (ANI, FRI_PM),
    ]
)


def draft(roster: Roster = ROSTER, problem: Problem = PROBLEM, **changes: object) -> Draft:
    """A draft of the office's March in English."""
    made = Draft(problem, roster, "en", "b" * 64)
    return replace(made, **changes)  # type: ignore[arg-type]


def act(at: datetime = TUESDAY, author: str = "Sari", **changes: str) -> Act:
    """Sari publishes."""
    return Act(author, at, **changes)


def without(roster: Roster, *pairs: tuple[str, Duty]) -> Roster:
    """A roster without some assignments."""
    return Roster.of(pair for pair in roster.assignments if tuple(pair) not in pairs)


def put(roster: Roster, *pairs: tuple[str, Duty]) -> Roster:
    """A roster with some assignments more."""
    return Roster.of([*roster.assignments, *pairs])
