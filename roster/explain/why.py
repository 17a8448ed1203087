"""Why this officer and not that one: force the alternative, solve again, tell the price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from roster.errors import InputError, Issue
from roster.explain.answer import Answer, Price, Question
from roster.explain.decision import Decision, decided
from roster.explain.entitlement import officer_share
from roster.explain.exchange import exchanged
from roster.explain.sentences import Item, days_of, item
from roster.explain.things import FACTS
from roster.model import Duty, Priced, Problem, Roster
from roster.model.language import long_date, say
from roster.model.naming import priority_names
from roster.model.wording import duty_name, number, officer_name
from roster.verify import verify

if TYPE_CHECKING:
    from roster.proof import Proof
    from roster.solve import Options


def why(
    problem: Problem,
    roster: Roster,
    question: Question,
    language: str,
    seed: int = 0,
    options: Options | None = None,
    proofs: Mapping[int, Proof] | None = None,
) -> Answer:
    """Why an officer serves on a day and not another, or why the officer does not.

    ``seed`` is that of the draw which made the roster, to be named in a tie; ``proofs`` are
    those of its certificate, which shorten the search and decide nothing. Raises
    InputError where the question fits nothing in the roster, and TimeoutError where the
    alternative could not be judged in time.
    """
    served = [d for d in roster.duties(question.officer) if d.day == question.day]
    decision, duty = _alternative(problem, roster, question, served, language)
    words = _asked(problem, question, served, duty, language)
    forbidden = _barred(problem, question, duty, language) if served else ()
    prices: tuple[Price, ...] = ()
    other: Roster | None = None
    now = verify(problem, roster).costs
    simple: Priced | None = None
    if not forbidden and duty is not None and question.instead:
        simple = _exchanges(problem, roster, question, duty, now)
        if simple is not None and simple.costs == now:
            proven = dict.fromkeys(now, True)
            other, prices = simple.roster, _prices(problem, now, now, proven, language)
    if not forbidden and other is None:
        # Solvers take a while to load, and what a fact forbids asks none.
        from roster.explain.alternative import alternative
        from roster.solve import Options

        limits = options or Options(seed=seed)
        found = alternative(problem, decision, now, simple, proofs or {}, limits)
        if found.roster is None:
            forbidden = _forbidden(decided(problem, decision), language)
        else:
            other = found.roster
            prices = _prices(problem, now, found.costs, found.proven, language)
    told = _told(problem, roster, question, other, forbidden, prices, seed, language)
    return Answer(words, forbidden, prices, other, told)


def _alternative(
    problem: Problem, roster: Roster, question: Question, served: list[Duty], language: str
) -> tuple[Decision, Duty | None]:
    """What to force; and the duty that would change hands, if it is one."""
    officer, other = question.officer, question.instead
    on_day = tuple(duty.id for duty in problem.duties_on.get(question.day, ()))
    if not on_day:
        raise _unfit(question, language, "day")
    if not served:
        if other:
            raise _unfit(question, language, "idle")
        return Decision(serve=((officer, on_day),)), None
    if not other:
        return Decision(spare=((officer, tuple(duty.id for duty in served)),)), None
    if other == officer:
        raise _unfit(question, language, "same")
    duty = next((d for d in served if other not in roster.officers(d)), None)
    if duty is None:
        raise _unfit(question, language, "both")
    return Decision(serve=((other, (duty.id,)),), spare=((officer, (duty.id,)),)), duty


def _unfit(question: Question, language: str, kind: str) -> InputError:
    day = long_date(question.day, language)
    found = {
        "day": say(language, id="tidak ada tugas pada hari itu", en="no duty on that day"),
        "idle": say(
            language,
            id=f"{question.officer} tidak bertugas pada hari itu",
            en=f"{question.officer} is not on duty that day",
        ),
        "same": say(language, id="petugas yang sama", en="the same officer twice"),
        "both": say(
            language,
            id=f"{question.instead} sudah bertugas di sana",
            en=f"{question.instead} serves there already",
        ),
    }[kind]
    advice = say(
        language,
        id="Sebutkan dengan --officer petugas yang bertugas pada --date; tanpa --instead, juga "
        "petugas yang tidak bertugas",
        en="Name with --officer one who serves on --date; without --instead, also one who does not",
    )
    return InputError([Issue(f"--date {day}", found, advice=advice)])


def _barred(
    problem: Problem, question: Question, duty: Duty | None, language: str
) -> tuple[Item, ...]:
    """Facts that bar the other officer from the duty whatever else the roster holds."""
    if duty is None or not question.instead:
        return ()
    who, lone = problem.officer[question.instead], Roster.of([(question.instead, duty)])
    return tuple(
        Item(
            use.name,
            who.id,
            duty.day,
            duty.session,
            duty.post,
            use.rule.explain(violation, problem, language),
        )
        for use in problem.rules
        if use.priority is None
        and use.name in FACTS
        and use.rule.reach == "officer"
        and who in use.scope(problem)
        for violation in use.rule.check(problem, lone, (who,))
        if duty in violation.duties
    )


def _exchanges(
    problem: Problem, roster: Roster, question: Question, duty: Duty, now: Mapping[int, int]
) -> Priced | None:
    """The exchange alone, or for one duty of the other officer: the best that is lawful.

    Where it costs the same as the roster does now, either would do, and nothing need be
    solved.
    """
    old, new = question.officer, question.instead
    bare = exchanged(roster.assignments, duty, old, new)
    returned = (back for back in roster.duties(new) if old not in roster.officers(back))
    swaps = (exchanged(bare.assignments, back, new, old) for back in returned)
    best: Priced | None = None
    for changed in (bare, *swaps):
        report = verify(problem, changed)
        costs = report.costs
        if not report.hard and (best is None or [*costs.values()] < [*best.costs.values()]):
            best = Priced(changed, costs)
        if best is not None and best.costs == now:
            break
    return best


def _prices(
    problem: Problem,
    now: Mapping[int, int],
    instead: Mapping[int, int],
    proven: Mapping[int, bool],
    language: str,
) -> tuple[Price, ...]:
    names = priority_names(problem, language)
    return tuple(
        Price(
            priority,
            tuple(use.name for use in problem.rules if use.priority == priority),
            names[priority],
            cost,
            instead[priority],
            proven.get(priority, False),
        )
        for priority, cost in now.items()
    )


def _forbidden(asked: Problem, language: str) -> tuple[Item, ...]:
    """The smallest set of things that the decision cannot be kept beside."""
    from roster.explain.conflicts import diagnose

    diagnosis = diagnose(asked)
    if diagnosis.feasible:
        raise TimeoutError("the alternative could not be judged in time")
    found = diagnosis.conflicts[0].things
    days = days_of(asked, found)
    return tuple(item(asked, thing, days, language) for thing in found)


def _asked(
    problem: Problem, question: Question, served: list[Duty], duty: Duty | None, language: str
) -> str:
    """What would be otherwise, to follow an "if"."""
    who, day = officer_name(problem, question.officer), long_date(question.day, language)
    if duty is not None:
        other, where = officer_name(problem, question.instead), duty_name(duty, problem, language)
        return say(
            language,
            id=f"{other}, bukan {who}, bertugas pada {where}",
            en=f"{other} served in place of {who} on {where}",
        )
    if served:
        return say(
            language, id=f"{who} tidak bertugas pada {day}", en=f"{who} were not on duty on {day}"
        )
    return say(language, id=f"{who} bertugas pada {day}", en=f"{who} were on duty on {day}")


def _told(
    problem: Problem,
    roster: Roster,
    question: Question,
    other: Roster | None,
    forbidden: tuple[Item, ...],
    prices: tuple[Price, ...],
    seed: int,
    language: str,
) -> tuple[str, ...]:
    if forbidden:
        head = say(
            language, id="Tidak mungkin menurut aturan wajib:", en="Must rules do not allow it:"
        )
        return (head, *(barrier.sentence for barrier in forbidden))
    assert other is not None
    loads = _loads(problem, roster, question, other, language)
    if not any(price.more for price in prices):
        who = officer_name(problem, question.officer)
        return (
            *loads,
            say(
                language,
                id=f"Keduanya sama baik; undian jatuh pada {who} (benih {seed})."
                if question.instead
                else f"Sama baik tanpa keputusan ini; undian yang menentukan (benih {seed}).",
                en=f"Either would do; the draw fell on {who} (seed {seed})."
                if question.instead
                else f"It could be otherwise at the same cost; the draw decided (seed {seed}).",
            ),
        )
    return (*loads, *(_priced(price, language) for price in prices if price.more))


def _loads(
    problem: Problem, roster: Roster, question: Question, other: Roster, language: str
) -> tuple[str, ...]:
    """What becomes of the duties of both, against what they are entitled to."""
    told = []
    for officer in filter(None, (question.instead, question.officer)):
        before = officer_share(problem, roster, officer)
        after = officer_share(problem, other, officer)
        who, due = officer_name(problem, officer), number(after.entitlement, language)
        told.append(
            say(
                language,
                id=f"{who} akan mendapat {after.duties} tugas (kini {before.duties}) dari "
                f"jatah {due}.",
                en=f"{who} would have {after.duties} duties (now {before.duties}) against an "
                f"entitlement of {due}.",
            )
        )
    return tuple(told)


def _priced(price: Price, language: str) -> str:
    worse = price.more > 0
    return say(
        language,
        id=f"Prioritas {price.priority} ({price.name}) {'memburuk' if worse else 'membaik'} dari "
        f"{price.now} menjadi {price.instead}.",
        en=f"Priority {price.priority} ({price.name}) {'worsens' if worse else 'improves'} from "
        f"{price.now} to {price.instead}.",
    )
