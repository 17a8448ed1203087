"""What the tests of what-ifs share: the starter book and scenarios from YAML."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from roster.book import Book, starter_book
from roster.book.report import Report
from roster.scenario.expand import Scenario, expand
from roster.scenario.overlay import overlay
from roster.scenario.reading import read_specs

BOOK = starter_book()
"""Eight officers of three units, two sessions a day with a front and an information post."""


def scenarios(folder: Path, text: str, book: Book = BOOK) -> tuple[Scenario, ...]:
    """The scenarios of a YAML document, the base among them; raises InputError."""
    path = folder / "what-if.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    report = Report("en")
    specs = read_specs(path, book, report)
    report.refuse_if_wrong()
    found = expand(specs, report)
    report.refuse_if_wrong()
    return found


def changed(folder: Path, text: str, book: Book = BOOK) -> Book:
    """The book of the last scenario of a YAML document; raises InputError."""
    return overlay(book, scenarios(folder, text, book)[-1], "en").book
