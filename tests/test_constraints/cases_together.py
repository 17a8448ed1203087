"""Trainees with a mentor, beside one, in the next room, and a mentor whose certificate ends."""

from tiny import both, day, on, problem, soft

from constraints import Together
from roster.model import Certificate, Officer

MENTOR = (Certificate("mentor"),)
ANI, BUDI = Officer("Ani", unit="SET"), Officer("Budi", unit="RUK", certificates=MENTOR)
CICI = Officer("Cici", unit="SET", certificates=(Certificate("mentor", None, day(0)),))
RULE = Together("competency:mentor")

TWO = problem([on(0), on(0, post="back"), on(0, "siang"), on(1)], [ANI, BUDI])
ROOMS = problem([on(0), on(0, room="LPSE"), on(1), on(1, "siang")], [ANI, BUDI])
EXPIRES = problem([on(0), on(0, "siang"), on(1)], [ANI, BUDI, CICI])

CASES = [
    *both("one mentor, two posts", TWO, RULE),
    *both("only in the morning", TWO, Together("competency:mentor", "pagi")),
    *both("another room is not beside", ROOMS, RULE),
    *both("Cici helps on the first day only", EXPIRES, RULE),
    *both("only Ani needs help", EXPIRES, RULE, scope=["Ani"]),
    *both("nobody helps", TWO, Together("unit:SWA")),
    soft("weight 3", TWO, RULE, weight=3),
]
