"""Changes of a book that might cure a conflict, by what each would cost the office.

A change is made by value, not by place in a table, so that it can be made to any form of the
problem. Whether it cures is for the caller to try.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from roster.explain.conflicts import Conflict
from roster.explain.easing import easings
from roster.explain.remedy import ASK, EMPTY, LEND, RELEASE, TRAIN, Remedy
from roster.explain.sentences import days_of
from roster.explain.things import Thing
from roster.model import Certificate, Duty, Leave, Officer, Problem
from roster.model.language import long_date, say
from roster.model.wording import duty_name, officer_name, unit_name

EXTRA = "+"
"""The id of an officer who does not exist yet."""

REACH = 7
"""By how many days a leave may be moved."""


def remedies(problem: Problem, conflict: Conflict, language: str) -> list[Remedy]:
    """Changes that each ease one thing of a conflict, the cheapest first."""
    days = days_of(problem, conflict.things)
    found = [
        replace(remedy, kind=_kind(thing), thing=thing)
        for thing in conflict.things
        for remedy in _of(problem, conflict, thing, days, language)
    ]
    return sorted(found, key=lambda remedy: remedy.cost)


def _kind(thing: Thing) -> str:
    """What changes that are alike have in common: the row of the rules, or the sort of thing."""
    return f"{thing.kind} {thing.number if thing.kind == 'rule' else ''}"


def _of(
    problem: Problem, conflict: Conflict, thing: Thing, days: tuple[date, ...], language: str
) -> Iterator[Remedy]:
    if thing.kind == "pin":
        yield _release(problem, thing, language)
    elif thing.kind == "leave":
        yield from _move(problem, problem.leaves[thing.number], days, language)
    elif thing.kind == "competency":
        yield from _staff(problem, conflict, thing, language)
    elif thing.kind == "term":
        yield _appoint(problem, problem.officer[thing.name], days, language)
    elif thing.kind in ("max_per_session", "min_at_work"):
        yield _lend(problem, thing, language)
    elif thing.kind in ("min", "ideal"):
        yield _leave_empty(problem, problem.duty[thing.name], language)
    elif thing.kind == "max":
        yield _crowd(problem, problem.duty[thing.name], language)
    else:
        yield from easings(problem, problem.rules[thing.number], thing.name, days, language)


def _release(problem: Problem, thing: Thing, language: str) -> Remedy:
    pin = problem.pins[thing.number]
    who, day = officer_name(problem, pin.officer), long_date(pin.day, language)
    return Remedy(
        say(language, id=f"Lepas pin {who} pada {day}.", en=f"Release the pin of {who} on {day}."),
        RELEASE,
        lambda p: replace(p, pins=tuple(other for other in p.pins if other != pin)),
    )


def _move(
    problem: Problem, leave: Leave, days: tuple[date, ...], language: str
) -> Iterator[Remedy]:
    """The smallest shifts that free one of the days, later and earlier."""
    covered = [day for day in days if leave.first <= day <= leave.last]
    shifts = {(day - leave.first).days + 1 for day in covered}
    shifts |= {(day - leave.last).days - 1 for day in covered}
    who = officer_name(problem, leave.officer)
    for shift in sorted(shifts, key=lambda days: (abs(days), days)):
        if abs(shift) > REACH:
            continue
        by = timedelta(days=shift)
        moved = replace(
            leave,
            first=leave.first + by,
            last=leave.last + by,
            windows=tuple((away + by, back + by) for away, back in leave.windows),
        )
        count = abs(shift)
        yield Remedy(
            say(
                language,
                id=f"Geser ketidakhadiran {who} {count} hari lebih "
                f"{'lambat' if shift > 0 else 'awal'}.",
                en=f"Move the absence of {who} by {count} {'day' if count == 1 else 'days'}, "
                f"{'later' if shift > 0 else 'earlier'}.",
            ),
            ASK + count,
            lambda p, moved=moved: replace(  # type: ignore[misc]
                p, leaves=tuple(moved if other == leave else other for other in p.leaves)
            ),
        )


def _staff(problem: Problem, conflict: Conflict, thing: Thing, language: str) -> Iterator[Remedy]:
    """Those who stand in where competence is not asked for, trained; or somebody from outside."""
    skill = thing.name
    lacking: dict[str, list[date]] = {}
    for officer, duty in conflict.witnesses[thing].assignments:
        known = problem.officer[officer]
        wanted = problem.duty[duty.id].competency == skill
        if wanted and not known.competent_on(skill, duty.day):
            lacking.setdefault(officer, []).append(duty.day)
    asked = days_of(problem, conflict.things)
    standing_in = [who for who, days in lacking.items() if set(days) & set(asked)] or list(lacking)
    for who in standing_in[:1]:
        name = officer_name(problem, who)
        yield Remedy(
            say(
                language,
                id=f"Latih {name} untuk kompetensi {skill}.",
                en=f"Train {name} for the competency {skill}.",
            ),
            TRAIN,
            lambda p, who=who: replace(  # type: ignore[misc]
                p,
                officers=tuple(
                    replace(o, certificates=(*o.certificates, Certificate(skill)))
                    if o.id == who
                    else o
                    for o in p.officers
                ),
            ),
        )
    posts = [problem.duty[t.name] for t in conflict.things if t.kind in ("min", "ideal")]
    days = sorted({duty.day for duty in posts if duty.competency == skill} or asked)
    if days:
        yield _outsider(skill, days[0], days[-1], language)


def _outsider(skill: str, first: date, last: date, language: str) -> Remedy:
    start, end = long_date(first, language), long_date(last, language)
    when = start if first == last else f"{start} – {end}"
    name = say(language, id="petugas tambahan", en="additional officer")
    extra = Officer(
        EXTRA, name, certificates=(Certificate(skill),) if skill else (), joined=first, left=last
    )
    held = say(language, id=" berkompetensi ", en=" with the competency ") + skill
    return Remedy(
        say(
            language,
            id=f"Cari satu petugas lagi{held if skill else ''} pada {when}.",
            en=f"Find one more officer{held if skill else ''} for {when}.",
        ),
        LEND + 1,
        lambda p: replace(p, officers=(*p.officers, extra)),
    )


def _appoint(problem: Problem, officer: Officer, days: tuple[date, ...], language: str) -> Remedy:
    first, last = (days or problem.open_days)[0], (days or problem.open_days)[-1]
    longer = replace(
        officer,
        joined=officer.joined and min(officer.joined, first),
        left=officer.left and max(officer.left, last),
    )
    who = officer_name(problem, officer.id)
    start, end = long_date(first, language), long_date(last, language)
    return Remedy(
        say(
            language,
            id=f"Tetapkan {who} sebagai petugas juga pada {start} sampai {end}.",
            en=f"Appoint {who} from {start} to {end} as well.",
        ),
        TRAIN,
        lambda p: replace(
            p, officers=tuple(longer if o.id == officer.id else o for o in p.officers)
        ),
    )


def _lend(problem: Problem, thing: Thing, language: str) -> Remedy:
    unit, name = problem.unit[thing.name], unit_name(problem, thing.name)
    if thing.kind == "max_per_session":
        most = (unit.max_per_session or 0) + 1
        changed = replace(unit, max_per_session=most)
        words = say(
            language,
            id=f"Izinkan {name} mengirim {most} petugas ke satu sesi.",
            en=f"Let {name} send {most} officers to one session.",
        )
    else:
        least = max(0, (unit.min_at_work or 0) - 1)
        changed = replace(unit, min_at_work=least)
        words = say(
            language,
            id=f"Izinkan {name} menyisakan {least} petugas di unit.",
            en=f"Let {name} keep {least} officers at work.",
        )
    return Remedy(
        words,
        LEND,
        lambda p: replace(p, units=tuple(changed if u.id == unit.id else u for u in p.units)),
    )


def _leave_empty(problem: Problem, duty: Duty, language: str) -> Remedy:
    fewer = replace(duty, min=max(0, duty.min - 1), ideal=max(0, duty.ideal - 1))
    where = duty_name(duty, problem, language)
    return Remedy(
        say(
            language,
            id=f"Biarkan satu tempat kosong: {where}.",
            en=f"Leave one place empty: {where}.",
        ),
        EMPTY,
        lambda p: replace(p, duties=tuple(fewer if d.id == duty.id else d for d in p.duties)),
    )


def _crowd(problem: Problem, duty: Duty, language: str) -> Remedy:
    larger = replace(duty, max=(duty.max or 0) + 1)
    where = duty_name(duty, problem, language)
    return Remedy(
        say(
            language,
            id=f"Izinkan {larger.max} petugas pada {where}.",
            en=f"Allow {larger.max} officers on {where}.",
        ),
        ASK,
        lambda p: replace(p, duties=tuple(larger if d.id == duty.id else d for d in p.duties)),
    )
