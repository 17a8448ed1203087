"""The ledger's file: what is refused, and that nothing is overwritten or half-written."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from ledger_office import act, draft

from roster.errors import InputError
from roster.ledger import Ledger, ledger_path, publish
from roster.ledger.schema import APPLICATION, MIGRATIONS, VERSION
from roster.ledger.store import COPY, Store

NOBODY = 65534


def test_both_forms_of_a_book_have_one_ledger_beside_them(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    assert ledger_path(tmp_path / "office") == tmp_path / "office.ledger"
    assert ledger_path(tmp_path / "office.xlsx") == tmp_path / "office.ledger"


def test_reading_a_ledger_that_is_not_there_writes_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "office.ledger") as ledger:
        assert ledger.publications() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_of_an_older_program_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    with sqlite3.connect(path) as old:
        for statement in MIGRATIONS[0]:
            old.execute(statement)
        old.execute("PRAGMA user_version = 1")
        old.execute(f"PRAGMA application_id = {APPLICATION}")
        old.execute("INSERT INTO facts VALUES ('installation', 'Kantor')")
    old.close()
    with Ledger(path, create=True) as ledger:
        assert ledger.version == VERSION
        assert ledger.fact("installation") == "Kantor"
        assert publish(ledger, draft(), act()) is not None


def test_a_ledger_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    with Ledger(path, create=True) as ledger:
        ledger.db.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"newer program .*Update this program"):
        Ledger(path, create=True)
    assert path.read_bytes() == before


def test_a_file_that_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    path.write_bytes(b"Petugas piket bulan Maret\n" * 100)
    with pytest.raises(InputError, match=r"damaged \(file is not a database\)"):
        Ledger(path, create=True)
    assert path.read_bytes() == b"Petugas piket bulan Maret\n" * 100


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    with pytest.raises(InputError, match="is not a ledger of rosters"):
        Ledger(path)


def test_a_damaged_ledger_is_not_written_to_and_its_copy_brings_it_back(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    with Ledger(path, create=True) as ledger:
        publish(ledger, draft(), act())
    whole = path.read_bytes()
    # Every page after the first is overwritten: the header still says that it is a ledger.
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    damaged = path.read_bytes()
    with (
        pytest.raises(InputError, match=r"is damaged .*copy office.ledger.copy to office.ledger"),
        Ledger(path, create=True) as ledger,
    ):
        publish(ledger, draft(), act())
    assert path.read_bytes() == damaged
    path.write_bytes((tmp_path / f"office.ledger{COPY}").read_bytes())
    with Ledger(path) as ledger:
        assert [row.number for row in ledger.publications()] == [1]
        assert "roster.csv" not in ledger.documents(1)
        assert "calendars/ani.ics" in ledger.documents(1)


def test_a_document_that_was_changed_is_not_handed_out(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    with Ledger(path, create=True) as ledger:
        publish(ledger, draft(), act())
        ledger.db.execute("DROP TRIGGER contents_stay_at_update")
        ledger.db.execute("UPDATE contents SET packed = x'789c030000000001'")
    with Ledger(path) as ledger, pytest.raises(InputError, match="not what was published"):
        ledger.documents(1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET duties = '9'",
        "DELETE FROM entries",
        "UPDATE revisions SET sequence = 0",
        "DELETE FROM publications",
    ],
)
def test_what_is_booked_stays(tmp_path: Path, statement: str) -> None:
    with Ledger(tmp_path / "office.ledger", create=True) as ledger:
        publish(ledger, draft(), act())
        with pytest.raises(sqlite3.IntegrityError, match="are only added to"):
            ledger.db.execute(statement)


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    with Ledger(path, create=True) as ledger:
        (pages,) = ledger.db.execute("PRAGMA page_count").fetchone()
        ledger.db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(InputError, match=r"database or disk is full.*nothing was changed"):
            publish(ledger, draft(), act())
    with Ledger(path) as ledger:
        ledger.sound()
        assert ledger.publications() == ()


def test_a_file_that_may_not_grow_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    """The limit on the size of files makes the operating system refuse the writes."""
    path = tmp_path / "office.ledger"
    with Ledger(path, create=True):
        pass
    program = (
        "import resource, signal, sys; sys.path.insert(0, sys.argv[2]);"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192));"
        "from pathlib import Path; from ledger_office import act, draft;"
        "from roster.errors import InputError; from roster.ledger import Ledger, publish\n"
        "try:\n"
        "    with Ledger(Path(sys.argv[1]), create=True) as ledger:\n"
        "        publish(ledger, draft(), act())\n"
        "except InputError as fault:\n"
        "    print(fault)\n"
    )
    assert hasattr(resource, "RLIMIT_FSIZE")
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), str(Path(__file__).parent)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "cannot be used" in done.stdout
    with Ledger(path) as ledger:
        ledger.sound()
        assert ledger.publications() == ()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody without rights")
def test_in_a_folder_that_may_not_be_written_to_the_ledger_is_read_and_not_changed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "office.ledger"
    with Ledger(path, create=True) as ledger:
        publish(ledger, draft(), act())
    found = []

    def as_nobody() -> None:
        pid = os.fork()
        if pid == 0:
            code = 9
            try:
                for folder in (tmp_path, *tmp_path.parents):
                    if folder.stat().st_uid == 0 and str(folder) != "/":
                        os.chmod(folder, 0o755)
                os.setuid(NOBODY)
                with Ledger(path) as reading:
                    code = len(reading.publications())
                try:
                    with Ledger(path, create=True) as writing:
                        publish(writing, draft(seen=1), act())
                except InputError as fault:
                    code += 1 if "cannot be used" in str(fault) else 5
            finally:
                os._exit(code)
        found.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

    modes = {folder: folder.stat().st_mode for folder in tmp_path.parents}
    try:
        as_nobody()
    finally:
        for folder, mode in modes.items():
            if folder.stat().st_mode != mode:
                os.chmod(folder, mode & 0o7777)
    assert found == [2]


def test_a_ledger_that_another_program_is_writing_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "office.ledger"
    with Ledger(path, create=True) as first:
        monkeypatch.setattr("roster.ledger.store.PATIENCE", 0.05)
        with (
            first.change(),
            Ledger(path, create=True) as second,
            pytest.raises(InputError, match="being written by another program"),
        ):
            publish(second, draft(), act())
        with Ledger(path) as third:
            assert third.publications() == ()


def test_of_two_who_publish_at_once_one_wins_and_the_other_is_told(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    with Ledger(path, create=True):
        pass
    outcomes: list[str] = []
    both = threading.Barrier(2)

    def rival(author: str) -> None:
        mine = draft() if author == "Sari" else draft(book_sha256="c" * 64)

        def wait(version: object) -> dict[str, bytes]:
            both.wait(10)  # neither commits before both have prepared
            return {"roster.csv": author.encode()}

        with Ledger(path, create=True) as ledger:
            try:
                publish(ledger, mine, act(author=author), wait)
                outcomes.append(f"won {author}")
            except InputError as fault:
                outcomes.append(str(fault))

    rivals = [threading.Thread(target=rival, args=(name,)) for name in ("Sari", "Tono")]
    for thread in rivals:
        thread.start()
    for thread in rivals:
        thread.join()
    (lost,) = [text for text in outcomes if not text.startswith("won")]
    (won,) = [text.split()[1] for text in outcomes if text.startswith("won")]
    assert f"version 1 ({won}) was published before this one" in lost
    with Ledger(path) as ledger:
        assert [row.act.author for row in ledger.publications()] == [won]
        assert ledger.documents(1)["roster.csv"] == won.encode()


def test_a_failure_of_the_copy_is_a_warning_and_the_version_stands(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    (tmp_path / f"office.ledger{COPY}").mkdir()
    with Ledger(path, create=True) as ledger:
        publish(ledger, draft(), act())
        assert len(ledger.warnings) == 1
        assert "the ledger itself is whole" in ledger.warnings[0].found
        assert len(ledger.publications()) == 1


def test_a_store_closes_itself_when_it_refuses(tmp_path: Path) -> None:
    path = tmp_path / "office.ledger"
    with Store(path, create=True) as store:
        store.db.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(InputError):
        Store(path)
    path.unlink()
