"""What one table, or several together, must keep: keys, references, ranges, overlaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import time
from typing import TypeVar

from roster.book.names import NAMED_BY, Names
from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.row import Row, columns
from roster.book.tables import TABLES, Book, LeaveRow
from roster.book.words import nearest

AnyRow = TypeVar("AnyRow", bound=Row)
NOUNS = {
    "unit": "unit",
    "officer": "petugas",
    "room": "ruang",
    "session": "sesi",
    "post": "pos",
    "contract": "kontrak",
}
LONGEST_HOURS = 16


def check_book(book: Book, names: Names, report: Report) -> None:
    """Report every fault between the rows of a book, and what a planner should look at."""
    _check_keys(book, report)
    _check_references(book, names, report)
    _check_ranges(book, report)
    _check_hours(book, report)
    _check_leave(book, report)
    _check_pins(book, report)
    if not names.unsure & {"officers", "competencies"}:
        _check_competencies(book, report)


def _check_keys(book: Book, report: Report) -> None:
    for table, kind in TABLES.items():
        if not kind.unique:
            continue
        first: dict[tuple[str, ...], Row] = {}
        for row in book.table(table):
            key = tuple(getattr(row, name) for name in kind.unique)
            other = first.setdefault(key, row)
            if other is not row:
                column = kind.unique[0]
                name, place = shown(" ".join(key)), other.where_of(column)
                report.error(
                    row.where_of(column),
                    Text(f"{name} sudah ada di {place}", f"{name} stands already in {place}"),
                    advice=Text("Hapus salah satu baris.", "Remove one of the rows."),
                )


def _check_references(book: Book, names: Names, report: Report) -> None:
    # Contracts may be named for rules' applies_to alone, without limits of their own.
    unjudged = names.unsure if book.contracts else names.unsure | {"contracts"}
    for table, kind in TABLES.items():
        for field, column in columns(kind).items():
            if column.of and column.of not in unjudged:
                for row in book.table(table):
                    _check_name(row, column.name, getattr(row, field), column.of, names, report)
    if "sessions" not in unjudged:
        for leave in book.leave:
            if leave.window is None:
                _check_name(leave, "part", leave.part, "sessions", names, report)


def _check_name(row: Row, column: str, name: str, table: str, names: Names, report: Report) -> None:
    known = names.known[table]
    if not name or name in known:
        return
    noun = NAMED_BY[table]
    by_full_name = {full: key for key, full in known.items() if full}
    near = nearest(name, known) or by_full_name.get(nearest(name, by_full_name), "")
    report.error(
        row.where_of(column),
        Text(f"{NOUNS[noun]} {shown(name)} tidak dikenal", f"unknown {noun} {shown(name)}"),
        Text(f"nama dari tabel {table}", f"one of the table {table}"),
        did_you_mean(near),
    )


def _check_ranges(book: Book, report: Report) -> None:
    spans = (
        ("officers", "joined", "left"),
        ("competencies", "valid_from", "valid_until"),
        ("sessions", "from_", "until"),
        ("posts", "from_", "until"),
        ("leave", "start", "end"),
    )
    for table, first, last in spans:
        for row in book.table(table):
            start, end = getattr(row, first), getattr(row, last)
            if start and end and end < start:
                begun = row.where_of(first.rstrip("_"))
                report.error(
                    row.where_of(last),
                    Text(
                        f"{last} {end}, sebelum {first.rstrip('_')} {start} di {begun}",
                        f"{last} {end}, before {first.rstrip('_')} {start} in {begun}",
                    ),
                    Text("tanggal yang sama atau sesudahnya", "the same date or a later one"),
                )
    for post in book.posts:
        for low, high in (("min", "ideal"), ("ideal", "max")):
            least, most = getattr(post, low), getattr(post, high)
            if most is not None and most < least:
                report.error(
                    post.where_of(high),
                    Text(
                        f"{high} {most}, kurang dari {low} {least} di {post.where_of(low)}",
                        f"{high} {most}, less than {low} {least} in {post.where_of(low)}",
                    ),
                    Text("min <= ideal <= max", "min <= ideal <= max"),
                )


def _check_hours(book: Book, report: Report) -> None:
    """A session may cross midnight; one that would then be endless has an end too early."""
    for row in book.sessions:
        start = row.start.hour * 60 + row.start.minute
        end = row.end.hour * 60 + row.end.minute
        if row.end == time():
            continue
        if end <= start and end + 24 * 60 - start > LONGEST_HOURS * 60:
            report.error(
                row.where_of("end"),
                Text(
                    f"selesai {row.end:%H:%M}, sebelum mulai {row.start:%H:%M}",
                    f"end {row.end:%H:%M}, before start {row.start:%H:%M}",
                ),
                Text(
                    f"jam sesudah mulai, atau paling lama {LONGEST_HOURS} jam lewat tengah malam",
                    f"a later time, or one past midnight within {LONGEST_HOURS} hours",
                ),
                Text("Apakah keduanya tertukar?", "Have the two been exchanged?"),
            )


def _check_leave(book: Book, report: Report) -> None:
    by_officer: dict[str, list[LeaveRow]] = {}
    for row in book.leave:
        if row.start <= row.end:
            by_officer.setdefault(row.officer, []).append(row)
    for rows in by_officer.values():
        rows.sort(key=lambda row: (row.start, row.end))
        for number, row in enumerate(rows):
            other = next((o for o in rows[:number] if _overlap(o, row)), None)
            if other is not None:
                place = other.where_of("start")
                report.warning(
                    row.where_of("start"),
                    Text(
                        f"ketidakhadiran {row.officer} bertumpang tindih dengan {place}",
                        f"the leave of {row.officer} overlaps the one in {place}",
                    ),
                    advice=Text("Periksa kedua baris.", "Check both rows."),
                )


def _overlap(one: LeaveRow, other: LeaveRow) -> bool:
    if one.end < other.start or other.end < one.start:
        return False
    if not (one.part and other.part):
        return True
    if one.window and other.window:
        last = time(23, 59)
        (a, b), (c, d) = one.window, other.window
        return a < (d if d != time() else last) and c < (b if b != time() else last)
    return one.part == other.part


def _check_pins(book: Book, report: Report) -> None:
    for pin, other in _contrary(
        book.pins, lambda row: (row.officer, row.date, row.room, row.session, row.post), "kind"
    ):
        report.error(
            pin.where_of("kind"),
            Text(
                f"{pin.kind}, tetapi {other.where_of('kind')} berbunyi {other.kind}",
                f"{pin.kind}, but {other.where_of('kind')} says {other.kind}",
            ),
            advice=Text("Hapus salah satu baris.", "Remove one of the rows."),
        )
    for wish, other_wish in _contrary(
        book.requests, lambda row: (row.officer, row.date, row.session), "wish"
    ):
        place = other_wish.where_of("wish")
        report.warning(
            wish.where_of("wish"),
            Text(
                f"{wish.wish}, tetapi {place} berbunyi {other_wish.wish}",
                f"{wish.wish}, but {place} says {other_wish.wish}",
            ),
            advice=Text("Periksa kedua baris.", "Check both rows."),
        )


def _contrary(
    rows: Iterable[AnyRow], key: Callable[[AnyRow], object], said: str
) -> list[tuple[AnyRow, AnyRow]]:
    """Pairs of rows with one key that say different things in a column."""
    first: dict[object, AnyRow] = {}
    pairs = [(row, first.setdefault(key(row), row)) for row in rows]
    return [(row, other) for row, other in pairs if getattr(row, said) != getattr(other, said)]


def _check_competencies(book: Book, report: Report) -> None:
    """Warn of posts whose competency nobody has, at any time."""
    held = {name for row in book.officers for name in row.competencies}
    held |= {row.competency for row in book.competencies}
    for post in book.posts:
        if post.competency and post.competency not in held:
            report.warning(
                post.where_of("competency"),
                Text(
                    f"pos {shown(post.post)} menuntut kompetensi {shown(post.competency)} "
                    "yang tidak dimiliki siapa pun",
                    f"the post {shown(post.post)} asks for the competency "
                    f"{shown(post.competency)}, which nobody has",
                ),
                advice=did_you_mean(nearest(post.competency, held)),
            )
