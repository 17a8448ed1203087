"""Sequences of days that nobody should work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from constraints._reading import WEEKDAYS, WeekdayOrAny, check_choice, first_known, sessions_by_day
from roster.model import Officer, Problem, Roster, Rule, Violation, say
from roster.model.language import long_date
from roster.model.wording import in_order, officer_name, session_name

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding


ANY, FREE = "*", "-"


@dataclass(frozen=True)
class Patterns(Rule):
    """An officer does not work the sequence of days ``sequence``.

    Requires
        No consecutive calendar days fit the sequence, entry by entry: a session kind fits a
        day on which the officer serves in it, ``*`` a day with any duty, ``-`` a day with none.
        An occurrence ends inside the horizon; its earlier days may lie before it as far as the
        roster before tells.

    Why
        Some sequences are hard on people: a free Friday before a working weekend, a single
        late desk between two early ones.

    Source
        INRC-I, unwanted patterns (Haspeslagh et al. 2014).

    Parameters
        sequence: the entries, at least two: session kinds, ``*`` or ``-``.
        weekday: only occurrences that begin on it (``Mon`` to ``Sun``); empty for any day.

    Cost
        1 for each occurrence, also where occurrences overlap.

    Example
        >>> from constraints import Patterns
        >>> from roster.model.sketch import verdict
        >>> rule = Patterns(sequence=("pagi", "siang", "pagi"))
        >>> print(verdict(rule, "Ani: pagi siang siang"))
        kept
        >>> print(verdict(rule, "Ani: pagi siang pagi"))
        From Monday, 1 March 2027, Ani works an unwanted sequence: Sesi pagi, Sesi
        siang, Sesi pagi. Change one of its days.

    Limitations
        What is known only in sum (the history without the roster before) is not looked at.
    """

    code: ClassVar[str] = "patterns"
    group: ClassVar[str] = "runs"
    reach: ClassVar[str] = "officer"

    sequence: tuple[str, ...]
    weekday: WeekdayOrAny = ""

    def __post_init__(self) -> None:
        check_choice("weekday", self.weekday, WeekdayOrAny)
        if len(self.sequence) < 2 or "" in self.sequence:
            raise ValueError("a sequence has two or more entries: sessions, * or -")

    def encode(self, enc: Encoding) -> None:
        """Not all entries of the sequence at once, from each day on which it may begin."""
        for number, officer in enc.numbered():
            for start in self._starts(enc.problem):
                terms, signs, fitting = [], list[int](), 0
                for offset, entry in enumerate(self.sequence):
                    day = start + timedelta(days=offset)
                    if day < enc.problem.first:
                        known = enc.problem.sessions_on(officer.id, day, history=False)
                        fits = {FREE: not known, ANY: bool(known)}.get(entry, entry in known)
                        fitting += 1 if fits else -len(self.sequence)
                        continue
                    session = None if entry in (FREE, ANY) else entry
                    cols = enc.any_of(number, enc.duties(day=day, session=session))
                    fitting += entry == FREE
                    terms.append(cols)
                    signs += [-1 if entry == FREE else 1] * len(cols)
                enc.at_most(enc.together(terms), len(self.sequence) - 1 - fitting, signs)

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        starts = self._starts(problem)
        found = []
        for officer in officers:
            sessions = sessions_by_day(problem, roster, officer.id, history=False)
            found += [
                Violation(
                    kind="pattern",
                    amount=1,
                    cost=1,
                    unit="day",
                    officers=(officer.id,),
                    duties=tuple(
                        d
                        for d in roster.duties(officer.id)
                        if start <= d.day < start + timedelta(days=len(self.sequence))
                    ),
                    day=start,
                )
                for start in starts
                if self._fits(sessions, start)
            ]
        return in_order(found)

    def _starts(self, problem: Problem) -> list[date]:
        """The days on which an occurrence may begin."""
        length = len(self.sequence)
        first = max(first_known(problem), problem.first - timedelta(days=length - 1))
        count = (problem.last - first).days + 2 - length
        days = (first + timedelta(days=n) for n in range(count))
        return [day for day in days if self.weekday in ("", WEEKDAYS[day.weekday()])]

    def _fits(self, sessions: dict[date, frozenset[str]], start: date) -> bool:
        for offset, entry in enumerate(self.sequence):
            served = sessions.get(start + timedelta(days=offset))
            if (entry == FREE) == bool(served) or (
                entry not in (FREE, ANY) and entry not in (served or ())
            ):
                return False
        return True

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        name = officer_name(problem, violation.officers[0])
        day = long_date(violation.day or problem.first, language)
        words = {
            ANY: say(language, id="bertugas", en="on duty"),
            FREE: say(language, id="bebas", en="free"),
        }
        sequence = ", ".join(words.get(e) or session_name(problem, e) for e in self.sequence)
        return say(
            language,
            id=f"Mulai {day}, {name} menjalani urutan yang tidak dikehendaki: {sequence}. "
            "Ubah salah satu harinya.",
            en=f"From {day}, {name} works an unwanted sequence: {sequence}. Change one of its "
            "days.",
        )
