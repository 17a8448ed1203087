"""The office's calendar: public holidays, closures, special openings, and rows with dates.

A row of sessions or posts holds on its weekdays between ``from`` and ``until``, both
included. Where several rows of one session or post hold on a date, the row whose dates lie
within those of all others counts: Ramadan hours replace the undated ones on the days they
name, and one special day within Ramadan replaces both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.tables import Book, ClosureRow
from roster.book.words import nearest
from roster.model.language import long_date

DEFAULT_CATEGORIES = ("public", "government")
COLLECTIVE_LEAVE = "government"
ESTIMATED = ("(perkiraan)", "(estimated)")


class Dated(Protocol):
    """A row that holds on some weekdays of some dates."""

    @property
    def weekdays(self) -> tuple[int, ...]: ...
    @property
    def from_(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...


Held = TypeVar("Held", bound=Dated)


def in_force(rows: Iterable[Held], day: date) -> tuple[Held, ...]:
    """The row that counts on a day, of rows for one thing.

    Empty if none holds. More than one row means that the book contradicts itself: two rows
    hold and the dates of neither lie within those of the other.
    """
    holding = [row for row in rows if day.weekday() in row.weekdays and _within(day, row)]
    inner = [row for row in holding if all(_inside(row, other) for other in holding)]
    return tuple(inner or holding)


def _span(row: Dated) -> tuple[date, date]:
    return row.from_ or date.min, row.until or date.max


def _within(day: date, row: Dated) -> bool:
    first, last = _span(row)
    return first <= day <= last


def _inside(row: Dated, other: Dated) -> bool:
    (first, last), (start, end) = _span(row), _span(other)
    return start <= first and last <= end


def public_holidays(book: Book, first: date, last: date, report: Report) -> Mapping[date, str]:
    """The holidays of the setting ``country`` in the categories of the setting ``holidays``.

    An empty country has none. A holiday whose date is an estimate, and a year for which no
    collective leave (``government``) is known yet, are warnings; an unknown country or
    category is a fault. Source: the package ``holidays``.
    """
    country = book.setting("country").upper()
    if not country:
        return MappingProxyType({})
    import holidays

    # The list of all countries loads each of them, so it is asked only for a near one.
    entity: Any = getattr(holidays, country, None)
    _load_alone(getattr(entity, "module_name", ""))
    if not hasattr(entity, "country") or hasattr(entity, "market"):
        _unknown_country(book, country, holidays.list_supported_countries(), report)
        return MappingProxyType({})
    names: dict[date, str] = {}
    categories = _categories(book, entity.supported_categories, report)
    for year in range(first.year, last.year + 1):
        for category in categories:
            found = _year_of(country, category, year, report.language)
            if not found and category == COLLECTIVE_LEAVE:
                _collective_leave_unknown(book, year, report)
            names.update((day, name) for day, name in found.items() if first <= day <= last)
    for day, name in sorted(names.items()):
        if any(part.endswith(ESTIMATED) for part in name.split("; ")):
            _estimated(book, day, name, report)
    return MappingProxyType(names)


def _load_alone(module: str) -> None:
    """Load the module of one country without its package, which loads those of all countries.

    The package is put back to be loaded by whoever asks for it.
    """
    package = module.rpartition(".")[0]
    spec = find_spec(package) if package and package not in sys.modules else None
    if spec is not None:
        sys.modules[package] = module_from_spec(spec)
        try:
            import_module(module)
        finally:
            del sys.modules[package]


def _categories(book: Book, known: Iterable[str], report: Report) -> list[str]:
    """The categories asked for; those of the default that the country has, if none is."""
    words = [word.strip().lower() for word in book.setting("holidays").split(";")]
    wanted = [word for word in words if word]
    for word in wanted:
        if word not in known:
            report.error(
                _cell(book, "holidays"),
                Text(
                    f"jenis hari libur {shown(word)} tidak dikenal",
                    f"unknown kind of holiday {shown(word)}",
                ),
                Text(*2 * [";".join(sorted(known))]),
                did_you_mean(nearest(word, known)),
            )
    return [word for word in wanted or DEFAULT_CATEGORIES if word in known]


@lru_cache(maxsize=256)
def _year_of(country: str, category: str, year: int, language: str) -> Mapping[date, str]:
    import holidays

    entity = getattr(holidays, country)
    own = entity.default_language or ""
    tongues = [own, *sorted(entity.supported_languages)]
    tongue = next((name for name in tongues if name.split("_")[0] == language), own or None)
    found = holidays.country_holidays(country, years=year, categories=(category,), language=tongue)
    return MappingProxyType(dict(found))


def closed_days(
    book: Book, holidays: Mapping[date, str], first: date, last: date
) -> Mapping[str, Mapping[date, str]]:
    """The dates of a period on which each room is closed, with the reason.

    A room is closed on holidays and on its ``closed`` rows, unless an ``open`` row opens it.
    A row for one room goes before a row for all rooms.
    """
    found = {}
    for room in book.rooms:
        closed = dict(holidays)
        for row in sorted(closures_of(book, room.room, first, last), key=lambda r: r.room != ""):
            if row.kind == "closed":
                closed[row.date] = row.reason
            else:
                closed.pop(row.date, None)
        found[room.room] = MappingProxyType(closed)
    return MappingProxyType(found)


def closures_of(book: Book, room: str, first: date, last: date) -> tuple[ClosureRow, ...]:
    """The rows of closures that concern a room in a period."""
    return tuple(
        row for row in book.closures if row.room in ("", room) and first <= row.date <= last
    )


def check_closures(book: Book, report: Report) -> None:
    """Report rows that both close and open the same room on the same date."""
    found: dict[tuple[str, date], ClosureRow] = {}
    for row in book.closures:
        other = found.setdefault((row.room, row.date), row)
        if other.kind != row.kind:
            report.error(
                row.where_of("kind"),
                Text(
                    f"{long_date(row.date, 'id')} ditutup dan juga dibuka (lihat {other.where})",
                    f"{long_date(row.date, 'en')} is both closed and open (see {other.where})",
                ),
                advice=Text("Hapus salah satu baris.", "Remove one of the rows."),
            )


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every date from the first to the last, both included."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _cell(book: Book, key: str) -> str:
    """The place of a setting's value, or of the book where it does not hold the setting."""
    return next((row.where_of("value") for row in book.settings if row.key == key), book.source)


