"""The load is spread fairly: everyone serves in proportion to the time they could serve."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import WEEKDAYS
from roster.model.wording import against_share, officer_name, session_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


Measure = Literal["duties", "session", "weekday"]


@dataclass(frozen=True)
class FairShare(Rule):
    """The load is spread fairly: everyone serves in proportion to the time they could serve.

    Requires
        Each officer's duties come as near as can be to the officer's entitlement. An
        officer's weight is capacity x open days on which the officer is appointed and not on
        approved full-day leave. ``of=duties``: entitlement = (all ideal places + all opening
        balances) x weight / sum of weights - own opening balance. ``of=session``: for each
        session kind, its ideal places x weight / sum of weights; ``of=weekday``: the same for
        each day of the week. Without any weight every entitlement is 0.

    Why
        A load that is seen to be even is borne; squares make the largest unfairness the first
        to go, and balances mend next month what could not be even in this one.

    Source
        M. L. Balinski and H. P. Young, Fair Representation (Yale, 1982): whole numbers
        nearest, by least squares, to quotas.

    Parameters
        of: ``duties``, ``session`` or ``weekday``; default ``duties``.

    Cost
        For each officer in scope (and each session kind or weekday)
        100 x (duties - entitlement)^2, rounded half to even. All officers of the book share
        in the entitlements, in the rule's scope or not.

    Example
        >>> from constraints import FairShare
        >>> from roster.model.sketch import verdict
        >>> print(verdict(FairShare(), "Ani: pagi - pagi -; Budi: - pagi - pagi"))
        kept
        >>> print(verdict(FairShare(), "Ani: pagi pagi pagi -; Budi: - - - pagi"))
        Ani has 3 duties against a fair share of 2, 1 above. 1 duty fewer would be nearest.
        Budi has 1 duty against a fair share of 2, 1 below. 1 duty more would be nearest.

    Limitations
        A duty counts as one, long or short. Leave granted after the roster is made changes
        the entitlements of the others.
    """

    code: ClassVar[str] = "fair_share"
    group: ClassVar[str] = "fairness"
    may_be_must: ClassVar[bool] = False

    of: Measure = "duties"

    def __post_init__(self) -> None:
        if self.of not in get_args(Measure):
            raise ValueError(f"of is {self.of!r}; expected one of {', '.join(get_args(Measure))}")

    def encode(self, enc: Encoding) -> None:
        """A convex cost of each officer's count, of each kind that is shared."""
        problem = enc.problem
        shared: dict[str | int, list[int]] = {}
        for d, duty in enumerate(problem.duties):
            by_kind: dict[str, str | int] = {
                "session": duty.session,
                "weekday": duty.day.weekday(),
            }
            shared.setdefault(by_kind.get(self.of, ""), []).append(d)
        weights = sum(problem.weights.values(), Fraction(0))
        own = {o.id: problem.opening_balance(o.id) for o in problem.officers}
        for duties in shared.values():
            places = Fraction(sum(problem.duties[d].ideal for d in duties))
            if self.of == "duties":
                places += sum(own.values(), Fraction(0))
            for number, officer in enc.numbered():
                due = places * problem.weights[officer.id] / weights if weights else Fraction(0)
                if self.of == "duties" and weights:
                    due -= own[officer.id]
                most = enc.most_duties(number, duties)
                costs = [round(100 * (n - due) ** 2) for n in range(most + 1)]
                enc.convex(enc.serves(number, duties), costs)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """One for each officer (and kind) off the entitlement; the amount in hundredths."""
        places: dict[str | int, int] = {}
        for duty in problem.duties:
            places[self._kind(duty)] = places.get(self._kind(duty), 0) + duty.ideal
        balance = dict.fromkeys(problem.officer, Fraction(0))
        if self.of == "duties":
            balance = {who: problem.opening_balance(who) for who in problem.officer}
        total_balance = sum(balance.values(), Fraction(0))
        total_weight = sum(problem.weights.values(), Fraction(0))
        found = []
        for kind, ideal in places.items():
            for officer in officers:
                entitlement = Fraction(0)
                if total_weight:
                    part = problem.weights[officer.id] / total_weight
                    entitlement = (ideal + total_balance) * part - balance[officer.id]
                served = tuple(d for d in roster.duties(officer.id) if self._kind(d) == kind)
                cost = round(100 * (len(served) - entitlement) ** 2)
                if cost > 0:
                    found.append(
                        Violation(
                            kind=self.of,
                            amount=round(100 * abs(len(served) - entitlement)),
                            cost=cost,
                            unit="hundredth of a duty",
                            officers=(officer.id,),
                            duties=served,
                            facts=(
                                ("of", kind),
                                ("duties", len(served)),
                                ("entitlement", entitlement),
                            ),
                        )
                    )
        return found

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """How many duties against what entitlement, and what would be nearest."""
        kind = violation.fact("of")
        if self.of == "weekday":
            day = WEEKDAYS[language][kind]
            what = say(language, id=f" hari {day}", en=f" on {day}s")
        else:
            what = f" ({session_name(problem, kind)})" if self.of == "session" else ""
        who = officer_name(problem, violation.officers[0])
        return against_share(
            who, what, violation.fact("duties"), violation.fact("entitlement"), language
        )

    def _kind(self, duty: Duty) -> str | int:
        if self.of == "session":
            return duty.session
        return duty.day.weekday() if self.of == "weekday" else ""
