"""A hand-reckoned office for the tests of what people look at.

Three open days (Wednesday is closed), nine ideal places, seven of them filled:

=========  ====================  =============
day        pagi (1 to 2 places)  siang (1)
=========  ====================  =============
Mon 1 Mar  Ani, Citra            Dewi
Tue 2 Mar  Budi, Citra           Ani
Thu 4 Mar  Budi, one empty       empty
=========  ====================  =============

Budi is ill on Monday; Dewi serves half time; Ani did one duty too many in February.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import constraints as c
from roster.model import (
    Balance,
    Duty,
    Leave,
    Officer,
    PriorityResult,
    Problem,
    Request,
    Result,
    Room,
    Roster,
    RuleUse,
    Unit,
)
from roster.verify import Report, verify

JAKARTA = ZoneInfo("Asia/Jakarta")
ANI, BUDI, CITRA, DEWI = (f"1980010120100{n}100{n}" for n in range(1, 5))
DAYS = {1: ("07:30", "12:00"), 2: ("07:30", "12:00"), 4: ("07:30", "11:30")}


def moment(day: int, clock: str) -> datetime:
    """A moment of March 2027 on the clock of Jakarta."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2027, 3, day, hour, minute, tzinfo=JAKARTA)


def duty(day: int, session: str) -> Duty:
    """A duty of the office."""
    start, end = DAYS[day] if session == "pagi" else ("13:00", "16:00")
    return Duty(
        date(2027, 3, day),
        "PIP",
        session,
        "front",
        moment(day, start),
        moment(day, end),
        ideal=2 if session == "pagi" else 1,
        session_name=f"Sesi {session}",
    )


PROBLEM = Problem(
    first=date(2027, 3, 1),
    last=date(2027, 3, 5),
    officers=(
        Officer(ANI, "Ani Lestari", "SET"),
        Officer(BUDI, "Budi =1+1 <b>", "SET"),
        Officer(CITRA, "Citra Dewanti", "RUS"),
        Officer(DEWI, "Dewi Anjani", "RUS", capacity=Fraction(1, 2)),
    ),
    duties=tuple(duty(day, session) for day in DAYS for session in ("pagi", "siang")),
    rules=(
        RuleUse(c.Leave()),
        RuleUse(c.Coverage(to="min"), 1),
        RuleUse(c.Coverage(to="ideal"), 2),
        RuleUse(c.FairShare(of="duties"), 3),
        RuleUse(c.Requests(), 4, weight=2),
    ),
    units=(Unit("SET", "Sekretariat"), Unit("RUS", "Direktorat Rumah Susun")),
    rooms=(Room("PIP", "Ruang Pelayanan", "Gedung G", "Asia/Jakarta"),),
    leaves=(
        Leave(BUDI, date(2027, 3, 1), date(2027, 3, 1), "CS-rahasia"),
        Leave(BUDI, date(2027, 3, 4), date(2027, 3, 4), "CAP-rahasia", approved=False),
    ),
    requests=(
        Request(ANI, date(2027, 3, 2), "pagi"),
        Request(CITRA, date(2027, 3, 1)),
        Request(DEWI, date(2027, 3, 4), "siang", want=True),
    ),
    balances=(Balance(ANI, "duties", Fraction(1)), Balance(ANI, "eves", Fraction(5))),
    settings=(("office", "Kantor & Layanan"),),
)

ROSTER = Roster.of(
    [
        (ANI, duty(1, "pagi")),
        (CITRA, duty(1, "pagi")),
        (DEWI, duty(1, "siang")),
        (BUDI, duty(2, "pagi")),
        (CITRA, duty(2, "pagi")),
        (ANI, duty(2, "siang")),
        (BUDI, duty(4, "pagi")),
    ]
)


def outcome(problem: Problem, roster: Roster, *, proven: bool = True) -> tuple[Result, Report]:
    """A result and a report as a solve would give them; unproven ones lack 1 to the bound."""
    report = verify(problem, roster)
    priorities = tuple(
        PriorityResult(
            priority,
            tuple(use.name for use in problem.rules if use.priority == priority),
            cost,
            cost if proven else cost - 1,
            proven,
            0.25,
            "relaxation" if proven else "",
        )
        for priority, cost in report.costs.items()
    )
    status = "optimal" if proven else "feasible"
    return Result(status, roster, report.hard, priorities, 1.5, 7, 2), report


RESULT, REPORT = outcome(PROBLEM, ROSTER)
