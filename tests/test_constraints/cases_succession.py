"""The day after: the same officer or another, over a free day, and over the first day."""

from dataclasses import replace

from tiny import both, on, problem, soft

from constraints.succession import Succession
from roster.model import History

KINDS = ("pagi", "siang", "malam")
DAYS = problem([on(n, kind) for n in range(3) for kind in KINDS], "Ani")
TWO = problem([on(0, "siang"), on(1), on(1, "siang"), on(2), on(3)])
PAST = problem(
    [on(0), on(0, "siang"), on(1)],
    past=[("Ani", on(-1, "malam")), ("Ani", on(-1)), ("Budi", on(-2, "malam"))],
)
KNOWN = replace(
    problem([on(0), on(0, "siang"), on(1)]),
    history=(History("Ani", 5, 0, "malam", 1, 1, 0), History("Budi", 5, 0, "", 0, 0, 1)),
)
POSTS = problem([on(0, "siang"), on(1), on(1, post="front"), on(1, post="back")], "Ani")

CASES = [
    *both("no morning after an afternoon", TWO, Succession("siang", ("pagi",))),
    *both("no morning after a morning", TWO, Succession("pagi", ("pagi",))),
    *both("two kinds after a night", DAYS, Succession("malam", ("pagi", "siang"))),
    *both("every kind after a morning", DAYS, Succession("pagi", KINDS)),
    *both("a night on the eve", PAST, Succession("malam", ("pagi", "siang"))),
    *both("two duties on the eve", PAST, Succession("pagi", ("pagi",))),
    *both("a night in the history", KNOWN, Succession("malam", ("pagi", "siang"))),
    *both("two posts of one session", POSTS, Succession("siang", ("pagi",))),
    *both("only Budi is bound", TWO, Succession("siang", ("pagi",)), scope=["Budi"]),
    soft("weight 4", DAYS, Succession("malam", ("pagi", "malam")), weight=4),
]
