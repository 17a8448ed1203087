"""Units that send and keep one officer fewer than allowed, as many, and one more."""

from tiny import both, day, on, problem

from constraints import UnitLimits
from roster.model import Leave, Officer, Unit

RULE = UnitLimits()

THREE = [Officer(name, name, "SET") for name in ("Ani", "Budi", "Cici")]
MIXED = [*THREE[:2], Officer("Dedi", "Dedi", "RUK")]

CROWDED = [on(0), on(0, post="front"), on(0, room="LAIN")]


def unit(id: str = "SET", *, most: int | None = None, least: int | None = None) -> Unit:
    return Unit(id, max_per_session=most, min_at_work=least)


ONE_A_SESSION = problem(CROWDED, THREE, units=(unit(most=1),))
TWO_A_SESSION = problem(CROWDED, THREE, units=(unit(most=2),))
NONE_A_SESSION = problem([on(0), on(1)], MIXED, units=(unit(most=0), unit("RUK", most=1)))
ONE_LEFT = problem(
    [on(0), on(0, "siang"), on(1)], MIXED, units=(unit(least=1), unit("RUK", least=1))
)
TWO_LEFT = problem([on(0), on(0, "siang"), on(1)], THREE, units=(unit(least=2),))
# Present are 3 on day 0, 2 on day 1 (Cici away), 1 on day 2 (Budi not yet there, Cici away).
AWAY = problem(
    [on(0), on(1), on(2)],
    [THREE[0], Officer("Budi", "Budi", "SET", left=day(1)), THREE[2]],
    units=(unit(least=2),),
    leaves=(Leave("Cici", day(1), day(2)), Leave("Ani", day(1), day(1), approved=False)),
)
BOTH = problem([on(0), on(0, post="front"), on(0, "siang")], THREE, units=(unit(most=1, least=1),))

CASES = [
    *both("one a session", ONE_A_SESSION, RULE),
    *both("two a session", TWO_A_SESSION, RULE),
    *both("none a session", NONE_A_SESSION, RULE),
    *both("one at work", ONE_LEFT, RULE),
    *both("two at work", TWO_LEFT, RULE),
    *both("two at work, some away", AWAY, RULE),
    *both("both limits", BOTH, RULE),
    *both("only Ani and Budi are bound", AWAY, RULE, scope=["Ani", "Budi"]),
    *both("no limits", problem([on(0)], MIXED, units=(unit(),)), RULE)[:1],
]
