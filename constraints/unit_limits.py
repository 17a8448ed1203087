"""No unit is stripped of its people: only so many in one session, enough left at their desks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Unit, Violation, say
from roster.model.language import long_date
from roster.model.wording import (
    counted,
    in_order,
    listing,
    officer_name,
    session_name,
    unit_name,
)

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class UnitLimits(Rule):
    """No unit is stripped of its people: only so many in one session, enough left at their desks.

    Requires
        At most ``max_per_session`` officers of a unit are on duty in one session (of one room
        on one day). On a day on which any officer of a unit is on duty, at least
        ``min_at_work`` of those present have no duty at all; present are those who are
        appointed and not on approved leave for the whole of the day. A duty belongs to the
        day on which it starts. A unit that leaves a limit empty has none.

    Why
        The units lend their people to the service room and must still do their own work.

    Source
        The units' agreement with the office; SE Menteri PANRB 6/2024, by which leave and
        rotas are arranged so that services keep running.

    Parameters
        None. The limits stand with the units.

    Cost
        1 for each officer too many, per session and per day. On a day, too many are the
        present on duty above the number of present less ``min_at_work``; where fewer than
        ``min_at_work`` are present, everyone of the unit who is on duty.

    Example
        >>> from constraints import UnitLimits
        >>> from roster.model import Unit
        >>> from roster.model.sketch import verdict
        >>> unit = (Unit("SET", "Sekretariat", min_at_work=1),)
        >>> print(verdict(UnitLimits(), "Ani@SET: pagi -; Budi@SET: - pagi", units=unit))
        kept
        >>> print(verdict(UnitLimits(), "Ani@SET: pagi -; Budi@SET: siang -", units=unit))
        On Monday, 1 March 2027 Sekretariat has Ani and Budi on duty and 0 of its 2 present
        officers left at work, where 1 must stay. Relieve 1 of them.

    Limitations
        Only officers in the rule's scope are counted. An officer on part-day leave is present.
    """

    code: ClassVar[str] = "unit_limits"
    group: ClassVar[str] = "units"
    reach: ClassVar[str] = "unit"

    def encode(self, enc: Encoding) -> None:
        """Per unit: officers sent to each session, officers taken from each day."""
        sessions: dict[tuple[object, ...], list[int]] = {}
        for d, duty in enumerate(enc.problem.duties):
            sessions.setdefault((duty.day, duty.room, duty.session), []).append(d)
        for unit in enc.problem.units:
            members = [(n, o) for n, o in enc.numbered() if o.unit == unit.id]
            if unit.max_per_session is not None:
                for duties in sessions.values():
                    sent = enc.together([enc.any_of(n, duties) for n, _ in members])
                    enc.at_most(sent, unit.max_per_session)
            for day in enc.problem.open_days if unit.min_at_work is not None else ():
                self._leave_enough(enc, members, day, unit.min_at_work or 0)

    def _leave_enough(
        self, enc: Encoding, members: list[tuple[int, Officer]], day: date, least: int
    ) -> None:
        present = [n for n, o in members if o.appointed_on(day) and not enc.problem.away(o.id, day)]
        spare = len(present) - least
        taken = present if spare >= 0 else [n for n, _ in members]
        offset = (day - enc.problem.first).days
        enc.at_most(enc.together([enc.work(n, offset) for n in taken]), max(spare, 0))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """``crowded`` by session and ``stripped`` by day; the amount in officers too many."""
        found = []
        for unit in problem.units:
            members = tuple(officer for officer in officers if officer.unit == unit.id)
            if members and unit.max_per_session is not None:
                found += _crowded(unit, unit.max_per_session, members, roster)
            if members and unit.min_at_work is not None:
                found += _stripped(unit, unit.min_at_work, members, roster, problem)
        return in_order(found)

    def bars(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> Mapping[str, Set[int]]:
        """Per unit: the sessions that are full, the days on which nobody more can be spared."""
        by_day: dict[date, set[int]] = {}
        sessions: dict[tuple[object, ...], set[int]] = {}
        for number, duty in enumerate(problem.duties):
            by_day.setdefault(duty.day, set()).add(number)
            sessions.setdefault((duty.day, duty.room, duty.session), set()).add(number)
        found: dict[str, set[int]] = {officer.id: set() for officer in officers}
        for unit in problem.units:
            members = tuple(officer for officer in officers if officer.unit == unit.id)
            if unit.max_per_session is not None:
                sent = _sent(members, roster)
                for key, numbers in sessions.items():
                    there = sent.get(key, {})
                    if len(there) >= unit.max_per_session:
                        for officer in members:
                            found[officer.id] |= numbers if officer.id not in there else set()
            if unit.min_at_work is not None:
                for officer, day in _needed(unit.min_at_work, members, roster, problem):
                    found[officer.id] |= by_day[day]
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which unit sends whom on which day, and how many are too many."""
        unit, limit = unit_name(problem, violation.fact("unit")), violation.fact("limit")
        who = listing([officer_name(problem, o) for o in violation.officers], language)
        day = long_date(violation.day or problem.first, language)
        many = violation.amount
        if violation.kind == "crowded":
            session = session_name(problem, violation.duties[0].session)
            size = len(violation.officers)
            return say(
                language,
                id=f"{unit} mengirim {size} petugas ({who}) pada {session} {day}, {many} di atas "
                f"batas {limit}. Ganti {many} di antaranya dengan petugas unit lain.",
                en=f"{unit} sends {counted(size, 'officer', 'officers')} ({who}) to {session} on "
                f"{day}, {many} above its limit of {limit}. Replace {many} of them by officers "
                "of other units.",
            )
        left, present = violation.fact("at_work"), violation.fact("present")
        return say(
            language,
            id=f"Pada {day} {unit} menugaskan {who} sehingga tersisa {left} dari {present} "
            f"petugas yang hadir, padahal {limit} harus tetap di unit. Bebaskan {many} di "
            "antaranya.",
            en=f"On {day} {unit} has {who} on duty and {left} of its "
            f"{counted(present, 'present officer', 'present officers')} left at work, where "
            f"{limit} must stay. Relieve {many} of them.",
        )


