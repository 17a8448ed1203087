"""Nineteen regional offices, twelve months each, every month by itself, balances carried on.

Protocol: the offices are made from a seed (names invented; three zones; 8 to 42 officers with
leave, wishes and part-time). Each month of 2027 is solved by ``find_roster`` as an office
would: the roster of the month before is known to the rules that look back, and what each
officer has done above the fair share so far is the opening balance. An office's months follow
each other; the offices are independent and run on ``--processes`` processes of one search
thread each. Seconds are wall clock of everything but making the books; CPU seconds are those
of the solves. The output says, by office, how many months had every priority proven, and the
largest balance left at the end of the year.

    python benchmarks/offices.py [--offices 19] [--months 12] [--processes 2] [--seed 2027]
"""

from __future__ import annotations

import argparse
import calendar
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from datetime import time as clock
from fractions import Fraction

from roster.book import Book
from roster.book.canonical import fingerprint
from roster.book.problem import build_problem
from roster.book.tables import (
    BalanceRow,
    LeaveRow,
    OfficerRow,
    PostRow,
    RequestRow,
    RoomRow,
    RuleRow,
    SessionRow,
    SettingRow,
    UnitRow,
)
from roster.ledger.balances import DUTIES, reckoned
from roster.model import Roster
from roster.registry import rules
from roster.solve import Options, find_roster

YEAR = 2027
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
FIRST = ("Ani", "Budi", "Citra", "Dewi", "Eko", "Fitri", "Galih", "Hana", "Indra", "Joko", "Maya")
LAST = ("Anggraini", "Hidayat", "Kusuma", "Lestari", "Maharani", "Nugroho", "Pratama", "Saputra")
HOURS = (
    ("pagi", (0, 1, 2, 3), clock(7, 30), clock(12)),
    ("siang", (0, 1, 2, 3), clock(13), clock(16)),
    ("pagi", (4,), clock(7, 30), clock(11, 30)),
    ("siang", (4,), clock(13), clock(16, 30)),
)


@dataclass(frozen=True)
class Outcome:
    """One office's year: its size, the months proven, CPU seconds, the largest balance left."""

    office: int
    officers: int
    proven: int
    months: int
    seconds: float
    balance: float


def office_book(number: int, seed: int) -> Book:
    """The book of one office, drawn from the seed and its number."""
    draw = random.Random(f"{seed}/{number}")
    size = draw.randint(8, 42)
    large = size >= 18
    units = [f"U{n}" for n in range(max(3, size // 6))]
    officers = tuple(
        OfficerRow(
            officer=f"{196801010000000000 + 1000 * number + n}",
            name=f"{draw.choice(FIRST)} {draw.choice(LAST)}",
            unit=units[n % len(units)],
            competencies=("front", "information", "supervisor")[: draw.choice((1, 2, 2, 3, 3))],
            capacity=draw.choice((Fraction(1), Fraction(1), Fraction(1), Fraction(1, 2))),
        )
        for n in range(size)
    )
    posts = (("front", 2 if size >= 25 else 1), ("information", 1), ("supervisor", int(large)))
    leave, requests = [], []
    for officer in officers:
        for month in range(1, 13):
            start = date(YEAR, month, draw.randint(1, 28))
            if draw.random() < 0.3:
                end = min(start + timedelta(days=draw.randint(0, 6)), date(YEAR, 12, 31))
                leave.append(LeaveRow(officer=officer.officer, start=start, end=end, type="CT"))
            elif draw.random() < 0.5:
                wish = draw.choice(("want", "avoid"))
                requests.append(RequestRow(officer=officer.officer, date=start, wish=wish))
    book = Book(
        source=f"office-{number}",
        settings=(
            SettingRow(key="office", value=f"Balai {number}"),
            SettingRow(key="timezone", value=ZONES[number % 3]),
            SettingRow(key="country", value="ID"),
            SettingRow(key="holidays", value="public;government"),
        ),
        units=tuple(
            UnitRow(unit=u, name=f"Seksi {u}", max_per_session=1, min_at_work=1) for u in units
        ),
        officers=officers,
        rooms=(RoomRow(room="R", name="Ruang Pelayanan", place="Lantai 1"),),
        sessions=tuple(
            SessionRow(room="R", session=code, weekdays=on, start=start, end=end)
            for code, on, start, end in HOURS
        ),
        posts=tuple(
            PostRow(room="R", session=s, post=p, competency=p, min=n, ideal=n, max=n)
            for s in ("pagi", "siang")
            for p, n in posts
            if n
        ),
        leave=tuple(leave),
        requests=tuple(requests),
        rules=rule_rows(large),
    )
    return replace(book, sha256=fingerprint(book))


def rule_rows(large: bool) -> tuple[RuleRow, ...]:
    """The usual rules; where there are officers enough, two days a week and a day of rest."""
    listed: list[tuple[str, int | None, dict[str, str]]] = [
        ("one_place", None, {}),
        ("competence", None, {}),
        ("leave", None, {}),
        ("max_duties", None, {"per": "day", "limit": "1"}),
        ("max_duties", None, {"per": "week", "limit": "2" if large else "3"}),
        ("unit_limits", None, {}),
        ("coverage", 1, {"to": "min"}),
        ("coverage", 2, {"to": "ideal"}),
        ("fair_share", 3, {"of": "duties"}),
        ("fair_share", 4, {"of": "session"}),
        ("unit_share", 5, {}),
        ("requests", 6, {}),
    ]
    if large:
        listed.insert(5, ("rest_days", None, {"days": "1"}))
    return tuple(
        RuleRow(rule=rule, strength=strength, parameters=tuple(parameters.items()))
        for rule, strength, parameters in listed
    )


def year(number: int, months: int, seed: int) -> Outcome:
    """Solve one office's months, one after the other."""
    book = office_book(number, seed)
    started = time.process_time()
    balance: dict[str, Fraction] = {}
    past: Roster | None = None
    proven = 0
    for month in range(1, months + 1):
        rows = tuple(BalanceRow(officer=who, duties=over) for who, over in balance.items())
        last = date(YEAR, month, calendar.monthrange(YEAR, month)[1])
        problem, _ = build_problem(
            replace(book, balances=rows), date(YEAR, month, 1), last, rules(), past
        )
        result = find_roster(problem, Options(workers=1))
        proven += result.status == "optimal"
        if result.roster is None:
            raise SystemExit(f"office {number} has no roster for month {month}")
        past = result.roster
        for (who, kind), over in reckoned(problem, past, ()).items():
            if kind == DUTIES:
                balance[who] = balance.get(who, Fraction(0)) + over
    largest = max((abs(over) for over in balance.values()), default=Fraction(0))
    seconds = time.process_time() - started
    return Outcome(number, len(book.officers), proven, months, seconds, float(largest))


def main() -> None:
    """Solve every office's year and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offices", type=int, default=19)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=2027)
    args = parser.parse_args()
    started = time.perf_counter()
    count = args.offices
    with ProcessPoolExecutor(args.processes) as pool:
        found = list(pool.map(year, range(count), [args.months] * count, [args.seed] * count))
    wall = time.perf_counter() - started
    print("| office | officers | months proven | CPU s | largest balance left |")
    print("|---|---|---|---|---|")
    for o in found:
        print(
            f"| {o.office} | {o.officers} | {o.proven}/{o.months} | {o.seconds:.1f} "
            f"| {o.balance:.2f} |"
        )
    cpu = sum(o.seconds for o in found)
    months = sum(o.months for o in found)
    print(f"\n{months} months in {wall:.1f} s on {args.processes} processes, {cpu:.1f} CPU s")


if __name__ == "__main__":
    main()
