"""Scenarios side by side: one line each, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from roster.model.language import say
from roster.scenario.case import REFUSED, Case
from roster.scenario.expand import BASE

Cell = str | int | float | None
WIDEST = 44
"""Characters of a label at most."""


@dataclass(frozen=True)
class Line:
    """A case and what became of it; ``base`` is the book as it stands, in the same period."""

    case: Case
    facts: dict[str, Any]
    base: dict[str, Any]

    @property
    def measures(self) -> dict[str, Any]:
        """The figures of its roster; empty where there is none."""
        found: dict[str, Any] = self.facts.get("measures", {})
        return found

    def figure(self, name: str) -> Any:
        """One figure, or None."""
        return self.measures.get(name)

    def against_base(self, name: str) -> Any:
        """A figure less that of the base; None where either is missing."""
        own, other = self.figure(name), self.base.get("measures", {}).get(name)
        return None if own is None or other is None else round(own - other, 4)

    @property
    def proven(self) -> bool:
        """Whether nothing about it is left open: every priority, or that there is no roster."""
        return bool(
            self.facts["status"] in ("optimal", REFUSED) or self.facts.get("proven_infeasible")
        )


@dataclass(frozen=True)
class Column:
    """A column of the comparison: its key for programs, its headings, and its cells."""

    key: str
    id: str
    en: str
    cell: Callable[[Line], Cell]

    def heading(self, language: str) -> str:
        """The heading in a language."""
        return say(language, id=self.id, en=self.en)


def lines(cases: Sequence[Case], facts: dict[str, dict[str, Any]]) -> tuple[Line, ...]:
    """The lines of a comparison, each with its own base."""
    bases = {
        (case.office, case.first, case.last): facts[case.path] for case in cases if case.is_base
    }
    first_of = {case.office: facts[case.path] for case in reversed(cases) if case.is_base}
    return tuple(
        Line(
            case,
            facts[case.path],
            bases.get((case.office, case.first, case.last), first_of.get(case.office, {})),
        )
        for case in cases
    )


def outcome(line: Line, language: str) -> str:
    """How a case ended, in a few words."""
    status = line.facts["status"]
    if status == "optimal":
        return say(language, id="terbukti optimal", en="proven optimal")
    if status == "feasible":
        return say(language, id="sah, belum terbukti", en="lawful, not proven")
    if status == "infeasible":
        if line.proven:
            return say(language, id="mustahil, terbukti", en="impossible, proven")
        return say(language, id="tidak ditemukan", en="none found")
    return say(language, id="ditolak: ", en="refused: ") + "; ".join(line.facts["faults"])[:80]


def labels(found: Sequence[Line]) -> list[str]:
    """What tells the lines apart: the scenario, and office and month where there are several."""
    offices = len({line.case.office for line in found}) > 1
    periods = len({(line.case.first, line.case.last) for line in found}) > 1
    scenarios = len({line.case.scenario for line in found}) > 1 or not (offices or periods)
    told = []
    for line in found:
        case = line.case
        parts = [case.office] * offices + [f"{case.first:%Y-%m}"] * periods
        name = " ".join([*parts, *[case.scenario] * scenarios])
        told.append(name if len(name) <= WIDEST else f"{name[: WIDEST - 1]}…")
    return told


def columns(found: Sequence[Line]) -> tuple[Column, ...]:
    """The columns that some line fills."""
    return tuple(
        column
        for column in (*ABOUT, *FIGURES, *_costs(found), *_by_post(found), *END)
        if column.key in ALWAYS or any(column.cell(line) not in (None, "") for line in found)
    )


def comparison_csv(found: Sequence[Line]) -> bytes:
    """The lines as CSV, with keys as headings and figures as programs read them."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    shown = columns(found)
    table.writerow([column.key for column in shown])
    for line in found:
        cells = (column.cell(line) for column in shown)
        table.writerow(["" if cell is None else cell for cell in cells])
    return text.getvalue().encode()


def _figure(name: str) -> Callable[[Line], Cell]:
    return lambda line: line.figure(name)


def _share(part: str, whole: str) -> Callable[[Line], Cell]:
    def cell(line: Line) -> Cell:
        of = line.figure(whole)
        return round(line.figure(part) / of, 4) if of else None

    return cell


def _hours(name: str) -> Callable[[Line], Cell]:
    def cell(line: Line) -> Cell:
        minutes = line.figure(name)
        return None if minutes is None else round(minutes / 60, 2)

    return cell


