"""From the book's rows to the people of a problem, and when they are away."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from roster.book.calendar import days_between, in_force
from roster.book.duties import span_on
from roster.book.report import Report, Text, shown
from roster.book.tables import Book, LeaveRow, OfficerRow, SessionRow
from roster.model.people import Certificate, Contract, Leave, Officer, Unit

ONE_DAY = timedelta(days=1)


def units_of(book: Book) -> tuple[Unit, ...]:
    """The work units, in the book's order."""
    return tuple(
        Unit(row.unit, row.name, row.share, row.max_per_session, row.min_at_work)
        for row in book.units
    )


def officers_of(book: Book) -> tuple[Officer, ...]:
    """The officers with their certificates.

    A competency in the table ``officers`` is held for ever, unless the table ``competencies``
    gives that officer dates for it.
    """
    dated: dict[str, list[Certificate]] = {}
    for row in book.competencies:
        held = Certificate(row.competency, row.valid_from, row.valid_until)
        dated.setdefault(row.officer, []).append(held)
    return tuple(
        Officer(
            row.officer,
            row.name,
            row.unit,
            row.email,
            _certificates(row, dated.get(row.officer, [])),
            row.capacity,
            row.joined,
            row.left,
            row.contract,
        )
        for row in book.officers
    )


def _certificates(row: OfficerRow, dated: list[Certificate]) -> tuple[Certificate, ...]:
    names = {held.competency for held in dated}
    return (*(Certificate(name) for name in row.competencies if name not in names), *dated)


def contracts_of(book: Book) -> tuple[Contract, ...]:
    """The contracts, each with all its limits."""
    limits: dict[str, list[tuple[str, int]]] = {}
    for row in book.contracts:
        limits.setdefault(row.contract, []).append((row.limit, row.value))
    return tuple(Contract(name, tuple(pairs)) for name, pairs in limits.items())


def leaves_of(book: Book, first: date, last: date, report: Report) -> tuple[Leave, ...]:
    """Absences that touch the period, a night's length on either side included."""
    found = []
    for row in book.leave:
        start, end = max(row.start, first - ONE_DAY), min(row.end, last + ONE_DAY)
        if end < start:
            continue
        windows = _windows(book, row, start, end, report) if row.part else ()
        # A part of a day on which its session does not run takes nothing, not the whole day.
        if windows or not row.part:
            found.append(
                Leave(
                    row.officer,
                    row.start,
                    row.end,
                    row.type,
                    row.status == "approved",
                    row.part,
                    windows,
                )
            )
    return tuple(found)


def _windows(
    book: Book, row: LeaveRow, start: date, end: date, report: Report
) -> tuple[tuple[datetime, datetime], ...]:
    """The hours away on each day, by the clock or by the hours of a session in any room."""
    days = days_between(start, end)
    if row.window:
        return tuple(span_on(day, *row.window) for day in days)
    by_room: dict[str, list[SessionRow]] = {}
    for session in book.sessions:
        if session.session == row.part:
            by_room.setdefault(session.room, []).append(session)
    if not by_room:
        report.error(
            row.where_of("part"),
            Text(f"sesi {shown(row.part)} tidak dikenal", f"unknown session {shown(row.part)}"),
            Text("sebuah sesi, atau jam seperti 12:00-14:00", "a session, or 12:00-14:00"),
        )
    return tuple(
        sorted(
            {
                span_on(day, held.start, held.end)
                for day in days
                for rows in by_room.values()
                for held in in_force(rows, day)
            }
        )
    )
