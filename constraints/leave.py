"""Nobody is on duty while away, nor before joining or after leaving the service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import duty_name, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class Leave(Rule):
    """Nobody is on duty while away, nor before joining or after leaving the service.

    Requires
        An officer on a duty is appointed on the day on which the duty starts, and none of its
        hours falls into approved leave. Full-day leave runs from midnight to midnight on the
        clock of the duty's room, so a night duty into a day of leave is barred too; part-day
        leave bars the duties that it overlaps. Leave that is only requested bars nothing: it
        is a wish (see ``requests``).

    Why
        Leave granted is a right, and a desk is not filled by somebody who is not there.

    Source
        PP 11/2017 as amended by PP 17/2020, on leave of civil servants; Perka BKN 24/2017 as
        amended by Peraturan BKN 7/2021. No sentence of this rule tells the reason of an
        absence: UU 27/2022 on the protection of personal data.

    Parameters
        None. Absences stand in the table of leave, appointments in the table of officers.

    Cost
        1 for each officer on a duty who is not appointed or is away, once if both.

    Example
        >>> from datetime import date
        >>> from constraints import Leave
        >>> from roster import model
        >>> from roster.model.sketch import verdict
        >>> away = (model.Leave("Ani", date(2027, 3, 2), date(2027, 3, 2)),)
        >>> print(verdict(Leave(), "Ani: pagi - pagi", leaves=away))
        kept
        >>> print(verdict(Leave(), "Ani: malam - pagi", leaves=away))
        Ani is unavailable on Monday, 1 March 2027 (Sesi malam, desk, 22:00–06:00 WIB). Give
        the duty to an officer who is available.

    Limitations
        Where an officer is between two time zones, leave is read on the clock of each room.
    """

    code: ClassVar[str] = "leave"
    group: ClassVar[str] = "feasibility"
    reach: ClassVar[str] = "officer"

    def encode(self, enc: Encoding) -> None:
        """Bar every duty outside the appointment or within approved leave."""
        of_day: dict[date, list[int]] = {}
        for d, duty in enumerate(enc.problem.duties):
            for day in _days(duty.start, duty.end):
                of_day.setdefault(day, []).append(d)
        for number, officer in enc.numbered():
            barred = set[int]()
            if officer.joined is not None or officer.left is not None:
                duties = enumerate(enc.problem.duties)
                barred |= {d for d, duty in duties if not officer.appointed_on(duty.day)}
            for leave in enc.problem.leaves_of.get(officer.id, ()):
                touched = {day for span in leave.spans for day in _days(*span)}
                for d in (d for day in sorted(touched) for d in of_day.get(day, ())):
                    duty = enc.problem.duties[d]
                    if leave.approved and leave.overlaps(duty.start, duty.end):
                        barred.add(d)
            enc.forbid(enc.serves(number, sorted(barred)))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One ``not_appointed`` or else ``away`` for each assignment that is barred."""
        return in_order(
            Violation(
                kind=kind,
                amount=1,
                cost=1,
                unit="duty",
                officers=(officer.id,),
                duties=(duty,),
                day=duty.day,
            )
            for officer in officers
            for duty, kind in _barred(problem, roster.duties(officer.id), officer)
        )

    def bars(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> Mapping[str, Set[int]]:
        """Every duty outside the appointment or within approved leave."""
        number = {duty: n for n, duty in enumerate(problem.duties)}
        of_day: dict[date, list[Duty]] = {}
        for duty in problem.duties:
            for day in _days(duty.start, duty.end):
                of_day.setdefault(day, []).append(duty)
        found = {}
        for officer in officers:
            leaves = problem.leaves_of.get(officer.id, ())
            near: Iterable[Duty] = problem.duties
            if officer.joined is None and officer.left is None:
                away = {day for leave in leaves for span in leave.spans for day in _days(*span)}
                near = {duty: None for day in away for duty in of_day.get(day, ())}
            found[officer.id] = {number[duty] for duty, _ in _barred(problem, near, officer)}
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Who cannot serve and when; never why."""
        (officer,), (duty,) = violation.officers, violation.duties
        who, where = officer_name(problem, officer), duty_name(duty, problem, language)
        if violation.kind == "away":
            return say(
                language,
                id=f"{who} tidak tersedia pada {where}. Alihkan tugas itu ke petugas yang "
                "tersedia.",
                en=f"{who} is unavailable on {where}. Give the duty to an officer who is "
                "available.",
            )
        known = problem.officer[officer]
        if known.joined and duty.day < known.joined:
            term = long_date(known.joined, language)
            term = say(language, id=f"baru sejak {term}", en=f"only from {term}")
        else:
            term = long_date(known.left or duty.day, language)
            term = say(language, id=f"hanya sampai {term}", en=f"only until {term}")
        return say(
            language,
            id=f"{who} ditetapkan sebagai petugas {term}, jadi tidak dapat bertugas pada {where}. "
            "Alihkan tugas itu ke petugas lain.",
            en=f"{who} is appointed {term}, so cannot serve on {where}. "
            "Give the duty to another officer.",
        )


def _days(start: datetime, end: datetime) -> Iterator[date]:
    """The days that a span of time touches."""
    day = start.date()
    while day <= end.date():
        yield day
        day += timedelta(days=1)


def _barred(
    problem: Problem, duties: Iterable[Duty], officer: Officer
) -> Iterator[tuple[Duty, str]]:
    """Those of some duties that are barred to an officer, each with what stands in its way."""
    approved = [leave for leave in problem.leaves_of.get(officer.id, ()) if leave.approved]
    for duty in duties:
        if not officer.appointed_on(duty.day):
            yield duty, "not_appointed"
            continue
        start, end = duty.start, duty.end
        one, other = start.date(), end.date()
        # A date is compared in no time; an officer may have dozens of leaves in a year.
        near = (d for d in approved if d.windows or (d.first <= other and one <= d.last))
        if any(leave.overlaps(start, end) for leave in near):
            yield duty, "away"
