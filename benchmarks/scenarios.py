"""Measure sweeps: 20 scenarios of one office, absence draws, offices by months, unit costs.

    python benchmarks/scenarios.py [--jobs 2] [--offices 0] [--months 12]

What is printed: wall-clock seconds of a sweep of the book hq-42; processor seconds of its cases
against those of the bare solves; the largest process; a case on its way to disk and back; the
seconds of 10,000 absence draws. With ``--offices`` the book hq-12 stands for each of so many
offices over so many months.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from roster.book import read_book
from roster.scenario.absence import Sickness, draw_absences, sickness
from roster.scenario.case import Case, problem_of, run
from roster.scenario.plan import Office, Wanted, months, plan
from roster.scenario.risk import Simulation
from roster.scenario.store import open_store
from roster.scenario.sweep import sweep, workers
from roster.scenario.training import trainings
from roster.solve import Options, find_roster

HERE = Path(__file__).parent
BOOKS = HERE / "service-room"
LIMITS = Options(seconds=600, effort=60, workers=1)


def processor(call: Callable[[], object]) -> float:
    """Processor seconds of a call."""
    started = time.process_time()
    call()
    return time.process_time() - started


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
    base = cases[0]
    problem, _ = problem_of(base)
    find_roster(problem, LIMITS)
    bare = [processor(lambda: find_roster(problem, LIMITS)) for _ in range(5)]
    whole = [processor(lambda: run(base)) for _ in range(5)]
    plain = [processor(lambda: run(replace(base, resilience=False))) for _ in range(5)]
    lean = statistics.median(bare)
    print(
        f"processor seconds of the base: solve {lean:.3f}, with problem, checks and measures "
        f"{statistics.median(plain):.3f}, with resilience too {statistics.median(whole):.3f}"
    )
    roster = find_roster(problem, LIMITS).roster
    assert roster is not None
    started = time.monotonic()
    rates = sickness(book, problem, Sickness(0.02, 2.0))
    simulation = Simulation(problem, roster, draw_absences(problem, rates, 10_000, 0))
    outcome = simulation.run()
    helpful = trainings(simulation, outcome)
    seconds = time.monotonic() - started
    print(f"10,000 absence draws of hq-42: {seconds:.1f} s, {len(helpful)} trainings that help")


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
