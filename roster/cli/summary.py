"""The answer of a solve or a check in words, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from roster.model.language import long_date, say

if TYPE_CHECKING:
    from roster.model import Problem, Result, Roster
    from roster.verify import Report

SHOWN = 20
"""Empty places that are named one by one; the rest are counted."""


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with their columns aligned to the left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def solved(problem: Problem, result: Result, language: str) -> list[str]:
    """What a solve found: how good it is by priority, and which places are empty."""
    from roster.exports.words import period, status_words

    assert result.roster is not None
    title = problem.setting("office") or problem.name
    status = status_words(result, language)
    when = period(problem.first, problem.last, language)
    seconds = say(language, id="detik", en="s")
    return [
        f"{title}: {when}, {status} ({result.seconds:.1f} {seconds})",
        "",
        *aligned(_priorities(problem, result, language)),
        "",
        *places(problem, result.roster, language),
    ]


def _priorities(problem: Problem, result: Result, language: str) -> list[tuple[str, ...]]:
    from roster.exports.words import proof_words
    from roster.model.naming import parameter_text, rule_title

    heads = say(language, id="prioritas|aturan|biaya|bukti", en="priority|rules|cost|proof")
    rows: list[tuple[str, ...]] = [tuple(heads.split("|"))]
    for outcome in result.priorities:
        uses = [use for use in problem.rules if use.priority == outcome.priority]
        named = (
            f"{rule_title(use.name, language)} ({parameter_text(use.rule)})".replace(" ()", "")
            for use in uses
        )
        rows.append(
            (
                str(outcome.priority),
                ", ".join(named),
                str(outcome.cost),
                proof_words(outcome, language),
            )
        )
    return rows


def places(problem: Problem, roster: Roster, language: str) -> list[str]:
    """How many places are filled, and by name which are not."""
    from roster.exports.summary import empty_places

    ideal = sum(duty.ideal for duty in problem.duties)
    empty = empty_places(problem, roster)
    missing = sum(cover.missing for cover in empty)
    lines = [
        say(
            language,
            id=f"{ideal - missing} dari {ideal} tempat terisi",
            en=f"{ideal - missing} of {ideal} places filled",
        )
        + (say(language, id="; kosong:", en="; empty:") if empty else "")
    ]
    for cover in empty[:SHOWN]:
        duty = cover.duty
        below = say(language, id=" (di bawah minimum)", en=" (below the minimum)")
        lines.append(
            f"  {long_date(duty.day, language)}, {duty.room} {duty.session} {duty.post}: "
            f"{cover.missing}{below if cover.missing_min else ''}"
        )
    if len(empty) > SHOWN:
        rest = len(empty) - SHOWN
        lines.append(say(language, id=f"  dan {rest} lagi", en=f"  and {rest} more"))
    return lines


def written(out: str, names: Iterable[str], language: str) -> str:
    """Which files a folder has got."""
    counted: dict[str, int] = {}
    for name in names:
        top = name.split("/")[0]
        counted[top] = counted.get(top, 0) + 1
    files = say(language, id="berkas", en="files")
    listed = ", ".join(
        name if count == 1 and "." in name else f"{name}/ ({count} {files})"
        for name, count in counted.items()
    )
    return f"{say(language, id='Ditulis ke', en='Written to')} {out}: {listed}"


def broken(problem: Problem, report: Report, language: str) -> list[str]:
    """Every breach of a must rule as a sentence with its rule."""
    from roster.model.naming import rule_title

    return [
        f"{rule_title(use.name, language)}: {use.rule.explain(violation, problem, language)}"
        for use, violation in report.broken
    ]


def checked(problem: Problem, report: Report, language: str) -> dict[str, Any]:
    """What a check of a roster found, for programs."""
    return {
        "hard": report.hard,
        "broken": [
            {
                "rule": use.name,
                "where": use.where,
                "kind": violation.kind,
                "officers": list(violation.officers),
                "duties": [duty.id for duty in violation.duties],
                "day": violation.day.isoformat() if violation.day else None,
                "amount": violation.amount,
                "unit": violation.unit,
                "text": use.rule.explain(violation, problem, language),
            }
            for use, violation in report.broken
        ],
        "costs": {str(priority): cost for priority, cost in report.costs.items()},
    }


def verdict(problem: Problem, roster: Roster, report: Report, language: str) -> list[str]:
    """What a check of a roster found, for people: breaches, costs by priority, empty places."""
    costs = ", ".join(f"{priority}: {cost}" for priority, cost in report.costs.items())
    kept = say(language, id="Semua aturan wajib dipenuhi", en="Every must rule is kept")
    count = say(
        language,
        id=f"{report.hard} pelanggaran aturan wajib",
        en=f"{report.hard} {'breach' if report.hard == 1 else 'breaches'} of must rules",
    )
    return [
        *broken(problem, report, language),
        count if report.hard else kept,
        say(language, id=f"Biaya menurut prioritas: {costs}", en=f"Cost by priority: {costs}"),
        *places(problem, roster, language),
    ]
