"""Sequences that fit wholly, at both ends of the horizon, over it, and not quite."""

from tiny import both, on, problem, soft

from constraints.patterns import Patterns

WEEK = problem([on(n) for n in range(6)], "Ani", last=6)
KINDS = problem([on(n, kind) for n in range(4) for kind in ("pagi", "siang")], "Ani")
TWO = problem([on(n, kind) for n in range(2) for kind in ("pagi", "siang")])
# Wednesday 3 to Sunday 7 March.
LATER = problem([on(n) for n in range(2, 7)], "Ani", first=2)
PAST = problem(
    [on(0), on(0, "siang"), on(1)],
    past=[("Ani", on(-2)), ("Ani", on(-1, "siang")), ("Budi", on(-3))],
)

CASES = [
    *both("work, free, work", WEEK, Patterns(("*", "-", "*"))),
    *both("two free days", WEEK, Patterns(("-", "-"))),
    *both("four in a row", WEEK, Patterns(("*", "*", "*", "*"))),
    *both("free Friday, working weekend", LATER, Patterns(("-", "*", "*"), "Fri")),
    *both("a Friday before the first day", PAST, Patterns(("-", "*", "*", "*"), "Fri")),
    *both("morning after afternoon", KINDS, Patterns(("siang", "pagi"))),
    *both("morning, afternoon, morning", KINDS, Patterns(("pagi", "siang", "pagi"))),
    *both("morning, then free", KINDS, Patterns(("pagi", "-"))),
    *both("over the first day", PAST, Patterns(("*", "pagi"))),
    *both("over the first day, three", PAST, Patterns(("pagi", "siang", "pagi"))),
    *both("free before the first day", PAST, Patterns(("-", "-", "*"))),
    soft("two officers, weight 6", TWO, Patterns(("pagi", "siang")), weight=6),
]
