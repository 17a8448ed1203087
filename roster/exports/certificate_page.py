"""The certificate as a page to print, sign and file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from roster.exports.words import period, rule_title
from roster.model.language import say


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
        proof=lambda claim: proof_words(claim, language),
        arguments=lambda rule: "; ".join(f"{k}={v}" for k, v in rule["parameters"].items()),
    )


def proof_words(claim: Mapping[str, Any], language: str) -> str:
    """How far a priority's cost is proven, and by what."""
    if not claim["proven"]:
        return say(language, id="belum terbukti", en="not proven")
    if claim["proof"]:
        count = len(claim["proof"]["rows"])
        return say(
            language,
            id=f"terbukti; dapat dihitung ulang dari {count} pengali",
            en=f"proven; can be recomputed from {count} multipliers",
        )
    return say(language, id="terbukti hanya oleh pencarian", en="proven by search alone")
