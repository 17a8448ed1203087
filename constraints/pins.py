"""What was decided beforehand stands: this officer serves here, that one never there."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from roster.model import Duty, Officer, Pin, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import duty_name, in_order, listing, officer_name, session_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class Pins(Rule):
    """What was decided beforehand stands: this officer serves here, that one never there.

    Requires
        Every pin of the period is kept. A pin names an officer and a day, and may name room,
        session and post; what it leaves empty may be anything. ``must`` is kept by at least
        one matching duty of the officer that starts on the day, ``never`` by none. A must
        that no duty of the book matches cannot be kept. Pins on days outside the period are
        ignored.

    Why
        The head of the service decides some things by hand, and the roster is built round
        them.

    Source
        The office's own decisions; "fixed assignments" in E. K. Burke and others, The state
        of the art of nurse rostering, Journal of Scheduling 7 (2004), pages 441-499.

    Parameters
        None. Pins stand in their own table.

    Cost
        1 for each pin not kept, however many duties it concerns.

    Example
        >>> from datetime import date
        >>> from constraints import Pins
        >>> from roster.model import Pin
        >>> from roster.model.sketch import verdict
        >>> pin = (Pin("Ani", date(2027, 3, 1), session="pagi"),)
        >>> print(verdict(Pins(), "Ani: pagi -; Budi: - -", pins=pin))
        kept
        >>> print(verdict(Pins(), "Ani: - pagi; Budi: pagi -", pins=pin))
        Ani is pinned to serve on Monday, 1 March 2027 (Sesi pagi), but does not. Put Ani on
        Monday, 1 March 2027 (Sesi pagi, desk, 07:30–12:00 WIB), or drop the pin.

    Limitations
        A pin does not suspend other rules: one that breaks a must makes the book impossible.
    """

    code: ClassVar[str] = "pins"
    group: ClassVar[str] = "feasibility"
    reach: ClassVar[str] = "officer"

    def encode(self, enc: Encoding) -> None:
        """A must pin needs one matching duty, a never pin bars them all."""
        numbers = {officer.id: number for number, officer in enc.numbered()}
        for pin in enc.problem.pins:
            if pin.officer not in numbers or not enc.problem.first <= pin.day <= enc.problem.last:
                continue
            named = ((pin.room, "room"), (pin.session, "session"), (pin.post, "post"))
            matching = [
                d
                for d in enc.duties(day=pin.day)
                if all(v in ("", getattr(enc.problem.duties[d], field)) for v, field in named)
            ]
            if pin.must:
                enc.at_least(enc.serves(numbers[pin.officer], matching), 1)
            elif matching:
                enc.forbid(enc.any_of(numbers[pin.officer], matching))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``not_served``, ``served`` or ``no_such_duty`` for each pin not kept."""
        scope = {officer.id for officer in officers}
        found = []
        for pin in problem.pins:
            if pin.officer not in scope or not problem.first <= pin.day <= problem.last:
                continue
            possible = tuple(d for d in problem.duties_on.get(pin.day, ()) if _matches(pin, d))
            served = tuple(d for d in possible if d in roster.duties(pin.officer))
            if pin.must and not possible:
                found.append(_breach("no_such_duty", pin, ()))
            elif pin.must and not served:
                found.append(_breach("not_served", pin, possible))
            elif not pin.must and served:
                found.append(_breach("served", pin, served))
        return in_order(found)

    def bars(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> Mapping[str, Set[int]]:
        """Every duty that a never pin matches."""
        found: dict[str, set[int]] = {officer.id: set() for officer in officers}
        for pin in problem.pins:
            if not pin.must and pin.officer in found:
                matching = (n for n, duty in enumerate(problem.duties) if _matches(pin, duty))
                found[pin.officer].update(matching)
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which pin, and what to do to keep it."""
        who = officer_name(problem, violation.officers[0])
        where = long_date(violation.day or problem.first, language)
        room = problem.room.get(violation.fact("room"))
        named = [
            (room.name if room else "") or violation.fact("room"),
            session_name(problem, violation.fact("session")),
            violation.fact("post"),
        ]
        if any(named):
            where += f" ({', '.join(filter(None, named))})"
        duties = [duty_name(duty, problem, language) for duty in violation.duties]
        if violation.kind == "no_such_duty":
            return say(
                language,
                id=f"{who} disematkan untuk bertugas pada {where}, tetapi tidak ada tugas seperti "
                "itu. Perbaiki atau hapus pin itu.",
                en=f"{who} is pinned to serve on {where}, but there is no such duty. "
                "Correct the pin or drop it.",
            )
        if violation.kind == "served":
            return say(
                language,
                id=f"{who} disematkan untuk tidak bertugas pada {where}, tetapi mendapat "
                f"{listing(duties, language)}. Tugaskan petugas lain, atau hapus pin itu.",
                en=f"{who} is pinned never to serve on {where}, but has "
                f"{listing(duties, language)}. Put another officer there, or drop the pin.",
            )
        choice = say(language, id=" atau ", en=" or ").join(duties)
        return say(
            language,
            id=f"{who} disematkan untuk bertugas pada {where}, tetapi tidak bertugas. "
            f"Tugaskan {who} pada {choice}, atau hapus pin itu.",
            en=f"{who} is pinned to serve on {where}, but does not. Put {who} on {choice}, "
            "or drop the pin.",
        )


def _matches(pin: Pin, duty: Duty) -> bool:
    return (
        duty.day == pin.day
        and pin.room in ("", duty.room)
        and pin.session in ("", duty.session)
        and pin.post in ("", duty.post)
    )


def _breach(kind: str, pin: Pin, duties: tuple[Duty, ...]) -> Violation:
    return Violation(
        kind=kind,
        amount=1,
        cost=1,
        unit="pin",
        officers=(pin.officer,),
        duties=duties,
        day=pin.day,
        facts=(("room", pin.room), ("session", pin.session), ("post", pin.post)),
    )
