"""What ``solve`` leaves in its folder, and reading it again to export it anew."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roster.errors import InputError, Issue
from roster.model import PriorityResult, Problem, Result
from roster.model.language import say

if TYPE_CHECKING:
    from roster.encoding import LinearModel
    from roster.exports.edition import Edition
    from roster.verify import Report

DISTRIBUTIONS = ("duty-roster", "highspy", "holidays", "ortools")


@dataclass(frozen=True)
class Outcome:
    """A verified roster and everything that its files are made from.

    ``issued`` is the aware moment stamped into calendars; ``book`` the path of the book and
    ``sha256`` the hash of its content. ``options`` are those of the solve,
    ``editions`` the versions of a published roster, the newest first. ``model`` is that of
    the solve, where it is at hand.
    """

    problem: Problem
    result: Result
    report: Report
    language: str
    issued: datetime
    book: Path
    sha256: str
    options: Mapping[str, float | int | None] = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()
    model: LinearModel | None = field(default=None, compare=False)


def rendered(outcome: Outcome, formats: Iterable[str]) -> dict[str, bytes]:
    """The files of some formats, by their path in the output folder."""
    files: dict[str, bytes] = {}
    roster = outcome.result.roster
    if roster is None:
        return files
    about = (
        outcome.problem,
        roster,
        outcome.result,
        outcome.report,
        outcome.language,
        outcome.editions,
    )
    if "xlsx" in formats:
        from roster.exports.workbook import workbook

        files["roster.xlsx"] = workbook(*about)
    if "html" in formats:
        from roster.exports.page import page

        files["roster.html"] = page(*about).encode()
    if "pdf" in formats:
        from roster.exports.annex import annex_pdf

        edition = outcome.editions[0] if outcome.editions else None
        files["roster.pdf"] = annex_pdf(outcome.problem, roster, outcome.language, edition)
    if "ics" in formats:
        from roster.exports.calendars import Publication, calendar_files

        publication = Publication(outcome.problem, roster, outcome.language, outcome.issued)
        files |= dict(calendar_files(publication))
    return files


def save(out: Path, outcome: Outcome, formats: Iterable[str]) -> tuple[str, ...]:
    """Write the folder of a solve, whole or not at all, and name its files."""
    from roster.exports.folder import write_folder
    from roster.exports.table import roster_csv

    assert outcome.result.roster is not None
    files = {
        "roster.csv": roster_csv(outcome.problem, outcome.result.roster).encode(),
        "result.json": (
            json.dumps(record(out, outcome), ensure_ascii=False, indent=2) + "\n"
        ).encode(),
        **certified(outcome),
        **rendered(outcome, formats),
    }
    write_folder(out, files, language=outcome.language)
    return tuple(files)


def certified(outcome: Outcome) -> dict[str, bytes]:
    """The certificate of a solve, for programs and to print."""
    from roster.certificate import NAME, Origin, certificate, text
    from roster.exports.certificate_page import certificate_page

    origin = Origin(outcome.sha256, versions(), outcome.options)
    parts = certificate(outcome.problem, outcome.result, outcome.report, origin, outcome.model)
    page = certificate_page(parts, outcome.language)
    return {NAME: text(parts).encode(), "certificate.html": page.encode()}


def record(out: Path, outcome: Outcome) -> dict[str, Any]:
    """What ``result.json`` says: the answer, and what is needed to export it again."""
    from roster.exports.table import result_json

    answer: dict[str, Any] = json.loads(
        result_json(outcome.problem, outcome.result, outcome.report, versions(), outcome.sha256)
    )
    book = os.path.relpath(outcome.book.resolve(), out.resolve())
    return {
        **answer,
        "book": Path(book).as_posix(),
        "language": outcome.language,
        "issued": outcome.issued.isoformat(),
    }


def versions() -> dict[str, str]:
    """The versions that a roster depends on."""
    from importlib.metadata import version

    return {name: version(name) for name in DISTRIBUTIONS}


def issued_at(problem: Problem, given: datetime | None) -> datetime:
    """The moment stamped into calendars: the one given, else the start of the period.

    A moment without an offset, and the start, are on the wall clock of the book's zone.
    """
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(problem.setting("timezone") or problem.rooms[0].timezone)
    if given is None:
        return datetime.combine(problem.first, time(), zone)
    return given if given.tzinfo else given.replace(tzinfo=zone)


def version_of(folder: Path) -> int:
    """The number of the published version that a folder of `earlier` holds; 0 for a draft."""
    told = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return int(told.get("publication", {"number": 0})["number"])


@dataclass(frozen=True)
class Earlier:
    """What an output folder says of itself; the result is without its roster."""

    book: Path
    sha256: str
    first: date
    last: date
    language: str
    issued: datetime
    result: Result

    @property
    def costs(self) -> tuple[int, dict[int, int]]:
        """Must rules broken, and the cost of each priority, as told then."""
        return self.result.hard, {told.priority: told.cost for told in self.result.priorities}


def earlier(folder: Path, language: str) -> Earlier:
    """Read ``result.json`` of a folder; raises InputError if ``solve`` has not written it."""
    path = folder / "result.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        result = Result(
            status=told["status"],
            roster=None,
            hard=told["hard"],
            priorities=tuple(
                PriorityResult(**{**row, "rules": tuple(row["rules"])})
                for row in told["priorities"]
            ),
            seconds=told["seconds"],
            seed=told["seed"],
            workers=told["workers"],
            interrupted=told["interrupted"],
        )
        return Earlier(
            book=folder / told["book"],
            sha256=told["book_sha256"],
            first=date.fromisoformat(told["period"]["first"]),
            last=date.fromisoformat(told["period"]["last"]),
            language=told["language"],
            issued=datetime.fromisoformat(told["issued"]),
            result=result,
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise InputError(
            [
                Issue(
                    str(path),
                    say(language, id="bukan hasil roster solve", en="is no result of roster solve"),
                    advice=say(
                        language,
                        id="Sebutkan folder yang ditulis oleh roster solve --out",
                        en="Name a folder that roster solve --out has written",
                    ),
                )
            ]
        ) from fault
