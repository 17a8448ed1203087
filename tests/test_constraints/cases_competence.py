"""Certificates that begin and end on, before and after the day of a duty."""

from tiny import both, day, on, problem

from constraints import Competence
from roster.model import Certificate, Officer

RULE = Competence()


def holder(name: str, *held: Certificate) -> Officer:
    return Officer(name, name, certificates=held)


DATES = problem(
    [on(n, competency="penyelia") for n in range(4)],
    [
        holder("Ani", Certificate("penyelia", day(1), day(2))),
        holder("Budi", Certificate("penyelia", None, day(0)), Certificate("penyelia", day(3))),
    ],
)
SKILLS = problem(
    [
        on(0, post="front", competency="front"),
        on(0, post="back", competency="back"),
        on(0, post="any"),
    ],
    [
        holder("Ani", Certificate("front")),
        holder("Budi", Certificate("back"), Certificate("front")),
        holder("Cici"),
    ],
)
NIGHT = problem(
    [on(0, "malam", competency="jaga"), on(1, "malam", competency="jaga")],
    [holder("Ani", Certificate("jaga", None, day(0))), holder("Budi", Certificate("jaga", day(1)))],
)
NOBODY = problem([on(0, competency="isyarat"), on(1)], "Ani Budi")

CASES = [
    *both("first and last day of a certificate", DATES, RULE),
    *both("several skills", SKILLS, RULE),
    *both("a night after the last day", NIGHT, RULE),
    *both("a skill that nobody has", NOBODY, RULE),
    *both("only Cici is bound", SKILLS, RULE, scope=["Cici"]),
]
