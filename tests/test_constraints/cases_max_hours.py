"""Minutes one below the limit, as many, and one above; over the ends of periods."""

from tiny import both, on, problem, soft

from constraints.max_hours import MaxHours

# pagi 270 minutes, siang 180, malam 480.
DAY = problem([on(0), on(0, "siang"), on(0, "malam"), on(1)])
WEEK = problem([on(4), on(5, "siang"), on(6), on(7), on(8, "siang")], first=4)
PAST = problem(
    [on(2), on(3), on(7)],
    first=2,
    past=[("Ani", on(-1)), ("Ani", on(0)), ("Budi", on(0, "malam")), ("Budi", on(1, "malam"))],
)
MONTH = problem([on(29), on(30, "malam"), on(31)], first=29, past=[("Ani", on(10))])

CASES = [
    *both("450 a day", DAY, MaxHours(450, "day")),
    *both("449 a day", DAY, MaxHours(449, "day")),
    *both("451 a day", DAY, MaxHours(451, "day")),
    *both("540 a week", WEEK, MaxHours(540)),
    *both("539 a week", WEEK, MaxHours(539)),
    *both("a week with a past", PAST, MaxHours(600)),
    *both("the past alone is above", PAST, MaxHours(900)),
    *both("a month with a past", MONTH, MaxHours(800, "month")),
    *both("the horizon without the past", PAST, MaxHours(540, "horizon")),
    *both("no minute", DAY, MaxHours(0, "horizon"), scope=["Budi"]),
    soft("weight 2", DAY, MaxHours(300, "day"), weight=2),
]
