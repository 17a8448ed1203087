"""One tree of errors.

RosterError
├── InputError      bad input or usage (exit status 2); carries every Issue found
├── RuleError       a rule pack is not fit for use (exit status 2)
└── VerifyError     a solver's roster failed the independent check: our bug, never hidden
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Issue:
    """One fault of the input, or one warning about it.

    ``where`` names file, sheet and cell (``office.xlsx: Cuti!C14``); ``found`` and
    ``expected`` are plain words; ``advice`` says what to do next.
    """

    where: str
    found: str
    expected: str = ""
    advice: str = ""
    warning: bool = False

    def told(self, language: str) -> str:
        """The issue as one sentence, joined by the words of a language (``id`` or ``en``).

        ``found``, ``expected`` and ``advice`` are in the language they were written in.
        """
        expected = "seharusnya" if language == "id" else "expected"
        text = f"{self.where}: {self.found}"
        if self.expected:
            text += f"; {expected} {self.expected}"
        if self.advice:
            text += f". {self.advice}"
        return text

    def __str__(self) -> str:
        return self.told("en")


class RosterError(Exception):
    """The root of all errors that a user of the library may meet."""


class InputError(RosterError):
    """Input that cannot be used; ``issues`` holds every fault found in one run."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """Every issue, one a line."""
        return "\n".join(issue.told(language) for issue in self.issues)


class RuleError(RosterError):
    """A rule pack breaks the contract of rules (two rules with one code, and the like)."""


class VerifyError(RosterError):
    """The independent check and the solver disagree; the message names the rule."""
