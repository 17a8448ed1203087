"""The settings that a book may hold, and what their values must be."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.tables import Book
from roster.book.words import ZONE_WORDS, match, nearest
from roster.model.language import LANGUAGES

DEFAULT_ZONE = "Asia/Jakarta"
FOUR_WEEKS = 28 * 24 * 60
_REMINDER = re.compile("[0-9]{1,5}( *; *[0-9]{1,5})?")
SETTINGS = (
    "office",
    "language",
    "timezone",
    "country",
    "holidays",
    "past",
    "calendar_reminder_minutes",
    "contact",
    "email",
    "signatory",
    "signatory_nip",
    "decree",
    "decree_date",
    "place",
    "letterhead",
    "issued",
    "installation",
)


def language_of(book: Book) -> str:
    """The book's language, Indonesian where it names none that is known."""
    language = book.setting("language", LANGUAGES[0])
    return language if language in LANGUAGES else LANGUAGES[0]


def check_settings(book: Book, report: Report) -> None:
    """Report unknown keys, and a language, time zone or reminder that cannot be used."""
    for row in book.settings:
        where = row.where_of("value")
        if row.key not in SETTINGS:
            report.error(
                row.where_of("key"),
                Text(
                    f"pengaturan {shown(row.key)} tidak dikenal",
                    f"unknown setting {shown(row.key)}",
                ),
                advice=did_you_mean(nearest(row.key, SETTINGS)),
            )
        elif row.key == "language" and row.value not in ("", *LANGUAGES):
            report.error(
                where,
                Text(
                    f"bahasa {shown(row.value)} tidak dikenal",
                    f"unknown language {shown(row.value)}",
                ),
                Text("id atau en", "id or en"),
            )
        elif row.key == "timezone" and row.value:
            check_zone(row.value, where, report)
        elif row.key == "calendar_reminder_minutes" and not _is_reminder(row.value):
            report.error(
                where,
                Text(f"pengingat {shown(row.value)}", f"reminder {shown(row.value)}"),
                Text(
                    f"satu atau dua jumlah menit sampai {FOUR_WEEKS}, seperti 720 atau 720;60",
                    f"one or two numbers of minutes up to {FOUR_WEEKS}, such as 720 or 720;60",
                ),
            )


def _is_reminder(text: str) -> bool:
    minutes = [int(number) for number in text.split(";")] if _REMINDER.fullmatch(text) else None
    return text == "" or (minutes is not None and max(minutes) <= FOUR_WEEKS)


@cache
def zone(name: str) -> ZoneInfo | None:
    """The time zone of an IANA name; None if there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def check_zone(name: str, where: str, report: Report) -> None:
    """Report a time zone that does not exist."""
    if zone(name) is None:
        report.error(
            where,
            Text(f"zona waktu {shown(name)} tidak dikenal", f"unknown time zone {shown(name)}"),
            Text(
                "Asia/Jakarta, Asia/Makassar, Asia/Jayapura atau nama IANA lain",
                "Asia/Jakarta, Asia/Makassar, Asia/Jayapura or another IANA name",
            ),
            did_you_mean(match(name, ZONE_WORDS) or nearest(name, available_timezones())),
        )
