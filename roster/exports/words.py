"""How the published files put things: periods, numbers, rules, proofs and people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

from roster.model import Officer, PriorityResult, Problem, Result, RuleUse, Violation
from roster.model.language import MONTHS, WEEKDAYS, ZONES, month_name, say
from roster.model.naming import priority_names
from roster.verify import Report


def priority_label(problem: Problem, outcome: PriorityResult, language: str) -> str:
    """The rules of a priority by name; their codes where the problem has no such priority."""
    known = priority_names(problem, language)
    return known.get(outcome.priority) or "; ".join(dict.fromkeys(outcome.rules))


def strength(use: RuleUse, language: str) -> str:
    """``wajib`` or ``must``, else the priority."""
    if use.priority is None:
        return say(language, id="wajib", en="must")
    return say(language, id=f"prioritas {use.priority}", en=f"priority {use.priority}")


def period(first: date, last: date, language: str) -> str:
    """``Maret 2027`` for whole months, else ``1–14 Maret 2027`` and the like."""
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    same_month = (first.year, first.month) == (last.year, last.month)
    if whole:
        start, end = month_name(first, language), month_name(last, language)
        return end if same_month else f"{start} – {end}"
    end = f"{last.day} {month_name(last, language)}"
    if first == last:
        return end
    if same_month:
        return f"{first.day}–{end}"
    return f"{first.day} {month_name(first, language)} – {end}"


def day_month(day: date, language: str) -> str:
    """``4 Januari`` or ``4 January``."""
    return f"{day.day} {MONTHS[language][day.month - 1]}"


def short_day(day: date, language: str) -> str:
    """``Sen`` or ``Mon``."""
    return WEEKDAYS[language][day.weekday()][:3]


def decimal(value: Fraction | int, language: str, places: int = 2, *, sign: bool = False) -> str:
    """A number with its decimals, ``4,07`` or ``4.07``; rounded half to even."""
    number = float(round(Fraction(value), places))
    text = f"{number or 0.0:{'+' if sign and number else ''}.{places}f}"
    text = text.replace("-", "−")
    return text.replace(".", ",") if language == "id" else text


def duration(minutes: int, language: str) -> str:
    """Time on duty in hours, ``15,5`` or ``15.5``."""
    return decimal(Fraction(minutes, 60), language, 0 if minutes % 60 == 0 else 1)


def people(problem: Problem) -> Mapping[str, str]:
    """What each officer is called in public: the name, told apart where two share it.

    No personnel number is shown while the names suffice; of two namesakes in one unit the
    last three characters of the number are.
    """
    names = {o.id: o.name or o.id for o in problem.officers}
    for tail in (
        {o.id: o.unit for o in problem.officers},
        {o.id: o.id[-3:] for o in problem.officers},
    ):
        seen = Counter(names.values())
        names = {
            who: f"{name} ({tail[who]})" if seen[name] > 1 and tail[who] else name
            for who, name in names.items()
        }
    return MappingProxyType(names)


def sentence(words: str) -> str:
    """Words that begin with a capital letter."""
    return words[:1].upper() + words[1:]


def post_name(post: str) -> str:
    """A post's id as words: ``bahasa isyarat`` for ``bahasa_isyarat``."""
    return post.replace("_", " ")


def room_title(room: str, problem: Problem) -> str:
    """A room's name, place and time zone: ``Ruang PIP, Gedung G (WIB)``."""
    known = problem.room.get(room)
    if known is None:
        return room
    where = ", ".join(part for part in (known.name or room, known.place) if part)
    return f"{where} ({ZONES.get(known.timezone, known.timezone)})"


def status_words(result: Result, language: str) -> str:
    """How good the roster is known to be, in a few words."""
    if result.roster is None or result.status == "infeasible":
        return say(language, id="tidak ada jadwal yang sah", en="no lawful roster")
    if result.hard:
        return say(language, id="melanggar aturan wajib", en="breaks must rules")
    if result.status == "optimal":
        return say(language, id="terbukti optimal", en="proven optimal")
    if result.interrupted:
        return say(
            language,
            id="dihentikan; jadwal terbaik sejauh ini",
            en="stopped; the best roster so far",
        )
    return say(
        language, id="sah, belum terbukti yang terbaik", en="lawful, not proven to be the best"
    )


def proof_words(outcome: PriorityResult, language: str) -> str:
    """How a priority's cost is proven, or what gap is left."""
    if outcome.proven:
        by = {
            "relaxation": say(
                language, id="batas linear, aritmetika eksak", en="linear bound, exact arithmetic"
            ),
            "search": say(language, id="pencarian tuntas", en="exhaustive search"),
        }.get(outcome.by, outcome.by)
        proven = say(language, id="terbukti", en="proven")
        return f"{proven}: {by}" if by else proven
    if outcome.bound is None:
        return say(language, id="belum terbukti", en="not proven")
    gap = outcome.cost - outcome.bound
    return say(
        language,
        id=f"belum terbukti: paling banyak {gap} lebih baik",
        en=f"not proven: at most {gap} better",
    )


def by_unit(problem: Problem) -> tuple[Officer, ...]:
    """The officers in the order of their units and, within a unit, of their names."""
    place = {unit.id: number for number, unit in enumerate(problem.units)}
    return tuple(
        sorted(
            problem.officers,
            key=lambda o: (place.get(o.unit, len(place)), o.unit, o.name, o.id),
        )
    )


def worst_first(report: Report) -> tuple[tuple[RuleUse, Violation], ...]:
    """Every cost, by priority and then by size, the worst first.

    Breaches of must rules are left out: their sentences may tell who is away, which is for
    the planner and not for publication.
    """
    found = [
        (use, violation)
        for use, violations in report.entries
        for violation in violations
        if violation.cost and not violation.must
    ]
    return tuple(sorted(found, key=lambda f: (f[0].priority or 0, -f[1].cost)))
