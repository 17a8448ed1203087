"""Duties with one officer fewer than min, ideal and max, as many, and one more."""

from tiny import both, on, problem, soft

from constraints import Coverage

LEVELS = problem(
    [on(0, min=1, ideal=2, max=3), on(1, min=0, ideal=1, max=None)], "Ani Budi Cici Dedi"
)
EXACT = problem([on(0, min=2, ideal=2, max=2), on(1, min=1, ideal=2, max=2)], "Ani Budi Cici")
SHORT = problem([on(0, min=3, ideal=4, max=5), on(1, min=1, ideal=3, max=3)], "Ani Budi")
EMPTY = problem([on(0, min=0, ideal=0, max=0), on(1, min=0, ideal=2, max=1)], "Ani Budi Cici")
NO_MAX = problem([on(0, min=1, ideal=3, max=None), on(1)], "Ani Budi Cici Dedi")

MIN, IDEAL, OVER = Coverage(to="min"), Coverage(to="ideal"), Coverage(to="over")

CASES = [
    *both("min, ideal and max apart", LEVELS, MIN),
    *both("min, ideal and max at one", EXACT, MIN),
    *both("ideal and max at one", EXACT, IDEAL),
    *both("ideal of several levels", LEVELS, IDEAL),
    soft("fewer officers than min", SHORT, MIN),
    *both("fewer officers than ideal", SHORT, IDEAL),
    *both("nobody wanted", EMPTY, IDEAL),
    *both("no max, to min", NO_MAX, MIN),
    *both("no max, to ideal", NO_MAX, IDEAL),
    *both("no more than ideal", LEVELS, OVER),
    *both("nobody wanted, no more than ideal", EMPTY, OVER),
    soft("no more than ideal, weight 3", NO_MAX, OVER, weight=3),
    *both("only Ani is bound", NO_MAX, MIN, scope=["Ani"]),
    *both("above ideal", LEVELS, Coverage(to="over")),
    soft("weight 4", LEVELS, IDEAL, weight=4),
]
