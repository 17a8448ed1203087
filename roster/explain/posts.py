"""What the places of a conflict ask, and of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from roster.explain.things import Thing
from roster.model import Duty, Problem
from roster.model.language import long_date, say
from roster.model.wording import counted, listing

LISTED = 4
"""So many places are named one by one; of more their number is told, and the days."""


@dataclass(frozen=True)
class Post:
    """A place of a conflict, and how many officers it asks."""

    duty: Duty
    count: int


def posts(problem: Problem, found: Sequence[Thing]) -> tuple[Post, ...]:
    """The places among some things, in order of time."""
    duties = [(problem.duty[t.name], t.kind) for t in found if t.kind in ("min", "ideal")]
    told = [Post(duty, duty.min if kind == "min" else duty.ideal) for duty, kind in duties]
    return tuple(sorted(told, key=lambda post: (post.duty.utc, post.duty.id)))


def sole_day(places: Sequence[Post]) -> date | None:
    """The day that all places are on, if it is one."""
    days = {post.duty.day for post in places}
    return days.pop() if len(days) == 1 else None


def holders(problem: Problem, skills: Sequence[str], places: Sequence[Post]) -> tuple[str, ...]:
    """Who could serve by competency alone: everybody where none counts, nobody if several do."""
    if len(skills) > 1:
        return ()
    days = {post.duty.day for post in places}
    return tuple(
        officer.id
        for officer in problem.officers
        if all(any(officer.competent_on(skill, day) for day in days) for skill in skills)
    )


def needed(problem: Problem, places: Sequence[Post], skills: Sequence[str], language: str) -> str:
    """What some places need; ``skills`` are the competencies that count in this."""
    if len(places) > LISTED:
        return _many(places, skills, language)
    told = []
    for (day, need), alike in groupby(
        places, lambda post: (post.duty.day, _need(post, skills, language))
    ):
        where = [session_post(post.duty, problem, skills) for post in alike]
        names, when, each = listing(where, language), long_date(day, language), len(where) > 1
        told.append(
            say(
                language,
                id=f"{when}, {names} {'masing-masing ' if each else ''}perlu {need}",
                en=f"{when}, {names} {f'each need {need}' if each else f'needs {need}'}",
            )
        )
    return "; ".join(told)


def _many(places: Sequence[Post], skills: Sequence[str], language: str) -> str:
    count, total = len(places), sum(post.count for post in places)
    first, last = (long_date(places[end].duty.day, language) for end in (0, -1))
    held = _held(skills, language) if {p.duty.competency for p in places} == set(skills) else ""
    if first == last:
        when = say(language, id=f"pada {first}", en=f"on {first}")
    else:
        when = say(language, id=f"dari {first} sampai {last}", en=f"from {first} to {last}")
    return say(
        language,
        id=f"{count} tempat {when} bersama-sama perlu {total} kali seorang petugas{held}",
        en=f"{count} places {when} together need an officer{held} {total} times",
    )


def _need(post: Post, skills: Sequence[str], language: str) -> str:
    """``1 supervisor`` where the post is called as its competency, else the competency told."""
    count, skill = post.count, post.duty.competency
    if skill in skills and skill == post.duty.post:
        name = skill.replace("_", " ")
        if count == 1:
            return f"1 {name}"
        return say(language, id=f"{count} {name}", en=f"{count} officers as {name}")
    held = _held([skill], language) if skill in skills else ""
    officers = counted(count, "officer", "officers")
    return say(language, id=f"{count} petugas{held}", en=f"{officers}{held}")


def _held(skills: Sequence[str], language: str) -> str:
    if not skills:
        return ""
    names = listing(skills, language)
    return say(language, id=f" berkompetensi {names}", en=f" with the competency {names}")


def session_post(duty: Duty, problem: Problem, skills: Sequence[str] = ()) -> str:
    """``Sesi pagi (front)``: the room if there are several, no post that the need tells."""
    named = []
    if len({d.room for d in problem.duties}) > 1:
        room = problem.room.get(duty.room)
        named.append((room.name if room else "") or duty.room)
    if duty.post != duty.competency or duty.competency not in skills:
        named.append(duty.post)
    where = f" ({', '.join(filter(None, named))})" if any(named) else ""
    return (duty.session_name or duty.session) + where
