"""Tiny problems for the tests of rules: day 0 is Monday, 1 March 2027."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from roster.model import Assignment, Duty, Officer, Problem, Roster, Rule, RuleUse, Violation

HOURS = {"pagi": ("07:30", "12:00"), "siang": ("13:00", "16:00"), "malam": ("22:00", "06:00")}

Case = tuple[str, Problem]


def day(number: int) -> date:
    """The date of a day counted from Monday, 1 March 2027."""
    return date(2027, 3, 1) + timedelta(days=number)


def moment(number: int, clock: str, zone: str | None = None) -> datetime:
    """A time of a day; without a zone, the wall clock that leave is written in."""
    tz = ZoneInfo(zone) if zone else None
    return datetime.combine(day(number), datetime.min.time(), tz).replace(
        hour=int(clock[:2]), minute=int(clock[3:])
    )


def on(
    number: int,
    session: str = "pagi",
    start: str = "",
    end: str = "",
    *,
    room: str = "PIP",
    post: str = "desk",
    zone: str = "Asia/Jakarta",
    **fields: Any,
) -> Duty:
    """A duty that starts on a day; it ends on the next one where ``end`` is not later."""
    usual = HOURS.get(session, ("08:00", "12:00"))
    first, last = start or usual[0], end or usual[1]
    following = number + (last <= first)
    made = Duty(
        day(number), room, session, post, moment(number, first, zone), moment(following, last, zone)
    )
    return replace(made, **fields)


def problem(
    duties: Iterable[Duty],
    officers: str | Iterable[Officer] = "Ani Budi",
    *,
    first: int = 0,
    last: int | None = None,
    past: Iterable[tuple[str, Duty]] = (),
    **fields: Any,
) -> Problem:
    """A problem from ``first`` to ``last`` (by default the day of the last duty)."""
    duties = sorted(duties, key=lambda duty: (duty.utc, duty.id))
    if isinstance(officers, str):
        officers = [Officer(name, name) for name in officers.split()]
    end = day(last) if last is not None else max(duty.day for duty in duties)
    return Problem(
        first=day(first),
        last=end,
        officers=tuple(officers),
        duties=tuple(duties),
        past=tuple(Assignment(who, duty) for who, duty in past),
        **fields,
    )


def judge(
    rule: Rule, book: Problem, *served: tuple[str, Duty], scope: Iterable[str] | None = None
) -> list[Violation]:
    """What a rule says of a roster, before any weight."""
    use = RuleUse(rule, priority=1, officers=None if scope is None else frozenset(scope))
    return use.check(book, Roster.of(served))


def must(name: str, book: Problem, rule: Rule, *, scope: Iterable[str] | None = None) -> Case:
    """A case of the oracle with the rule as a must."""
    bound = None if scope is None else frozenset(scope)
    return f"{name}, must", replace(book, rules=(RuleUse(rule, officers=bound),))


def soft(
    name: str, book: Problem, rule: Rule, *, weight: int = 1, scope: Iterable[str] | None = None
) -> Case:
    """A case of the oracle with the rule at priority 1."""
    bound = None if scope is None else frozenset(scope)
    use = RuleUse(rule, priority=1, weight=weight, officers=bound)
    return f"{name}, soft", replace(book, rules=(use,))


def both(name: str, book: Problem, rule: Rule, *, scope: Iterable[str] | None = None) -> list[Case]:
    """Two cases of the oracle: the rule as a must, and at priority 1."""
    return [must(name, book, rule, scope=scope), soft(name, book, rule, scope=scope)]


def renamed(book: Problem, names: dict[str, str]) -> Problem:
    """The same problem with other officer ids, listed in the order of the new ids."""

    def new(row: Any) -> Any:
        return replace(row, officer=names.get(row.officer, row.officer))

    return replace(
        book,
        officers=tuple(
            sorted((replace(o, id=names[o.id]) for o in book.officers), key=lambda o: o.id)
        ),
        leaves=tuple(map(new, book.leaves)),
        requests=tuple(map(new, book.requests)),
        pins=tuple(map(new, book.pins)),
        balances=tuple(map(new, book.balances)),
        history=tuple(map(new, book.history)),
        past=tuple(Assignment(names.get(who, who), duty) for who, duty in book.past),
        reference=tuple(Assignment(names.get(who, who), duty) for who, duty in book.reference),
        rules=tuple(
            replace(use, officers=use.officers and frozenset(names.get(o, o) for o in use.officers))
            for use in book.rules
        ),
    )