def _load(last: bool, part: int) -> Callable[[Line], Cell]:
    """The name or the duties of whoever stands most above, or below, the entitlement."""

    def cell(line: Line) -> Cell:
        loads = sorted(line.figure("loads") or (), key=lambda load: (load[5], load[0]))
        found: Cell = loads[-1 if last else 0][part] if loads else None
        return found

    return cell


def _gap(line: Line) -> Cell:
    """How far costs may lie above what is possible, by priority; empty where all is proven."""
    open_ones = [
        f"{told['priority']}: {told['cost'] - told['bound']}"
        if told["bound"] is not None
        else f"{told['priority']}: ?"
        for told in line.facts.get("priorities", ())
        if not told["proven"]
    ]
    return ", ".join(open_ones)


def _costs(found: Sequence[Line]) -> list[Column]:
    priorities = {p["priority"] for line in found for p in line.facts.get("priorities", ())}

    def cost(priority: int) -> Callable[[Line], Cell]:
        def cell(line: Line) -> Cell:
            told = line.facts.get("priorities", ())
            return next((p["cost"] for p in told if p["priority"] == priority), None)

        return cell

    return [
        Column(f"cost_{p}", f"biaya prioritas {p}", f"cost of priority {p}", cost(p))
        for p in sorted(priorities)
    ]


def _by_post(found: Sequence[Line]) -> list[Column]:
    """A column of places filled and wanted for each session and post."""
    keys = dict.fromkeys((row[0], row[1]) for line in found for row in line.figure("posts") or ())

    def share(key: tuple[str, str]) -> Callable[[Line], Cell]:
        def cell(line: Line) -> Cell:
            rows = line.figure("posts") or ()
            return next((f"{r[3]}/{r[2]}" for r in rows if (r[0], r[1]) == key), None)

        return cell

    return [Column(f"{s}:{p}", f"{s} {p}", f"{s} {p}", share((s, p))) for s, p in keys]


ABOUT = (
    Column("office", "kantor", "office", lambda line: line.case.office),
    Column("scenario", "skenario", "scenario", lambda line: line.case.scenario),
    Column("title", "judul", "title", lambda line: line.case.title),
    Column("first", "dari", "from", lambda line: line.case.first.isoformat()),
    Column("last", "sampai", "until", lambda line: line.case.last.isoformat()),
    Column("status", "status", "status", lambda line: str(line.facts["status"])),
    Column("proven", "terbukti", "proven", lambda line: "yes" if line.proven else "no"),
    Column("gap", "selisih bukti", "gap", _gap),
    Column("faults", "kesalahan", "faults", lambda line: "; ".join(line.facts.get("faults", ()))),
)
FIGURES = (
    Column("officers", "petugas", "officers", _figure("officers")),
    Column("places", "tempat", "places", _figure("places")),
    Column("filled", "terisi", "filled", _figure("filled")),
    Column("coverage", "keterisian", "coverage", _share("filled", "places")),
    Column(
        "filled_against_base",
        "terisi dibanding dasar",
        "filled against base",
        lambda line: line.against_base("filled"),
    ),
    Column("hours", "jam", "hours", _hours("minutes")),
    Column("hours_filled", "jam terisi", "hours filled", _hours("minutes_filled")),
    Column("below_min", "di bawah minimum", "below minimum", _figure("below_min")),
    Column("spread", "rentang", "spread", _figure("spread")),
    Column("gini", "Gini", "Gini", _figure("gini")),
    Column("most_loaded", "paling terbebani", "most loaded", _load(True, 1)),
    Column("most_duties", "tugasnya", "duties of most loaded", _load(True, 3)),
    Column("least_loaded", "paling ringan", "least loaded", _load(False, 1)),
    Column("least_duties", "tugas teringan", "duties of least loaded", _load(False, 3)),
    Column("wishes", "keinginan", "wishes", _figure("wishes")),
    Column("granted", "dipenuhi", "granted", _figure("granted")),
    Column("resilience", "ketahanan", "resilience", _figure("resilience")),
)
END = (Column("seconds", "detik", "seconds", lambda line: line.facts.get("seconds")),)
ALWAYS = ("scenario", "status", "proven", "filled", "places", "seconds")

__all__ = ["BASE", "Column", "Line", "columns", "comparison_csv", "lines"]
