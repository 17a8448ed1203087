"""Lines of a benchmark file that know where they stand, and files written whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from roster.errors import InputError, Issue


def fault(path: Path, line: int, found: str, expected: str, advice: str = "") -> InputError:
    """The error for one fault of a file; line 0 stands for the file as a whole."""
    where = f"{path}: line {line}" if line else str(path)
    return InputError([Issue(where, found, expected, advice)])


@dataclass(frozen=True)
class Line:
    """A line of a text file, without the white space around it."""

    path: Path
    number: int
    text: str

    def fault(self, expected: str, found: str | None = None) -> InputError:
        """The error that this line, or one part of it, is not what was expected."""
        shown = self.text if found is None else found
        return fault(self.path, self.number, f"found {shown!r}", expected)

    def fields(self, *names: str, by: str | None = ",") -> list[str]:
        """The line's fields, as many as there are names; white space around them is dropped."""
        found = [field.strip() for field in self.text.split(by)]
        if len(found) != len(names):
            raise self.fault(f"{len(names)} fields: {', '.join(names)}")
        return found

    def integer(self, text: str, name: str, least: int = 0, most: int | None = None) -> int:
        """A whole number of a field, within its bounds."""
        # The public files hold a requirement of "-0": a sign is read, and bounds judge the value.
        plain = text.removeprefix("-")
        whole = plain.isascii() and plain.isdigit() and len(plain) <= 18
        value = int(text) if whole else least - 1
        if value < least or (most is not None and value > most):
            bounds = f"{least} or more" if most is None else f"{least} to {most}"
            raise self.fault(f"{name}, a whole number, {bounds}", text)
        return value

    def one_of(self, text: str, name: str, known: Collection[str]) -> str:
        """A field that must name something known."""
        if text not in known:
            shown = ", ".join(list(known)[:12]) + (", …" if len(known) > 12 else "")
            raise self.fault(f"{name}: {shown or 'none is declared'}", text)
        return text


def read_bytes(path: Path) -> bytes:
    """A file's bytes; raises InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise fault(path, 0, f"cannot be read: {reason}", "a file of a benchmark") from problem


def read_lines(path: Path) -> list[Line]:
    """The lines of a UTF-8 text file that hold anything; ``#`` begins a comment line."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        raise fault(path, line, "bytes that are not UTF-8", "plain text") from problem
    lines = (Line(path, n, row.strip()) for n, row in enumerate(text.split("\n"), 1))
    return [line for line in lines if line.text and not line.text.startswith("#")]


class Cursor:
    """Goes through the lines of a file one by one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lines = read_lines(path)
        self._at = 0

    def take(self, expected: str) -> Line:
        """The next line; raises InputError at the end of the file."""
        if self._at == len(self._lines):
            raise fault(self.path, 0, "the file ends early", expected)
        self._at += 1
        return self._lines[self._at - 1]

    def header(self, word: str) -> None:
        """The next line, which must be a word of its own."""
        line = self.take(word)
        if line.text != word:
            raise line.fault(word)

    def value(self, key: str) -> tuple[Line, str]:
        """What stands after ``key =``."""
        line = self.take(f"{key} = …")
        name, _, value = (part.strip() for part in line.text.partition("="))
        if name != key or not value:
            raise line.fault(f"{key} = …")
        return line, value

    def rows(self, key: str) -> list[Line]:
        """The rows after ``key = n``, of which there are n."""
        line, value = self.value(key)
        number = line.integer(value, f"the number of {key}", 0, 100_000)
        return [self.take(f"{number} rows of {key}") for _ in range(number)]

    def rest(self, until: str = "") -> Iterator[Line]:
        """The lines up to one that begins with ``until``, or to the end of the file."""
        while self._at < len(self._lines):
            if until and self._lines[self._at].text.startswith(until):
                return
            yield self.take("")

    def end(self) -> None:
        """Raise InputError if a line is left."""
        for line in self.rest():
            raise line.fault("the end of the file")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it appears whole or not at all; raises InputError if it cannot."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise fault(path, 0, f"cannot be written: {reason}", "a folder to write in") from problem


def make_folder(path: Path) -> None:
    """Make a folder where there is none; raises InputError if that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise fault(path, 0, f"cannot be made: {reason}", "a folder to write in") from problem
