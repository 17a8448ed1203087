"""Minutes one below the least, as many, and one above; over the ends of periods."""

from tiny import both, on, problem, soft

from constraints.min_hours import MinHours

DAY = problem([on(0), on(0, "siang"), on(1), on(1, "siang")])
# Friday 5 to Monday 15 March: one whole week, two cut ones.
WEEK = problem([on(4), on(5), on(7), on(9, "siang"), on(13), on(14)], first=4)
PAST = problem([on(2), on(3), on(7)], first=2, past=[("Ani", on(0)), ("Budi", on(-1))])
MONTH = problem([on(29), on(30), on(31)], first=0, last=31)

CASES = [
    *both("450 a day", DAY, MinHours(450, "day")),
    *both("449 a day", DAY, MinHours(449, "day")),
    *both("271 a day", DAY, MinHours(271, "day")),
    *both("450 a week", WEEK, MinHours(450)),
    *both("451 a week", WEEK, MinHours(451)),
    *both("cut weeks too", WEEK, MinHours(200, partial="count"), scope=["Ani"]),
    *both("a week with a past", PAST, MinHours(500, partial="count")),
    *both("the whole month alone", MONTH, MinHours(300, "month")),
    *both("the horizon", PAST, MinHours(540, "horizon")),
    soft("weight 2", DAY, MinHours(300, "day"), weight=2),
]
