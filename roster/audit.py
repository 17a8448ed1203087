"""Checking a certificate against the book, the roster and the rules, with no solver."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roster.certificate import Certificate, model_sha256, roster_sha256, rule_verdicts, seal
from roster.encoding import LinearModel, encode_problem
from roster.model import Problem, Roster
from roster.model.language import say
from roster.model.naming import priority_names
from roster.model.wording import number
from roster.proof import exact_bound
from roster.verdicts import difference
from roster.verify import Report, verify


@dataclass(frozen=True)
class Finding:
    """One thing that was checked.

    ``holds`` is None where the certificate claims nothing that can be recomputed here.
    ``bound`` is the exact bound where one was recomputed.
    """

    what: str
    holds: bool | None
    sentence: str
    bound: float | None = None


def audit(
    found: Certificate, problem: Problem, roster: Roster, book_sha256: str, language: str
) -> tuple[Finding, ...]:
    """Everything a certificate says, held against a book, its problem and a roster.

    A changed book ends the audit: the rows that the multipliers mean are gone.
    """
    findings = [_sealed(found, language), _book(found, book_sha256, language)]
    if not findings[-1].holds:
        return tuple(findings)
    report = verify(problem, roster)
    findings += [_rules(found, report, language), _roster(found, roster, report, language)]
    model = encode_problem(problem)
    findings.append(_rows(found, model, language))
    if not findings[-1].holds:
        return tuple(findings)
    sound, names = True, priority_names(problem, language)
    for claim in found.parts["priorities"]:
        head = _head(claim, names, language)
        finding = _priority(claim, head, found, model, report.costs, sound, language)
        sound = sound and bool(claim["proven"]) and finding.holds is not False
        findings.append(finding)
    missing = set(report.costs) - {claim["priority"] for claim in found.parts["priorities"]}
    findings += [_unnamed(priority, language) for priority in sorted(missing)]
    return tuple(findings)


def _sealed(found: Certificate, language: str) -> Finding:
    holds = found.parts.get("seal") == seal(found.parts)
    sentence = say(
        language,
        id="Sertifikat utuh seperti saat ditulis."
        if holds
        else "Sertifikat telah diubah sejak ditulis.",
        en="The certificate is as it was written."
        if holds
        else "The certificate was changed since it was written.",
    )
    return Finding("seal", holds, sentence)


def _book(found: Certificate, book_sha256: str, language: str) -> Finding:
    holds = found.parts.get("book_sha256") == book_sha256
    sentence = say(
        language,
        id="Buku sama dengan yang dijadwalkan."
        if holds
        else "Buku telah berubah sejak jadwal disusun; bukti tidak berlaku untuk buku ini.",
        en="The book is the one that was rostered."
        if holds
        else "The book has changed since the roster was made; the proof is not about this book.",
    )
    return Finding("book", holds, sentence)


def _rules(found: Certificate, report: Report, language: str) -> Finding:
    told, now = found.parts["rules"], rule_verdicts(report)
    fault = difference(told, now, report, language)
    count = len(now)
    sentence = fault or say(
        language,
        id=f"Ke-{count} aturan buku tercantum, dengan putusan yang sama.",
        en=f"All {count} rules of the book are named, with the same verdicts.",
    )
    return Finding("rules", not fault, sentence)


def _roster(found: Certificate, roster: Roster, report: Report, language: str) -> Finding:
    same = found.parts.get("roster_sha256") == roster_sha256(roster)
    told = {claim["priority"]: claim["cost"] for claim in found.parts["priorities"]}
    if report.hard:
        sentence = say(
            language,
            id=f"Jadwal melanggar aturan wajib: {report.hard} kali.",
            en=f"The roster breaks must rules: {report.hard} times.",
        )
    elif dict(report.costs) != told:
        costs = ", ".join(f"{p}: {c}" for p, c in report.costs.items())
        sentence = say(
            language,
            id=f"Biaya jadwal ({costs}) bukan yang disertifikasi.",
            en=f"The roster's costs ({costs}) are not those certified.",
        )
    elif not same:
        sentence = say(
            language,
            id="Jadwal telah diubah sejak disertifikasi, walau sah dan sama biayanya.",
            en="The roster was changed since it was certified, though lawful at the same cost.",
        )
    else:
        sentence = say(
            language,
            id="Jadwal memenuhi semua aturan wajib, dengan biaya seperti disertifikasi.",
            en="The roster keeps every must rule, at the certified costs.",
        )
        return Finding("roster", True, sentence)
    return Finding("roster", False, sentence)


def _rows(found: Certificate, model: LinearModel, language: str) -> Finding:
    holds = found.parts.get("model_sha256") == model_sha256(model)
    version = found.parts.get("versions", {}).get("duty-roster", "?")
    sentence = say(
        language,
        id=f"{model.rows} baris linear dibangun ulang dari buku, sama dengan saat itu."
        if holds
        else f"Baris linear buku ini lain dari saat itu: periksa dengan duty-roster {version}.",
        en=f"{model.rows} linear rows rebuilt from the book, the same as then."
        if holds
        else f"This book's linear rows are not those of then: check with duty-roster {version}.",
    )
    return Finding("rows", holds, sentence)


def _priority(
    claim: Mapping[str, Any],
    head: str,
    found: Certificate,
    model: LinearModel,
    costs: Mapping[int, int],
    sound: bool,
    language: str,
) -> Finding:
    priority, cost = claim["priority"], claim["cost"]
    what = f"priority {priority}"
    if not claim["proven"]:
        words = say(language, id="tidak dinyatakan terbukti.", en="not claimed to be proven.")
        return Finding(what, None, head + words)
    if not sound:
        words = say(
            language,
            id="dinyatakan terbukti, padahal prioritas di atasnya tidak.",
            en="claimed to be proven, though a higher one is not.",
        )
        return Finding(what, False, head + words)
    proof = found.proofs.get(priority)
    if proof is None:
        searched = claim["by"] == "search"
        words = say(
            language,
            id="terbukti hanya oleh pencarian; tidak dapat dihitung ulang di sini."
            if searched
            else "bukti tidak disertakan.",
            en="proven by search alone; it cannot be recomputed here."
            if searched
            else "the proof is missing.",
        )
        return Finding(what, None if searched else False, head + words)
    try:
        bound = exact_bound(model, proof, costs)
    except (KeyError, IndexError):
        words = say(
            language,
            id="bukti menyebut baris atau prioritas yang tidak ada.",
            en="the proof names a row or a priority that does not exist.",
        )
        return Finding(what, False, head + words)
    holds = math.ceil(bound) >= cost
    words = _bound_words(found, priority, costs, number(bound, language), holds, language)
    return Finding(what, holds, head + words, float(bound))


def _bound_words(
    found: Certificate,
    priority: int,
    costs: Mapping[int, int],
    told: str,
    holds: bool,
    language: str,
) -> str:
    """What a recomputed bound proves; an edited roster may cost otherwise above, and lower it."""
    claims = found.parts["priorities"]
    if any(costs.get(c["priority"]) != c["cost"] for c in claims if c["priority"] < priority):
        told += say(
            language,
            id=" dengan biaya jadwal ini pada prioritas di atasnya",
            en=" at what this roster costs at the priorities above",
        )
    if holds:
        return say(
            language,
            id=f"batas eksak {told}, jadi tidak ada jadwal sah yang lebih baik.",
            en=f"exact bound {told}, so no lawful roster is better.",
        )
    return say(
        language,
        id=f"batas eksak hanya {told}: bukti tidak cukup.",
        en=f"exact bound only {told}: the proof falls short.",
    )


def _head(claim: Mapping[str, Any], names: Mapping[int, str], language: str) -> str:
    priority, cost = claim["priority"], claim["cost"]
    name = f" ({names[priority]})" if priority in names else ""
    return say(
        language,
        id=f"Prioritas {priority}{name}, biaya {cost}: ",
        en=f"Priority {priority}{name}, cost {cost}: ",
    )


def _unnamed(priority: int, language: str) -> Finding:
    sentence = say(
        language,
        id=f"Prioritas {priority} tidak ada dalam sertifikat.",
        en=f"Priority {priority} is missing from the certificate.",
    )
    return Finding(f"priority {priority}", False, sentence)
