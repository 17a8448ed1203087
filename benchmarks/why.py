"""How long ``roster explain`` takes on hq-42: conflicts with tried cures, why-nots, a certificate.

Protocol: each month of ``conflicts.yaml`` is written as a book of its own, and the command asked
about it as a user would, in a process of its own; so is each question about the roster of
January 2027. What is told: median seconds of wall clock and of processor (user and system, all
processes) from command to answer over ``--runs`` runs; for conflicts the number of sets, of the
things in them, and of the cures tried with success.

    python benchmarks/why.py [--runs 3] [--only NAME]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from roster.book import read_book, write_book
from roster.book.report import Report
from roster.scenario.expand import expand
from roster.scenario.overlay import overlay
from roster.scenario.reading import read_specs

HERE = Path(__file__).parent
BOOK = HERE / "service-room" / "hq-42"
MONTH = ("--month", "2027-01")
DAY = "2027-01-12"
ASKED = 5


def asked(*arguments: str | Path, accepted: tuple[int, ...] = (0, 1)) -> tuple[float, float, str]:
    """Wall-clock and processor seconds of one command, and what it says."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "roster", *map(str, arguments)], capture_output=True, text=True
    )
    wall, after = time.perf_counter() - started, os.times()
    if done.returncode not in accepted:
        raise SystemExit(done.stderr)
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return wall, used, done.stdout


def measured(runs: int, *arguments: str | Path) -> tuple[str, str]:
    """Median wall-clock and processor seconds as cells of a table, and the answer."""
    found = [asked(*arguments) for _ in range(runs)]
    wall, used = (statistics.median(run[part] for run in found) for part in (0, 1))
    return f"{wall:.2f} | {used:.2f}", found[0][2]


def conflicts(folder: Path, runs: int, only: str) -> None:
    """Every month of ``conflicts.yaml``."""
    book, report = read_book(BOOK), Report("en")
    specs = read_specs(HERE / "conflicts.yaml", book, report)
    print("| month | wall s | CPU s | sets | things | cures |\n|---|---|---|---|---|---|")
    for scenario in expand(specs, report)[2:]:
        if only not in scenario.name:
            continue
        path = folder / scenario.slug
        write_book(overlay(book, scenario, "en").book, path)
        cells, told = measured(runs, "explain", path, *MONTH, "--json")
        sets = json.loads(told)["conflicts"]
        things, cures = ("+".join(str(len(s[part])) for s in sets) for part in ("items", "cures"))
        print(f"| {scenario.name} | {cells} | {len(sets)} | {things} | {cures} |", flush=True)


def pairs(out: Path) -> list[tuple[str, str]]:
    """Officers on duty on a day, and for each one who is not, none for the last."""
    with (out / "roster.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    serving = sorted({row["name"] for row in rows if row["date"] == DAY})
    others = sorted({row["name"] for row in rows} - set(serving))
    return list(zip(serving[:ASKED], [*others[: ASKED - 1], ""], strict=True))


def questions(folder: Path, runs: int, only: str) -> None:
    """Why not somebody else, and what else is asked of a roster."""
    out = folder / "out"
    asked("solve", BOOK, *MONTH, "--out", out, "--to", "html", accepted=(0,))
    print("\n| question | wall s | CPU s | answer |\n|---|---|---|---|")
    of_roster = ("explain", BOOK, "--roster", out)
    for officer, other in pairs(out):
        name = f"{officer}, {DAY}" + (f", why not {other}" if other else "")
        if only not in name:
            continue
        instead = ("--instead", other) if other else ()
        about = ("--officer", officer, "--date", DAY, *instead)
        cells, told = measured(runs, *of_roster, *about, "--json")
        found = json.loads(told)
        answer = "forbidden" if "forbidden_by" in found else "tie" if found["tie"] else "price"
        print(f"| {name} | {cells} | {answer} |", flush=True)
    for name, arguments in (
        ("the whole roster, with resilience", of_roster),
        ("the certificate", ("check", BOOK, "--certificate", out)),
    ):
        if only in name:
            cells, _ = measured(runs, *arguments)
            print(f"| {name} | {cells} | |", flush=True)


def main() -> None:
    """Measure and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="a part of the name of what to measure")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        conflicts(Path(name), args.runs, args.only)
        questions(Path(name), args.runs, args.only)


if __name__ == "__main__":
    main()
