"""Conflicts with their cures, for programs (as JSON) and for people (as lines)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from roster.explain.binding import bound
from roster.explain.lead import lead
from roster.explain.posts import posts, session_post, sole_day
from roster.explain.sentences import Item, away, days_of, item
from roster.explain.things import Thing
from roster.model import Problem
from roster.model.language import say
from roster.model.naming import priority_names
from roster.model.wording import listing, number, officer_name

if TYPE_CHECKING:
    from roster.explain.conflicts import Conflict, Diagnosis
    from roster.explain.cures import Cure

CURED = 4
"""For how many conflicts cures are looked for."""


@dataclass(frozen=True)
class Told:
    """A conflict in words, with its cures; none are looked for beyond the first few.

    ``summary`` is the whole of it in one sentence, ``things`` what ``items`` tell one by one.
    """

    summary: str
    things: tuple[Thing, ...]
    items: tuple[Item, ...]
    cures: tuple[Cure, ...]


def tell(diagnosis: Diagnosis, language: str, *, cured: int = CURED) -> tuple[Told, ...]:
    """Every conflict of a diagnosis in words, the first ``cured`` of them with tried cures."""
    from roster.explain.cures import cures

    return tuple(
        Told(
            lead(diagnosis.problem, conflict.things, language),
            conflict.things[::-1],
            items(diagnosis.problem, conflict, language),
            cures(diagnosis, conflict, language) if place < cured else (),
        )
        for place, conflict in enumerate(diagnosis.conflicts)
    )


def items(problem: Problem, conflict: Conflict, language: str) -> tuple[Item, ...]:
    """The things of a conflict in words, what is demanded first."""
    days = days_of(problem, conflict.things)
    return tuple(item(problem, thing, days, language) for thing in reversed(conflict.things))


def conflicts_json(told: Sequence[Told]) -> list[dict[str, Any]]:
    """Conflicts as values that JSON can hold."""
    return [
        {
            "summary": conflict.summary,
            "items": [item_json(found) for found in conflict.items],
            "cures": [_cure_json(cure) for cure in conflict.cures],
        }
        for conflict in told
    ]


def item_json(found: Item) -> dict[str, Any]:
    """A thing of a conflict as values that JSON can hold."""
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


def conflict_lines(told: Sequence[Told], problem: Problem, language: str) -> Iterator[str]:
    """Conflicts for people: what clashes, and what would help at what effect.

    Several places of one day that fail for the same things are told together.
    """
    groups: dict[object, list[int]] = {}
    for place, conflict in enumerate(told):
        groups.setdefault(_alike(problem, conflict) or place, []).append(place)
    for places in groups.values():
        alike = [told[place] for place in places]
        if len(told) > 1:
            which = listing([str(place + 1) for place in places], language)
            yield say(
                language, id=f"Sebab {which}:", en=f"{'Causes' if alike[1:] else 'Cause'} {which}:"
            )
        yield from _group_lines(problem, alike, language)
    if names := _costs(told, problem, language):
        yield names


def _alike(problem: Problem, conflict: Told) -> object:
    """What conflicts that are told together have in common; None for one of no single day."""
    day = sole_day(posts(problem, conflict.things))
    rest = frozenset(thing for thing in conflict.things if thing.kind not in ("min", "ideal"))
    return (day, rest) if day else None


def _group_lines(problem: Problem, alike: Sequence[Told], language: str) -> Iterator[str]:
    """The conflicts that are told together: in a sentence, thing by thing, and what helps."""
    named = [pair for one in alike for pair in zip(one.things, one.items, strict=True)]
    found = dict(sorted(named, key=lambda pair: pair[0].kind not in ("min", "ideal")))
    yield f"  {lead(problem, list(found), language) if alike[1:] else alike[0].summary}"
    if len(found) > 1:
        yield say(language, id="  Satu per satu:", en="  One by one:")
        yield from (f"    {sentence}" for sentence in _sentences(problem, found, language))
    told = [{_cure_lines(cure, language): None for cure in one.cures} for one in alike]
    common = [lines for lines in told[0] if all(lines in other for other in told)]
    each = say(language, id=" untuk masing-masing", en=" each of them") if alike[1:] else ""
    yield from _helping(common, each, language)
    for one, own in zip(alike, told, strict=True):
        where = _where(problem, one, language) if alike[1:] else ""
        yield from _helping([lines for lines in own if lines not in common], where, language)


def _helping(cures: Sequence[tuple[str, ...]], where: str, language: str) -> Iterator[str]:
    """What was tried with success, under a heading; nothing where nothing was."""
    if cures:
        yield say(
            language,
            id=f"  Yang menolong{where} (dicoba; usaha dalam langkah):",
            en=f"  What helps{where} (tried; effort in steps):",
        )
    yield from (line for lines in cures for line in lines)


def _where(problem: Problem, told: Told, language: str) -> str:
    names = listing([session_post(p.duty, problem) for p in posts(problem, told.things)], language)
    return say(language, id=f" untuk {names}", en=f" {names}")


def _sentences(problem: Problem, found: Mapping[Thing, Item], language: str) -> Iterator[str]:
    """A sentence for each thing, places first; one for officers of whom the same is said."""
    shared: dict[object, list[Thing]] = {}
    for thing in found:
        shared.setdefault(_said(problem, thing), []).append(thing)
    for alike in shared.values():
        first = alike[0]
        if len(alike) == 1:
            yield found[first].sentence
        elif first.kind == "leave":
            yield away(problem, [problem.leaves[thing.number] for thing in alike], language)
        else:
            who = listing([officer_name(problem, thing.name) for thing in alike], language)
            yield bound(problem.rules[first.number], who, language, several=True)


def _said(problem: Problem, thing: Thing) -> object:
    """What is said of a thing's officer; the thing itself where it is told alone."""
    if thing.kind == "leave":
        leave = problem.leaves[thing.number]
        return leave.first, leave.last, leave.full_day
    return ("rule", thing.number) if thing.kind == "rule" else thing


def _cure_lines(cure: Cure, language: str) -> tuple[str, str]:
    return f"    [{cure.cost}] {cure.change}", f"        {effect_words(cure, language)}"


def _costs(told: Sequence[Told], problem: Problem, language: str) -> str:
    """What the priorities are whose costs the cures tell."""
    told_of = {p for conflict in told for cure in conflict.cures for p in cure.effect.costs}
    names = [
        f"{priority} {name}"
        for priority, name in priority_names(problem, language).items()
        if priority in told_of
    ]
    head = say(language, id="Prioritas: ", en="Priorities: ")
    return f"{head}{'; '.join(names)}." if names else ""


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
