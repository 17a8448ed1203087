"""Pairs that meet once less than the limit, as often, and once more; last month too."""

from tiny import both, on, problem, soft

from constraints import Variety

FOUR = problem([on(0), on(0, post="back"), on(0, "siang"), on(1), on(2)])
THREE = problem([on(0), on(1), on(1, "siang")], "Ani Budi Cici")
ROOMS = problem([on(0), on(0, room="LPSE"), on(1), on(1, room="LPSE")])
PAST = problem(
    [on(0), on(1), on(2)],
    "Ani Budi Cici",
    past=[
        ("Ani", on(-1)),
        ("Budi", on(-1, post="back")),
        ("Ani", on(-2)),
        ("Cici", on(-2, "siang")),
        ("Budi", on(-3)),
        ("Cici", on(-3)),
        ("Budi", on(-4)),
        ("Cici", on(-4)),
    ],
)

CASES = [
    *both("never", THREE, Variety(0)),
    *both("once", THREE, Variety(1)),
    *both("twice", FOUR, Variety(2)),
    *both("four sessions", FOUR, Variety(3)),
    *both("rooms", ROOMS, Variety(1)),
    *both("once with a past", PAST, Variety(1)),
    *both("twice with a past", PAST, Variety(2)),
    *both("only two are watched", THREE, Variety(1), scope=["Ani", "Cici"]),
    soft("weight 3", THREE, Variety(1), weight=3),
]
