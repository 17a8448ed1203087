"""Dates, hours, weekdays and parts of a day, as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from roster.book.report import NOTHING, Fault, Text, did_you_mean, shown
from roster.book.tables import ALL_DAYS
from roster.book.words import EVERY_DAY, nearest, plain, weekday
from roster.model.language import MONTHS, WEEKDAYS

YEARS = range(1900, 2200)
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
LONG_DATE = re.compile(r"(\d{1,2}) ([^\W\d]+) (\d{4})")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]00)?")
TO = re.compile(r"\s*(?:[-–—]|s\.?d\.?|sampai|hingga|to)\s*", re.IGNORECASE)
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FIRST_DAY_OF_EXCEL = date(1900, 1, 1)


def notation(cell: object) -> str:
    """How a date is written: ``iso``, ``day first``, ``date`` (a real one) or empty."""
    if isinstance(cell, date):
        return "date"
    if not isinstance(cell, str):
        return ""
    if ISO_DATE.fullmatch(cell):
        return "iso"
    return "day first" if DAY_FIRST.fullmatch(cell) else ""


def date_of(cell: object) -> date:
    """A date from ``2027-03-01``, ``1/3/2027``, ``1 Maret 2027`` or a real date."""
    if isinstance(cell, datetime):
        if cell.time() != time():
            raise Fault(
                Text(f"tanggal dengan jam, {cell}", f"a date with a time, {cell}"),
                DATE_EXPECTED,
            )
        cell = cell.date()
    if isinstance(cell, date):
        found, day = str(cell), cell
    elif isinstance(cell, str) and (numbers := _day_numbers(cell)):
        found = cell
        try:
            day = date(*numbers)
        except ValueError:
            raise Fault(
                Text(
                    f"{shown(cell)}, tanggal yang tidak ada",
                    f"{shown(cell)}, a date that does not exist",
                ),
                DATE_EXPECTED,
            ) from None
    else:
        raise Fault(_sort(cell), DATE_EXPECTED)
    if day.year not in YEARS:
        raise Fault(
            Text(f"tahun {day.year} pada {shown(found)}", f"the year {day.year} in {shown(found)}"),
            Text("tahun 1900 sampai 2199", "a year from 1900 to 2199"),
        )
    return day


def _day_numbers(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a written date; None if it is not one."""
    if iso := ISO_DATE.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if first := DAY_FIRST.fullmatch(text):
        return int(first[3]), int(first[2]), int(first[1])
    if long := LONG_DATE.fullmatch(" ".join(text.split())):
        for names in MONTHS.values():
            for number, name in enumerate(names, start=1):
                if name.casefold() == long[2].casefold():
                    return int(long[3]), number, int(long[1])
    return None


