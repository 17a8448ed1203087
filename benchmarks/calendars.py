"""Measure the writing of calendars: officers x duties, no files, best and median of runs.

    python benchmarks/calendars.py [--officers 500] [--duties 60] [--runs 5]

Each officer has one duty every other day; four officers share a session, as in a service
room. Every entry has notes, a location and an alarm.
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from roster.exports.calendars import Publication, calendar_files
from roster.model import Duty, Officer, Problem, Room, Roster

ZONE = ZoneInfo("Asia/Jakarta")
POSTS = ("front", "information", "supervisor", "verification")


def publication(officers: int, duties: int) -> Publication:
    """A period in which each officer has the same number of duties, four to a session."""
    first = date(2027, 3, 1)
    people = tuple(
        Officer(f"{196801010000000000 + n}", f"Petugas {n} Kusuma", "SET") for n in range(officers)
    )
    rooms = tuple(
        Room(f"R{n:03}", f"Ruang Pelayanan {n}", f"Gedung G lantai {n}", "Asia/Jakarta")
        for n in range((officers + 7) // 8)
    )
    pairs = []
    for n, officer in enumerate(people):
        room, half = rooms[n // 8], n // 4 % 2
        for k in range(duties):
            day = first + timedelta(days=2 * k + half)
            start = datetime(day.year, day.month, day.day, 7, 30, tzinfo=ZONE)
            duty = Duty(
                day,
                room.id,
                "pagi",
                POSTS[n % 4],
                start,
                start + timedelta(hours=4, minutes=30),
                session_name="Sesi pagi",
            )
            pairs.append((officer.id, duty))
    problem = Problem(
        first,
        first + timedelta(days=2 * duties),
        people,
        tuple(sorted({duty for _, duty in pairs}, key=lambda d: (d.utc, d.id))),
        rooms=rooms,
        settings=(
            ("office", "Ruang Pelayanan Informasi Publik, Gedung G"),
            ("installation", "benchmark"),
            ("calendar_reminder_minutes", "720"),
            ("signatory", "Kepala Bagian Hukum dan Komunikasi Publik"),
        ),
    )
    issued = datetime(2027, 2, 25, 10, 0, tzinfo=ZONE)
    return Publication(problem, Roster.of(pairs), "id", issued)


def main() -> None:
    """Print seconds, bytes and entries for the size asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--officers", type=int, default=500)
    parser.add_argument("--duties", type=int, default=60)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    seconds = []
    for _ in range(args.runs):
        made = publication(args.officers, args.duties)
        start = time.perf_counter()
        sizes = [
            len(data)
            for path, data in calendar_files(made)
            if not path.startswith("calendars/room")
        ]
        seconds.append(time.perf_counter() - start)
    print(
        f"{len(sizes)} officers x {args.duties} duties (and their rooms' calendars): "
        f"median {statistics.median(seconds):.2f} s, best {min(seconds):.2f} s, "
        f"{sum(sizes) / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
