"""A file that is not as its format asks is refused, with its line and what was expected."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from benchmark_files import TINY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roster.errors import InputError
from roster.formats import read_instance, read_solution, write_solution
from roster.model import Problem, Roster


def instance(path: Path) -> Problem:
    """The instance of a file, with the one history and the two weeks of an INRC-II scenario."""
    if path.name.startswith("Sc-"):
        return read_instance(path, history=0, weeks="0-1")
    return read_instance(path)


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """The instance of a tiny file in a copy of its folder, with one thing changed in it."""
    source = TINY / file
    shutil.copytree(source.parent, folder / "copy")
    path = folder / "copy" / source.name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    first = {"nrp": "tiny.txt", "inrc1": "tiny.xml", "inrc2": "Sc-tiny.txt"}[file.split("/")[0]]
    return folder / "copy" / first


NRP = [
    ("\n7\n", "\n8\n", "line 4: found '8'; expected a whole number of weeks"),
    ("\n7\n", "\n-7\n", "line 4: found '-7'; expected the number of days"),
    ("\n7\n", "\n7\n7\n", "line 5: found '7'; expected one row after SECTION_HORIZON"),
    ("SECTION_SHIFTS", "SECTION_SHIFT", "line 6: found 'SECTION_SHIFT'; expected a section"),
    ("L,480,E", "L,480,F", "line 9: found 'F'; expected a shift: E, L"),
    ("L,480,E", "L,480", "line 9: found 'L,480'; expected 3 fields"),
    ("L,480,E", "E,480,E", "line 9: found 'E,480,E'; expected a shift that is not named"),
    ("L,480,E", "L,0,E", "line 9: found '0'; expected a length in minutes"),
    ("L,480,E", "L,8 h,E", "line 9: found '8 h'; expected a length in minutes"),
    ("A,E=1|L=7,", "A,E=1,", "line 13: found 'A,E=1,1440,1440,3,2,2,1'; expected MaxShifts"),
    ("A,E=1|L=7,", "A,E=1|L,", "line 13: found ''; expected most shifts L"),
    ("B,E=7", "A,E=7", "line 14: found 'A,E=7"),
    ("A,0,6", "C,0,6", "line 17: found 'C'; expected an employee: A, B"),
    ("A,0,6", "A,0,7", "line 17: found '7'; expected a day, a whole number, 0 to 6"),
    ("A,1,E,2", "A,1,E,x", "line 20: found 'x'; expected a weight"),
    ("6,L,0,100,1", "6,L,0,100,2", "line 42: found '6,L,0,100,2'; expected the weights"),
    ("6,L,0,100,1", "6,E,0,100,1", "line 42: found '6,E,0,100,1'; expected each day and shift"),
    ("6,L,0,100,1\n", "", "SECTION_COVER has no row for day 6 and shift L"),
    ("SECTION_DAYS_OFF", "#", "no SECTION_DAYS_OFF; expected the seven sections"),
    ("SECTION_STAFF", "SECTION_SHIFTS", "line 11: found 'SECTION_SHIFTS'; expected each section"),
]
SCENARIO = [
    ("WEEKS = 2", "WEEKS = two", "line 3: found 'two'; expected the number of weeks"),
    ("WEEKS = 2", "WEEKS = 3", "2 weeks (0-1); expected 3 weeks"),
    ("WEEKS = 2", "WEEK = 2", "line 3: found 'WEEK = 2'; expected WEEKS = "),
    ("Night (2,3)", "Night (3,2)", "line 11: found '(3,2)'; expected a range such as (2,5)"),
    ("Night (2,3)", "Night 2", "line 11: found '2'; expected a range"),
    ("Night 1 Early", "Night 2 Early", "line 15: found 'Night 2 Early'; expected 2 names"),
    ("Night 1 Early", "Night 1 Late", "line 15: found 'Late'; expected a shift type"),
    ("Full (4,6)", "Full (4,6) (1,1)", "line 18: found 'Full (4,6) (1,1)"),
    ("1 1\n\nNURSES", "1 2\n\nNURSES", "line 18: found '2'; expected complete weekend"),
    ("Budi Full", "Budi Part", "line 22: found 'Part'; expected a contract: Full"),
    ("Budi Full 1 Nurse", "Budi Full 1 Cook", "line 22: found 'Cook'; expected a skill"),
    ("Budi Full 1 Nurse", "Ani Full 1 Nurse", "line 22: found 'Ani'; expected a name"),
    ("NURSES = 2", "NURSES = 3", "the file ends early; expected 3 rows of NURSES"),
    ("NURSES = 2", "NURSES = 1", "line 22: found 'Budi Full 1 Nurse'; expected the end"),
]
HISTORY = [
    ("0 tiny_b", "1 tiny_b", "line 2: found '1 tiny_b'; expected 0 tiny_b"),
    ("0 tiny_b", "0 other", "line 2: found '0 other'; expected 0 tiny_b"),
    ("Budi 0 1 None 0 0 1", "Cici 0 1 None 0 0 1", "line 6: found 'Cici'; expected the next"),
    ("Budi 0 1 None 0 0 1", "Budi 0 1 None 1 1 0", "line 6: found 'Budi 0 1 None 1 1 0'"),
    ("Ani 1 0 Early 1 1 0", "Ani 1 0 Late 1 1 0", "line 5: found 'Late'; expected a shift type"),
    ("Ani 1 0 Early 1 1 0", "Ani 1 0 Early 1 1", "line 5: found 'Ani 1 0 Early 1 1'; expected 7"),
]
WEEK = [
    ("tiny_b", "other", "line 2: found 'other'; expected tiny_b"),
    ("Night Nurse (0,0)", "Night Cook (0,0)", "line 8: found 'Cook'; expected a skill"),
    ("(0,1)\n\nSHIFT", "\n\nSHIFT", "line 8: found 'Night Nurse (0,0) (0,0)"),
    ("Ani Any Tue", "Ani Any Tues", "line 11: found 'Tues'; expected a day: Mon"),
    ("Ani Any Tue", "Ani All Tue", "line 11: found 'All'; expected a shift type or Any"),
    ("Ani Any Tue", "Eka Any Tue", "line 11: found 'Eka'; expected a nurse: Ani, Budi"),
    ("REQUESTS = 3", "REQUESTS = 4", "the file ends early; expected 4 rows"),
]
XML = [
    ("<EndDate>2010-01-10", "<EndDate>2010-02-30", "line 4: found <EndDate>2010-02-30; expected"),
    ("<EndDate>2010-01-10", "<EndDate>2009-12-31", "line 4: found <EndDate>2009-12-31; expected"),
    ("</Skills>\n  <Sh", "\n  <Sh", "line 133: XML with an error: mismatched tag"),
    ("<?xml version", "<?xml versio", "line 1: XML with an error"),
    ("UTF-8", "UF-8", "line 1: XML with an error: unknown encoding: UF-8; expected XML in UTF-8"),
    ("UTF-8", "UTF-7", "line 1: XML with an error: multi-byte encodings are not supported"),
    ("?>\n<Sch", "?>\n<!DOCTYPE a [<!ENTITY b 'c'>]>\n<Sch", "line 2: found <!DOCTYPE"),
    ("<Patterns>", "<Patern/>\n<Patterns>", "line 26: found <Patern>; expected in <Sched"),
    ('<Shift ID="N">', "<Shift>", "line 15: found <Shift> without it; expected an attribute ID"),
    ('<Shift ID="N">', '<Shift ID="E">', "line 15: found 'E'; expected a shift type that"),
    ("22:30:00", "22.30", "line 16: found <StartTime>22.30; expected a time"),
    (
        "<Skill>HeadNurse</Skill></Skills>\n    </Sh",
        "<Skill>Cook</Skill></Skills>\n    </Sh",
        "line 23: found 'Cook'; expected <Skill>, one of",
    ),
    ("<ShiftType>E<", "<ShiftType>X<", "line 29: found 'X'; expected <ShiftType>, one of: Any"),
    ("<Day>Sunday<", "<Day>Monday<", "line 33: found <Pattern>; expected two or more entries"),
    ('weight="2">4<', 'weight="two">4<', "line 45: found 'two'; expected the weight of <MaxNum"),
    ('weight="2">4<', 'weight="2">-4<', "line 45: found '-4'; expected <MaxNumAssignments>"),
    ("<ContractID>1<", "<ContractID>2<", "line 78: found '2'; expected <ContractID>, one of"),
    ("<Day>Friday</Day>\n", "<Day>Freitag</Day>\n", "line 85: found 'Freitag'; expected <Day>"),
    ("<Date>2010-01-10<", "<Date>2010-01-08<", "expected shift N once for 2010-01-08"),
    ("2010-01-04", "2010-01-11", "line 122: found <Date>2010-01-11; expected a date from"),
    ("<Pattern>1<", "<Pattern>7<", "line 61: found '7'; expected <Pattern>, one of: 0, 1"),
    ("SaturdaySunday<", "SundayMonday<", "line 54: found 'SundayMonday'; expected"),
    ('weight="1">true</Single', 'weight="1">false</Single', "line 44: found <SingleAss"),
]
FAULTS = (
    [("nrp/tiny.txt", *case) for case in NRP]
    + [("inrc2/Sc-tiny.txt", *case) for case in SCENARIO]
    + [("inrc2/H0-tiny-0.txt", *case) for case in HISTORY]
    + [("inrc2/WD-tiny-0.txt", *case) for case in WEEK]
    + [("inrc1/tiny.xml", *case) for case in XML]
)


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS)
def test_a_fault_is_named_with_file_line_text_and_what_was_expected(
    file: str, old: str, new: str, message: str, tmp_path: Path
) -> None:
    path = changed(tmp_path, file, old, new)
    with pytest.raises(InputError) as refused:
        instance(path)
    (issue,) = refused.value.issues
    assert message in str(issue)
    assert issue.where.startswith(str(path.parent))
    assert issue.expected


SOLUTIONS = [
    (
        "nrp/tiny-204.csv",
        "A,-,E,L,L,-,-,-",
        "A,-,E,L,X,-,-,-",
        "line 1: found 'X'; expected a shift",
    ),
    ("nrp/tiny-204.csv", "A,-,E,L,L,-,-,-", "A,-,E,L,L,-,-", "line 1: found '6 days'; expected 7"),
    ("nrp/tiny-204.csv", "B,E,", "C,E,", "line 2: found 'C'; expected the next employee: B"),
    ("nrp/tiny-204.csv", "B,E,-,E,E,E,-,-\n", "", "1 rows; expected 2 rows"),
    ("inrc1/tiny-56.xml", ">tiny<", ">other<", "line 3: found 'other'; expected <SchedulingPer"),
    (
        "inrc1/tiny-56.xml",
        "2010-01-04",
        "2010-01-08",
        "line 10: found 2010-01-08 E; expected a day and a shift",
    ),
    ("inrc1/tiny-56.xml", ">DH<", ">DX<", "found 'DX'; expected <ShiftType>"),
    ("inrc1/tiny-56.xml", "<Employee>0<", "<Employee>9<", "line 7: found '9'; expected <Empl"),
    ("inrc1/tiny-56.xml", "<Competitor>by hand", "<Assign>", "XML with an error"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), SOLUTIONS)
def test_a_fault_of_a_solution_is_named_in_the_same_way(
    file: str, old: str, new: str, message: str, tmp_path: Path
) -> None:
    problem = instance(changed(tmp_path, file, old, new))
    with pytest.raises(InputError) as refused:
        read_solution(tmp_path / "copy" / Path(file).name, problem)
    assert message in str(refused.value)


WEEK_FILES = [
    ("1 tiny_b", "0 tiny_b", "line 2: found '0 tiny_b'; expected each week once"),
    ("1 tiny_b", "2 tiny_b", "line 2: found '2'; expected a week, a whole number, 0 to 1"),
    ("1 tiny_b", "1 other", "line 2: found 'other'; expected the set: tiny_b, tiny"),
    ("Ani Tue Early Nurse", "Ani Tue Early Cook", "line 5: found 'Early Cook'; expected a shift"),
    ("Ani Tue Early Nurse", "Ani Sun Night Nurse", "line 6: found 'Ani Sun Night Nurse'; expected"),
    ("ASSIGNMENTS = 3", "ASSIGNMENTS = 2", "line 7: found 'Budi Mon Night Nurse'; expected the"),
    ("SOLUTION\n", "RESULT\n", "no file for week 1; expected a solution file for every week"),
]


@pytest.mark.parametrize(("old", "new", "message"), WEEK_FILES)
def test_a_fault_of_a_week_file_is_named_in_the_same_way(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    shutil.copytree(TINY / "inrc2" / "Solution_H_0-WD_0-1", tmp_path / "copy")
    file = tmp_path / "copy" / "Sol-tiny-1-1.txt"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_solution(tmp_path / "copy", instance(TINY / "inrc2" / "Sc-tiny.txt"))
    assert message in str(refused.value)


def test_a_week_without_its_file_says_which_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"WD-tiny-5\.txt: cannot be read: No such file"):
        read_instance(TINY / "inrc2" / "Sc-tiny.txt", history=0, weeks="0-5")


@pytest.mark.parametrize(
    ("file", "history", "weeks", "message"),
    [
        ("inrc2/Sc-tiny.txt", None, None, "--history 1 --weeks 6-2-9-1"),
        ("inrc2/Sc-tiny.txt", 0, None, "--history 1 --weeks 6-2-9-1"),
        ("inrc2/Sc-tiny.txt", 0, "0,1", "weeks '0,1'; expected numbers"),
        ("inrc2/Sc-tiny.txt", -1, "0-1", "history -1"),
        ("inrc2/H0-tiny-0.txt", 0, "0-1", "a file that begins 'HISTORY'"),
        ("nrp/tiny.txt", 0, "0-1", "a history or weeks"),
        ("inrc1/tiny-56.xml", None, None, "found <Solution>; expected <SchedulingPeriod>"),
        ("nrp/tiny-204.csv", None, None, "a file that begins 'A,-,E,L,L,-,-,-'"),
        ("nrp", None, None, "cannot be read"),
        ("nrp/none.txt", None, None, "No such file"),
    ],
)
def test_a_file_that_is_no_instance_says_what_to_give(
    file: str, history: int | None, weeks: str | None, message: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_instance(TINY / file, history=history, weeks=weeks)
    assert message in str(refused.value)


def test_a_folder_that_cannot_be_written_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    problem = instance(TINY / "inrc2" / "Sc-tiny.txt")
    with pytest.raises(InputError, match="cannot be made"):
        write_solution(problem, Roster(()), tmp_path / "file")
    other = instance(TINY / "nrp" / "tiny.txt")
    with pytest.raises(InputError, match="cannot be written"):
        write_solution(other, Roster(()), tmp_path / "none" / "roster.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_roster_of_an_office_has_no_benchmark_form(tmp_path: Path) -> None:
    from dataclasses import replace

    office = replace(instance(TINY / "nrp" / "tiny.txt"), settings=())
    with pytest.raises(InputError, match="not the problem of a benchmark"):
        write_solution(office, Roster(()), tmp_path / "roster.csv")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    file=st.sampled_from(sorted(p for p in TINY.glob("*/*.*") if p.is_file())),
    place=st.floats(0, 1),
    length=st.integers(0, 12),
    text=st.binary(max_size=12) | st.text(max_size=6).map(str.encode),
)
def test_a_damaged_file_is_read_or_refused_but_never_a_crash(
    file: Path, place: float, length: int, text: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damaged") / "copy"
    shutil.copytree(file.parent, folder)
    raw = file.read_bytes()
    at = int(place * len(raw))
    (folder / file.name).write_bytes(raw[:at] + text + raw[at + length :])
    names = {"nrp": "tiny.txt", "inrc1": "tiny.xml", "inrc2": "Sc-tiny.txt"}
    # Any error but this one fails the test.
    with suppress(InputError):
        problem = instance(folder / names[file.parent.name])
        if file.stem.startswith("tiny-"):
            read_solution(folder / file.name, problem)
