"""Every session has the right people in it: enough of a group, or not too many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints._reading import check_choice, serving, sessions_of
from roster.model import Duty, Group, Officer, Problem, Roster, Rule, Violation, group_by_day, say
from roster.model.groups import selectors
from roster.model.wording import counted, in_order, listing, officer_name, sitting, unit_name

if TYPE_CHECKING:
    from roster.encoding.linear import Ints
    from roster.encoding.vocabulary import Encoding

Count = Literal["officers", "units"]
When = Literal["always", "staffed"]


@dataclass(frozen=True)
class Mix(Rule):
    """Every session has the right people in it: enough of a group, or not too many.

    Requires
        In each session (all that runs under one name in one room on one day) the officers who
        serve and belong to ``group`` number ``least`` to ``most``; with ``count=units``, the
        units that they come from do. An officer at two posts of a session counts once.

    Why
        Somebody in the room knows sign language, not everybody is new, and a question that one
        unit cannot answer finds another unit beside it.

    Source
        UU 25/2009 on public service, article 29, and Permen PANRB 11/2024 (services for
        vulnerable groups); "skill mix" in E. K. Burke and others, The State of the Art of
        Nurse Rostering, Journal of Scheduling 7 (2004), pages 441-499.

    Parameters
        among: the group that counts, such as ``competency:sign`` or
            ``not:competency:experienced``; default empty, everybody. A competency counts on
            the days on which it is valid.
        least: officers (or units), 0 or more; default 0.
        most: officers (or units), 0 or more; empty for no upper limit.
        count: ``officers`` or ``units``; default ``officers``.
        session: in sessions of this kind only; default empty, all sessions.
        when: ``always``, or ``staffed``: the least is asked only of sessions in which
            somebody serves; default ``always``.

    Cost
        1 for each officer (or unit) missing or too many, for each session.

    Example
        >>> from constraints import Mix
        >>> from roster.model.sketch import verdict
        >>> rule = Mix(among="officer:Ani|officer:Budi", least=1)
        >>> print(verdict(rule, "Ani: pagi -; Budi: - pagi; Cici: pagi -"))
        kept
        >>> print(verdict(rule, "Ani: pagi -; Budi: - -; Cici: pagi pagi"))
        In Sesi pagi on Tuesday, 2 March 2027 there are 0 officers of officer:Ani|officer:Budi,
        1 below the least of 1. Assign 1 more.

    Limitations
        Only officers in the rule's scope count. Officers without a unit count as no unit.
    """

    code: ClassVar[str] = "mix"
    group: ClassVar[str] = "teams"

    among: Group = ""
    least: int = 0
    most: int | None = None
    count: Count = "officers"
    session: str = ""
    when: When = "always"

    def __post_init__(self) -> None:
        selectors(self.among)
        check_choice("count", self.count, Count)
        check_choice("when", self.when, When)
        if self.least < 0 or (self.most is not None and self.most < self.least):
            raise ValueError(f"least is {self.least} and most {self.most}; expected 0 <= least")
        if self.least == 0 and self.most is None:
            raise ValueError("neither least nor most is given, so nothing is asked")

    def encode(self, enc: Encoding) -> None:
        """Limits on the counted officers, or their units, of each session."""
        groups = group_by_day(self.among, enc.problem)
        for duties in enc.sessions(self.session):
            among = groups[enc.problem.duties[duties[0]].day]
            cols = self._counted(enc, duties, among)
            if self.most is not None:
                enc.at_most(cols, self.most)
            if self.least and self.when == "always":
                enc.at_least(cols, self.least)
            elif self.least:
                staffed = enc.someone(range(len(enc.problem.officers)), duties)
                signs = [1] * len(cols) + [-self.least] * len(staffed)
                enc.at_least(enc.together([cols, staffed]), 0, signs)

    def _counted(self, enc: Encoding, duties: Ints, among: frozenset[str]) -> Ints:
        """Columns that sum up to the number of officers, or units, that count."""
        by_unit: dict[str, list[Ints]] = {}
        for number, officer in enc.numbered():
            if officer.id in among:
                by_unit.setdefault(officer.unit, []).append(enc.any_of(number, duties))
        if self.count == "officers":
            return enc.together([cols for members in by_unit.values() for cols in members])
        units = [members for unit, members in by_unit.items() if unit]
        return enc.together([enc.some_of(enc.together(members)) for members in units])

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """``few`` or ``many`` for each session outside the limits."""
        units = {officer.id: officer.unit for officer in officers}
        groups = group_by_day(self.among, problem)
        found = []
        for duties in sessions_of(problem, self.session):
            there = serving(roster, duties)
            counted = [who for who in there if who in units and who in groups[duties[0].day]]
            number = len(counted)
            if self.count == "units":
                number = len({units[who] for who in counted if units[who]})
            least = self.least if there or self.when == "always" else 0
            if number < least:
                found.append(self._breach("few", least - number, counted, duties, number))
            if self.most is not None and number > self.most:
                found.append(self._breach("many", number - self.most, counted, duties, number))
        return in_order(found)

    def _breach(
        self, kind: str, amount: int, counted: list[str], duties: list[Duty], number: int
    ) -> Violation:
        return Violation(
            kind=kind,
            amount=amount,
            cost=amount,
            unit=self.count.removesuffix("s"),
            officers=tuple(counted),
            duties=tuple(duties),
            day=duties[0].day,
            facts=(("number", number),),
        )

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """How many of whom a session has, and should have."""
        where = sitting(violation.duties[0], problem, language)
        number, amount = violation.fact("number"), violation.amount
        few = violation.kind == "few"
        limit = self.least if few else self.most
        who = self._named(violation, problem.officer, problem, language)
        units = self.count == "units"
        have = counted(number, "unit", "units") if units else counted(number, "officer", "officers")
        of_en, of_id = (f" of {self.among}", f" {self.among}") if self.among else ("", "")
        return say(
            language,
            id=f"Di {where} ada {number} {'unit' if units else 'petugas'}{of_id}{who}, {amount} di "
            f"{'bawah' if few else 'atas'} batas {limit}. "
            f"{'Tambahkan' if few else 'Kurangi'} {amount}.",
            en=f"In {where} there {'is' if number == 1 else 'are'} {have}{of_en}{who}, {amount} "
            f"{'below the least' if few else 'above the most'} of {limit}. "
            f"{'Assign' if few else 'Relieve'} {amount}{' more' if few else ''}.",
        )

    def _named(
        self, violation: Violation, known: Mapping[str, Officer], problem: Problem, language: str
    ) -> str:
        """Those who count, by name, in brackets; empty if there are none."""
        names = [officer_name(problem, who) for who in violation.officers]
        if self.count == "units":
            units = dict.fromkeys(known[who].unit for who in violation.officers)
            names = [unit_name(problem, unit) for unit in units if unit]
        return f" ({listing(names, language)})" if names else ""
