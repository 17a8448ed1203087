"""What has been told to people changes as little as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from roster.model import Duty, Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import counted, duty_name, in_order, officer_name

if TYPE_CHECKING:
    from roster.encoding.linear import Ints
    from roster.encoding.vocabulary import Encoding


@dataclass(frozen=True)
class FewChanges(Rule):
    """What has been told to people changes as little as can be.

    Requires
        Every assignment of the reference roster, such as the one published before, is kept,
        and nobody gets another one. At most ``limit`` such changes are free.

    Why
        People have planned around the roster that they were given; a change costs trust.

    Source
        M. Moz and M. V. Pato, An Integer Multicommodity Flow Model Applied to the Rerostering
        of Nurse Schedules, Annals of Operations Research 119 (2003), pages 285-301.

    Parameters
        new: whether new assignments count beside those that are gone; default true, so that a
            duty that passes from one officer to another is two changes, else one.
        limit: changes, 0 or more, that are free; default 0.

    Cost
        1 for each change above the limit.

    Example
        >>> from constraints import FewChanges
        >>> from roster.model.sketch import sketch, verdict
        >>> _, published = sketch("Ani: pagi -; Budi: - pagi")
        >>> before = published.assignments
        >>> print(verdict(FewChanges(), "Ani: pagi -; Budi: - pagi", reference=before))
        kept
        >>> rule = FewChanges(new=False)
        >>> print(verdict(rule, "Ani: pagi pagi; Budi: - -", reference=before))
        Budi no longer serves on Tuesday, 2 March 2027 (Sesi pagi, desk, 07:30–12:00 WIB), as
        was announced. Give the duty back to Budi.

    Limitations
        Assignments of the reference whose duty or officer the problem no longer has are passed
        over: nothing could keep them. Duties are compared by date, room, session and post, so
        a change of hours is no change. Without a reference, nothing is asked.
    """

    code: ClassVar[str] = "few_changes"
    group: ClassVar[str] = "wishes"

    new: bool = True
    limit: int = 0

    def __post_init__(self) -> None:
        if self.limit < 0:
            raise ValueError(f"limit is {self.limit}; expected a number of changes, 0 or more")

    def encode(self, enc: Encoding) -> None:
        """The assignments that are gone, and the new ones; in one row where some are free."""
        if not enc.problem.reference:
            return
        given = {(officer, duty.id) for officer, duty in enc.problem.reference}
        pairs: dict[bool, list[Ints]] = {True: [], False: []}
        for number, officer in enc.numbered():
            for d, duty in enumerate(enc.problem.duties):
                pairs[(officer.id, duty.id) in given].append(enc.serves(number, [d]))
        gone, new = enc.together(pairs[True]), enc.together(pairs[False] if self.new else [])
        if self.limit or enc.must:
            signs = [-1] * len(gone) + [1] * len(new)
            enc.at_most(enc.together([gone, new]), self.limit - len(gone), signs)
        else:
            enc.cost(gone, -1, constant=len(gone))
            enc.cost(new)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """``gone`` and ``new`` for each change; ``too_many`` at once where some are free."""
        if not problem.reference:
            return []
        scope = {officer.id for officer in officers}
        before = {
            (officer, duty.id)
            for officer, duty in problem.reference
            if officer in scope and duty.id in problem.duty
        }
        now = {(officer, duty.id) for officer, duty in roster.assignments if officer in scope}
        changes = [("gone", *pair) for pair in before - now]
        changes += [("new", *pair) for pair in now - before if self.new]
        told = in_order(_change(kind, who, problem.duty[duty]) for kind, who, duty in changes)
        if not self.limit or len(told) <= self.limit:
            return [] if self.limit else told
        excess = len(told) - self.limit
        touched = tuple(dict.fromkeys(duty for change in told for duty in change.duties))
        people = tuple(sorted({change.officers[0] for change in told}))
        first = told[self.limit].day
        facts = (("changes", len(told)),)
        return [Violation("too_many", excess, excess, "change", people, touched, first, facts)]

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which assignment is gone or new, or how many are."""
        if violation.kind == "too_many":
            changes = violation.fact("changes")
            return say(
                language,
                id=f"Ada {changes} perubahan terhadap jadwal acuan, {violation.amount} di atas "
                f"batas {self.limit}. Kembalikan {violation.amount} di antaranya.",
                en=f"There are {counted(changes, 'change', 'changes')} against the reference "
                f"roster, {violation.amount} above the limit of {self.limit}. Take "
                f"{violation.amount} of them back.",
            )
        who = officer_name(problem, violation.officers[0])
        where = duty_name(violation.duties[0], problem, language)
        if violation.kind == "gone":
            return say(
                language,
                id=f"{who} tidak lagi bertugas pada {where}, padahal sudah diumumkan. Kembalikan "
                f"tugas itu kepada {who}.",
                en=f"{who} no longer serves on {where}, as was announced. Give the duty back to "
                f"{who}.",
            )
        return say(
            language,
            id=f"{who} mendapat tugas baru pada {where}, yang belum diumumkan. Alihkan kepada "
            "yang sudah diumumkan.",
            en=f"{who} newly serves on {where}, which was not announced. Give the duty to "
            "whoever was announced.",
        )


def _change(kind: str, officer: str, duty: Duty) -> Violation:
    return Violation(kind, 1, 1, "assignment", (officer,), (duty,), duty.day)
