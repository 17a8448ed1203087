"""A small office in three time zones, and a pair of exports, for the calendar tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from roster.exports.ics_event import CANCELLED, Event, assignment_uid
from roster.model import Duty, Leave, Officer, Problem, Room, Roster

ISSUED = datetime(2027, 2, 25, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
LATER = ISSUED + timedelta(days=2)
AWKWARD = 'Rapat "besar", lantai 2; C:\\New\\N: 🚪 مكتب 住宅 ' + "x" * 300

RANI, MADE, TARI, SATRIA = (
    "198709172016072046",
    "197806042022121025",
    "199609202014021038",
    "197605022006092090",
)
OFFICERS = (
    Officer(RANI, "Rani Kusuma", "SET", "rani@example.go.id"),
    Officer(MADE, 'Made "Ade" Rahmawati, S.H.; M.Si', "SSP", "made@example.go.id"),
    Officer(TARI, "Tari Anggraini", "RUK", "tari@example.go.id"),
    Officer(SATRIA, "Satria Anggraini", "SWA", "satria@example.go.id"),
)
ROOMS = (
    Room("PIP", "Ruang Pelayanan Informasi Publik", "Gedung G lantai 1", "Asia/Jakarta"),
    Room("MKS", "Loket Makassar", "Jalan Contoh 5", "Asia/Makassar"),
    Room("JYP", "Loket Jayapura", "Jalan Contoh 7", "Asia/Jayapura"),
)
SETTINGS = (
    ("office", "Ruang Pelayanan, Gedung G"),
    ("timezone", "Asia/Jakarta"),
    ("calendar_reminder_minutes", "720"),
    ("signatory", "Kepala Bagian Hukum"),
)


def duty(
    day: date,
    session: str = "pagi",
    post: str = "front",
    *,
    room: str = "PIP",
    start: str = "07:30",
    end: str = "12:00",
    places: int = 1,
) -> Duty:
    """A duty on the room's clock; one that ends at or before its start ends the next day."""
    zone = ZoneInfo({r.id: r.timezone for r in ROOMS}.get(room, "Asia/Jakarta"))
    begins = datetime.combine(day, time.fromisoformat(start), zone)
    ends = datetime.combine(day, time.fromisoformat(end), zone)
    if ends <= begins:
        ends += timedelta(days=1)
    return Duty(
        day,
        room,
        session,
        post,
        begins,
        ends,
        min=1,
        ideal=places,
        session_name=f"Sesi {session}",
    )


MONDAY = date(2027, 3, 1)
FRONT = duty(MONDAY, places=2)
SUPERVISOR = duty(MONDAY, post="supervisor")
EMPTY = duty(MONDAY, post="information")
NIGHT = duty(date(2027, 3, 31), "malam", start="22:00", end="06:00")
WHOLE_DAY = duty(date(2027, 3, 9), "penuh", start="08:00", end="08:00")
WITA = duty(date(2027, 3, 3), room="MKS", start="07:00", end="12:00")
WIT = duty(date(2027, 3, 4), room="JYP", start="07:00", end="12:00")


def office(**changes: object) -> Problem:
    """March 2027 in three rooms; Tari is on leave and has no duty."""
    problem = Problem(
        first=date(2027, 3, 1),
        last=date(2027, 3, 31),
        officers=OFFICERS,
        duties=(FRONT, SUPERVISOR, EMPTY, WITA, WIT, WHOLE_DAY, NIGHT),
        rooms=ROOMS,
        leaves=(Leave(TARI, date(2027, 3, 1), date(2027, 3, 31), kind="melahirkan"),),
        settings=SETTINGS,
    )
    return replace(problem, **changes)  # type: ignore[arg-type]


def roster() -> Roster:
    """Rani has every kind of duty; Made shares the first session; Satria has one."""
    return Roster.of(
        [
            (RANI, SUPERVISOR),
            (MADE, FRONT),
            (RANI, WITA),
            (RANI, WIT),
            (RANI, WHOLE_DAY),
            (RANI, NIGHT),
            (SATRIA, WIT),
        ]
    )


def _event(name: str, start: datetime, hours: int, **changes: object) -> Event:
    zone = start.tzinfo
    assert isinstance(zone, ZoneInfo)
    event = Event(
        uid=assignment_uid("tests", RANI, name),
        summary=name,
        start=start,
        end=(start.astimezone(UTC) + timedelta(hours=hours)).astimezone(zone),
        timezone=zone.key,
        created=ISSUED,
        modified=ISSUED,
        location="Ruang Pelayanan, Gedung G",
        description="Tugas: Front",
        categories=("Piket", "Sesi, pagi"),
        alarms=(720, 60),
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def export_pair() -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Two publications of one month: six entries, then one moved, one withdrawn, one new."""
    wib, wita, wit = (ZoneInfo(room.timezone) for room in ROOMS)
    night = _event("malam", datetime(2027, 3, 5, 22, tzinfo=wib), 8, description=AWKWARD)
    day = _event("siang", datetime(2027, 3, 8, 13, tzinfo=wib), 3)
    withdrawn = _event("dicabut", datetime(2027, 3, 9, 13, tzinfo=wib), 3)
    makassar = _event("makassar", datetime(2027, 3, 10, 7, tzinfo=wita), 5)
    jayapura = _event("jayapura", datetime(2027, 3, 10, 7, tzinfo=wit), 5)
    standby = Event(
        uid=assignment_uid("tests", RANI, "siaga"),
        summary="siaga",
        start=date(2027, 3, 6),
        end=date(2027, 3, 8),
        timezone="Asia/Jakarta",
        created=ISSUED,
        modified=ISSUED,
        transparent=True,
    )
    moved = replace(
        day,
        start=datetime(2027, 3, 8, 8, tzinfo=wib),
        end=datetime(2027, 3, 8, 11, tzinfo=wib),
        summary="siang, dipindah",
        location="Loket lain; lantai 2",
        sequence=1,
        modified=LATER,
    )
    gone = replace(withdrawn, status=CANCELLED, sequence=1, modified=LATER)
    full = _event("penuh", datetime(2027, 3, 12, 8, tzinfo=wib), 24, created=LATER, modified=LATER)
    first = (night, day, withdrawn, makassar, jayapura, standby)
    return first, (night, moved, gone, makassar, jayapura, standby, full)
