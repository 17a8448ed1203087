"""Duties that touch, miss each other by a minute and overlap by one."""

from tiny import both, on, problem

from constraints import OnePlace

RULE = OnePlace()

MINUTES = problem(
    [
        on(0, "pagi", "08:00", "12:00"),
        on(0, "kemudian", "12:00", "13:00"),
        on(0, "sebelum", "11:59", "12:30"),
        on(0, "sesudah", "12:01", "12:30"),
    ]
)
POSTS = problem(
    [on(0, post="desk"), on(0, post="front"), on(0, post="penyelia"), on(0, "siang")], "Ani Budi"
)
MIDNIGHT = problem(
    [on(0, "malam"), on(1, "dini", "05:59", "07:00"), on(1, "pagi", "06:00", "12:00")],
    "Ani Budi Cici",
)
# In Jayapura the clock is two hours ahead: 10:30 there is 08:30 in Jakarta.
ZONES = problem(
    [
        on(0, "pagi", "08:00", "09:00"),
        on(0, "pagi", "10:30", "11:30", room="JPR", zone="Asia/Jayapura"),
        on(0, "siang", "11:00", "12:00", room="JPR", zone="Asia/Jayapura"),
        on(0, "dini", "08:00", "09:00", room="JPR", zone="Asia/Jayapura"),
    ]
)
EVE = problem(
    [on(0, "dini", "05:59", "07:00"), on(0, "subuh", "06:00", "07:00"), on(0, "siang")],
    past=[("Ani", on(-1, "malam")), ("Budi", on(-1, "malam", "21:00", "05:00"))],
)

CASES = [
    *both("to the minute", MINUTES, RULE),
    *both("three posts at once", POSTS, RULE),
    *both("across midnight", MIDNIGHT, RULE),
    *both("two time zones", ZONES, RULE),
    *both("a night begun on the eve", EVE, RULE),
    *both("only Ani is bound", POSTS, RULE, scope=["Ani"]),
]
