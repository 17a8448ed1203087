"""The certificate as a page to print, sign and file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from roster.exports.words import period
from roster.model.language import say
from roster.model.naming import Row, by_priority, rule_title

UNSET = ("", "None", "False", "()", "[]")
"""How a certificate writes a parameter that is not set."""


def certificate_page(parts: Mapping[str, Any], language: str) -> str:
    """The text of ``certificate.html``; ``parts`` are those of ``certificate.json``."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("roster.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    first, last = (date.fromisoformat(parts["period"][end]) for end in ("first", "last"))
    return environment.get_template("certificate.html.j2").render(
        parts=parts,
        language=language,
        t=lambda id, en: say(language, id=id, en=en),
        period=period(first, last, language),
        title=lambda code: rule_title(code, language),
        label=lambda claim: claim_label(claim, parts, language),
        proof=lambda claim: proof_words(claim, language),
        arguments=lambda rule: "; ".join(marks(rule)),
    )


def marks(rule: Mapping[str, Any]) -> list[str]:
    """The parameters that are set in a row of the rules, as the book writes them."""
    told = {name: str(value).strip("'") for name, value in rule["parameters"].items()}
    return [f"{name}={value}" for name, value in told.items() if value not in UNSET]


def claim_label(claim: Mapping[str, Any], parts: Mapping[str, Any], language: str) -> str:
    """The rules of a priority by name, with what tells them from others of their kind."""
    rows = [
        Row(row["strength"], row["rule"], tuple(marks(row)), row["applies_to"])
        for row in parts["rules"]
        if row["strength"] != "must"
    ]
    return by_priority(rows, language).get(claim["priority"]) or ", ".join(claim["rules"])


def proof_words(claim: Mapping[str, Any], language: str) -> str:
    """How far a priority's cost is proven, and by what."""
    if not claim["proven"]:
        return say(language, id="belum terbukti", en="not proven")
    if claim["proof"]:
        count = len(claim["proof"]["rows"])
        if not count:
            return say(
                language,
                id="terbukti; tidak mungkin lebih rendah menurut batas-batasnya saja",
                en="proven; the limits alone allow nothing lower",
            )
        return say(
            language,
            id=f"terbukti; dapat dihitung ulang dari {count} pengali",
            en=f"proven; can be recomputed from {count} multipliers",
        )
    return say(language, id="terbukti hanya oleh pencarian", en="proven by search alone")
