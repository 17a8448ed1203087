"""A problem that no solver proves in a minute, though any roster of its rules is lawful soon."""

from __future__ import annotations

from random import Random

from tiny import day, on, problem

from constraints import (
    Coverage,
    DaysOff,
    FairShare,
    MaxDuties,
    OnePlace,
    Patterns,
    Requests,
    RestHours,
    RunLength,
    Weekends,
)
from roster.model import Officer, Problem, Request, RuleUse

RULES = (
    RuleUse(OnePlace()),
    RuleUse(MaxDuties("day", 1)),
    RuleUse(RestHours(11)),
    RuleUse(RunLength(2, 5)),
    RuleUse(Weekends("most", most=2)),
    RuleUse(Coverage("min"), 1, weight=10),
    RuleUse(DaysOff(2, 4), 1, weight=3),
    RuleUse(Weekends("complete"), 1, weight=2),
    RuleUse(Patterns(("malam", "-", "pagi")), 1),
    RuleUse(Requests(), 1),
    RuleUse(FairShare(), 2),
    RuleUse(FairShare("session"), 3),
)


def hard_book(officers: int = 25, days: int = 28) -> Problem:
    """Nights, runs, free runs and weekends, with many wishes that contradict each other."""
    draw = Random(1)
    people = [Officer(f"P{number:02}", f"Petugas {number}") for number in range(officers)]
    places = officers // 5
    duties = [
        on(number, kind, min=places, ideal=places, max=places + 1)
        for number in range(days)
        for kind in ("pagi", "siang", "malam")
    ]
    wishes = [
        Request(
            person.id,
            day(draw.randrange(days)),
            draw.choice(("pagi", "siang", "malam")),
            want=draw.random() < 0.5,
            weight=draw.randint(1, 4),
        )
        for person in people
        for _ in range(8)
    ]
    return problem(duties, people, requests=tuple(wishes), rules=RULES)
