"""The whole command killed at any moment: publishing again ends as if nothing had happened."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from roster.ledger import Ledger

ROUNDS = 6


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def publish(home: Path, seconds: float | None = None) -> float:
    """Run the command, killed after some seconds; how long it had."""
    command = [sys.executable, "-m", "roster", "publish", "book", "out", "--by", "Sari"]
    started = time.monotonic()
    with subprocess.Popen(
        [*command, "--at", "2027-02-22T10:00"],
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        if seconds is not None:
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
        process.wait()
    assert seconds is not None or process.returncode == 0
    return time.monotonic() - started


def test_a_publication_killed_at_any_moment_is_completed_by_the_next(
    solved: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    shutil.copytree(solved, whole)
    seconds = publish(whole)
    expected = files(whole / "out")
    draw = random.Random(3)
    for number in range(ROUNDS):
        home = tmp_path / str(number)
        shutil.copytree(solved, home)
        publish(home, seconds * draw.uniform(0.4, 1.0))
        found = files(home / "out") if (home / "out").exists() else {}
        assert found in ({}, files(solved / "out"), expected)
        if (home / "book.ledger").exists():
            with Ledger(home / "book.ledger") as ledger:
                ledger.sound()
                assert [row.number for row in ledger.publications()] in ([], [1])
        publish(home)
        assert files(home / "out") == expected
        assert len(files(home / "feeds")) == len(files(whole / "feeds"))
