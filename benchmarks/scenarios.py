"""Measure sweeps: 20 scenarios of one office, absence draws, offices by months, unit costs.

    python benchmarks/scenarios.py [--jobs 2] [--offices 0] [--months 12]

What is printed: wall-clock seconds of a sweep of the book hq-42, and the largest process; the
processor seconds of the same cases in one process, those of the bare solves and those of
everything else, from reading the book to the comparison; the seconds of 10,000 absence draws. A
solve's libraries are loaded before, as a bare solve needs them too; all others (YAML, xlsxwriter,
matplotlib) count. With ``--offices`` the book hq-12 stands for each of so many offices over so
many months.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from roster.book import read_book
from roster.scenario.absence import Sickness, draw_absences, sickness
from roster.scenario.case import Case, measured, problem_of
from roster.scenario.outputs import write_comparison
from roster.scenario.plan import Office, Wanted, months, plan
from roster.scenario.risk import Simulation
from roster.scenario.store import open_store
from roster.scenario.sweep import sweep, workers
from roster.scenario.training import trainings
from roster.solve import Options, find_roster

HERE = Path(__file__).parent
BOOKS = HERE / "service-room"
Made = TypeVar("Made")
LIMITS = Options(seconds=600, effort=60, workers=1)


class Spent:
    """Processor seconds by part, in the order of their first call."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}

    def call(self, part: str, work: Callable[[], Made]) -> Made:
        """Do a piece of work, and count it as a part."""
        started = time.process_time()
        made = work()
        self.parts[part] = self.parts.get(part, 0.0) + time.process_time() - started
        return made


def swept(offices: list[Office], wanted: Wanted, jobs: int) -> tuple[float, tuple[Case, ...], bool]:
    """Wall-clock seconds of a sweep from the books as read, its cases, all proven or not."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        with workers(jobs) as (pool, window):
            cases = plan(offices, wanted)
            facts = sweep(cases, open_store(Path(folder) / "out", {}, "en"), pool, window)
        seconds = time.monotonic() - started
    return seconds, cases, all(told["status"] == "optimal" for told in facts.values())


def largest() -> float:
    """MiB of the largest child process so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def one_office(jobs: int) -> None:
    """20 scenarios of hq-42, and what one costs beside its bare solve."""
    book = read_book(BOOKS / "hq-42")
    wanted = Wanted(HERE / "what-ifs.yaml", tuple(months("2027-01")), LIMITS, "en")
    seconds, cases, proven = swept([Office("hq-42", book)], wanted, jobs)
    print(f"{len(cases)} scenarios of hq-42, {jobs} jobs: {seconds:.1f} s, all proven: {proven}")
    print(f"largest worker: {largest():.0f} MiB")
    problem, _ = problem_of(cases[0])
    find_roster(problem, LIMITS)
    overhead(wanted)
    roster = find_roster(problem, LIMITS).roster
    assert roster is not None
    started = time.monotonic()
    rates = sickness(book, problem, Sickness(0.02, 2.0))
    simulation = Simulation(problem, roster, draw_absences(problem, rates, 10_000, 0))
    outcome = simulation.run()
    helpful = trainings(simulation, outcome)
    seconds = time.monotonic() - started
    print(f"10,000 absence draws of hq-42: {seconds:.1f} s, {len(helpful)} trainings that help")


def overhead(wanted: Wanted) -> None:
    """What a sweep costs beside its solves, in one process."""
    spent = Spent()
    book = spent.call("read", lambda: read_book(BOOKS / "hq-42"))
    cases = spent.call("plan", lambda: plan([Office("hq-42", book)], wanted))
    facts = {}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), {}, "en")
        for case in cases:
            problem, _ = spent.call("problem", partial(problem_of, case))
            result = spent.call("solve", partial(find_roster, problem, case.options))
            answer = spent.call("measure", partial(measured, case, problem, result))
            spent.call("keep", partial(store.keep, case, answer))
            facts[case.path] = answer.facts
        compare = partial(write_comparison, Path(folder), cases, facts, "hq-42", "en")
        spent.call("compare", compare)
    solves = spent.parts.pop("solve")
    rest = sum(spent.parts.values())
    told = ", ".join(f"{part} {seconds:.2f}" for part, seconds in spent.parts.items())
    print(
        f"processor seconds: solves {solves:.2f}, all else {rest:.2f} ({rest / solves:.1%}): {told}"
    )


def many_offices(offices: int, span: int, jobs: int) -> None:
    """Offices by months, each the base of hq-12 under another fingerprint."""
    book = read_book(BOOKS / "hq-12")
    copies = [
        Office(f"office-{n:03}", replace(book, source=f"office-{n:03}")) for n in range(offices)
    ]
    periods = tuple(months(f"2027-01..2027-{span:02}"))
    seconds, cases, proven = swept(copies, Wanted(None, periods, LIMITS, "en", plain=True), jobs)
    each = seconds * jobs / len(cases)
    print(
        f"{offices} offices x {span} months, {jobs} jobs: {seconds:.0f} s, {each:.2f} s of a "
        f"worker each, all proven: {proven}; largest worker {largest():.0f} MiB"
    )


def main() -> None:
    """Measure what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--offices", type=int, default=0)
    parser.add_argument("--months", type=int, default=12)
    options = parser.parse_args()
    one_office(options.jobs)
    if options.offices:
        many_offices(options.offices, options.months, options.jobs)


if __name__ == "__main__":
    main()
