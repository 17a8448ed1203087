"""A whole conflict as one sentence: what is asked, of whom, and what keeps each of them from it.

It says what the conflict's own things say and no more: what is not among them keeps nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roster.explain.binding import obliged
from roster.explain.posts import holders, needed, posts, sole_day
from roster.explain.reasons import Reason, reasons
from roster.explain.sentences import item
from roster.explain.things import ALL, Thing, officer_of
from roster.model import Problem
from roster.model.language import say
from roster.model.wording import counted, listing, officer_name

NAMED = 3
"""So many officers are named before what keeps them; of more their number stands there."""


@dataclass(frozen=True)
class _Group:
    """Officers whom the same things keep from what is asked."""

    officers: tuple[str, ...]
    kept: tuple[Reason, ...]


def lead(problem: Problem, found: Sequence[Thing], language: str) -> str:
    """A conflict, or several that fail for the same things, as one sentence."""
    places = posts(problem, found)
    day = sole_day(places)
    skills = [thing for thing in found if thing.kind == "competency"]
    names = [thing.name for thing in skills]
    pool = holders(problem, names, places) if places else ()
    own = [
        _told(problem, group, pool, language) for group in _groups(problem, found, day, language)
    ]
    if own and pool:
        own[0] = f"{_of(pool, names, language)} {own[0]}"
    limits = [t for t in found if t.kind in ("max", "max_per_session", "min_at_work")]
    parts = [needed(problem, places, names, language)] if places else []
    parts += own
    if not (own and pool):
        parts += _whole(problem, skills, day, language)
    parts += _whole(problem, limits, day, language)
    parts += _for_all(problem, found, language)
    words = "; ".join(parts)
    return f"{words[:1].upper()}{words[1:]}."


def _groups(
    problem: Problem, found: Sequence[Thing], day: date | None, language: str
) -> list[_Group]:
    """The officers of a conflict by what keeps them, the largest group first."""
    own: dict[str, list[Thing]] = {}
    for thing in found:
        officer = officer_of(problem, thing)
        if officer is not None:
            own.setdefault(officer.id, []).append(thing)
    alike: dict[tuple[Reason, ...], list[str]] = {}
    for who in (officer.id for officer in problem.officers if officer.id in own):
        alike.setdefault(reasons(problem, own[who], day, language), []).append(who)
    groups = [_Group(tuple(officers), kept) for kept, officers in alike.items()]
    return sorted(groups, key=lambda group: -len(group.officers))


def _told(problem: Problem, group: _Group, pool: Sequence[str], language: str) -> str:
    names = [officer_name(problem, who) for who in group.officers]
    words = [reason.many if len(names) > 1 else reason.one for reason in group.kept]
    kept = listing(words, language)
    if len(names) <= NAMED:
        return f"{listing(names, language)} {kept}"
    return f"{_number(group.officers, pool, language)} {kept} ({', '.join(names)})"


def _number(officers: Sequence[str], pool: Sequence[str], language: str) -> str:
    count = len(officers)
    if set(pool) == set(officers):
        return say(language, id="semuanya", en="all")
    if set(officers) <= set(pool):
        return say(language, id=f"{count} orang", en=str(count))
    return say(language, id=f"{count} petugas", en=f"{count} officers")


def _of(pool: Sequence[str], skills: Sequence[str], language: str) -> str:
    """Of how many officers the conflict leaves too few."""
    count = len(pool)
    if not skills:
        all_of = counted(count, "officer", "officers")
        return say(language, id=f"dari {count} petugas,", en=f"of {all_of},")
    return say(
        language,
        id=f"dari {count} petugas yang berkompetensi {skills[0]},",
        en=f"of {counted(count, 'officer who holds', 'officers who hold')} the competency "
        f"{skills[0]},",
    )


def _whole(
    problem: Problem, found: Sequence[Thing], day: date | None, language: str
) -> Iterator[str]:
    """Things that are about no officer alone, as their own sentences say them."""
    for thing in found:
        words = item(problem, thing, [day] if day else [], language).sentence.removesuffix(".")
        yield _lower(words) if thing.kind == "competency" else words


def _for_all(problem: Problem, found: Sequence[Thing], language: str) -> Iterator[str]:
    for thing in found:
        if thing.kind == "rule" and thing.name == ALL:
            yield _lower(obliged(problem.rules[thing.number], "", language))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
