"""Reading a roster.csv back, perhaps changed by hand since; every fault with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from roster.errors import InputError, Issue
from roster.model import Problem, Roster
from roster.model.language import reason, say

COLUMNS = ("date", "room", "session", "post", "officer", "name", "start", "end")
KEYS = COLUMNS[:5]

SHOWN = 80
"""Characters of a faulty cell that a message shows."""


def read_roster(path: Path, problem: Problem, language: str = "en") -> Roster:
    """Read a roster written by `roster_csv`; messages are in ``language``.

    The columns date, room, session, post and officer are needed; name, start and end may be
    left out, but where they are given they must be those of the officer and the duty, so
    that a half-made change does not pass. Semicolons and a byte order mark are accepted.

    Raises
    ------
    InputError
        Naming file, line, text and what was expected for every fault of the file.
    """
    reading = _Reading(path, problem, language)
    lines = reading.lines()
    if reading.header(lines[0][1] if lines else []):
        for number, cells in lines[1:]:
            if any(cell.strip() for cell in cells):
                reading.line(number, cells)
    if reading.issues:
        raise InputError(reading.issues)
    return problem.roster(list(reading.pairs))


@dataclass
class _Reading:
    """A file being read: the assignments so far, each with its line, and the faults."""

    path: Path
    problem: Problem
    language: str
    columns: tuple[str, ...] = ()
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def say(self, *, id: str, en: str) -> str:
        return say(self.language, id=id, en=en)

    def fault(self, number: int, found: str, expected: str, advice: str = "") -> None:
        line = self.say(id="baris", en="line")
        self.issues.append(Issue(f"{self.path.name}, {line} {number}", found, expected, advice))

    def unusable(self, found: str, advice: str = "") -> InputError:
        return InputError([Issue(str(self.path), found, "roster.csv", advice)])

    def lines(self) -> list[tuple[int, list[str]]]:
        """The records of the file, each with the number of its (last) line."""
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except OSError as error:
            why = reason(error, self.language)
            found = self.say(id=f"tidak terbaca: {why}", en=f"cannot be read: {why}")
            raise self.unusable(found) from error
        except UnicodeDecodeError as error:
            found = self.say(id="bukan teks UTF-8", en="is not UTF-8 text")
            advice = self.say(id="Simpan sebagai CSV UTF-8", en="Save it as CSV UTF-8")
            raise self.unusable(found, advice) from error
        first = text.split("\n", 1)[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        try:
            table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            return [(table.line_num, line) for line in table]
        except csv.Error as error:
            found = self.say(id=f"bukan tabel CSV: {error}", en=f"is not a CSV table: {error}")
            raise self.unusable(found) from error

    def header(self, cells: list[str]) -> bool:
        """Take the columns from the first line; False where they are not fit for use."""
        self.columns = tuple(cell.strip().lower() for cell in cells)
        known = ", ".join(COLUMNS)
        for key in KEYS:
            if key not in self.columns:
                found = self.say(id=f"tidak ada kolom {key}", en=f"no column {key}")
                self.fault(1, found, self.say(id=f"kolom {known}", en=f"the columns {known}"))
        for place, name in enumerate(self.columns):
            shown = repr(name[:SHOWN])
            if name not in COLUMNS:
                found = self.say(id=f"kolom tidak dikenal {shown}", en=f"unknown column {shown}")
                expected = self.say(id=f"salah satu dari {known}", en=f"one of {known}")
                self.fault(1, found, expected, self.suggest(name, COLUMNS))
            elif name in self.columns[:place]:
                found = self.say(id=f"kolom {name} dua kali", en=f"column {name} stands twice")
                self.fault(1, found, self.say(id="setiap kolom sekali", en="each column once"))
        return not self.issues

    def line(self, number: int, cells: list[str]) -> None:
        """Take the assignment of a line, or its faults."""
        if len(cells) != len(self.columns):
            text = repr(",".join(cells)[:SHOWN])
            self.fault(
                number,
                self.say(id=f"{len(cells)} sel: {text}", en=f"{len(cells)} cells: {text}"),
                self.say(id=f"{len(self.columns)} sel", en=f"{len(self.columns)} cells"),
            )
            return
        row = {key: cell.strip() for key, cell in zip(self.columns, cells, strict=True)}
        duty = "/".join(row[name] for name in ("date", "room", "session", "post"))
        self.check_officer(number, row)
        self.check_duty(number, row, duty)
        pair = (row["officer"], duty)
        if pair in self.pairs:
            who, where, first = row["officer"][:SHOWN], duty[:SHOWN], self.pairs[pair]
            self.fault(
                number,
                self.say(id=f"{who} dua kali pada {where}", en=f"{who} stands twice on {where}"),
                self.say(
                    id="setiap petugas sekali pada satu tugas", en="each officer once on a duty"
                ),
                self.say(
                    id=f"Hapus baris ini atau baris {first}",
                    en=f"Remove this line or line {first}",
                ),
            )
        self.pairs.setdefault(pair, number)

    def check_officer(self, number: int, row: Mapping[str, str]) -> None:
        """The officer is in the book and named as there."""
        officer, shown = self.problem.officer.get(row["officer"]), repr(row["officer"][:SHOWN])
        if officer is None:
            self.fault(
                number,
                self.say(id=f"petugas tidak dikenal {shown}", en=f"unknown officer {shown}"),
                self.say(id="petugas dari buku", en="an officer of the book"),
                self.suggest(
                    row["officer"], self.problem.officer, lambda o: self.problem.officer[o].name
                ),
            )
        elif row.get("name", officer.name) != officer.name:
            name = repr(row["name"][:SHOWN])
            self.fault(
                number,
                self.say(
                    id=f"petugas {officer.id} bernama {name}",
                    en=f"officer {officer.id} is named {name}",
                ),
                self.say(
                    id=f"{officer.name!r} seperti di buku", en=f"{officer.name!r} as in the book"
                ),
                self.say(
                    id="Ubah petugas dan namanya bersama-sama",
                    en="Change the officer and the name together",
                ),
            )

    def check_duty(self, number: int, row: Mapping[str, str], key: str) -> None:
        """The duty is in the period, at the hours told."""
        duty, shown = self.problem.duty.get(key), repr(key[:SHOWN])
        if duty is None:
            first, last = self.problem.first, self.problem.last
            self.fault(
                number,
                self.say(id=f"tugas tidak dikenal {shown}", en=f"unknown duty {shown}"),
                self.say(
                    id=f"tanggal, ruang, sesi, dan pos dari {first} sampai {last}",
                    en=f"a date, room, session and post from {first} to {last}",
                ),
                self.suggest(key, self.problem.duty),
            )
            return
        for name, moment in (("start", duty.start), ("end", duty.end)):
            told = row.get(name, moment.isoformat())
            if told != moment.isoformat():
                self.fault(number, f"{name} {told[:SHOWN]!r}", moment.isoformat())

    def suggest(self, text: str, known: Any, describe: Callable[[str], str] = lambda _: "") -> str:
        """The known text that is nearest, as a question; empty where none is near."""
        near = get_close_matches(text, known, n=1, cutoff=0.7) if len(text) < 200 else []
        if not near:
            return ""
        note = describe(near[0])
        named = f"{near[0]} ({note})" if note else near[0]
        return self.say(id=f"Apakah maksudnya {named}?", en=f"Did you mean {named}?")
