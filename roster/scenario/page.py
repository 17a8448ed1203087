"""The comparison as one page with its plots inside: a single offline file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from roster.exports.words import decimal, period, short_day
from roster.model.language import say
from roster.scenario.comparison import Line, columns, labels, outcome
from roster.scenario.plots import drawn_by_matplotlib

PAGE_COLUMNS = (
    "scenario",
    "title",
    "office",
    "status",
    "officers",
    "places",
    "filled",
    "below_min",
    "spread",
    "gini",
    "wishes",
    "granted",
    "resilience",
    "seconds",
)
SHOWN_GAPS = 12
MOST_DRAWN = 100
"""Rows of a plot at most; beyond them nobody could read it, and drawing would take hours."""


@dataclass(frozen=True)
class Heat:
    """A scenario's coverage by session (rows) and day (columns): share filled and a sentence."""

    line: Line
    days: tuple[date, ...]
    rows: tuple[tuple[str, tuple[tuple[float, str] | None, ...]], ...]


def comparison_page(found: Sequence[Line], office: str, language: str) -> bytes:
    """The bytes of ``comparison.html``; the same lines give the same bytes.

    The plots are drawn by matplotlib where the extra ``plots`` is installed, and else as plain
    SVG. The page asks for nothing else; nothing in it tells who is on leave.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("roster.scenario", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    sheets = (
        files("roster.exports") / "templates" / "page.css",
        files("roster.scenario") / "comparison.css",
    )
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    shown = [column for column in columns(found) if column.key in PAGE_COLUMNS]
    solved = [line for line in found if line.measures]
    drawn = most_telling(solved)
    plots = drawn_by_matplotlib(drawn, language)
    own = [] if plots else drawn
    return (
        environment.get_template("comparison.html.j2")
        .render(
            t=lambda id, en: say(language, id=id, en=en),
            number=lambda value, digits=3: _number(value, language, digits),
            outcome=lambda line: outcome(line, language),
            one_period=len({(line.case.first, line.case.last) for line in found}) == 1,
            short=lambda day: short_day(day, language),
            language=language,
            office=office,
            period=lambda line: period(line.case.first, line.case.last, language),
            style=style,
            style_hash=f"sha256-{digest}",
            lines=found,
            columns=shown,
            names=dict(zip((line.case.path for line in found), labels(found), strict=True)),
            heats=[heat(line, language) for line in own],
            loads=[load_counts(line) for line in own],
            differences=differences(own),
            undrawn=len(solved) - len(drawn),
            gaps=[(line, line.figure("gaps")) for line in solved if line.figure("gaps")],
            shown_gaps=SHOWN_GAPS,
            drawn=plots,
        )
        .encode()
    )


def most_telling(solved: Sequence[Line]) -> list[Line]:
    """The lines that are drawn: all, or those with the most empty places, in their order."""
    empty = [line.figure("places") - line.figure("filled") for line in solved]
    chosen = sorted(range(len(solved)), key=lambda number: (-empty[number], number))[:MOST_DRAWN]
    return [solved[number] for number in sorted(chosen)]


def _number(value: Any, language: str, digits: int) -> str:
    if isinstance(value, float):
        from fractions import Fraction

        text = decimal(Fraction(repr(value)), language, digits)
        return text.rstrip("0").rstrip(",.")
    return "" if value is None else str(value)


def heat(line: Line, language: str) -> Heat:
    """The coverage of a scenario as a heat map."""
    cells = line.figure("cells") or []
    days = tuple(date.fromisoformat(day) for day in dict.fromkeys(cell[0] for cell in cells))
    rooms = {cell[1] for cell in cells}
    names = dict.fromkeys((cell[1], cell[2]) for cell in cells)
    known = {(cell[0], cell[1], cell[2]): cell for cell in cells}
    rows = []
    for room, session in names:
        row: list[tuple[float, str] | None] = []
        for day in days:
            cell = known.get((day.isoformat(), room, session))
            if cell is None:
                row.append(None)
                continue
            places, filled = cell[3], cell[4]
            share = filled / places if places else 1.0
            told = f"{day.isoformat()} {session}: {filled}/{places}"
            if cell[5]:
                told += say(language, id=", di bawah minimum", en=", below the minimum")
                share = min(share, 0.0)
            row.append((share, told))
        rows.append((f"{room} {session}" if len(rooms) > 1 else session, tuple(row)))
    return Heat(line, days, tuple(rows))


def load_counts(line: Line) -> tuple[Line, tuple[tuple[int, int], ...]]:
    """How many officers have each number of duties, from none to the most."""
    duties = [load[3] for load in line.figure("loads") or ()]
    return line, tuple((n, duties.count(n)) for n in range(max(duties, default=0) + 1))


def differences(found: Sequence[Line]) -> list[tuple[str, str, list[tuple[Line, float, float]]]]:
    """For each figure its difference to the base, and its length in percent of the largest."""
    figures = (
        ("filled", "tempat terisi", "places filled"),
        ("spread", "rentang beban", "spread of loads"),
        ("granted", "keinginan dipenuhi", "wishes granted"),
    )
    told = []
    for name, id_words, en_words in figures:
        values = [
            (line, value)
            for line in found
            if not line.case.is_base and (value := line.against_base(name)) is not None
        ]
        largest = max((abs(value) for _, value in values), default=0) or 1
        told.append((id_words, en_words, [(ln, v, 100 * v / largest) for ln, v in values]))
    return told
