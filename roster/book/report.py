"""What is wrong with a book, said in either language and gathered in one run."""

from __future__ import annotations

from dataclasses import dataclass

from roster.errors import InputError, Issue
from roster.model.language import reason, say

SHOWN = 40


@dataclass(frozen=True)
class Text:
    """A text in both languages."""

    id: str = ""
    en: str = ""

    def to(self, language: str) -> str:
        """The text in one language."""
        return say(language, id=self.id, en=self.en)

    def __add__(self, other: Text) -> Text:
        return Text(self.id + other.id, self.en + other.en)


NOTHING = Text()


class Fault(Exception):  # noqa: N818 - it becomes an Issue once its place is known
    """What is wrong with one cell, before its place is known."""

    def __init__(self, found: Text, expected: Text = NOTHING, advice: Text = NOTHING) -> None:
        super().__init__(found.en)
        self.found, self.expected, self.advice = found, expected, advice


class Report:
    """The faults and warnings of one run, in the order found."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.issues: list[Issue] = []

    def error(
        self, where: str, found: Text, expected: Text = NOTHING, advice: Text = NOTHING
    ) -> None:
        """Note a fault that makes the book unusable."""
        self._add(where, found, expected, advice, warning=False)

    def warning(
        self, where: str, found: Text, expected: Text = NOTHING, advice: Text = NOTHING
    ) -> None:
        """Note something the planner should know."""
        self._add(where, found, expected, advice, warning=True)

    def _add(self, where: str, found: Text, expected: Text, advice: Text, *, warning: bool) -> None:
        said = [text.to(self.language) for text in (found, expected, advice)]
        self.issues.append(Issue(where, said[0], said[1], said[2], warning))

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """The warnings alone."""
        return tuple(issue for issue in self.issues if issue.warning)

    def refuse_if_wrong(self) -> None:
        """Raise InputError with all issues if one of them is a fault."""
        if len(self.warnings) < len(self.issues):
            raise InputError(self.issues)


def shown(value: object) -> str:
    """A value in quotes for a message: one line, printable, shortened."""
    text = str(value)
    short = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    return '"' + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in short) + '"'


def because(error: OSError) -> Text:
    """Why the system refused a file, in brackets."""
    return Text(f" ({reason(error, 'id')})", f" ({reason(error, 'en')})")


def did_you_mean(suggestion: str, advice: Text = NOTHING) -> Text:
    """Advice that begins with a suggestion, where there is one."""
    if not suggestion:
        return advice
    asked = Text(f"Maksudnya {shown(suggestion)}?", f"Did you mean {shown(suggestion)}?")
    return asked + Text(" ", " ") + advice if advice != NOTHING else asked
