"""Sessions with one fewer of a group than asked, as many, and one more; empty ones too."""

from tiny import both, day, on, problem, soft

from constraints import Mix
from roster.model import Certificate, Officer

SIGN = (Certificate("sign"),)
ANI, BUDI = Officer("Ani", unit="SET"), Officer("Budi", unit="RUK", certificates=SIGN)
CICI = Officer("Cici", unit="SET", certificates=(Certificate("sign", None, day(0)),))

TWO = problem([on(0), on(0, post="back"), on(0, "siang"), on(1)], [ANI, BUDI])
THREE = problem([on(0), on(0, post="back"), on(1)], [ANI, BUDI, CICI])
NO_UNIT = problem([on(0), on(1), on(1, room="LPSE")], [ANI, BUDI, Officer("Dedi")])

CASES = [
    *both("one who signs", THREE, Mix("competency:sign", 1)),
    *both("one who signs where somebody serves", THREE, Mix("sign", 1, when="staffed")),
    *both("two, where somebody serves", THREE, Mix("unit:SET", 2, when="staffed")),
    *both("one who signs, in the morning", TWO, Mix("competency:sign", 1, session="pagi")),
    *both("at most one of a unit", THREE, Mix("unit:SET", most=1)),
    *both("none of a unit", THREE, Mix("unit:SET", most=0)),
    *both("two units", THREE, Mix(least=2, count="units")),
    *both("two units where somebody serves", NO_UNIT, Mix(least=2, count="units", when="staffed")),
    *both("at most one unit", NO_UNIT, Mix(most=1, count="units")),
    *both("one or two, of two in scope", THREE, Mix(least=1, most=1), scope=["Ani", "Cici"]),
    soft("weight 3", TWO, Mix("competency:sign", 1), weight=3),
]
