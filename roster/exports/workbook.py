"""The roster as a workbook to look at and to print on A4: roster, officers, loads, costs."""

from __future__ import annotations

import io
from datetime import datetime, time

from roster.exports.edition import Edition
from roster.exports.sheets.changes import change_sheet
from roster.exports.sheets.common import Book
from roster.exports.sheets.costs import cost_sheet
from roster.exports.sheets.loads import load_sheet
from roster.exports.sheets.officers import officer_sheet
from roster.exports.sheets.roster import roster_sheet
from roster.exports.words import period
from roster.model import Problem, Result, Roster
from roster.model.language import say
from roster.verify import Report


def workbook(
    problem: Problem,
    roster: Roster,
    result: Result,
    report: Report,
    language: str,
    editions: tuple[Edition, ...] = (),
) -> bytes:
    """The bytes of ``roster.xlsx``; the same input gives the same bytes.

    Four sheets: dates by sessions with names, officers by dates, loads against entitlement,
    and costs with their proofs; with ``editions``, newest first, a fifth for what each
    published version changed. Nothing tells who is on leave, or why.
    """
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as file:
        office = problem.setting("office", problem.name)
        when = period(problem.first, problem.last, language)
        file.set_properties(
            {
                "title": f"{say(language, id='Jadwal piket', en='Duty roster')} {when}",
                "company": office[:255],
                "created": datetime.combine(problem.first, time()),
            }
        )
        book = Book(file, problem, roster, result, report, language, editions)
        roster_sheet(book)
        officer_sheet(book)
        load_sheet(book)
        cost_sheet(book)
        if editions:
            change_sheet(book)
    return stream.getvalue()
