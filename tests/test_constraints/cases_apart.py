"""Pairs to keep apart: two groups, one group from itself, and some who are in both."""

from tiny import both, day, on, problem, soft

from constraints import Apart
from roster.model import Certificate, Officer

KIN = (Certificate("kin"),)
ANI, BUDI = Officer("Ani", unit="SET"), Officer("Budi", unit="RUK", certificates=KIN)
CICI = Officer("Cici", unit="SET", certificates=(Certificate("kin", day(1)),))

TWO = problem([on(0), on(0, post="back"), on(0, "siang"), on(1, room="LPSE"), on(1)], [ANI, BUDI])
THREE = problem([on(0), on(0, "siang"), on(1)], [ANI, BUDI, CICI])
POSTS = problem([on(0), on(0, post="back"), on(1)], [ANI, BUDI, CICI])

CASES = [
    *both("two officers", TWO, Apart("unit:RUK"), scope=["Ani"]),
    *both("two officers in the morning", TWO, Apart("unit:RUK", "pagi"), scope=["Ani"]),
    *both("all from each other", POSTS, Apart("")),
    *both("two of one unit", THREE, Apart("unit:SET"), scope=["Ani", "Cici"]),
    *both("some in both groups", POSTS, Apart("unit:SET"), scope=["Ani", "Budi"]),
    *both("Cici counts from the second day", THREE, Apart("competency:kin")),
    soft("weight 3", TWO, Apart("unit:RUK"), weight=3, scope=["Ani"]),
]
