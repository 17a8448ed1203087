"""Leave that touches duties, overlaps them by a minute, and appointments by a day."""

from tiny import both, day, moment, on, problem

from constraints import Leave
from roster import model
from roster.model import Officer

RULE = Leave()

NIGHTS = problem(
    [
        on(0, "malam", "22:00", "06:00"),
        on(1, "dini", "00:00", "06:00"),
        on(0, "sore", "18:00", "00:00"),
        on(2, "dini", "00:00", "06:00"),
        on(1, "malam"),
    ],
    leaves=(model.Leave("Ani", day(1), day(1)),),
)
HOURS = problem(
    [
        on(0, "pagi", "08:00", "12:00"),
        on(0, "lama", "08:00", "12:01"),
        on(0, "siang", "14:00", "16:00"),
        on(0, "awal", "13:59", "16:00"),
        on(1, "tengah", "12:30", "13:30"),
    ],
    leaves=(
        model.Leave(
            "Ani", day(0), day(0), windows=((moment(0, "12:00"), moment(0, "14:00")),), part="x"
        ),
        model.Leave("Budi", day(0), day(1)),
    ),
)
APPOINTED = problem(
    [on(n) for n in range(4)],
    [
        Officer("Ani", joined=day(1), left=day(2)),
        Officer("Cici", joined=day(3)),
    ],
    leaves=(model.Leave("Cici", day(0), day(2)),),
)
LEFT = problem([on(0), on(1)], [Officer("Budi", left=day(0)), Officer("Dedi", joined=day(1))])
REQUESTED = problem(
    [on(0), on(1), on(2)],
    leaves=(
        model.Leave("Ani", day(0), day(1), approved=False),
        model.Leave("Budi", day(-3), day(0)),
        model.Leave("Budi", day(2), day(9)),
        model.Leave("Budi", day(2), day(2)),
    ),
)
# 00:00 to 04:00 in Jayapura falls on the day before in Jakarta; leave is read on the room's clock.
ZONES = problem(
    [on(1, "dini", "00:00", "04:00", room="JPR", zone="Asia/Jayapura"), on(0, "malam"), on(1)],
    leaves=(model.Leave("Ani", day(1), day(1)), model.Leave("Budi", day(0), day(0))),
)

CASES = [
    *both("nights into leave", NIGHTS, RULE),
    *both("part of a day", HOURS, RULE),
    *both("joined and left", APPOINTED, RULE),
    *both("the day of leaving and of joining", LEFT, RULE),
    *both("requested leave and leave over the ends", REQUESTED, RULE),
    *both("the room's clock", ZONES, RULE),
    *both("only Budi is bound", REQUESTED, RULE, scope=["Budi"]),
]
