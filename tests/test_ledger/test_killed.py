"""A publisher killed at any moment leaves the ledger as it was before, or as it is after."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from ledger_office import ANI, FRI_PM, ROSTER, WEDNESDAY, act, draft, without

from roster.ledger import Ledger, publish

PROGRAM = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from ledger_office import ANI, FRI_PM, ROSTER, WEDNESDAY, act, draft, without
from roster.ledger import Ledger, publish
print("ready", flush=True)
sys.stdin.readline()
blob = bytes(range(256)) * 4000
with Ledger(Path(sys.argv[1]), create=True) as ledger:
    second = draft(without(ROSTER, (ANI, FRI_PM)), seen=1)
    publish(ledger, second, act(WEDNESDAY), lambda version: {"roster.xlsx": blob})
print("done", flush=True)
"""

ROUNDS = 12


def state(path: Path) -> tuple[object, ...]:
    """All that the ledger holds, after it was read as a whole."""
    with Ledger(path) as ledger:
        ledger.sound()
        tables = ("publications", "documents", "revisions", "entries", "contents")
        return tuple(tuple(map(tuple, ledger.rows(f"SELECT * FROM {name}"))) for name in tables)


def test_a_publisher_killed_at_any_moment_leaves_before_or_after(tmp_path: Path) -> None:
    base = tmp_path / "base.ledger"
    with Ledger(base, create=True) as ledger:
        publish(ledger, draft(), act())
    done = tmp_path / "done.ledger"
    shutil.copy(base, done)
    whole = run(done, None)
    before, after = state(base), state(done)
    assert before != after
    draw, seen = random.Random(7), set()
    for number in range(ROUNDS):
        path = tmp_path / f"{number}.ledger"
        shutil.copy(base, path)
        run(path, draw.random() * whole)
        found = state(path)
        assert found in (before, after)
        seen.add(found == after)
        with Ledger(path, create=True) as ledger:
            second = draft(without(ROSTER, (ANI, FRI_PM)), seen=1)
            again = publish(ledger, second, act(WEDNESDAY))
            assert (again is None) == (found == after)
            assert [row.number for row in ledger.publications()] == [1, 2]
    assert False in seen, "no round was killed before the end"


def run(path: Path, seconds: float | None) -> float:
    """Let another process publish, and kill it after some seconds; how long it had."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path), str(Path(__file__).parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("\n")
        process.stdin.flush()
        started = time.monotonic()
        if seconds is not None:
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
        assert process.stdout.readline() == "done\n" or seconds is not None
        return time.monotonic() - started
