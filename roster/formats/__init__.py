"""Public benchmark formats as problems, and their solutions: strict readers, and writers.

>>> from roster.formats import read_instance, read_solution, write_solution
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from roster.errors import InputError, Issue
from roster.formats import inrc1, inrc2, nrp, solutions
from roster.formats.source import fault, read_bytes
from roster.model import Duty, Problem, Roster

__all__ = ["read_instance", "read_solution", "write_solution"]

READERS: dict[str, Callable[[Path, Problem], solutions.Placed]] = {
    nrp.FORMAT: solutions.read_nrp,
    inrc1.FORMAT: solutions.read_inrc1,
    inrc2.FORMAT: solutions.read_inrc2,
}
WRITERS: dict[str, Callable[[Problem, Roster, Path], None]] = {
    nrp.FORMAT: solutions.write_nrp,
    inrc1.FORMAT: solutions.write_inrc1,
    inrc2.FORMAT: solutions.write_inrc2,
}


def read_instance(
    path: str | Path, *, history: int | None = None, weeks: str | None = None
) -> Problem:
    """Read an instance of any family, told apart by content.

    An INRC-II scenario needs a ``history`` (0, 1, 2) and ``weeks`` (``6-2-9-1``), whose files
    stand beside it; the others take neither. Raises InputError with file, line, what was found
    and what was expected.
    """
    path = Path(path)
    family = _family(path)
    if family != inrc2.FORMAT:
        if history is not None or weeks is not None:
            raise fault(path, 0, "a history or weeks", "these with an INRC-II scenario only")
        return nrp.read(path) if family == nrp.FORMAT else inrc1.read(path)
    if history is None or weeks is None:
        advice = "Name them, as in --history 1 --weeks 6-2-9-1"
        raise fault(path, 0, "an INRC-II scenario alone", "a history and the weeks", advice)
    numbers = weeks.split("-")
    if history < 0 or not all(n.isascii() and n.isdigit() and len(n) < 5 for n in numbers):
        raise fault(path, 0, f"history {history}, weeks {weeks!r}", "numbers such as 1, 6-2-9-1")
    return inrc2.read(path, history, [int(number) for number in numbers])


def _family(path: Path) -> str:
    rows = (row.strip() for row in read_bytes(path).removeprefix(b"\xef\xbb\xbf").splitlines())
    first = next((row for row in rows if row and not row.startswith(b"#")), b"")
    for start, family in (
        (b"SECTION_", nrp.FORMAT),
        (b"SCENARIO", inrc2.FORMAT),
        (b"<", inrc1.FORMAT),
    ):
        if first.startswith(start):
            return family
    shown = first[:60].decode("utf-8", "replace")
    expected = "an NRP instance (SECTION_…), an INRC-II scenario (SCENARIO = …) or INRC-I XML"
    raise fault(path, 0, f"a file that begins {shown!r}", expected)


def read_solution(path: str | Path, problem: Problem) -> Roster:
    """Read a solution in the form of the problem's family.

    For INRC-II ``path`` is the folder of the organisers' files, one a week. Raises InputError.
    """
    seen: set[tuple[str, Duty]] = set()
    for line, officer, duty in READERS[_format(problem)](Path(path), problem):
        if (officer, duty) in seen:
            raise line.fault("each assignment once")
        seen.add((officer, duty))
    return Roster.of(seen)


def write_solution(problem: Problem, roster: Roster, path: str | Path) -> None:
    """Write a roster in the form of the problem's family: a file, for INRC-II a folder.

    Raises InputError if it cannot be written, or if the problem is not a benchmark's.
    """
    WRITERS[_format(problem)](problem, roster, Path(path))


def _format(problem: Problem) -> str:
    found = problem.setting("format")
    if found not in READERS:
        issue = Issue(
            problem.name, "not the problem of a benchmark", f"one of {', '.join(READERS)}"
        )
        raise InputError([issue])
    return found
