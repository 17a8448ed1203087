"""Where the public benchmark files are, which are not ours to ship, and what they score."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "data" / "formats"
NAMED = os.environ.get("ROSTER_BENCHMARKS")
FOLDER = Path(NAMED) if NAMED else ROOT.parent / "shared" / "benchmarks"
OURS = ROOT / "benchmarks" / "rosters"

# The costs of the organisers' samples for the test sets, in the order of their histories:
# S. Ceschia et al. (2015), and validator.txt beside the first.
SAMPLES = {
    "n005w4": (1695, 2010, 1720),
    "n012w8": (3295, 3805, 3745),
    "n021w4": (2305, 2305, 2345),
}


class Scored(NamedTuple):
    """A solution file or folder, its instance, and the cost that its name or record states."""

    solution: Path
    instance: Path
    cost: int
    history: int | None = None
    weeks: str | None = None


def scored(family: str) -> Iterator[Scored]:
    """Every solution kept of a family, our own records among them."""
    if family == "inrc2":
        yield from _inrc2()
        return
    kept = [*(FOLDER / family / "solutions").glob("*-*"), *(OURS / family).glob("*-*")]
    for file in sorted(kept):
        name, _, cost = file.stem.rpartition("-")
        instance = (FOLDER / family / name).with_suffix(".txt" if family == "nrp" else ".xml")
        if instance.is_file():
            yield Scored(file, instance, int(cost))


def _inrc2() -> Iterator[Scored]:
    for folder in sorted((FOLDER / "inrc2").glob("*/solutions/*")):
        found = re.fullmatch(r"(n\w+)_(\d)_([\d-]+)-(\d+)", folder.name)
        if found:
            name, history, weeks, cost = found.groups()
            scenario = folder.parents[1] / f"Sc-{name}.txt"
            yield Scored(folder, scenario, int(cost), int(history), weeks)
    for folder in sorted((FOLDER / "inrc2").glob("*/Solution_H_*")):
        name = folder.parent.name
        found = re.fullmatch(r"Solution_H_(\d)-WD_([\d-]+)", folder.name)
        if found and name in SAMPLES:
            history, weeks = int(found[1]), found[2]
            scenario = folder.parent / f"Sc-{name}.txt"
            yield Scored(folder, scenario, SAMPLES[name][history], history, weeks)


def validated(folder: Path) -> int | None:
    """The total that the organisers' validator printed for an INRC-II solution, if kept."""
    record = folder / "validator.txt"
    if not record.is_file():
        return None
    found = re.search(r"^Total cost: (\d+)", record.read_text(encoding="utf-8"), re.MULTILINE)
    return int(found[1]) if found else None
