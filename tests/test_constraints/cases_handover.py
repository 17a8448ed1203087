"""Sessions that adjoin, overlap, or have another between them."""

from tiny import both, on, problem, soft

from constraints import Handover

TWO = problem([on(0), on(0, post="back"), on(0, "siang"), on(1), on(1, "siang")])
# siang follows pagi at once; sore follows siang; penuh runs beside all.
DAY = problem(
    [
        on(0, "pagi"),
        on(0, "siang", "12:00", "15:00"),
        on(0, "sore", "15:00", "17:00"),
        on(0, "penuh", "07:30", "15:00"),
    ]
)
# siang and saran start together, each after pagi; the other room has an afternoon only.
FORK = problem(
    [on(0), on(0, "siang"), on(0, "saran", "13:00", "14:00"), on(0, "siang", room="LPSE")]
)
# The back desk of the morning closes later than the front.
LATE = problem([on(0), on(0, post="back", end="13:30"), on(0, "siang"), on(0, "sore", "14:00")])

CASES = [
    *both("never both", TWO, Handover("never")),
    *both("the same", TWO, Handover("same")),
    *both("never, four sessions", DAY, Handover("never")),
    *both("the same, four sessions", DAY, Handover("same")),
    *both("the same, two starts", FORK, Handover("same")),
    *both("never, two starts", FORK, Handover("never")),
    *both("never, a late desk", LATE, Handover("never")),
    *both("never pagi and sore", DAY, Handover("never", ("siang", "sore"))),
    *both("only Ani is bound", TWO, Handover("same"), scope=["Ani"]),
    soft("weight 3", TWO, Handover("never"), weight=3),
]
