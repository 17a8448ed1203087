"""What keeps an officer from a conflict's places, as predicates that officers can share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roster.explain.binding import obliged
from roster.explain.things import Thing
from roster.model import Leave, Officer, Pin, Problem, RuleUse
from roster.model.language import long_date, say
from roster.model.wording import listing, session_name


@dataclass(frozen=True)
class Reason:
    """A predicate for one officer, and for several."""

    one: str
    many: str

    @classmethod
    def both(cls, words: str) -> Reason:
        """The same words for any number."""
        return cls(words, words)


def reasons(
    problem: Problem, found: Sequence[Thing], day: date | None, language: str
) -> tuple[Reason, ...]:
    """What things of a conflict say of their officer; ``day`` is the places', if it is one."""
    pins = [problem.pins[thing.number] for thing in found if thing.kind == "pin"]
    serve = sorted((p for p in pins if p.must), key=lambda p: (p.day, p.session))
    uses = [problem.rules[thing.number] for thing in found if thing.kind == "rule"]
    used = next((use for use in uses if _used_up(use, serve, day)), None)
    told: list[Reason] = []
    if used is not None:
        told.append(_full(problem, used, serve, language))
        uses.remove(used)
    elif serve:
        told.append(_pinned(problem, serve, day, language))
    for pin in pins:
        if not pin.must:
            told.append(_spared(problem, pin, day, language))
    for thing in found:
        if thing.kind == "leave":
            told.append(_away(problem.leaves[thing.number], day, language))
        elif thing.kind == "term":
            told.append(_appointed(problem.officer[thing.name], language))
    return (*told, *(_bound(use, language) for use in uses))


def _away(leave: Leave, day: date | None, language: str) -> Reason:
    """That officers are away and when, never why."""
    part = "" if leave.full_day else say(language, id=" sebagian hari", en=" for part of the day")
    first, last = long_date(leave.first, language), long_date(leave.last, language)
    if day and leave.first <= day <= leave.last:
        when = say(language, id="pada hari itu", en="that day")
        part = part and say(language, id=" sebagian", en=" for part of")
    elif leave.first == leave.last:
        when = say(language, id=f"pada {first}", en=f"on {first}")
    else:
        when = say(language, id=f"dari {first} sampai {last}", en=f"from {first} to {last}")
    if language == "id":
        return Reason.both(f"tidak tersedia{part} {when}")
    return Reason(f"is unavailable{part} {when}", f"are unavailable{part} {when}")


def _pinned(problem: Problem, pins: Sequence[Pin], day: date | None, language: str) -> Reason:
    where = listing([_where(problem, pin, day, language) for pin in pins], language)
    if language == "id":
        return Reason.both(f"disematkan untuk bertugas {where}")
    return Reason(f"is pinned to serve {where}", f"are pinned to serve {where}")


def _spared(problem: Problem, pin: Pin, day: date | None, language: str) -> Reason:
    where = _where(problem, pin, day, language)
    if language == "id":
        return Reason.both(f"disematkan untuk tidak bertugas {where}")
    return Reason(f"is pinned never to serve {where}", f"are pinned never to serve {where}")


def _where(problem: Problem, pin: Pin, day: date | None, language: str) -> str:
    """``in Sesi pagi that day``, ``on Monday, 18 January 2027 (Sesi pagi)``."""
    session = session_name(problem, pin.session) if pin.session else ""
    if pin.day == day:
        same = say(language, id="pada hari itu", en="that day")
        within = say(language, id=f"di {session} ", en=f"in {session} ") if session else ""
        return within + same
    when = long_date(pin.day, language) + (f" ({session})" if session else "")
    return say(language, id=f"pada {when}", en=f"on {when}")


def _used_up(use: RuleUse, pins: Sequence[Pin], day: date | None) -> bool:
    """Whether the pins of a week or month alone are as many duties as a rule allows in it."""
    rule: Any = use.rule
    if use.name != "max_duties" or day is None or rule.session or rule.one_more_on:
        return False
    days = {pin.day for pin in pins}
    if len(days) != rule.limit or day in days:
        return False
    if rule.per == "week":
        return {d.isocalendar()[:2] for d in days} == {day.isocalendar()[:2]}
    return rule.per == "month" and {(d.year, d.month) for d in days} == {(day.year, day.month)}


def _full(problem: Problem, use: RuleUse, pins: Sequence[Pin], language: str) -> Reason:
    rule: Any = use.rule
    week = rule.per == "week"
    days = listing([_where(problem, pin, None, language) for pin in pins], language)
    if language == "id":
        period = "minggu" if week else "bulan"
        return Reason.both(f"sudah {rule.limit} tugas {period} itu, sebanyak batasnya ({days})")
    duties = f"{rule.limit} {'duty' if rule.limit == 1 else 'duties'}"
    words = f"{duties} that {rule.per} already, as many as may be ({days})"
    return Reason(f"has {words}", f"have {words}")


def _appointed(officer: Officer, language: str) -> Reason:
    when = appointment(officer, language)
    if language == "id":
        return Reason.both(f"ditetapkan sebagai petugas {when} saja")
    return Reason(f"is appointed {when} only", f"are appointed {when} only")


def appointment(officer: Officer, language: str) -> str:
    """From when until when an officer is appointed, as far as the book says."""
    parts = []
    if officer.joined:
        day = long_date(officer.joined, language)
        parts.append(say(language, id=f"sejak {day}", en=f"from {day}"))
    if officer.left:
        day = long_date(officer.left, language)
        parts.append(say(language, id=f"sampai {day}", en=f"until {day}"))
    return " ".join(parts)


def _bound(use: RuleUse, language: str) -> Reason:
    one = obliged(use, "-", language)
    many = obliged(use, "-", language, several=True)
    return Reason(one.removeprefix("- "), many.removeprefix("- "))
