"""The two languages of the house, and dates and hours written as each writes them."""

from __future__ import annotations

import errno
from datetime import date, datetime

LANGUAGES = ("id", "en")

WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}

REASONS = {
    errno.ENOENT: "tidak ada berkas atau folder bernama itu",
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak diperbolehkan",
    errno.EEXIST: "sudah ada",
    errno.EISDIR: "itu sebuah folder",
    errno.ENOTDIR: "bukan folder",
    errno.ENAMETOOLONG: "nama terlalu panjang",
    errno.ENOSPC: "penyimpanan penuh",
    errno.EROFS: "hanya dapat dibaca",
    errno.EIO: "galat perangkat penyimpanan",
}


def say(language: str, *, id: str, en: str) -> str:
    """The text in the language asked for."""
    return id if language == "id" else en


def weekday_name(day: date, language: str) -> str:
    """``Senin`` or ``Monday``."""
    return WEEKDAYS[language][day.weekday()]


def long_date(day: date, language: str) -> str:
    """``Senin, 1 Maret 2027`` or ``Monday, 1 March 2027``."""
    month = MONTHS[language][day.month - 1]
    return f"{weekday_name(day, language)}, {day.day} {month} {day.year}"


def month_name(day: date, language: str) -> str:
    """``Maret 2027`` or ``March 2027``."""
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def clock(moment: datetime, language: str) -> str:
    """``07.30`` or ``07:30``."""
    return moment.strftime("%H.%M" if language == "id" else "%H:%M")


def hours(start: datetime, end: datetime, timezone: str, language: str) -> str:
    """``07.30–12.00 WIB`` or ``07:30–12:00 WIB``."""
    zone = ZONES.get(timezone, timezone)
    return f"{clock(start, language)}–{clock(end, language)} {zone}"


def reason(error: OSError, language: str) -> str:
    """Why the system refused a file, in words; the system's own where Indonesian has none."""
    own = error.strerror or type(error).__name__
    return say(language, id=REASONS.get(error.errno or 0, own), en=own)
