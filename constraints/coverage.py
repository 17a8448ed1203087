"""Every post is filled: first as far as it must be, then as far as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.wording import counted, duty_name, in_order, listing, officer_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


Target = Literal["min", "ideal", "over"]


@dataclass(frozen=True)
class Coverage(Rule):
    """Every post is filled: first as far as it must be, then as far as it should be.

    Requires
        Each duty has at least ``min`` officers (``to=min``) or its ``ideal`` number
        (``to=ideal``) or no more than its ``ideal`` number (``to=over``), and never more than
        ``max``, whatever the strength of the rule.

    Why
        An open desk without an officer is a service that is not there.

    Source
        UU 25/2009 on public service, article 4; Permen PANRB 15/2014 on service standards,
        component "jumlah pelaksana".

    Parameters
        to: ``min``, ``ideal`` or ``over``; no default. The numbers stand with the posts.

    Cost
        ``to=min``: 1 for each place missing below min. ``to=ideal``: 1 for each place missing
        between min and ideal; those below min are not counted again. ``to=over``: 1 for
        each officer above ideal.

    Example
        >>> from constraints import Coverage
        >>> from roster.model.sketch import verdict
        >>> print(verdict(Coverage(to="min"), "Ani: pagi -; Budi: - pagi"))
        kept
        >>> print(verdict(Coverage(to="min"), "Ani: pagi -; : - pagi"))
        Tuesday, 2 March 2027 (Sesi pagi, desk, 07:30–12:00 WIB) has 0 of at least 1 officer.
        Assign 1 more.

    Limitations
        A place is filled by whoever serves: all officers count, in the rule's scope or not.
    """

    code: ClassVar[str] = "coverage"
    group: ClassVar[str] = "service"
    always: ClassVar[bool] = True

    to: Target

    def __post_init__(self) -> None:
        if self.to not in get_args(Target):
            raise ValueError(f"to is {self.to!r}; expected min, ideal or over")

    def encode(self, enc: Encoding) -> None:
        """Places that stay empty, or officers too many; the maximum always binds."""
        for d, duty in enumerate(enc.problem.duties):
            if duty.max is not None:
                enc.at_most_always(enc.staff(d), duty.max)
            if self.to == "over":
                enc.at_most(enc.staff(d), duty.ideal)
            elif self.to == "min":
                enc.forbid(enc.missing(d, duty.min))
            else:
                enc.forbid(enc.shortage(d, duty.min, duty.ideal))

    def caps_staff(self) -> bool:
        """The maximum always binds."""
        return True

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """``below_min``, ``below_ideal`` or ``above_ideal``, and ``above_max``."""
        found = []
        for duty in problem.duties:
            serving = roster.officers(duty)
            present = len(serving)
            amount = {
                "min": duty.min - present,
                "ideal": duty.ideal - max(present, duty.min),
                "over": present - duty.ideal,
            }[self.to]
            if amount > 0:
                over = self.to == "over"
                found.append(
                    Violation(
                        kind="above_ideal" if over else f"below_{self.to}",
                        amount=amount,
                        cost=amount,
                        unit="officer" if over else "place",
                        officers=serving,
                        duties=(duty,),
                        day=duty.day,
                    )
                )
            if duty.max is not None and present > duty.max:
                found.append(
                    Violation(
                        kind="above_max",
                        amount=present - duty.max,
                        cost=0,
                        unit="officer",
                        officers=serving,
                        duties=(duty,),
                        day=duty.day,
                        must=True,
                    )
                )
        return in_order(found)

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """Which duty, how many officers it has and should have."""
        (duty,) = violation.duties
        where, present = duty_name(duty, problem, language), len(violation.officers)
        many = violation.amount
        if violation.kind in ("above_max", "above_ideal"):
            limit = duty.max if violation.kind == "above_max" else duty.ideal
            who = listing([officer_name(problem, o) for o in violation.officers], language)
            return say(
                language,
                id=f"{where} diisi {present} petugas ({who}), {many} di atas batas {limit}. "
                f"Bebaskan {many} di antaranya.",
                en=f"{where} has {counted(present, 'officer', 'officers')} ({who}), {many} above "
                f"its limit of {limit}. Relieve {many} of them.",
            )
        skill = say(language, id=" berkompetensi ", en=" with the competency ") + duty.competency
        skill = skill if duty.competency else ""
        if violation.kind == "below_min":
            return say(
                language,
                id=f"{where} diisi {present} dari paling sedikit {duty.min} petugas. "
                f"Tugaskan {many} petugas lagi{skill}.",
                en=f"{where} has {present} of at least {counted(duty.min, 'officer', 'officers')}. "
                f"Assign {many} more{skill}.",
            )
        return say(
            language,
            id=f"{where} diisi {present} dari {duty.ideal} petugas yang ideal; {many} tempat di "
            f"atas jumlah minimum kosong. Tugaskan petugas lagi{skill} bila ada.",
            en=f"{where} has {present} of ideally {counted(duty.ideal, 'officer', 'officers')}; "
            f"{counted(many, 'place', 'places')} above the minimum "
            f"{'is' if many == 1 else 'are'} empty. Assign more{skill} if there are any.",
        )