def time_of(cell: object, *, end: bool = False) -> time:
    """A time of day from ``07:30``, ``07.30`` or a real time, to the minute.

    As an end ``24:00`` is the midnight after the day, which is returned as 00:00.
    """
    minutes = _minutes(cell)
    if minutes is None or not 0 <= minutes <= 24 * 60:
        raise Fault(_sort(cell), TIME_EXPECTED)
    if minutes == 24 * 60 and not end:
        raise Fault(
            Text("24:00 sebagai jam mulai", "24:00 as a start"),
            Text("00:00 sampai 23:59", "00:00 to 23:59"),
        )
    return time(minutes // 60 % 24, minutes % 60)


def _minutes(cell: object) -> int | None:
    """Minutes after midnight; None if the cell is no time to the minute."""
    if isinstance(cell, str):
        clock = CLOCK.fullmatch(cell)
        return int(clock[1]) * 60 + int(clock[2]) if clock and int(clock[2]) < 60 else None
    seconds: float
    if isinstance(cell, time):
        seconds = cell.hour * 3600 + cell.minute * 60 + cell.second
    elif isinstance(cell, timedelta):
        seconds = cell.total_seconds()
    elif isinstance(cell, float) and 0 < cell < 1:
        # The fraction of a day that a spreadsheet keeps for a time.
        seconds = round(cell * 86_400)
    elif cell == FIRST_DAY_OF_EXCEL:
        # 24:00 in a cell that is formatted as a time of day.
        seconds = 86_400
    else:
        return None
    return round(seconds) // 60 if round(seconds) % 60 == 0 else None


def time_text(value: time) -> str:
    """``07:30``."""
    return value.strftime("%H:%M")


def part_of(cell: object) -> str:
    """A part of a day: hours as ``12:00-14:00``, or else the name of a session."""
    if not isinstance(cell, str):
        raise Fault(_sort(cell), PART_EXPECTED)
    pieces = TO.split(cell)
    if len(pieces) != 2 or not all(re.fullmatch(r"\d{1,2}[:.]\d.*", piece) for piece in pieces):
        return " ".join(cell.split())
    start, end = time_of(pieces[0]), time_of(pieces[1], end=True)
    if end != time() and end <= start:
        raise Fault(
            Text(
                f"{shown(cell)}, selesai sebelum mulai", f"{shown(cell)}, an end before its start"
            ),
            PART_EXPECTED,
        )
    return f"{time_text(start)}-{'24:00' if end == time() else time_text(end)}"


def days_of(cell: object) -> tuple[int, ...]:
    """Weekdays from ``Mon-Thu``, ``Senin s.d. Kamis``, ``Jumat`` or ``Mon, Wed``; Monday 0."""
    if not isinstance(cell, str):
        raise Fault(_sort(cell), DAYS_EXPECTED)
    if plain(cell) in EVERY_DAY:
        return ALL_DAYS
    days: set[int] = set()
    for part in re.split(r"[;,&\n]|\bdan\b|\band\b", cell):
        if part.strip():
            span = [_weekday(name) for name in TO.split(part.strip()) if name.strip()]
            if not 1 <= len(span) <= 2:
                raise Fault(Text(shown(cell), shown(cell)), DAYS_EXPECTED)
            first, last = span[0], span[-1]
            days.update((first + n) % 7 for n in range((last - first) % 7 + 1))
    if not days:
        raise Fault(Text(shown(cell), shown(cell)), DAYS_EXPECTED)
    return tuple(sorted(days))


def _weekday(text: str) -> int:
    number = weekday(text)
    if number is None:
        names = [name for names in WEEKDAYS.values() for name in names] + list(DAY_NAMES)
        asked = did_you_mean(nearest(text, names))
        raise Fault(
            Text(f"hari {shown(text.strip())}", f"the weekday {shown(text.strip())}"),
            DAYS_EXPECTED,
            asked,
        )
    return number


def days_text(days: tuple[int, ...]) -> str:
    """Weekdays in the canonical form: ``Mon-Thu``, ``Mon,Wed``; empty for all of them."""
    if set(days) == set(ALL_DAYS):
        return ""
    runs: list[list[int]] = []
    for day in sorted(set(days)):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        DAY_NAMES[run[0]] if len(run) == 1 else f"{DAY_NAMES[run[0]]}-{DAY_NAMES[run[-1]]}"
        for run in runs
    )


def _sort(cell: object) -> Text:
    """What was found where a moment was expected, with its sort if it is not text."""
    if isinstance(cell, str):
        return Text(shown(cell), shown(cell))
    if isinstance(cell, bool):
        return Text(f"nilai logika {cell}", f"the truth value {cell}")
    if isinstance(cell, int | float):
        return Text(f"angka {cell:g}", f"the number {cell:g}")
    if isinstance(cell, date):
        return Text(f"tanggal {cell}", f"the date {cell}")
    return Text(f"jam {cell}", f"the time {cell}") if cell is not None else NOTHING


DATE_EXPECTED = Text(
    "tanggal seperti 2027-03-01 atau 1/3/2027", "a date such as 2027-03-01 or 1/3/2027"
)
TIME_EXPECTED = Text(
    "jam seperti 07:30 atau 07.30, diketik sebagai teks atau jam",
    "a time such as 07:30, typed as text or as a time",
)
PART_EXPECTED = Text(
    "kosong, nama sesi, atau jam seperti 12:00-14:00",
    "nothing, a session, or hours such as 12:00-14:00",
)
DAYS_EXPECTED = Text(
    "hari seperti Senin-Kamis, Jumat atau Sen,Rab", "weekdays such as Mon-Thu, Fri or Mon,Wed"
)
