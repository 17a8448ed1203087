"""Units with one fewer away than the limit, as many, and one more; no roster can mend it."""

from tiny import both, day, moment, on, problem, soft

from constraints import LeaveCap
from roster.model import Leave, Officer, Unit

ANI, BUDI, CICI = Officer("Ani", unit="SET"), Officer("Budi", unit="SET"), Officer("Cici")
DEDI = Officer("Dedi", unit="SET", left=day(0))
PART = ((moment(0, "07:30"), moment(0, "12:00")),)

# Day 0: Ani and Budi away, Budi's only asked for; day 1 is closed; day 2: Ani and Budi.
AWAY = problem(
    [on(0), on(2), on(3)],
    [ANI, BUDI, CICI],
    units=(Unit("SET", "Sekretariat"),),
    leaves=(
        Leave("Ani", day(-2), day(2)),
        Leave("Ani", day(0), day(0), approved=False),
        Leave("Budi", day(0), day(1), approved=False),
        Leave("Budi", day(2), day(2)),
        Leave("Cici", day(0), day(3)),
    ),
)
PARTS = problem(
    [on(0), on(1)],
    [ANI, BUDI, DEDI],
    leaves=(
        Leave("Ani", day(0), day(0), windows=PART),
        Leave("Budi", day(0), day(1)),
        Leave("Dedi", day(0), day(1)),
    ),
)

CASES = [
    *both("two away", AWAY, LeaveCap(2)),
    *both("one away", AWAY, LeaveCap(1)),
    *both("nobody away", AWAY, LeaveCap(0)),
    *both("one away for certain", AWAY, LeaveCap(1, requested=False)),
    *both("parts of a day, and one who leaves", PARTS, LeaveCap(1)),
    *both("only Ani counts", AWAY, LeaveCap(1), scope=["Ani", "Cici"]),
    soft("weight 3", AWAY, LeaveCap(0), weight=3),
]
