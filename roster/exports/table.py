"""The roster as a table for programs and people, and the result of a solve as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from roster.exports.reading import COLUMNS, read_roster
from roster.model import Duty, Problem, Result, Roster
from roster.model.naming import parameters
from roster.verify import Report

__all__ = ["COLUMNS", "read_roster", "result_json", "roster_csv"]


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
