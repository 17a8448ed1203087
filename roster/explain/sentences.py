"""Each thing of a conflict as a sentence; never why somebody is away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roster.explain.binding import bound
from roster.explain.reasons import appointment
from roster.explain.things import ALL, Thing, officer_of
from roster.model import Duty, Leave, Pin, Problem
from roster.model.language import long_date, say
from roster.model.wording import (
    counted,
    duty_name,
    listing,
    officer_name,
    session_name,
    unit_name,
)


@dataclass(frozen=True)
class Item:
    """A thing of a conflict in words; what it is not about is None."""

    rule: str
    officer: str | None
    date: date | None
    session: str | None
    post: str | None
    sentence: str


def item(problem: Problem, thing: Thing, days: Sequence[date], language: str) -> Item:
    """A thing in words; ``days`` are those that its conflict is about."""
    duty = problem.duty.get(thing.name) if thing.kind in ("min", "ideal", "max") else None
    officer = officer_of(problem, thing)
    pin = problem.pins[thing.number] if thing.kind == "pin" else None
    leave = problem.leaves[thing.number] if thing.kind == "leave" else None
    about: Duty | Pin | None = duty or pin
    return Item(
        thing.rule,
        officer.id if officer else None,
        about.day if about else leave.first if leave else None,
        (about.session or None) if about else None,
        (about.post or None) if about else None,
        _sentence(problem, thing, days, language),
    )


def days_of(problem: Problem, found: Sequence[Thing]) -> tuple[date, ...]:
    """The days that the places and the pins among some things are about."""
    days = {problem.duty[t.name].day for t in found if t.kind in ("min", "ideal")}
    days |= {problem.pins[t.number].day for t in found if t.kind == "pin"}
    return tuple(sorted(days))


def _sentence(problem: Problem, thing: Thing, days: Sequence[date], language: str) -> str:
    if thing.kind in ("min", "ideal", "max"):
        return _place(problem.duty[thing.name], thing.kind, problem, language)
    if thing.kind == "competency":
        return _holders(problem, thing.name, days, language)
    if thing.kind == "leave":
        return away(problem, [problem.leaves[thing.number]], language)
    if thing.kind == "pin":
        return pinned(problem, problem.pins[thing.number], language)
    if thing.kind == "term":
        return _term(problem, thing.name, language)
    if thing.kind in ("max_per_session", "min_at_work"):
        return _unit(problem, thing, language)
    who = "" if thing.name == ALL else officer_name(problem, thing.name)
    return bound(problem.rules[thing.number], who, language)


def _place(duty: Duty, kind: str, problem: Problem, language: str) -> str:
    where = duty_name(duty, problem, language)
    count = {"min": duty.min, "ideal": duty.ideal, "max": duty.max or 0}[kind]
    skill = say(language, id=" berkompetensi ", en=" with the competency ") + duty.competency
    skill = skill if duty.competency else ""
    if kind == "max":
        return say(
            language,
            id=f"{where} menerima paling banyak {count} petugas.",
            en=f"{where} takes {counted(count, 'officer', 'officers')} at most.",
        )
    return say(
        language,
        id=f"{where} perlu {count} petugas{skill}.",
        en=f"{where} needs {counted(count, 'officer', 'officers')}{skill}.",
    )


def _holders(problem: Problem, competency: str, days: Sequence[date], language: str) -> str:
    asked = days or problem.open_days
    holders = [
        officer_name(problem, o.id)
        for o in problem.officers
        if any(o.competent_on(competency, day) for day in asked)
    ]
    if not holders:
        return say(
            language,
            id=f"Tidak ada petugas yang berkompetensi {competency}.",
            en=f"Nobody holds the competency {competency}.",
        )
    names = listing(holders, language)
    return say(
        language,
        id=f"Hanya {len(holders)} petugas berkompetensi {competency}: {names}.",
        en=f"Only {counted(len(holders), 'officer holds', 'officers hold')} the competency "
        f"{competency}: {names}.",
    )


def away(problem: Problem, leaves: Sequence[Leave], language: str) -> str:
    """That officers are away and when, not why; all over the same days."""
    leave, several = leaves[0], len(leaves) > 1
    who = listing([officer_name(problem, leave.officer) for leave in leaves], language)
    are = "are" if several else "is"
    first, last = long_date(leave.first, language), long_date(leave.last, language)
    part = "" if leave.full_day else say(language, id=" sebagian hari", en=" for part of the day")
    if leave.first == leave.last:
        return say(
            language,
            id=f"{who} tidak tersedia{part} pada {first}.",
            en=f"{who} {are} unavailable{part} on {first}.",
        )
    return say(
        language,
        id=f"{who} tidak tersedia{part} dari {first} sampai {last}.",
        en=f"{who} {are} unavailable{part} from {first} to {last}.",
    )


def pinned(problem: Problem, pin: Pin, language: str) -> str:
    """What a pin decides."""
    who = officer_name(problem, pin.officer)
    named = (pin.room, session_name(problem, pin.session) if pin.session else "", pin.post)
    where = long_date(pin.day, language)
    where += f" ({', '.join(filter(None, named))})" if any(named) else ""
    if pin.must:
        return say(
            language,
            id=f"{who} disematkan untuk bertugas pada {where}.",
            en=f"{who} is pinned to serve on {where}.",
        )
    return say(
        language,
        id=f"{who} disematkan untuk tidak bertugas pada {where}.",
        en=f"{who} is pinned never to serve on {where}.",
    )


def _term(problem: Problem, name: str, language: str) -> str:
    who, when = officer_name(problem, name), appointment(problem.officer[name], language)
    return say(
        language,
        id=f"{who} ditetapkan sebagai petugas {when} saja.",
        en=f"{who} is appointed {when} only.",
    )


def _unit(problem: Problem, thing: Thing, language: str) -> str:
    unit, name = problem.unit[thing.name], unit_name(problem, thing.name)
    if thing.kind == "max_per_session":
        most = unit.max_per_session or 0
        return say(
            language,
            id=f"{name} mengirim paling banyak {most} petugas ke satu sesi.",
            en=f"{name} sends {counted(most, 'officer', 'officers')} at most to one session.",
        )
    least = unit.min_at_work or 0
    return say(
        language,
        id=f"{name} menahan sekurangnya {least} petugas di unitnya pada setiap hari tugas.",
        en=f"{name} keeps at least {counted(least, 'officer', 'officers')} at work on any day "
        "of duty.",
    )
