"""From a book and a period to a Problem."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from roster.book.applies import Groups
from roster.book.calendar import check_closures, closed_days, public_holidays
from roster.book.duties import DutyMaker, rooms_of
from roster.book.people import contracts_of, leaves_of, officers_of, units_of
from roster.book.period import parse_month, parse_period
from roster.book.report import Report, Text, shown
from roster.book.rules import rule_uses
from roster.book.settings import check_settings, language_of
from roster.book.tables import Book, PinRow, RequestRow
from roster.errors import Issue
from roster.model.duties import Assignment, Duty, Roster
from roster.model.language import long_date, say
from roster.model.people import Balance, Officer, Pin, Request
from roster.model.problem import Problem
from roster.model.rule import Rule

__all__ = ["build_problem", "parse_month", "parse_period"]


def build_problem(
    book: Book,
    first: date,
    last: date,
    registry: Mapping[str, type[Rule]],
    past: Roster | None = None,
    language: str = "",
) -> tuple[Problem, tuple[Issue, ...]]:
    """The problem of one period, both days included, and warnings about it.

    ``past`` is what the officers did before: its assignments before ``first`` are handed to
    the rules that look back. Wishes and pins outside the period are left out; those on closed
    days stay, as they cost what the rules say. ``language`` is that of the messages, the
    book's own if not given.

    Raises
    ------
    InputError
        With every fault found, warnings among them.
    """
    report = Report(language or language_of(book))
    check_settings(book, report)
    check_closures(book, report)
    rooms = rooms_of(book, report)
    holidays = public_holidays(book, first, last, report)
    closed = closed_days(book, holidays, first, last)
    duties = DutyMaker(book, rooms, closed, report).make(first, last)
    officers = officers_of(book)
    rules = rule_uses(book, registry, Groups(book, officers, first, last, report), report)
    leaves = leaves_of(book, first, last, report)
    if not duties:
        _never_open(book, first, last, report)
    report.refuse_if_wrong()
    _check_competence(book, duties, officers, report)
    _check_matches(book, first, last, duties, report)
    names = {officer.id for officer in officers}
    problem = Problem(
        first=first,
        last=last,
        officers=officers,
        duties=duties,
        rules=rules,
        units=units_of(book),
        rooms=rooms,
        leaves=leaves,
        requests=_requests(book, first, last),
        pins=_pins(book, first, last),
        balances=tuple(Balance(row.officer, row.kind, row.duties) for row in book.balances),
        contracts=contracts_of(book),
        past=_past(past, first, names),
        holidays=frozenset(holidays) | _special_openings(book, first, last),
        settings=tuple((row.key, row.value) for row in book.settings),
        name=book.setting("office"),
    )
    return problem, report.warnings


def _requests(book: Book, first: date, last: date) -> tuple[Request, ...]:
    return tuple(
        Request(row.officer, row.date, row.session, row.wish == "want", row.weight)
        for row in book.requests
        if first <= row.date <= last
    )


def _pins(book: Book, first: date, last: date) -> tuple[Pin, ...]:
    return tuple(
        Pin(row.officer, row.date, row.room, row.session, row.post, row.kind == "must")
        for row in book.pins
        if first <= row.date <= last
    )


def _special_openings(book: Book, first: date, last: date) -> frozenset[date]:
    return frozenset(
        row.date for row in book.closures if row.kind == "open" and first <= row.date <= last
    )


def _past(past: Roster | None, first: date, names: set[str]) -> tuple[Assignment, ...]:
    pairs = past.assignments if past else ()
    return tuple(pair for pair in pairs if pair.duty.day < first and pair.officer in names)


def _never_open(book: Book, first: date, last: date, report: Report) -> None:
    report.error(
        book.source,
        Text(
            f"tidak ada hari buka dari {long_date(first, 'id')} sampai {long_date(last, 'id')}",
            f"no open day from {long_date(first, 'en')} to {long_date(last, 'en')}",
        ),
        Text("sekurangnya satu hari dengan sesi dan pos", "a day with a session and a post"),
        Text(
            "Periksa tabel sessions, posts dan closures.",
            "Check the tables sessions, posts and closures.",
        ),
    )


def _check_competence(
    book: Book, duties: tuple[Duty, ...], officers: tuple[Officer, ...], report: Report
) -> None:
    """Warn of each post that nobody is appointed and competent for, and on which days.

    Posts that the book itself has warned of, since nobody is competent at any time, are passed.
    """
    told = {issue.where for issue in book.warnings}
    lacking: dict[tuple[str, str, str, str], list[date]] = {}
    for duty in duties:
        if duty.ideal and not any(
            o.appointed_on(duty.day) and o.competent_on(duty.competency, duty.day) for o in officers
        ):
            key = (duty.room, duty.session, duty.post, duty.competency)
            lacking.setdefault(key, []).append(duty.day)
    places = {(r.room, r.session, r.post, r.competency): r for r in reversed(book.posts)}
    for key, days in lacking.items():
        room, session, post, competency = key
        where = places[key].where_of("competency")
        if where in told:
            continue
        report.warning(
            where,
            Text(
                f"pos {room}/{session}/{post} tidak dapat diisi {_when(days, 'id')}: "
                f"tidak ada petugas berkompetensi {shown(competency)}",
                f"post {room}/{session}/{post} cannot be filled {_when(days, 'en')}: "
                f"nobody has the competency {shown(competency)}",
            )
            if competency
            else Text(
                f"pos {room}/{session}/{post} tidak dapat diisi {_when(days, 'id')}: "
                "tidak ada petugas yang ditugaskan",
                f"post {room}/{session}/{post} cannot be filled {_when(days, 'en')}: "
                "nobody is appointed",
            ),
            advice=Text(
                "Periksa tabel posts, officers dan competencies.",
                "Check the tables posts, officers and competencies.",
            ),
        )


def _when(days: list[date], language: str) -> str:
    """``on Monday, 1 March 2027``, or the first day, the last and their number."""
    start, end = long_date(days[0], language), long_date(days[-1], language)
    if len(days) == 1:
        return say(language, id=f"pada {start}", en=f"on {start}")
    return say(
        language,
        id=f"pada {len(days)} hari dari {start} sampai {end}",
        en=f"on {len(days)} days from {start} to {end}",
    )


def _check_matches(
    book: Book, first: date, last: date, duties: tuple[Duty, ...], report: Report
) -> None:
    """Warn of wishes to serve and of pins that no duty of the period can meet."""
    rows: list[RequestRow | PinRow] = [row for row in book.requests if row.wish == "want"]
    rows += [row for row in book.pins if row.kind == "must"]
    by_day: dict[date, list[Duty]] = {}
    for duty in duties:
        by_day.setdefault(duty.day, []).append(duty)
    for row in rows:
        if first <= row.date <= last and not any(
            _matches(row, duty) for duty in by_day.get(row.date, ())
        ):
            report.warning(
                row.where_of("date"),
                Text(
                    f"{row.officer}: tidak ada tugas seperti itu pada "
                    f"{long_date(row.date, 'id')}, jadi tidak dapat dipenuhi",
                    f"{row.officer}: there is no such duty on {long_date(row.date, 'en')}, "
                    "so it cannot be met",
                ),
            )


def _matches(row: RequestRow | PinRow, duty: Duty) -> bool:
    wanted = [(row.session, duty.session)]
    if isinstance(row, PinRow):
        wanted += [(row.room, duty.room), (row.post, duty.post)]
    return all(want in ("", has) for want, has in wanted)
