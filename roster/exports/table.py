"""The roster as a table for programs and people, and the result of a solve as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from roster.errors import InputError, Issue
from roster.exports.words import parameters
from roster.model import Duty, Problem, Result, Roster
from roster.verify import Report

COLUMNS = ("date", "room", "session", "post", "officer", "name", "start", "end")
KEYS = COLUMNS[:5]


def roster_csv(problem: Problem, roster: Roster) -> str:
    """The roster, a line an assignment, sorted by the columns from left to right.

    Lines end in LF, so that the file reads well under version control; times are ISO 8601
    with the offset of the room.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(sorted(_row(problem, who, duty) for who, duty in roster.assignments))
    return text.getvalue()


def _row(problem: Problem, officer: str, duty: Duty) -> tuple[str, ...]:
    return (
        duty.day.isoformat(),
        duty.room,
        duty.session,
        duty.post,
        officer,
        problem.officer[officer].name,
        duty.start.isoformat(),
        duty.end.isoformat(),
    )


def read_roster(path: Path, problem: Problem) -> Roster:
    """Read a roster written by `roster_csv`, perhaps changed by hand since.

    The columns date, room, session, post and officer are needed; name, start and end may be
    left out, but where they are given they must be those of the officer and the duty, so
    that a half-made change does not pass. Semicolons and a byte order mark are accepted.

    Raises
    ------
    InputError
        Naming file, line, text and what was expected for every fault of the file.
    """
    lines = _lines(path)
    header, issues = _header(path, lines[0][1] if lines else [])
    pairs: dict[tuple[str, str], int] = {}
    for number, line in [] if issues else lines[1:]:
        if not any(cell.strip() for cell in line):
            continue
        where = f"{path.name}, line {number}"
        if len(line) != len(header):
            text = ",".join(line)
            found = f"{len(line)} cells ({text[:80]})"
            issues.append(Issue(where, found, f"{len(header)} cells: {', '.join(header)}"))
            continue
        row = {key: cell.strip() for key, cell in zip(header, line, strict=True)}
        pair, faults = _assignment(where, row, problem)
        if pair in pairs:
            faults.append(
                Issue(
                    where,
                    f"{row['officer']} stands twice on {pair[1]}",
                    "each officer once on a duty",
                    f"Remove this line or line {pairs[pair]}",
                )
            )
        issues += faults
        pairs.setdefault(pair, number)
    if issues:
        raise InputError(issues)
    return problem.roster(list(pairs))


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """The records of a CSV file, each with the number of its (last) line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([Issue(str(path), f"cannot be read: {reason}", "a roster.csv")]) from error
    except UnicodeDecodeError as error:
        raise InputError(
            [Issue(str(path), "is not UTF-8 text", "a roster.csv", "Save it as CSV UTF-8")]
        ) from error
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [(table.line_num, line) for line in table]
    except csv.Error as error:
        raise InputError(
            [Issue(str(path), f"is not a CSV table: {error}", "a roster.csv")]
        ) from error


def _header(path: Path, line: list[str]) -> tuple[list[str], list[Issue]]:
    header = [cell.strip().lower() for cell in line]
    where = f"{path.name}, line 1"
    issues = [
        Issue(where, f"no column {key}", f"the columns {', '.join(COLUMNS)}")
        for key in KEYS
        if key not in header
    ]
    for position, name in enumerate(header):
        if name not in COLUMNS:
            issues.append(
                Issue(where, f"unknown column {name[:80]!r}", f"one of {', '.join(COLUMNS)}")
            )
        elif name in header[:position]:
            issues.append(Issue(where, f"column {name} stands twice", "each column once"))
    return header, issues


def _assignment(
    where: str, row: Mapping[str, str], problem: Problem
) -> tuple[tuple[str, str], list[Issue]]:
    """The officer and duty of a line, with what is wrong about them."""
    key = "/".join(row[name] for name in ("date", "room", "session", "post"))
    officer, duty = problem.officer.get(row["officer"]), problem.duty.get(key)
    issues = []
    if officer is None:
        issues.append(
            Issue(
                where,
                f"unknown officer {row['officer'][:80]!r}",
                "an officer of the book",
                _suggest(row["officer"], problem.officer, lambda o: problem.officer[o].name),
            )
        )
    elif row.get("name", officer.name) != officer.name:
        issues.append(
            Issue(
                where,
                f"officer {officer.id} is named {row['name'][:80]!r}",
                f"{officer.name!r}, as in the book",
                "Change the officer and the name together",
            )
        )
    if duty is None:
        issues.append(
            Issue(
                where,
                f"unknown duty {key[:120]!r}",
                "a date, room, session and post of the book's period "
                f"({problem.first} to {problem.last})",
                _suggest(key, problem.duty, None),
            )
        )
    else:
        for name, moment in (("start", duty.start), ("end", duty.end)):
            if row.get(name, moment.isoformat()) != moment.isoformat():
                issues.append(
                    Issue(where, f"{name} {row[name][:80]!r} of {key}", moment.isoformat())
                )
    return (row["officer"], key), issues


def _suggest(text: str, known: Mapping[str, Any], describe: Callable[[str], str] | None) -> str:
    close = get_close_matches(text, known, n=1, cutoff=0.7) if len(text) < 200 else []
    if not close:
        return ""
    note = f" ({describe(close[0])})" if describe else ""
    return f"Did you mean {close[0]}{note}?"


def result_json(
    problem: Problem,
    result: Result,
    report: Report,
    versions: Mapping[str, str],
    book_sha256: str,
) -> str:
    """What a solve answered, as JSON with a stable order of keys.

    ``seconds`` are wall-clock seconds; ``bound`` is null where none is known; ``rules`` has
    the score of each row of the book's rules, its cost weighted.
    """
    answer = {
        "status": result.status,
        "proven_infeasible": result.proven_infeasible,
        "interrupted": result.interrupted,
        "hard": result.hard,
        "period": {"first": problem.first.isoformat(), "last": problem.last.isoformat()},
        "priorities": [
            {
                "priority": outcome.priority,
                "rules": list(outcome.rules),
                "cost": outcome.cost,
                "bound": outcome.bound,
                "proven": outcome.proven,
                "seconds": round(outcome.seconds, 3),
                "by": outcome.by,
            }
            for outcome in result.priorities
        ],
        "rules": [
            {
                "rule": use.name,
                "parameters": parameters(use.rule),
                "strength": "must" if use.priority is None else use.priority,
                "weight": use.weight,
                "applies_to": use.applies_to,
                "violations": len(violations),
                "cost": sum(v.cost for v in violations if not v.must),
            }
            for use, violations in report.entries
        ],
        "seconds": round(result.seconds, 3),
        "seed": result.seed,
        "workers": result.workers,
        "versions": dict(sorted(versions.items())),
        "book_sha256": book_sha256,
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
