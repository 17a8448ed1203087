"""Weekends at work: whole or half, cut by an end, few or in a row, after a night."""

from dataclasses import replace

from tiny import both, on, problem, soft

from constraints.weekends import Weekends
from roster.model import History

# Days 5 and 6 are Saturday 6 and Sunday 7 March.
TWO_WEEKS = problem([on(n) for n in (4, 5, 6, 11, 12, 13)], "Ani", first=0, last=13)
FOUR_WEEKS = problem([on(n) for n in (5, 6, 12, 13, 19, 20, 26)], "Ani", first=0, last=27)
KINDS = problem([on(n, k) for n in (5, 6) for k in ("pagi", "siang")])
NIGHTS = problem([on(4, "malam"), on(4), on(5), on(6), on(5, "malam")], "Ani", first=0)
# From Sunday 7 to Saturday 20 March: both ends cut a weekend.
CUT = problem([on(n) for n in (6, 12, 13, 19)], "Ani", first=6, last=19)
CUT_PAST = problem(CUT.duties, first=6, last=19, past=[("Ani", on(5)), ("Budi", on(4))])
EVE = problem([on(5), on(6), on(7)], first=5, past=[("Ani", on(4, "malam")), ("Budi", on(4))])
EVE_TWICE = problem(EVE.duties, first=5, past=[("Ani", on(4)), ("Ani", on(4, "siang"))])
KNOWN = replace(FOUR_WEEKS, history=(History("Ani", 9, 2, "", 0, 0, 1),))
ROW_PAST = problem(
    [on(n) for n in (5, 6, 12, 19)],
    first=0,
    last=20,
    past=[("Ani", on(-1)), ("Ani", on(-9)), ("Budi", on(-9)), ("Ani", on(-23))],
)
LONG = ("Fri", "Sat", "Sun")

CASES = [
    *both("one weekend", FOUR_WEEKS, Weekends("most", most=1)),
    *both("no weekend", TWO_WEEKS, Weekends("most", most=0)),
    *both("three with two before", KNOWN, Weekends("most", most=3, carry=True)),
    *both("one with two before", KNOWN, Weekends("most", most=1, carry=True)),
    *both("two before, not counted", KNOWN, Weekends("most", most=1)),
    *both("cut at both ends", CUT, Weekends("most", most=1)),
    *both("two in a row at most", FOUR_WEEKS, Weekends("in_row", most=2, start="free")),
    *both(
        "two in a row at least",
        FOUR_WEEKS,
        Weekends("in_row", least=2, start="counted", end="counted"),
    ),
    *both("two in a row, ends free", FOUR_WEEKS, Weekends("in_row", 2, 2, start="free")),
    *both("two in a row, a roster before", ROW_PAST, Weekends("in_row", 3, 3)),
    *both("complete", TWO_WEEKS, Weekends("complete")),
    *both("complete, Friday too", TWO_WEEKS, Weekends("complete", days=LONG)),
    *both("complete, cut", CUT_PAST, Weekends("complete")),
    *both("identical", KINDS, Weekends("identical")),
    *both("identical, cut", CUT_PAST, Weekends("identical")),
    *both("identical, Friday too", TWO_WEEKS, Weekends("identical", days=LONG)),
    *both("no night before", NIGHTS, Weekends("no_night_before")),
    *both("no morning before", NIGHTS, Weekends("no_night_before", session="pagi")),
    *both("no night on the eve", EVE, Weekends("no_night_before")),
    *both("no morning on the eve", EVE_TWICE, Weekends("no_night_before", session="pagi")),
    soft("weight 5", KINDS, Weekends("identical"), weight=5),
]
