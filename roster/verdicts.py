"""The rules of a certificate held against those of the book, and its verdicts against today's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roster.model.language import say
from roster.model.naming import Row, parameter_marks, row_names
from roster.model.report import Report
from roster.model.wording import counted

VERDICT = ("kept", "violations", "cost")
"""What a row of a certificate's rules says of the roster; the rest says what is asked of it."""

Verdicts = Sequence[Mapping[str, Any]]


def difference(told: Verdicts, now: Verdicts, report: Report, language: str) -> str:
    """What a certificate tells otherwise than is found now, and what to do; empty if nothing.

    A parameter that is not set counts for nothing: one that a later version of a rule may
    take is not in a certificate from before it.
    """
    told, now = [*map(_set_alone, told)], [*map(_set_alone, now)]
    if told == now:
        return ""
    if [*map(_asked, told)] != [*map(_asked, now)]:
        return _other_rules(told, now, language)
    return _other_verdicts(told, now, report, language)


def _set_alone(row: Mapping[str, Any]) -> dict[str, Any]:
    told = row.get("parameters")
    if not isinstance(told, dict):
        return dict(row)
    return {**row, "parameters": {name: value for name, value in told.items() if value != "None"}}


def _asked(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in VERDICT}


def _other_rules(told: Verdicts, now: Verdicts, language: str) -> str:
    pairs = zip(map(_asked, told), map(_asked, now), strict=False)
    differing = next(
        (n for n, (one, other) in enumerate(pairs) if one != other), min(len(told), len(now))
    )
    row = now[differing] if differing < len(now) else told[differing]
    return say(
        language,
        id=f"Aturan dalam sertifikat berbeda dari buku, mulai dari aturan ke-{differing + 1} "
        f"({row.get('rule')}).",
        en=f"The certificate's rules differ from the book's, from rule {differing + 1} on "
        f"({row.get('rule')}).",
    )


def _other_verdicts(told: Verdicts, now: Verdicts, report: Report, language: str) -> str:
    """By which rules the roster is judged otherwise than certified."""
    uses = [use for use, _ in report.entries]
    names = row_names(
        [Row(0, use.name, tuple(parameter_marks(use.rule)), use.applies_to) for use in uses],
        language,
    )
    listed = [
        say(
            language,
            id=f"{name} ({_verdict(one, language)} dalam sertifikat, kini "
            f"{_verdict(other, language)})",
            en=f"{name} ({_verdict(one, language)} in the certificate, now "
            f"{_verdict(other, language)})",
        )
        for name, one, other in zip(names, told, now, strict=True)
        if one != other
    ]
    return say(
        language,
        id=f"Aturannya sama dengan buku, tetapi jadwal ini dinilai lain: {'; '.join(listed)}. "
        "Kembalikan roster.csv yang disertifikasi, atau susun jadwal baru dengan roster solve "
        "atau roster repair.",
        en="The rules are the book's, but this roster is judged otherwise: "
        f"{'; '.join(listed)}. Put the certified roster.csv back, or make a new roster with "
        "roster solve or roster repair.",
    )


def _verdict(row: Mapping[str, Any], language: str) -> str:
    """How often a rule finds something, and what that costs."""
    count, cost = row.get("violations", 0), row.get("cost", 0)
    if row.get("strength") == "must":
        return say(language, id=f"{count} pelanggaran", en=counted(count, "breach", "breaches"))
    return say(language, id=f"biaya {cost}", en=f"cost {cost}")
