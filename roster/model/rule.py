"""What a rule is, how strongly a book holds it, and what it says of a roster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from roster.model.duties import Duty, Roster
from roster.model.people import Officer

if TYPE_CHECKING:
    from roster.encoding.vocabulary import Encoding
    from roster.model.problem import Problem


@dataclass(frozen=True)
class Violation:
    """One breach of a rule, or one thing that a rule counts as a cost.

    ``amount`` is the size of the breach in ``unit`` (a word for planners: "duty", "place",
    "day"); ``cost`` is what it costs before the weight of the rule's row in the book.
    ``must`` is True where the breach makes the roster unlawful. ``kind`` tells the breaches
    of one rule apart; ``facts`` are the numbers its sentence needs.
    """

    kind: str
    amount: int
    cost: int
    unit: str
    officers: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    day: date | None = None
    facts: tuple[tuple[str, Any], ...] = ()
    must: bool = False

    def fact(self, name: str) -> Any:
        """One of the facts, by name; raises KeyError if there is none."""
        return dict(self.facts)[name]


class Rule:
    """The base of all rules: a frozen dataclass whose fields are its parameters.

    ``encode`` writes the rule into a model, ``check`` reads a finished roster; the two share
    the parameters and nothing else. ``check`` must work with no solver imported. ``reach``
    says on whose duties a violation can depend: those of one ``officer``, of one ``unit``, or
    the whole ``roster``. ``always`` says that some of it binds at any strength, whoever is in
    scope, and that each row of it says the same of that.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    code: ClassVar[str]
    group: ClassVar[str]
    reach: ClassVar[str] = "roster"
    may_be_must: ClassVar[bool] = True
    may_be_soft: ClassVar[bool] = True
    always: ClassVar[bool] = False

    def encode(self, enc: Encoding) -> None:
        """Add the rule's constraints and costs for the officers ``enc.officers``."""
        raise TypeError(f"rule {self.code} does not define encode")

    def check(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> list[Violation]:
        """Every breach or cost of the rule in a roster, for the officers in its scope."""
        raise TypeError(f"rule {self.code} does not define check")

    def bars(
        self, problem: Problem, roster: Roster, officers: tuple[Officer, ...]
    ) -> Mapping[str, Set[int]] | None:
        """The duties that an officer may not take besides the roster's, all at once.

        By officer the numbers of the problem's duties with which ``check`` would find a breach
        that it does not find without; an officer left out may take any. Nothing is said of a
        duty that the officer has already, nor of officers (or, where the reach is a unit, of
        units) whose part of the roster breaks the rule as it stands. None, the default, where
        only ``check`` can tell, duty by duty: that is as right, and slower.
        """
        return None

    def explain(self, violation: Violation, problem: Problem, language: str) -> str:
        """One sentence in ``id`` or ``en``: who, when, by how much, and what would cure it."""
        raise TypeError(f"rule {self.code} does not define explain")

    def single_duty_officers(self, problem: Problem, officers: tuple[Officer, ...]) -> set[str]:
        """Officers whom this rule, as a must, holds to at most one duty a day."""
        return set()

    def caps_staff(self) -> bool:
        """Whether this rule, whatever its strength, holds each duty to its most officers."""
        return False


@dataclass(frozen=True)
class RuleUse:
    """A row of the book's rules: a rule, its strength, its weight and whom it binds.

    ``priority`` is None for a must and 1, 2, 3, … otherwise; ``officers`` is None for all.
    ``where`` is the row's place in the book, for messages.
    """

    rule: Rule
    priority: int | None = None
    weight: int = 1
    officers: frozenset[str] | None = None
    where: str = ""
    applies_to: str = ""

    @property
    def name(self) -> str:
        """The rule's code, for results and messages."""
        return self.rule.code

    def scope(self, problem: Problem) -> tuple[Officer, ...]:
        """The officers bound, in the problem's order."""
        if self.officers is None:
            return problem.officers
        return tuple(o for o in problem.officers if o.id in self.officers)

    def check(self, problem: Problem, roster: Roster) -> list[Violation]:
        """The rule's violations, weighted, and marked as must where the row says so."""
        return self.weighed(self.rule.check(problem, roster, self.scope(problem)))

    def weighed(self, found: Iterable[Violation]) -> list[Violation]:
        """Violations as the rule tells them, weighted and marked as the row says."""
        return [
            replace(v, cost=v.cost * self.weight, must=v.must or self.priority is None)
            for v in found
        ]
