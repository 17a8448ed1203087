"""A small book that solves as it is, to start from. All names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction
from pathlib import Path

from roster.book.canonical import fingerprint
from roster.book.tables import (
    BalanceRow,
    Book,
    LeaveRow,
    OfficerRow,
    PostRow,
    RequestRow,
    RoomRow,
    RuleRow,
    SessionRow,
    SettingRow,
    UnitRow,
)
from roster.book.writer import write_book

EXAMPLE_MONTH = date(2027, 3, 1)
ROOM = "PIP"
MON_THU, FRI = (0, 1, 2, 3), (4,)
SETTINGS = {
    "office": "Ruang Pelayanan Informasi Publik",
    "language": "id",
    "timezone": "Asia/Jakarta",
    "country": "ID",
    "holidays": "public;government",
    "calendar_reminder_minutes": "720",
}
UNITS = {"SET": "Sekretariat", "SWA": "Rumah Swadaya", "SUN": "Rumah Susun"}
OFFICERS = (
    ("198503122010011003", "Bayu Pratama", "SET", ("front", "information")),
    ("199007212015022001", "Citra Wulandari", "SET", ("front", "information")),
    ("199411052019031007", "Dimas Saputra", "SET", ("front",)),
    ("198712302011012004", "Endah Lestari", "SWA", ("front", "information")),
    ("199202142016011002", "Fajar Nugroho", "SWA", ("front", "information")),
    ("199608192020122005", "Gita Maharani", "SWA", ("front",)),
    ("198906252012012006", "Hana Puspita", "SUN", ("front", "information")),
    ("199309012018011008", "Irfan Hakim", "SUN", ("front", "information")),
)
HOURS = (
    ("pagi", "Sesi pagi", MON_THU, time(7, 30), time(12)),
    ("siang", "Sesi siang", MON_THU, time(13), time(16)),
    ("pagi", "Sesi pagi", FRI, time(7, 30), time(11, 30)),
    ("siang", "Sesi siang", FRI, time(13), time(16, 30)),
)
RULES: tuple[tuple[str, int | None, dict[str, str]], ...] = (
    ("one_place", None, {}),
    ("competence", None, {}),
    ("leave", None, {}),
    ("pins", None, {}),
    ("max_duties", None, {"per": "day", "limit": "1"}),
    ("max_duties", None, {"per": "week", "limit": "3"}),
    ("unit_limits", None, {}),
    ("coverage", 1, {"to": "min"}),
    ("coverage", 2, {"to": "ideal"}),
    ("fair_share", 3, {"of": "duties"}),
    ("fair_share", 4, {"of": "session"}),
    ("unit_share", 5, {}),
    ("requests", 6, {}),
)


def starter_book(month: date = EXAMPLE_MONTH) -> Book:
    """A book of one room and eight officers, with leave and wishes in the month of a date."""
    days = _weekdays(month)
    nip = [officer[0] for officer in OFFICERS]
    book = Book(
        source="starter",
        settings=tuple(SettingRow(key=key, value=value) for key, value in SETTINGS.items()),
        units=tuple(
            UnitRow(unit=unit, name=name, max_per_session=1, min_at_work=1)
            for unit, name in UNITS.items()
        ),
        officers=tuple(
            OfficerRow(
                officer=number,
                name=name,
                unit=unit,
                email=f"{name.lower().replace(' ', '.')}@example.go.id",
                competencies=competencies,
            )
            for number, name, unit, competencies in OFFICERS
        ),
        rooms=(
            RoomRow(
                room=ROOM,
                name="Ruang Pelayanan Informasi Publik",
                place="Gedung A lantai 1",
                timezone=SETTINGS["timezone"],
            ),
        ),
        sessions=tuple(
            SessionRow(room=ROOM, session=code, name=name, weekdays=on, start=start, end=end)
            for code, name, on, start, end in HOURS
        ),
        posts=tuple(
            PostRow(room=ROOM, session=s, post=p, competency=p, min=1, ideal=1, max=most)
            for s in ("pagi", "siang")
            for p, most in (("front", 2), ("information", 1))
        ),
        leave=(
            LeaveRow(officer=nip[2], start=days[2], end=days[4], type="CT"),
            LeaveRow(officer=nip[3], start=days[13], end=days[13], type="DL"),
            LeaveRow(officer=nip[6], start=days[12], end=days[12], part="12:00-16:30"),
            LeaveRow(officer=nip[7], start=days[14], end=days[15], type="CT", status="requested"),
        ),
        requests=(
            RequestRow(officer=nip[0], date=days[3], wish="avoid"),
            RequestRow(officer=nip[1], date=days[1], session="pagi", wish="want", weight=2),
            RequestRow(officer=nip[4], date=days[16], session="siang", wish="avoid"),
        ),
        balances=(
            BalanceRow(officer=nip[0], duties=Fraction(1)),
            BalanceRow(officer=nip[5], duties=Fraction(-1)),
        ),
        rules=tuple(
            RuleRow(rule=rule, strength=strength, parameters=tuple(parameters.items()))
            for rule, strength, parameters in RULES
        ),
    )
    return replace(book, sha256=fingerprint(book))


def write_starter(path: Path, *, xlsx: bool = False, language: str = "en") -> tuple[Path, str]:
    """Write the starter book; return its path and its example month, as ``2027-03``.

    It is a workbook where the path ends in ``.xlsx``, or with ``xlsx`` at the path with that
    ending; else a folder of CSV files. Raises InputError if it exists or cannot be written.
    """
    if xlsx and path.suffix.casefold() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    write_book(starter_book(), path, language)
    return path, f"{EXAMPLE_MONTH:%Y-%m}"


def _weekdays(month: date) -> list[date]:
    """Monday to Friday of a month, in order; 20 or more."""
    days = (month.replace(day=1) + timedelta(days=n) for n in range(31))
    return [day for day in days if day.month == month.month and day.weekday() < 5]
