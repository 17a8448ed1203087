"""Periods as people write them: ``2027-03``, ``2027-01..2027-03``, ``2027-03-01..2027-03-12``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from roster.errors import InputError, Issue
from roster.model.language import say

YEARS = range(1900, 2200)
FORM = "2027-03, 2027-01..2027-03, 2027-03-15, 2027-03-01..2027-03-12"


def parse_month(text: str, language: str = "en") -> tuple[date, date]:
    """The first and last day of a month; raises InputError if the text is not a month."""
    if re.fullmatch(r"\d{4}-\d{2}", text, re.ASCII):
        return _span(text, text, "2027-03", language)
    raise _unreadable(text, "2027-03", language)


def parse_period(text: str, language: str = "en") -> tuple[date, date]:
    """The first and last day of a month, a day, or a range of either, both included.

    Raises
    ------
    InputError
        If the text is not a period, names a date that does not exist, or ends before it
        starts.
    """
    start, dots, end = (part.strip() for part in text.partition(".."))
    first = _span(start, text, FORM, language)[0]
    last = _span(end if dots else start, text, FORM, language)[1]
    if last < first:
        raise InputError(
            [
                Issue(
                    say(language, id="periode", en="period"),
                    say(
                        language,
                        id=f"{text!r} berakhir {last}, sebelum mulai {first}",
                        en=f"{text!r} ends on {last}, before it starts on {first}",
                    ),
                    advice=say(
                        language,
                        id="Tulis tanggal yang lebih awal dahulu",
                        en="Write the earlier date first",
                    ),
                )
            ]
        )
    return first, last


def _span(text: str, whole: str, form: str, language: str) -> tuple[date, date]:
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text, re.ASCII)
    if not found:
        raise _unreadable(whole, form, language)
    year, month = int(found[1]), int(found[2])
    try:
        if year not in YEARS:
            raise ValueError(f"year {year}")
        if found[3]:
            day = date(year, month, int(found[3]))
            return day, day
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except ValueError as fault:
        raise _unreadable(whole, form, language) from fault


def _unreadable(text: str, form: str, language: str) -> InputError:
    return InputError(
        [
            Issue(
                say(language, id="periode", en="period"),
                say(language, id=f"{text!r} bukan periode", en=f"{text!r} is not a period"),
                form,
                say(
                    language,
                    id="Tulis tahun, bulan dan hari dengan angka; tahunnya 1900 sampai 2199",
                    en="Write year, month and day as numbers; the years are 1900 to 2199",
                ),
            )
        ]
    )
