"""Conflicts, answers and resilience for programs (as JSON) and for people (as lines)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from roster.explain.sentences import Item, days_of, item
from roster.model import Problem
from roster.model.language import long_date, say
from roster.model.wording import duty_name, listing, number, officer_name

if TYPE_CHECKING:
    from roster.explain.answer import Answer
    from roster.explain.conflicts import Conflict, Diagnosis
    from roster.explain.cures import Cure
    from roster.explain.places import Nearest
    from roster.explain.resilience import Place, Resilience

CURED = 4
"""For how many conflicts cures are looked for."""


@dataclass(frozen=True)
class Told:
    """A conflict in words, with its cures; none are looked for beyond the first few."""

    items: tuple[Item, ...]
    cures: tuple[Cure, ...]


def tell(diagnosis: Diagnosis, language: str, *, cured: int = CURED) -> tuple[Told, ...]:
    """Every conflict of a diagnosis in words, the first ``cured`` of them with tried cures."""
    from roster.explain.cures import cures

    return tuple(
        Told(
            items(diagnosis.problem, conflict, language),
            cures(diagnosis, conflict, language) if place < cured else (),
        )
        for place, conflict in enumerate(diagnosis.conflicts)
    )


def items(problem: Problem, conflict: Conflict, language: str) -> tuple[Item, ...]:
    """The things of a conflict in words, what is demanded first."""
    days = days_of(problem, conflict.things)
    return tuple(item(problem, thing, days, language) for thing in reversed(conflict.things))


def conflicts_json(told: tuple[Told, ...]) -> list[dict[str, Any]]:
    """Conflicts as values that JSON can hold."""
    return [
        {
            "items": [_item_json(found) for found in conflict.items],
            "cures": [_cure_json(cure) for cure in conflict.cures],
        }
        for conflict in told
    ]


def _item_json(found: Item) -> dict[str, Any]:
    return {**asdict(found), "date": found.date.isoformat() if found.date else None}


def _cure_json(cure: Cure) -> dict[str, Any]:
    effect = cure.effect
    return {
        "change": cure.change,
        "cost": cure.cost,
        "verified": cure.verified,
        "coverage": {"below_min": effect.below_min, "below_ideal": effect.below_ideal},
        "fairness": {
            "spread": round(float(effect.spread), 2),
            "costs": {str(priority): cost for priority, cost in effect.costs.items()},
            "proven": effect.proven,
        },
    }


def conflict_lines(told: tuple[Told, ...], language: str) -> Iterator[str]:
    """Conflicts for people: what clashes, and what would help at what effect."""
    for place, conflict in enumerate(told, start=1):
        if len(told) > 1:
            yield say(language, id=f"Sebab {place}:", en=f"Cause {place}:")
        yield from (f"  {found.sentence}" for found in conflict.items)
        if conflict.cures:
            yield say(
                language,
                id="  Yang menolong (dicoba; usaha dalam langkah):",
                en="  What helps (tried; effort in steps):",
            )
        for cure in conflict.cures:
            yield f"    [{cure.cost}] {cure.change}"
            yield f"        {effect_words(cure, language)}"


def effect_words(cure: Cure, language: str) -> str:
    """What the roster after a cure is like."""
    effect = cure.effect
    spread = number(effect.spread, language)
    costs = [
        say(language, id=f"prioritas {priority}: {cost}", en=f"priority {priority}: {cost}")
        for priority, cost in effect.costs.items()
    ]
    told = say(
        language,
        id=f"Kosong: {effect.below_min} di bawah minimum, {effect.below_ideal} di bawah ideal; "
        f"rentang beban {spread} tugas",
        en=f"Empty: {effect.below_min} below the minimum, {effect.below_ideal} below the ideal; "
        f"spread of loads {spread} {'duty' if effect.spread == 1 else 'duties'}",
    )
    if costs:
        told += say(language, id="; biaya ", en="; costs ") + ", ".join(costs)
    if not effect.proven:
        told += say(language, id=", belum terbukti terkecil", en=", not proven to be the least")
    return f"{told}."


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
        return {**told, "forbidden_by": [_item_json(found) for found in answer.forbidden_by]}
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
