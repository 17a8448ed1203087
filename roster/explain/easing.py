"""A rule eased for one officer: once, by a step, or not at all for that officer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from roster.explain.binding import bound
from roster.explain.remedy import ASK, SUSPEND, Remedy
from roster.explain.things import ALL
from roster.model import Problem, RuleUse
from roster.model.language import long_date, month_name, say
from roster.model.wording import counted, officer_name

ONCE = "one_more_on"
"""The parameter of a rule that allows one more in the period that holds a date."""

EXCEPT = "except_on"
"""The parameter of a rule that lets the duty of one date be."""

PERIODS = 2
"""In how many periods one more is allowed, each as a change of its own."""

LOOSER = {
    "max_duties": ("limit", 1),
    "min_duties": ("limit", -1),
    "rest_days": ("days", -1),
    "run_length": ("most", 1),
}
"""For some rules the parameter that one step eases, and which way."""


def easings(
    problem: Problem, use: RuleUse, name: str, days: Sequence[date], language: str
) -> Iterator[Remedy]:
    """Ways to ease a rule for one officer, the narrowest first; a rule for all is suspended.

    ``days`` are those of the conflict: a limit per week is eased in a week of these alone.
    """
    if name == ALL:
        words = say(language, id=f"Tangguhkan aturan {use.name}.", en=f"Suspend {use.name}.")
        yield Remedy(
            words,
            SUSPEND,
            lambda p: replace(p, rules=tuple(u for u in p.rules if not _same(u, use))),
        )
        return
    who = officer_name(problem, name)
    once = [(day, eased) for day in days if (eased := _once(use, day)) is not None]
    starts = {_start(use, day): (day, eased) for day, eased in reversed(once)}
    for start in sorted(starts)[:PERIODS]:
        _, eased = starts[start]
        yield Remedy(_allowed(use, who, start, language), ASK, _put(use, name, eased))
    for day in days[:PERIODS]:
        if (eased := _except(use, day)) is not None:
            starts.setdefault(day, (day, eased))
            yield Remedy(_let(who, day, language), ASK, _put(use, name, eased))
    step = _stepped(use)
    if step is not None:
        # Where one period is enough, the narrower change has done it at less.
        words = say(language, id="Izinkan: ", en="Allow: ") + bound(step, who, language)
        yield Remedy(words, ASK + bool(starts), _put(use, name, step))
    elif not starts:
        asked = bound(use, who, language)
        words = say(
            language,
            id=f"Bebaskan {who} dari aturan: {asked}",
            en=f"Exempt {who} from the rule: {asked}",
        )
        yield Remedy(words, ASK, _put(use, name, None))


def _put(use: RuleUse, name: str, eased: RuleUse | None) -> Any:
    """The change that binds one officer by an eased row, and the others as before."""

    def apply(problem: Problem) -> Problem:
        rules: list[RuleUse] = []
        for other in problem.rules:
            if not _same(other, use):
                rules.append(other)
                continue
            left = frozenset(o.id for o in other.scope(problem)) - {name}
            rules += [replace(other, officers=left)] if left else []
            rules += [replace(eased, officers=frozenset({name}))] if eased else []
        return replace(problem, rules=tuple(rules))

    return apply


def _same(one: RuleUse, other: RuleUse) -> bool:
    return (one.rule, one.where, one.priority) == (other.rule, other.where, other.priority)


def _once(use: RuleUse, day: date) -> RuleUse | None:
    """The row with one more allowed in the period that holds a day; None if it cannot."""
    rule: Any = use.rule
    if not hasattr(rule, ONCE) or rule.one_more_on or rule.per == "horizon":
        return None
    return replace(use, rule=replace(rule, one_more_on=day))


def _except(use: RuleUse, day: date) -> RuleUse | None:
    """The row that asks for no rest around the duty of a day; None if it cannot."""
    rule: Any = use.rule
    if not hasattr(rule, EXCEPT) or rule.except_on:
        return None
    return replace(use, rule=replace(rule, except_on=day))


def _let(who: str, day: date, language: str) -> str:
    """That somebody may serve on a day near to others."""
    when = long_date(day, language)
    return say(
        language,
        id=f"Izinkan {who} bertugas pada {when} walau jeda sebelum atau sesudahnya kurang.",
        en=f"Let {who} serve on {when} although the rest before or after it is too short.",
    )


def _stepped(use: RuleUse) -> RuleUse | None:
    """The row one step looser throughout; None if it cannot be."""
    field, step = LOOSER.get(use.name, ("", 0))
    value = getattr(use.rule, field, None) if field else None
    if not isinstance(value, int) or value + step < 1:
        return None
    rule = replace(use.rule, **{field: value + step})  # type: ignore[type-var]
    return replace(use, rule=rule)


def _start(use: RuleUse, day: date) -> date:
    """The first day of a row's period that holds a day."""
    per = getattr(use.rule, "per", "day")
    if per == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if per == "month" else day


def _allowed(use: RuleUse, who: str, start: date, language: str) -> str:
    """That one duty more is allowed in one period."""
    rule: Any = use.rule
    day = long_date(start, language)
    periods = {
        "day": (f"pada {day}", f"on {day}"),
        "week": (f"dalam minggu mulai {day}", f"in the week of {day}"),
        "month": (f"dalam {month_name(start, 'id')}", f"in {month_name(start, 'en')}"),
    }
    most, when = rule.limit + 1, periods[rule.per][0 if language == "id" else 1]
    session = say(language, id=f" sesi {rule.session}", en=f" of session {rule.session}")
    session = session if rule.session else ""
    return say(
        language,
        id=f"Izinkan {most} tugas{session} bagi {who} {when}.",
        en=f"Allow {who} {counted(most, 'duty', 'duties')}{session} {when}.",
    )