def _unknown_country(book: Book, country: str, known: Iterable[str], report: Report) -> None:
    report.error(
        _cell(book, "country"),
        Text(f"negara {shown(country)} tidak dikenal", f"unknown country {shown(country)}"),
        Text(
            "kode dua huruf seperti ID; kosong berarti tanpa hari libur",
            "a code of two letters such as ID; empty means no public holidays",
        ),
        did_you_mean(nearest(country, known)),
    )


def _collective_leave_unknown(book: Book, year: int, report: Report) -> None:
    report.warning(
        _cell(book, "holidays"),
        Text(
            f"cuti bersama tahun {year} belum diketahui",
            f"no government holidays (cuti bersama) are known for {year} yet",
        ),
        advice=Text(
            "Setelah ditetapkan, tulis tanggalnya di tabel closures.",
            "Once they are decreed, write their dates into the table closures.",
        ),
    )


def _estimated(book: Book, day: date, name: str, report: Report) -> None:
    report.warning(
        _cell(book, "holidays"),
        Text(
            f"tanggal libur {long_date(day, 'id')} masih perkiraan: {name}",
            f"the holiday of {long_date(day, 'en')} is an estimate: {name}",
        ),
        advice=Text(
            "Periksa setelah ditetapkan; tabel closures dapat menutup atau membuka hari.",
            "Check it once it is decreed; the table closures can close or open a day.",
        ),
    )
