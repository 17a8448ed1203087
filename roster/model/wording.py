"""Words that the sentences of several rules share, and the order violations are told in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from roster.model.duties import Duty
from roster.model.language import hours, long_date, say
from roster.model.problem import Problem
from roster.model.rule import Violation


def in_order(violations: Iterable[Violation]) -> list[Violation]:
    """Violations by time, then officer; those that have no day come first."""

    def key(found: Violation) -> tuple[object, ...]:
        return (
            found.day or date.min,
            tuple(duty.utc for duty in found.duties),
            found.officers,
            found.kind,
            tuple(duty.id for duty in found.duties),
        )

    return sorted(violations, key=key)


def officer_name(problem: Problem, officer: str) -> str:
    """The officer's name, or the id where no name is known."""
    known = problem.officer.get(officer)
    return known.name or officer if known else officer


def unit_name(problem: Problem, unit: str) -> str:
    """The unit's name, or the id where no name is known."""
    known = problem.unit.get(unit)
    return known.name or unit if known else unit


def session_name(problem: Problem, session: str) -> str:
    """The name of a session as its first duty has it, or the id."""
    return next((d.session_name for d in problem.duties if d.session == session), "") or session


def duty_name(duty: Duty, problem: Problem, language: str) -> str:
    """``Senin, 1 Maret 2027 (Sesi pagi, front, 07.30–12.00 WIB)``; the room if several."""
    room = problem.room.get(duty.room)
    zone = room.timezone if room else str(duty.start.tzinfo)
    parts = [duty.session_name or duty.session, duty.post]
    if len({d.room for d in problem.duties}) > 1:
        parts.insert(0, (room.name if room else "") or duty.room)
    parts.append(hours(duty.start, duty.end, zone, language))
    return f"{long_date(duty.day, language)} ({', '.join(part for part in parts if part)})"


def sitting(duty: Duty, problem: Problem, language: str) -> str:
    """The session of a duty: ``Sesi pagi pada Senin, 1 Maret 2027``; with the room if several."""
    name, day = duty.session_name or duty.session, long_date(duty.day, language)
    if len({d.room for d in problem.duties}) > 1:
        room = problem.room.get(duty.room)
        name += f" ({(room.name if room else '') or duty.room})"
    return say(language, id=f"{name} pada {day}", en=f"{name} on {day}")


def listing(words: Iterable[str], language: str) -> str:
    """``a, b dan c`` or ``a, b and c``; there must be one word at least."""
    *rest, last = words
    return f"{', '.join(rest)} {say(language, id='dan', en='and')} {last}" if rest else last


def number(value: Fraction | int, language: str) -> str:
    """A number to two places, without idle zeros: ``3,25`` or ``3.25``."""
    text = f"{float(round(Fraction(value), 2)):.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "id" else text


def counted(amount: int, one: str, many: str) -> str:
    """An English count: ``1 duty``, ``2 duties``."""
    return f"{amount} {one if amount == 1 else many}"


def against_share(who: str, what: str, duties: int, entitlement: Fraction, language: str) -> str:
    """One sentence that sets somebody's duties against a fair share of them.

    ``what`` tells the kind of duties, with a space before it, or is empty.
    """
    apart = number(abs(duties - entitlement), language)
    fewer = duties - max(0, round(entitlement))
    if abs(duties - entitlement) <= Fraction(1, 2) or not fewer:
        cure = say(
            language,
            id="Lebih dekat dari itu tidak mungkin dengan bilangan bulat.",
            en="No whole number of duties is nearer.",
        )
    else:
        cure = say(
            language,
            id=f"{abs(fewer)} tugas {'lebih sedikit' if fewer > 0 else 'lagi'} akan paling dekat.",
            en=f"{counted(abs(fewer), 'duty', 'duties')} {'fewer' if fewer > 0 else 'more'} "
            "would be nearest.",
        )
    above = duties > entitlement
    share = number(entitlement, language)
    return say(
        language,
        id=f"{who} mendapat {duties} tugas{what} dari bagian yang adil {share}, {apart} di "
        f"{'atas' if above else 'bawah'}. {cure}",
        en=f"{who} has {counted(duties, 'duty', 'duties')}{what} against a fair share of {share}, "
        f"{apart} {'above' if above else 'below'}. {cure}",
    )
