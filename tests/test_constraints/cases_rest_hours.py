"""Rests of one minute less than the least, as long, and longer, over midnight and the past."""

from tiny import both, day, on, problem, soft

from constraints.rest_hours import RestHours

# From 20:00 to 07:00 there are 11 hours, to 06:59 a minute less, to 06:00 one hour less.
EDGE = problem(
    [
        on(0, "sore", "16:00", "20:00"),
        on(1, "tepat", "07:00", "09:00"),
        on(1, "kurang", "06:59", "09:00"),
        on(1, "dini", "06:00", "09:00"),
    ]
)
# Nights end at 06:00 on the day after.
NIGHTS = problem([on(0, "malam"), on(1), on(1, "siang"), on(1, "malam"), on(2)], "Ani")
SAME_DAY = problem([on(0), on(0, "siang"), on(1)])
OVERLAP = problem([on(0, "malam"), on(1, "subuh", "05:00", "09:00"), on(1)])
PAST = problem(
    [on(0), on(0, "siang"), on(1)],
    past=[("Ani", on(-1, "malam")), ("Budi", on(-1, "siang")), ("Budi", on(-2))],
)
ZONES = problem(
    [on(0, "sore", "14:00", "22:00"), on(1, room="TMR", zone="Asia/Jayapura"), on(1)], "Ani"
)

CASES = [
    *both("eleven hours", EDGE, RestHours()),
    *both("twelve hours", EDGE, RestHours(hours=12)),
    *both("after a night", NIGHTS, RestHours(hours=11)),
    *both("a whole day", NIGHTS, RestHours(hours=24)),
    *both("morning and afternoon are one day", SAME_DAY, RestHours(hours=20)),
    *both("morning and afternoon too", SAME_DAY, RestHours(hours=2, same_day=True)),
    *both("duties that overlap", OVERLAP, RestHours(hours=1)),
    *both("before the first day", PAST, RestHours(hours=16)),
    *both("the last morning let be", NIGHTS, RestHours(except_on=day(2))),
    *both("nights with a day let be", NIGHTS, RestHours(27, except_on=day(1))),
    *both("a night before let be", PAST, RestHours(16, except_on=day(-1))),
    *both("two zones", ZONES, RestHours(hours=9)),
    soft("weight 3", EDGE, RestHours(hours=12), weight=3),
]
