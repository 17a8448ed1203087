"""The roster as one page: a single offline file for phone, desk and paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from itertools import groupby
from typing import Any

from roster.explain.entitlement import officer_sentence, unit_sentence
from roster.exports.edition import Edition, named
from roster.exports.grid import grid, session_kinds, span, span_with_zone
from roster.exports.heat import LEVELS, heat
from roster.exports.summary import (
    Load,
    coverage,
    empty_places,
    fairness,
    officer_loads,
    unit_loads,
    wishes,
)
from roster.exports.words import (
    by_unit,
    day_month,
    decimal,
    duration,
    people,
    period,
    post_name,
    priority_label,
    proof_words,
    room_title,
    sentence,
    short_day,
    status_words,
    strength,
    worst_first,
)
from roster.model import Problem, Result, Roster
from roster.model.language import long_date, say, weekday_name
from roster.model.naming import parameter_text, rule_label
from roster.model.wording import duty_name
from roster.verify import Report

COLOURS = 8
"""How many session colours the style sheet has; further kinds start again."""

WORST = 12
"""How many of the costliest violations of each priority the page tells."""


@dataclass(frozen=True)
class Bar:
    """A load as a bar: lengths in percent of the longest; ``mark`` is the entitlement."""

    length: str
    mark: str


def page(
    problem: Problem,
    roster: Roster,
    result: Result,
    report: Report,
    language: str,
    editions: tuple[Edition, ...] = (),
) -> str:
    """The text of ``roster.html``; the same input gives the same text.

    One file that asks for nothing else: style and script are inline, and a content security
    policy that names their hashes forbids every request. ``editions`` are the published
    versions, newest first. Nothing tells who is on leave.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("roster.exports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names = people(problem)
    style, script = _asset("page.css"), _asset("page.js")
    return environment.get_template("page.html.j2").render(
        problem=problem,
        roster=roster,
        names=names,
        result=result,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        serving=lambda duty: sorted(roster.officers(duty), key=lambda who: (names[who], who)),
        **_words(problem, language),
        **_figures(problem, roster, report, language),
        status=sentence(status_words(result, language)),
        editions=editions,
        version=lambda edition: edition.title(problem, language),
        named=lambda officers: named(problem, officers),
        good=result.status == "optimal" and not result.hard,
    )


def _asset(name: str) -> str:
    return (files("roster.exports") / "templates" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _words(problem: Problem, language: str) -> dict[str, Any]:
    """The functions and names by which the template puts things into words."""

    def text(id: str, en: str) -> str:
        return say(language, id=id, en=en)

    def number(value: Fraction | int, places: int = 2, sign: bool = False) -> str:
        return decimal(value, language, places, sign=sign)

    functions: dict[str, Callable[..., str]] = {
        "t": text,
        "number": number,
        "duration": lambda minutes: duration(minutes, language),
        "weekday": lambda day: weekday_name(day, language),
        "short_day": lambda day: short_day(day, language),
        "day_month": lambda day: day_month(day, language),
        "long_date": lambda day: long_date(day, language),
        "hours": lambda duty: span(duty, language),
        "hours_zone": lambda duty: span_with_zone(duty, problem, language),
        "room_title": lambda room: room_title(room, problem),
        "rule_label": lambda rule: rule_label(rule, language),
        "priority_label": lambda outcome: priority_label(problem, outcome, language),
        "proof": lambda outcome: proof_words(outcome, language),
        "strength": lambda use: strength(use, language),
        "sentence": sentence,
        "post_name": post_name,
    }
    return {
        **functions,
        "language": language,
        "parameter_text": parameter_text,
        "office": problem.setting("office", problem.name),
        "period": period(problem.first, problem.last, language),
    }


def _figures(problem: Problem, roster: Roster, report: Report, language: str) -> dict[str, Any]:
    """The numbers and the layout that the template shows."""
    table, kinds = grid(problem, language), session_kinds(problem)
    loads = {load.id: load for load in officer_loads(problem, roster)}
    officers = [loads[officer.id] for officer in by_unit(problem)]
    units = unit_loads(problem, roster)
    covers = coverage(problem, roster)
    told = wishes(problem, roster)
    worst: dict[int, list[str]] = {}
    for use, violation in worst_first(report):
        told_so_far = worst.setdefault(use.priority or 0, [])
        if len(told_so_far) < WORST:
            told_so_far.append(use.rule.explain(violation, problem, language))
    return {
        "grid": table,
        "rooms": list(dict.fromkeys(block.room for block in table.blocks)),
        "kinds": {kind.id: kind for kind in kinds},
        "colours": COLOURS,
        "officers": officers,
        "place": {load.id: number for number, load in enumerate(officers, start=1)},
        "groups": _groups(problem, officers),
        "officer_bars": _bars(officers),
        "units": units,
        "unit_bars": _bars(units),
        "fairness": fairness(problem, officers),
        "empty": empty_places(problem, roster),
        "covers": {cover.duty: cover for cover in covers},
        "places": sum(cover.duty.ideal for cover in covers),
        "filled": sum(min(cover.filled, cover.duty.ideal) for cover in covers),
        "wishes": told,
        "refused": [wish for wish in told if not wish.granted],
        "entries": report.entries,
        "heat": heat(problem, roster),
        "levels": LEVELS,
        "where": lambda duty: duty_name(duty, problem, language),
        "shares": [officer_sentence(problem, roster, load.id, language) for load in officers],
        "unit_shares": [unit_sentence(problem, roster, load.id, language) for load in units],
        "worst": worst,
    }


def _groups(problem: Problem, officers: list[Load]) -> list[tuple[str, list[Load]]]:
    """The officers' loads by unit, each with the unit's name."""
    groups: list[tuple[str, list[Load]]] = []
    for unit, members in groupby(officers, key=lambda load: load.unit):
        known = problem.unit.get(unit)
        groups.append(((known.name if known else "") or unit, list(members)))
    return groups


def _bars(loads: list[Load] | tuple[Load, ...]) -> Mapping[str, Bar]:
    """Each load's bar, on one scale; an entitlement below 0 is marked at 0."""
    longest = max((max(Fraction(load.duties), load.entitlement) for load in loads), default=0)

    def percent(value: Fraction | int) -> str:
        return f"{float(max(Fraction(0), 100 * Fraction(value) / (longest or 1))):.2f}"

    return {load.id: Bar(percent(load.duties), percent(load.entitlement)) for load in loads}
