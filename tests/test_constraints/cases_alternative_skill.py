"""Competencies held, lacked, lapsed and not asked for."""

from tiny import both, day, on, problem, soft

from constraints.alternative_skill import AlternativeSkill
from roster.model import Certificate, Officer

ANI = Officer("Ani", "Ani", certificates=(Certificate("penyelia"),))
BUDI = Officer("Budi", "Budi", certificates=(Certificate("penyelia", day(1), day(1)),))
DESKS = problem([on(n, competency="penyelia") for n in range(3)], [ANI, BUDI])
MIXED = problem(
    [on(0, competency="isyarat"), on(0, "siang"), on(1, competency="penyelia")], [ANI, BUDI]
)

CASES = [
    *both("certificates with dates", DESKS, AlternativeSkill()),
    *both("one desk for all", MIXED, AlternativeSkill()),
    *both("only Budi is bound", DESKS, AlternativeSkill(), scope=["Budi"]),
    *both("only Ani is bound", MIXED, AlternativeSkill(), scope=["Ani"]),
    soft("weight 9", MIXED, AlternativeSkill(), weight=9),
]
