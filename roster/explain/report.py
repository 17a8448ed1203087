"""Answers and resilience for programs (as JSON) and for people (as lines)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from roster.explain.told import item_json
from roster.model import Problem
from roster.model.language import long_date, say
from roster.model.wording import duty_name, listing, number, officer_name

if TYPE_CHECKING:
    from roster.explain.answer import Answer
    from roster.explain.places import Nearest
    from roster.explain.resilience import Place, Resilience


def nearest_json(found: Nearest) -> dict[str, Any]:
    """What is nearest to breaking, as values that JSON can hold."""
    return {
        "duties": [
            {"duty": margin.duty.id, "able": len(margin.able), "spare": margin.spare}
            for margin in found.margins
        ],
        "indispensable": list(found.indispensable),
    }


def nearest_lines(found: Nearest, problem: Problem, language: str) -> Iterator[str]:
    """What is nearest to breaking, for people."""
    yield say(language, id="Yang paling mudah gagal:", en="Nearest to breaking:")
    for margin in found.margins:
        where, able = duty_name(margin.duty, problem, language), len(margin.able)
        yield say(
            language,
            id=f"  {where}: {able} petugas dapat, perlu {margin.needed}.",
            en=f"  {where}: {able} officers could, {margin.needed} needed.",
        )
    if found.indispensable:
        who = listing([officer_name(problem, o) for o in found.indispensable], language)
        yield say(
            language,
            id=f"  Tanpa salah satu dari {who} tidak semua minimum dapat dipenuhi.",
            en=f"  Without any one of {who} the minima cannot all be kept.",
        )


def answer_json(answer: Answer) -> dict[str, Any]:
    """Why, or why not, as values that JSON can hold."""
    told: dict[str, Any] = {"question": answer.question, "sentences": list(answer.sentences)}
    if answer.forbidden_by:
        return {**told, "forbidden_by": [item_json(found) for found in answer.forbidden_by]}
    return {
        **told,
        "tie": answer.tie,
        "price": [
            {**asdict(price), "rules": list(price.rules), "more": price.more}
            for price in answer.prices
        ],
    }


def resilience_json(found: Resilience) -> dict[str, Any]:
    """Every place with its substitutes, as values that JSON can hold."""
    return {
        "share": round(float(found.share), 4),
        "places": len(found.places),
        "bare": [_place_json(place) for place in found.bare],
        "substitutes": [_place_json(place) for place in found.places],
    }


def _place_json(place: Place) -> dict[str, Any]:
    return {
        "duty": place.duty.id,
        "officer": place.officer,
        "substitutes": list(place.substitutes),
    }


def resilience_lines(found: Resilience, problem: Problem, language: str) -> Iterator[str]:
    """How many places survive any absence, and those that do not."""
    total, bare = len(found.places), len(found.bare)
    share = number(100 * found.share, language)
    yield say(
        language,
        id=f"Ketahanan: {total - bare} dari {total} tempat ({share} %) tetap terisi bila satu "
        "petugas berhalangan.",
        en=f"Resilience: {total - bare} of {total} places ({share} %) stay filled if any one "
        "officer falls out.",
    )
    for place in found.bare:
        who, where = officer_name(problem, place.officer), duty_name(place.duty, problem, language)
        yield say(
            language,
            id=f"  Rawan: {where}, tempat {who}: tidak ada pengganti.",
            en=f"  Bare: {where}, the place of {who}: nobody may step in.",
        )


def duty_lines(found: Resilience, officer: str, problem: Problem, language: str) -> Iterator[str]:
    """An officer's duties, each with those who may step in."""
    for place in found.places:
        if place.officer == officer:
            names = [officer_name(problem, who) for who in place.substitutes]
            told = listing(names, language) if names else say(language, id="rawan", en="nobody")
            where = long_date(place.duty.day, language)
            yield f"  {where}, {place.duty.session_name or place.duty.session}: {told}"
