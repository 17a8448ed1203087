"""Tests of standing in for those who are trained."""

from __future__ import annotations

from tiny import day, judge, on, problem

from constraints.alternative_skill import AlternativeSkill
from roster.model import Certificate, Officer

ANI = Officer("Ani", "Ani", certificates=(Certificate("penyelia", day(1), day(2)),))


def test_each_duty_outside_the_competencies_costs_one() -> None:
    duties = [on(n, competency="penyelia") for n in range(4)]
    found = judge(AlternativeSkill(), problem(duties, [ANI]), *(("Ani", d) for d in duties))
    # the certificate holds on days 1 and 2
    assert [(v.day, v.cost) for v in found] == [(day(0), 1), (day(3), 1)]


def test_a_duty_for_all_is_nobodys_alternative() -> None:
    duty = on(0)
    assert judge(AlternativeSkill(), problem([duty], [ANI]), ("Ani", duty)) == []


def test_the_sentence_names_the_competency() -> None:
    duty = on(0, competency="isyarat")
    book = problem([duty], [ANI])
    (found,) = judge(AlternativeSkill(), book, ("Ani", duty))
    assert AlternativeSkill().explain(found, book, "id") == (
        "Ani bertugas pada Senin, 1 Maret 2027 (pagi, desk, 07.30–12.00 WIB) tanpa kompetensi "
        "isyarat; utamakan petugas yang memilikinya."
    )
