"""A month after its roster is out: published, repaired, swapped, compared, remembered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

AT = ("--at", "2027-02-22T10:00")
LATER = ("--at", "2027-02-23T10:00")
LATEST = ("--at", "2027-02-24T10:00")
BY = ("--by", "Sari")


@pytest.fixture
def home(solved: Path, tmp_path: Path) -> Path:
    """A copy of the solved month: ``book`` and ``out`` in one folder."""
    folder = tmp_path / "home"
    shutil.copytree(solved, folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(folder: Path) -> list[list[str]]:
    text = (folder / "roster.csv").read_text(encoding="utf-8")
    return [line.split(",") for line in text.splitlines()[1:]]


def swappable(run: Run, home: Path) -> tuple[str, str]:
    """Two duties of different officers that the rules let be exchanged."""
    found = rows(home / "out")
    for one in found:
        for other in found:
            if one[4] != other[4] and one[0] < other[0]:
                pair = (f"{one[4]}:{one[0]}/{one[2]}", f"{other[4]}:{other[0]}/{other[2]}")
                done = run("swap", home / "book", home / "out", *pair, "--json")
                if done.exit_code == 0:
                    return pair
    raise AssertionError("no two duties can be exchanged")


def test_publishing_writes_a_version_and_again_changes_nothing(run: Run, home: Path) -> None:
    done = run("publish", home / "book", home / "out", *BY, *AT, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["version"], told["new"], told["cancelled"]) == (1, True, 0)
    first = files(home)
    assert "out/changes.json" not in first
    again = run("publish", home / "book", home / "out", *BY, *LATER, "--json")
    assert json.loads(again.stdout)["new"] is False
    assert files(home) == first


def test_a_folder_left_behind_by_a_crash_is_mended_by_publishing_again(
    run: Run, home: Path
) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    whole = files(home)
    next((home / "out" / "calendars").iterdir()).unlink()
    shutil.rmtree(home / "feeds")
    run("publish", home / "book", home / "out", *BY)
    assert files(home) == whole


def test_a_repair_is_published_and_every_version_can_be_restored(run: Run, home: Path) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    first = files(home / "out")
    day, *_, officer = rows(home / "out")[4][:5]
    done = run(
        "repair", home / "book", home / "out", "--absent", f"{officer}:{day}", "--out", home / "two"
    )
    assert done.exit_code == 0, done.output
    assert "terbukti paling sedikit" in done.stdout
    assert not any(row[4] == officer and row[0] == day for row in rows(home / "two"))
    assert "calendars" not in {path.name for path in (home / "two").iterdir()}
    published = run("publish", home / "book", home / "two", *BY, *LATER, "--json")
    assert json.loads(published.stdout)["cancelled"] >= 1
    second = files(home / "two")
    assert "changes.json" not in second
    history = json.loads(run("history", home / "book", "--json").stdout)
    assert [row["version"] for row in history] == [1, 2]
    for number, expected in ((1, first), (2, second)):
        out = home / f"again-{number}"
        assert run("restore", home / "book", number, "--out", out).exit_code == 0
        assert files(out) == expected
    missing = run("restore", home / "book", 7, "--out", home / "seven")
    assert missing.exit_code == 2
    assert "tidak ada versi 7; seharusnya 1, 2" in missing.stderr
    assert not (home / "seven").exists()


def test_a_repaired_roster_claims_no_proof_beyond_its_fewest_changes(run: Run, home: Path) -> None:
    day, *_, officer = rows(home / "out")[4][:5]
    absent = ("--absent", f"{officer}:{day}")
    run("repair", home / "book", home / "out", *absent, "--out", home / "two")
    told = json.loads((home / "two" / "result.json").read_text(encoding="utf-8"))
    assert told["status"] == "feasible"
    assert not any(row["proven"] for row in told["priorities"])
    assert told["repair"]["changes"]["proven"]
    assert all(row["proven"] for row in told["repair"]["priorities"])
    again = home / "again"
    run("repair", home / "book", home / "out", *absent, "--out", again)
    # Only result.json differs, by the seconds that it tells.
    one, other = files(again), files(home / "two")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] in ([], ["result.json"])


def test_versions_and_what_they_changed_stand_in_the_page_and_the_workbook(
    run: Run, home: Path
) -> None:
    import openpyxl

    run("publish", home / "book", home / "out", *BY, *AT)
    row = rows(home / "out")[4]
    absent = ("--absent", f"{row[4]}:{row[0]}")
    run("repair", home / "book", home / "out", *absent, "--out", home / "two")
    run("publish", home / "book", home / "two", *BY, *LATER, "--note", "Sakit")
    page = (home / "two" / "roster.html").read_text(encoding="utf-8")
    assert f"<del>{row[5]}</del>" in page
    assert "Versi 2, 23 Februari 2027 10.00" in page
    sheet = openpyxl.load_workbook(home / "two" / "roster.xlsx")["Perubahan"]
    struck = [cell.value for line in sheet for cell in line if cell.font.strike and cell.value]
    assert row[5] in struck


def test_the_ledger_remembers_who_was_absent_for_the_next_repair(run: Run, home: Path) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    day, *_, officer = rows(home / "out")[4][:5]
    absent = ("--absent", f"{officer}:{day}")
    run("repair", home / "book", home / "out", *absent, "--out", home / "two")
    run("publish", home / "book", home / "two", *BY, *LATER)
    again = run("repair", home / "book", home / "two", "--out", home / "three", "--json")
    assert json.loads(again.stdout)["changes"]["cost"] == 0
    assert rows(home / "three") == rows(home / "two")


def test_a_repair_of_a_repair_is_measured_against_what_officers_hold(run: Run, home: Path) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    (one, *_, first), (other, *_, second) = (
        r[:5] for r in (rows(home / "out")[4], rows(home / "out")[-1])
    )
    book = home / "book"
    start = ("--from", "2027-03-01")
    run("repair", book, home / "out", "--absent", f"{first}:{one}", *start, "--out", home / "a")
    run("repair", book, home / "a", "--absent", f"{second}:{other}", *start, "--out", home / "b")
    both = ("--absent", f"{first}:{one}", "--absent", f"{second}:{other}")
    run("repair", book, home / "out", *both, *start, "--out", home / "c")
    assert rows(home / "b") == rows(home / "c")
    named = [json.loads((home / f / "result.json").read_text())["repair"] for f in "bc"]
    assert named[0] == named[1]


def test_one_made_from_an_overtaken_version_is_refused(run: Run, home: Path) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    found = rows(home / "out")
    for name, row in (("a", found[4]), ("b", found[-1])):
        absent = f"{row[4]}:{row[0]}"
        run("repair", home / "book", home / "out", "--absent", absent, "--out", home / name)
    assert run("publish", home / "book", home / "a", "--by", "Tono", *LATER).exit_code == 0
    before = files(home / "b")
    late = run("publish", home / "book", home / "b", *BY, *LATEST)
    assert late.exit_code == 2
    assert "versi 2 (Tono) sudah diterbitkan lebih dahulu" in late.stderr
    assert files(home / "b") == before


def test_a_roster_that_breaks_a_must_rule_needs_a_reason_which_is_recorded(
    run: Run, home: Path
) -> None:
    found = rows(home / "out")
    day, room, session, post = found[0][:4]
    stranger = next(
        row for row in found if row[0] == day and row[4] != found[0][4] and row[2] != session
    )
    path = home / "out" / "roster.csv"
    text = path.read_text(encoding="utf-8")
    line = ",".join(found[0])
    changed = ",".join([day, room, session, post, *stranger[4:6], *found[0][6:]])
    path.write_text(text.replace(line, changed, 1), encoding="utf-8")
    refused = run("publish", home / "book", home / "out", *BY, *AT)
    assert refused.exit_code == 1
    assert "Tidak diterbitkan" in refused.stderr
    assert not (home / "book.ledger").exists()
    done = run("publish", home / "book", home / "out", *BY, *AT, "--although", "Tak ada lain")
    assert done.exit_code == 0, done.output
    (row,) = json.loads(run("history", home / "book", "--json").stdout)
    assert row["although"] == "Tak ada lain"


def test_a_swap_is_told_done_and_costs_no_balance(run: Run, home: Path) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    before = json.loads(run("ledger", home / "book", "--json").stdout)["balances"]
    pair = swappable(run, home)
    done = run("swap", home / "book", home / "out", *pair, "--out", home / "two")
    assert done.exit_code == 0, done.output
    assert "Harga menurut prioritas" in done.stdout
    assert run("publish", home / "book", home / "two", *BY, *LATER).exit_code == 0
    after = json.loads(run("ledger", home / "book", "--json").stdout)["balances"]
    assert before == after
    compared = run("compare", home / "out", home / "two", "--json")
    told = json.loads(compared.stdout)
    assert len(told["by_day"]) == len(told["by_officer"]) == 2


def test_a_swap_that_a_rule_forbids_is_refused_with_the_rule(run: Run, home: Path) -> None:
    found = rows(home / "out")
    for one in found:
        for other in found:
            if one[4] < other[4]:
                pair = (f"{one[4]}:{one[0]}/{one[2]}", f"{other[4]}:{other[0]}/{other[2]}")
                done = run("swap", home / "book", home / "out", *pair, "--out", home / "two")
                if done.exit_code == 1:
                    assert "Tidak dapat ditukar:" in done.stdout
                    assert not (home / "two").exists()
                    return
    raise AssertionError("every swap is lawful in this office")


def test_two_rosters_that_are_the_same_are_said_to_be(run: Run, home: Path) -> None:
    assert "sama" in run("compare", home / "out", home / "out").stdout


def test_next_month_opens_with_the_balances_of_this_one(run: Run, home: Path) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    # The book's own table of balances would stand in place of the ledger's.
    own = (home / "book" / "saldo.csv").read_text(encoding="utf-8")
    officer = next(row[4] for row in rows(home / "out") if row[4] not in own)
    args = ("--correct", "+6", "--reason", "Bertugas di luar", *BY, *LATER)
    assert run("ledger", home / "book", "--officer", officer, *args).exit_code == 0
    told = run("ledger", home / "book", "--officer", officer)
    assert "Bertugas di luar" in told.stdout
    for name in ("with", "without"):
        run("solve", home / "book", "--month", "2027-04", "--out", home / name, "--to", "html")
        (home / "book.ledger").unlink(missing_ok=True)
    counts = [sum(row[4] == officer for row in rows(home / name)) for name in ("with", "without")]
    assert counts[0] < counts[1]


def test_feeds_are_listed_renewed_and_revoked(run: Run, home: Path) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    listed = json.loads(run("feeds", home / "book", "--json").stdout)
    assert all((home / row["address"]).exists() for row in listed)
    officer = listed[0]["officer"]
    run("feeds", home / "book", "--renew", officer, *LATER)
    now = json.loads(run("feeds", home / "book", "--json").stdout)
    assert len(now) == len(listed) + 1
    run("feeds", home / "book", "--revoke", officer, *LATEST)
    assert run("feeds", home / "book", "--revoke", officer).exit_code == 2
    text = run("feeds", home / "book", "--url", "https://duty.example.go.id/x/").stdout
    assert "https://duty.example.go.id/x/" in text
    assert text.count("ditutup") == 2


def test_an_export_of_a_published_roster_leaves_its_calendars_alone(run: Run, home: Path) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    before = files(home / "out" / "calendars")
    done = run("export", home / "out", "--to", "ics,html,pdf", "--language", "en")
    assert done.exit_code == 0, done.output
    assert "The calendars of version 1 stay as published" in done.stderr
    assert files(home / "out" / "calendars") == before


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--absent", "2027-03-10"), "bukan ketidakhadiran"),
        (("--absent", "Nobody At All:2027-03-10"), "Tidak ada petugas 'Nobody At All'"),
        (("--absent", "{who}:10 March"), "bukan tanggal"),
        (("--absent", "{who}:2027-03-12..10"), "bukan tanggal"),
        (("--absent", "{who}:2027-02-30"), "bukan tanggal"),
        (("--from", "soon"), "bukan tanggal"),
        (("--freeze", "2027-03"), "bukan tanggal"),
    ],
)
def test_what_a_repair_cannot_read_is_bad_usage(
    run: Run, home: Path, args: tuple[str, ...], told: str
) -> None:
    who = rows(home / "out")[0][4]
    done = run(
        "repair",
        home / "book",
        home / "out",
        *(a.format(who=who) for a in args),
        "--out",
        home / "x",
    )
    assert done.exit_code == 2
    assert told in done.stderr
    assert not (home / "x").exists()


@pytest.mark.parametrize("content", ["", "[]", '{"base": "x"}', "\x00"])
def test_a_spoilt_file_of_changes_is_refused(run: Run, home: Path, content: str) -> None:
    (home / "out" / "changes.json").write_text(content)
    done = run("publish", home / "book", home / "out", *BY, *AT)
    assert done.exit_code == 2
    assert "bukan berkas perubahan" in done.stderr


def test_an_absent_officer_may_be_named_by_name(run: Run, home: Path) -> None:
    row = rows(home / "out")[0]
    args = ("--absent", f"{row[5]}:{row[0]}", "--out", home / "two")
    assert run("repair", home / "book", home / "out", *args).exit_code == 0


def test_a_repair_that_the_frozen_days_forbid_says_which_rule_they_break(
    run: Run, home: Path
) -> None:
    row = rows(home / "out")[0]
    done = run(
        "repair",
        home / "book",
        home / "out",
        *("--absent", f"{row[4]}:{row[0]}", "--freeze", row[0], "--out", home / "two"),
    )
    assert done.exit_code == 1
    assert "ini terbukti" in done.stderr
    assert row[5] in done.stderr
    assert not (home / "two").exists()


def test_a_holiday_declared_after_publication_cancels_its_duties(run: Run, home: Path) -> None:
    run("publish", home / "book", home / "out", *BY, *AT)
    day = rows(home / "out")[-1][0]
    gone = [row for row in rows(home / "out") if row[0] == day]
    with (home / "book" / "penutupan.csv").open("a", encoding="utf-8") as file:
        file.write(f",{day},tutup,Libur baru\n")
    done = run("repair", home / "book", home / "out", "--out", home / "two")
    assert done.exit_code == 0, done.output
    assert [row for row in rows(home / "out") if row[0] != day] == rows(home / "two")
    told = run("publish", home / "book", home / "two", *BY, *LATER, "--json")
    # Each officer's entry, and each session in the room's calendar.
    sessions = {(row[1], row[2]) for row in gone}
    assert json.loads(told.stdout)["cancelled"] == len(gone) + len(sessions)


def test_risk_takes_its_rates_from_what_was_published_and_names_nobody(
    run: Run, home: Path
) -> None:
    """Of all duty days of March one is missed: told in days, not by whom."""
    book = home / "book"
    row = rows(home / "out")[0]
    run("publish", book, home / "out", *BY, *AT)
    run("repair", book, home / "out", "--absent", f"{row[4]}:{row[0]}", "--out", home / "two")
    # Published on the morning itself: leave told of in good time is no illness.
    run("publish", book, home / "two", *BY, "--at", f"{row[0]}T06:30")
    april = ("--from", "2027-04-01", "--until", "2027-04-09", "--draws", 100)
    done = run("risk", book, *april, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)["rates"]
    days = {(line[4], line[0]) for line in rows(home / "two")} | {(row[4], row[0])}
    assert (told["table"], told["default"]) == (0, 0)
    assert (told["duty_days"], told["missed"]) == (len(days), 1)
    last = run("risk", book, *april, "--language", "en").stdout.splitlines()[-1]
    assert last.startswith("Sick rates: ")
    assert last.endswith(f"by the ledger (1 of {len(days)} duty days missed).")
    # Nothing was published before March.
    march = run("risk", book, "--month", "2027-03", "--roster", home / "two", "--json")
    assert json.loads(march.stdout)["rates"]["ledger"] == 0
