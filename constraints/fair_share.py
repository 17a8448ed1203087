"""The load is spread fairly: everyone serves in proportion to the time they could serve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import WEEKDAYS
from roster.model.wording import against_share, officer_name, session_name
from roster.model.wording import number as decimal

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


Measure = Literal[
    "duties", "session", "weekday", "nights", "weekends", "fridays", "holidays", "hours"
]
BALANCED = ("duties", "nights", "weekends", "fridays", "holidays", "hours")
"""The measures from which opening balances of the same kind are taken."""
HOUR = 60


@dataclass(frozen=True)
class FairShare(Rule):
    """The load is spread fairly: everyone serves in proportion to the time they could serve.

    Requires
        Each officer's duties come as near as can be to the officer's entitlement. An
        officer's weight is capacity x open days on which the officer is appointed and not on
        approved full-day leave. ``of=duties``: entitlement = (all ideal places + all opening
        balances) x weight / sum of weights - own opening balance. ``of=session``: for each
        session kind, its ideal places x weight / sum of weights; ``of=weekday``: the same for
        each day of the week. ``nights`` (duties that end after midnight), ``weekends``
        (Saturday and Sunday), ``fridays`` and ``holidays`` (public holidays and days that are
        open against the calendar) are reckoned as ``duties`` are, from such places and from
        balances of that kind. ``hours`` sets minutes on duty against an entitlement reckoned
        so from the minutes of all ideal places and balances of the kind ``hours``, rounded to
        whole minutes. Without any weight every entitlement is 0.

    Why
        A load that is seen to be even is borne; squares make the largest unfairness the first
        to go, and balances mend next month what could not be even in this one.

    Source
        M. L. Balinski and H. P. Young, Fair Representation (Yale, 1982): whole numbers
        nearest, by least squares, to quotas.

    Parameters
        of: ``duties``, ``session``, ``weekday``, ``nights``, ``weekends``, ``fridays``,
            ``holidays`` or ``hours``; default ``duties``.
        step: for ``hours``, the minutes after which a further minute costs more; empty for 60.

    Cost
        For each officer in scope (and each session kind or weekday)
        100 x (duties - entitlement)^2, rounded half to even. ``hours``: each minute off the
        entitlement costs 1 within the first ``step`` minutes, 3 within the second, 5 within
        the third, and so on; n whole hours off cost 60 n^2. All officers of the book share in
        the entitlements, in the rule's scope or not.

    Example
        >>> from constraints import FairShare
        >>> from roster.model.sketch import verdict
        >>> print(verdict(FairShare(), "Ani: pagi - pagi -; Budi: - pagi - pagi"))
        kept
        >>> print(verdict(FairShare(), "Ani: pagi pagi pagi -; Budi: - - - pagi"))
        Ani has 3 duties against a fair share of 2, 1 above. 1 duty fewer would be nearest.
        Budi has 1 duty against a fair share of 2, 1 below. 1 duty more would be nearest.

    Limitations
        But for ``hours`` a duty counts as one, long or short. Leave granted after the roster
        is made changes the entitlements of the others. Shares of hours take longer to prove best
        than counts do.
    """

    code: ClassVar[str] = "fair_share"
    group: ClassVar[str] = "fairness"
    reach: ClassVar[str] = "officer"
    may_be_must: ClassVar[bool] = False

    of: Measure = "duties"
    step: int | None = None

    def __post_init__(self) -> None:
        if self.of not in get_args(Measure):
            raise ValueError(f"of is {self.of!r}; expected one of {', '.join(get_args(Measure))}")
        if self.step is not None and (self.step < 1 or self.of != "hours"):
            raise ValueError(
                f"step is {self.step}; expected minutes, 1 or more, with of=hours only"
            )

    def encode(self, enc: Encoding) -> None:
        """A convex cost of each officer's count, of each kind that is shared."""
        problem = enc.problem
        shared: dict[str | int, list[int]] = {}
        for d, duty in enumerate(problem.duties):
            weekday = duty.day.weekday()
            counted = {
                "nights": duty.overnight,
                "weekends": weekday in (5, 6),
                "fridays": weekday == 4,
                "holidays": duty.day in problem.holidays,
            }
            kinds: dict[str, str | int] = {"session": duty.session, "weekday": weekday}
            if counted.get(self.of, True):
                shared.setdefault(kinds.get(self.of, ""), []).append(d)
        weights = sum(problem.weights.values(), Fraction(0))
        own = dict.fromkeys(problem.officer, Fraction(0))
        if self.of in BALANCED:
            scale = 60 if self.of == "hours" else 1
            own = {o: scale * problem.opening_balance(o, self.of) for o in own}
        for duties in shared.values():
            sizes = [problem.duties[d].minutes if self.of == "hours" else 1 for d in duties]
            places = sum(problem.duties[d].ideal * n for d, n in zip(duties, sizes, strict=True))
            total = places + sum(own.values(), Fraction(0))
            for number, officer in enc.numbered():
                due = Fraction(0)
                if weights:
                    due = total * problem.weights[officer.id] / weights - own[officer.id]
                most = enc.most_duties(number, duties)
                if self.of == "hours":
                    step = self.step or HOUR
                    enc.near(enc.serves(number, duties), sizes, round(due), step, most)
                    continue
                enc.convex(enc.serves(number, duties), _squares(due, most))

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One for each officer (and kind) off the entitlement, in hundredths or minutes."""
        places: dict[str | int, int] = {}
        for duty in problem.duties:
            if self._counts(duty, problem):
                kind = self._kind(duty)
                places[kind] = places.get(kind, 0) + duty.ideal * self._size(duty)
        balance = dict.fromkeys(problem.officer, Fraction(0))
        if self.of in BALANCED:
            balance = {who: problem.opening_balance(who, self.of) for who in problem.officer}
        if self.of == "hours":
            balance = {who: 60 * hours for who, hours in balance.items()}
        total_balance = sum(balance.values(), Fraction(0))
        total_weight = sum(problem.weights.values(), Fraction(0))
        found: list[Violation] = []
        for kind, ideal in places.items():
            for officer in officers:
                entitlement = Fraction(0)
                if total_weight:
                    part = problem.weights[officer.id] / total_weight
                    entitlement = (ideal + total_balance) * part - balance[officer.id]
                served = tuple(
                    duty
                    for duty in roster.duties(officer.id)
                    if self._kind(duty) == kind and self._counts(duty, problem)
                )
                found += self._uneven(officer, kind, served, entitlement)
        return found

    def _uneven(
        self, officer: Officer, kind: str | int, served: tuple[Duty, ...], due: Fraction
    ) -> Iterator[Violation]:
        """The violation of one officer and kind, if there is a cost."""
        size = sum(map(self._size, served))
        if self.of == "hours":
            due = Fraction(round(due))
            amount = int(abs(size - due))
            step = self.step or HOUR
            whole, rest = divmod(amount, step)
            # The odd numbers up to 2 n - 1 add up to n^2.
            cost = step * whole**2 + rest * (2 * whole + 1)
        else:
            amount, cost = round(100 * abs(size - due)), round(100 * (size - due) ** 2)
        if cost > 0:
            yield Violation(
                kind=self.of,
                amount=amount,
                cost=cost,
                unit="minute" if self.of == "hours" else "hundredth of a duty",
                officers=(officer.id,),
                duties=served,
                facts=(("of", kind), ("duties", size), ("entitlement", due)),
            )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """How many duties against what entitlement, and what would be nearest."""
        who, kind = officer_name(problem, violation.officers[0]), violation.fact("of")
        served, due = violation.fact("duties"), violation.fact("entitlement")
        if self.of == "hours":
            return _against_hours(who, served, due, language)
        kinds = {
            "session": lambda: f" ({session_name(problem, kind)})",
            "weekday": lambda: _on_weekday(kind, language),
            "fridays": lambda: _on_weekday(4, language),
            "nights": lambda: say(language, id=" malam", en=" at night"),
            "weekends": lambda: say(language, id=" akhir pekan", en=" on weekends"),
            "holidays": lambda: say(language, id=" hari libur", en=" on holidays"),
        }
        what = kinds[self.of]() if self.of in kinds else ""
        return against_share(who, what, served, due, language)

    def _counts(self, duty: Duty, problem: Problem) -> bool:
        """Whether a duty is of the kind that is shared."""
        if self.of == "nights":
            return duty.overnight
        if self.of == "weekends":
            return duty.day.isoweekday() >= 6
        if self.of == "fridays":
            return duty.day.isoweekday() == 5
        return self.of != "holidays" or duty.day in problem.holidays

    def _kind(self, duty: Duty) -> str | int:
        if self.of == "session":
            return duty.session
        return duty.day.weekday() if self.of == "weekday" else ""

    def _size(self, duty: Duty) -> int:
        return duty.minutes if self.of == "hours" else 1


def _on_weekday(weekday: int, language: str) -> str:
    day = WEEKDAYS[language][weekday]
    return say(language, id=f" hari {day}", en=f" on {day}s")


def _against_hours(who: str, minutes: int, due: Fraction, language: str) -> str:
    """One sentence that sets hours on duty against a fair share of them."""
    has, share = decimal(Fraction(minutes, 60), language), decimal(due / 60, language)
    apart, above = decimal(abs(minutes - due) / 60, language), minutes > due
    return say(
        language,
        id=f"{who} bertugas {has} jam dari bagian yang adil {share} jam, {apart} di "
        f"{'atas' if above else 'bawah'}. {'Kurangi' if above else 'Tambah'} jam tugasnya.",
        en=f"{who} is on duty for {has} hours against a fair share of {share}, {apart} "
        f"{'above' if above else 'below'}. Give {'fewer' if above else 'more'} hours to {who}.",
    )


def _squares(due: Fraction, most: int) -> list[int]:
    """100 x (n - due)^2, rounded half to even, for n up to ``most``: in whole numbers, quickly."""
    above, below = due.as_integer_ratio()
    costs = []
    for n in range(most + 1):
        whole, rest = divmod(100 * (n * below - above) ** 2, below**2)
        costs.append(whole + (2 * rest > below**2 or (2 * rest == below**2 and whole % 2)))
    return costs
