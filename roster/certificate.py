"""The certificate of a roster: what it answers to, what it costs, and why nothing is better.

It holds the hash of the book, the verdict of every rule, the cost of every priority and the
multipliers that prove it. Checking it rebuilds the linear rows from the book and recomputes
every bound in exact integers; no solver is needed for that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roster.errors import InputError, Issue
from roster.model import Assignment, Duty, Problem, Result, Roster, Rule
from roster.model.language import say
from roster.model.proof import Proof
from roster.verify import Report

if TYPE_CHECKING:
    from roster.encoding import LinearModel

FORMAT = "duty-roster certificate 1"
NAME = "certificate.json"


@dataclass(frozen=True)
class Origin:
    """Where a roster comes from: the book's hash, versions of programs, options of the solve."""

    book_sha256: str
    versions: Mapping[str, str]
    options: Mapping[str, float | int | None]


def certificate(
    problem: Problem,
    result: Result,
    report: Report,
    origin: Origin,
    model: LinearModel | None = None,
) -> dict[str, Any]:
    """The certificate of a solve's roster, as values that JSON can hold.

    ``model`` may be given where it is at hand; it is encoded anew otherwise. Raises
    ValueError where the result has no roster.
    """
    if result.roster is None:
        raise ValueError("a result without a roster has no certificate")
    # A certificate that is only read needs no arrays.
    from roster.encoding import encode_problem

    proofs = {proof.priority: proof for proof in result.proofs}
    found: dict[str, Any] = {
        "format": FORMAT,
        "office": problem.setting("office") or problem.name,
        "period": {"first": problem.first.isoformat(), "last": problem.last.isoformat()},
        "book_sha256": origin.book_sha256,
        "roster_sha256": roster_sha256(result.roster),
        "model_sha256": model_sha256(model or encode_problem(problem)),
        "versions": dict(sorted(origin.versions.items())),
        "options": dict(sorted(origin.options.items())),
        "status": result.status,
        "hard": report.hard,
        "rules": rule_verdicts(report),
        "priorities": [
            {
                "priority": told.priority,
                "rules": list(told.rules),
                "cost": told.cost,
                "bound": told.bound,
                "proven": told.proven,
                "by": told.by,
                "proof": _multipliers(proofs.get(told.priority)) if told.proven else None,
            }
            for told in result.priorities
        ],
        "past": [_past(assignment) for assignment in problem.past],
    }
    return {**found, "seal": seal(found)}


def text(found: Mapping[str, Any]) -> str:
    """A certificate as JSON, one line for each of its parts; the same bytes every time."""
    parts = (
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in found.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def seal(found: Mapping[str, Any]) -> str:
    """SHA-256 over all parts but the seal itself: tells a slip, not a forger."""
    rest = {key: value for key, value in found.items() if key != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def roster_sha256(roster: Roster) -> str:
    """SHA-256 over who serves where, in order of time."""
    lines = (f"{duty.id}/{officer}\n" for officer, duty in roster.assignments)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def model_sha256(model: LinearModel) -> str:
    """SHA-256 over every column, row and cost: the multipliers mean these rows and no others."""
    digest = hashlib.sha256(f"{model.columns}/{model.rows}".encode())
    arrays = [model.lower, model.upper, model.starts, model.cols, model.coefs]
    arrays += [model.row_lower, model.row_upper]
    for priority, cost in model.costs.items():
        digest.update(f"/{priority}:{cost.constant}:{len(cost.cols)}".encode())
        arrays += [cost.cols, cost.coefs]
    for array in arrays:
        digest.update(array.astype("<i8").tobytes())
    return digest.hexdigest()


def rule_verdicts(report: Report) -> list[dict[str, Any]]:
    """Each row of the rules with what the independent check says of it."""
    return [
        {
            "rule": use.name,
            "strength": "must" if use.priority is None else use.priority,
            "weight": use.weight,
            "applies_to": use.applies_to,
            "parameters": _parameters(use.rule),
            "kept": not any(violation.must for violation in violations),
            "violations": len(violations),
            "cost": sum(v.cost for v in violations if not v.must),
        }
        for use, violations in report.entries
    ]


def _parameters(rule: Rule) -> dict[str, str]:
    """A rule's parameters; one that is not set is left out, so that new ones change nothing."""
    if not is_dataclass(rule):
        return {}
    values = {field.name: getattr(rule, field.name) for field in fields(rule)}
    return {
        name: repr(sorted(value) if isinstance(value, set | frozenset) else value)
        for name, value in values.items()
        if value is not None
    }


def _multipliers(proof: Proof | None) -> dict[str, Any] | None:
    if proof is None:
        return None
    return {
        "denominator": proof.denominator,
        "rows": [list(pair) for pair in proof.rows],
        "above": [list(pair) for pair in proof.above],
    }


def _past(assignment: Assignment) -> list[str]:
    duty = assignment.duty
    moments = duty.start.isoformat(), duty.end.isoformat()
    return [assignment.officer, duty.day.isoformat(), duty.room, duty.session, duty.post, *moments]


@dataclass(frozen=True)
class Certificate:
    """A certificate that was read: its parts as they stand, and those with a form of their own."""

    parts: Mapping[str, Any]
    first: date
    last: date
    proofs: Mapping[int, Proof]
    past: Roster


def read_certificate(folder: Path, language: str) -> Certificate:
    """Read the certificate of an output folder; raises InputError if it is none."""
    path = folder / NAME if folder.is_dir() else folder
    try:
        parts = json.loads(path.read_text(encoding="utf-8"))
        if parts["format"] != FORMAT:
            raise ValueError(f"format {parts['format']!r}")
        for key, of in (("rules", dict), ("priorities", dict), ("past", list)):
            if not all(isinstance(row, of) for row in parts[key]):
                raise ValueError(f"{key} is no list of rows")
        return Certificate(
            parts,
            date.fromisoformat(parts["period"]["first"]),
            date.fromisoformat(parts["period"]["last"]),
            {row["priority"]: _proof(row) for row in parts["priorities"] if row["proof"]},
            Roster.of(_assignment(row) for row in parts["past"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        found = say(language, id="bukan sertifikat jadwal", en="is no certificate of a roster")
        advice = say(
            language,
            id="Sebutkan folder yang ditulis oleh roster solve --out",
            en="Name a folder that roster solve --out has written",
        )
        issue = Issue(str(path), f"{found} ({fault})", f'"format": "{FORMAT}"', advice)
        raise InputError([issue]) from fault


def _proof(row: Mapping[str, Any]) -> Proof:
    proof = row["proof"]
    numbers = [proof["denominator"], *(n for pair in proof["rows"] + proof["above"] for n in pair)]
    if not all(type(n) is int for n in numbers) or proof["denominator"] < 1:
        raise ValueError(f"the proof of priority {row['priority']} is not in whole numbers")
    if any(number < 0 for number, _ in proof["rows"]):
        raise ValueError(f"the proof of priority {row['priority']} names a row below 0")
    return Proof(
        int(row["priority"]),
        proof["denominator"],
        tuple((number, multiplier) for number, multiplier in proof["rows"]),
        tuple((priority, multiplier) for priority, multiplier in proof["above"]),
    )


def _assignment(row: list[str]) -> Assignment:
    officer, day, room, session, post, start, end = row
    moments = datetime.fromisoformat(start), datetime.fromisoformat(end)
    return Assignment(officer, Duty(date.fromisoformat(day), room, session, post, *moments))