def _crowded(
    unit: Unit, limit: int, members: tuple[Officer, ...], roster: Roster
) -> list[Violation]:
    return [
        Violation(
            kind="crowded",
            amount=len(sent) - limit,
            cost=len(sent) - limit,
            unit="officer",
            officers=tuple(sorted(sent)),
            duties=tuple(sorted(set(sent.values()), key=lambda duty: (duty.utc, duty.post))),
            day=next(iter(sent.values())).day,
            facts=(("unit", unit.id), ("limit", limit)),
        )
        for sent in _sent(members, roster).values()
        if len(sent) > limit
    ]


def _sent(
    members: tuple[Officer, ...], roster: Roster
) -> dict[tuple[object, ...], dict[str, Duty]]:
    """The members in each session (day, room and name), each with a duty there."""
    sessions: dict[tuple[object, ...], dict[str, Duty]] = {}
    for officer in members:
        for duty in roster.duties(officer.id):
            sessions.setdefault((duty.day, duty.room, duty.session), {})[officer.id] = duty
    return sessions


def _needed(
    limit: int, members: tuple[Officer, ...], roster: Roster, problem: Problem
) -> Iterator[tuple[Officer, date]]:
    """The members without a duty on a day, and the days on which one more would be too many."""
    served = {o.id: {duty.day for duty in roster.duties(o.id)} for o in members}
    for day in problem.open_days:
        present = problem.present[day] & served.keys()
        free = [o for o in members if day not in served[o.id]]
        spare = len(present) - limit
        busy = len(present) - sum(o.id in present for o in free)
        for officer in free:
            if spare < 0 or busy + (officer.id in present) > spare:
                yield officer, day


def _stripped(
    unit: Unit, limit: int, members: tuple[Officer, ...], roster: Roster, problem: Problem
) -> list[Violation]:
    found = []
    on_duty: dict[date, set[str]] = {}
    for officer in members:
        for duty in roster.duties(officer.id):
            on_duty.setdefault(duty.day, set()).add(officer.id)
    for day, busy in sorted(on_duty.items()):
        staying = (
            o
            for o in members
            if o.id not in busy and o.appointed_on(day) and not problem.away(o.id, day)
        )
        if sum(1 for _ in islice(staying, limit)) == limit:
            continue
        present = {o.id for o in members if o.appointed_on(day) and not problem.away(o.id, day)}
        spare = len(present) - limit
        excess = len(busy & present) - spare if spare >= 0 else len(busy)
        if excess > 0:
            found.append(
                Violation(
                    kind="stripped",
                    amount=excess,
                    cost=excess,
                    unit="officer",
                    officers=tuple(sorted(busy)),
                    day=day,
                    facts=(
                        ("unit", unit.id),
                        ("limit", limit),
                        ("present", len(present)),
                        ("at_work", len(present - busy)),
                    ),
                )
            )
    return found
