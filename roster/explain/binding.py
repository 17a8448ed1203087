"""What a rule asks of an officer, in words."""

from __future__ import annotations

from typing import Any

from roster.model import RuleUse
from roster.model.language import long_date, say
from roster.model.naming import parameter_text
from roster.model.wording import counted


def bound(use: RuleUse, who: str, language: str, *, several: bool = False) -> str:
    """What a rule asks of those named, or (without a name) of everybody, as a sentence."""
    if use.name not in _RULES:
        who = who or say(language, id="Semua petugas", en="All officers")
        return f"{who}: {_by_code(use, language)}."
    return f"{obliged(use, who, language, several=several)}."


def obliged(use: RuleUse, who: str, language: str, *, several: bool = False) -> str:
    """What a rule asks of whoever is named, to stand within a sentence."""
    several = several or not who
    who = who or say(language, id="Semua petugas", en="All officers")
    if use.name not in _RULES:
        verb = say(language, id="terikat", en="are bound by" if several else "is bound by")
        return f"{who} {verb} {_by_code(use, language)}"
    indonesian, one, many = _RULES[use.name]
    rule: Any = use.rule
    known = {name: getattr(rule, name) for name in getattr(rule, "__dataclass_fields__", ())}
    known["period"] = say(
        language,
        id=_PERIODS.get(known.get("per", ""), ("", ""))[0],
        en=_PERIODS.get(known.get("per", ""), ("", ""))[1],
    )
    known["duties"] = counted(known.get("limit", 0), "duty", "duties")
    known["free_days"] = counted(known.get("days", 0), "day", "days")
    words = say(language, id=indonesian, en=many if several else one)
    return f"{who} {words.format(**known)}{_narrowed(use, language)}"


def _by_code(use: RuleUse, language: str) -> str:
    asked = parameter_text(use.rule)
    code = f"{use.name} ({asked})" if asked else use.name
    return say(language, id=f"aturan {code}", en=f"rule {code}")


def _narrowed(use: RuleUse, language: str) -> str:
    """Which duties alone a rule counts, and on what day it asks less."""
    session, told = getattr(use.rule, "session", ""), []
    if session:
        told.append(say(language, id=f"sesi {session}", en=f"session {session}"))
    for name, indonesian, english in _ONCE:
        if day := getattr(use.rule, name, None):
            when = long_date(day, language)
            told.append(say(language, id=f"{indonesian} {when}", en=f"{english} {when}"))
    return f" ({'; '.join(told)})" if told else ""


_ONCE = (
    ("one_more_on", "satu lagi pada periode yang memuat", "one more in the period that holds"),
    ("except_on", "kecuali sekitar tugas", "but not around the duty of"),
)

_PERIODS = {
    "day": ("sehari", "a day"),
    "week": ("seminggu", "a week"),
    "month": ("sebulan", "a month"),
    "horizon": ("dalam periode ini", "in this period"),
}

_RULES = {
    "max_duties": (
        "mendapat paling banyak {limit} tugas {period}",
        "has at most {duties} {period}",
        "have at most {duties} {period}",
    ),
    "min_duties": (
        "mendapat sekurangnya {limit} tugas {period}",
        "has at least {duties} {period}",
        "have at least {duties} {period}",
    ),
    "max_hours": (
        "bertugas paling banyak {minutes} menit {period}",
        "serves at most {minutes} minutes {period}",
        "serve at most {minutes} minutes {period}",
    ),
    "min_hours": (
        "bertugas sekurangnya {minutes} menit {period}",
        "serves at least {minutes} minutes {period}",
        "serve at least {minutes} minutes {period}",
    ),
    "one_place": (
        "hanya dapat berada di satu tempat pada satu waktu",
        "can be in one place at a time only",
        "can be in one place at a time only",
    ),
    "rest_days": (
        "mendapat {days} hari jeda di antara dua hari tugas",
        "has {free_days} of rest between two days of duty",
        "have {free_days} of rest between two days of duty",
    ),
    "rest_hours": (
        "mendapat {hours} jam jeda di antara dua tugas",
        "has a rest of {hours} hours between two duties",
        "have a rest of {hours} hours between two duties",
    ),
}
