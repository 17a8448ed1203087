"""Tests of the output folder: whole or not at all, and nobody else's file is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roster.errors import InputError
from roster.exports.folder import write_folder

FIRST = {"result.json": b"{}", "roster.csv": b"1", "calendars/ani.ics": b"A"}
SECOND = {"result.json": b"{}", "roster.csv": b"2", "calendars/budi.ics": b"B"}


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_folder_holds_the_files_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_folder(tmp_path / "out" / "2027-03", FIRST)
    assert content(tmp_path) == {f"out/2027-03/{name}": data for name, data in FIRST.items()}


def test_an_earlier_output_is_replaced_and_stale_files_go_away(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(out, FIRST)
    write_folder(out, SECOND)
    assert content(tmp_path) == {f"out/{name}": data for name, data in SECOND.items()}


def test_kept_files_stay_but_a_folder_written_anew_loses_its_stale_ones(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(out, {**FIRST, "roster.html": b"old"})
    write_folder(out, {"roster.html": b"new", "calendars/budi.ics": b"B"}, keep=True)
    assert content(out) == {
        "result.json": b"{}",
        "roster.csv": b"1",
        "roster.html": b"new",
        "calendars/budi.ics": b"B",
    }


def test_kept_calendars_stay_when_no_calendar_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(out, FIRST)
    write_folder(out, {"roster.html": b"new"}, keep=True)
    assert content(out) == {**FIRST, "roster.html": b"new"}


def test_an_empty_folder_is_written_into(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_folder(tmp_path / "out", FIRST)
    assert content(tmp_path / "out") == FIRST


@pytest.mark.parametrize("foreign", ["letter.txt", "calendars/private.txt", "deep/er/x.csv", ".x"])
def test_a_folder_with_a_foreign_file_is_refused_and_left_as_it_is(
    tmp_path: Path, foreign: str
) -> None:
    out = tmp_path / "out"
    write_folder(out, FIRST)
    (out / foreign).parent.mkdir(parents=True, exist_ok=True)
    (out / foreign).write_bytes(b"mine")
    before = content(tmp_path)
    with pytest.raises(InputError, match="files that are no output") as caught:
        write_folder(out, SECOND)
    assert foreign in str(caught.value)
    assert str(out) in str(caught.value)
    assert content(tmp_path) == before


def test_files_of_our_names_without_our_result_are_somebody_elses(tmp_path: Path) -> None:
    calendars = tmp_path / "calendars"
    calendars.mkdir()
    (calendars / "family.ics").write_bytes(b"mine")
    with pytest.raises(InputError, match=r"family\.ics"):
        write_folder(tmp_path, FIRST)
    assert content(tmp_path) == {"calendars/family.ics": b"mine"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(InputError, match="a file; expected a new folder"):
        write_folder(tmp_path / "out", FIRST)
    assert content(tmp_path) == {"out": b"mine"}


def test_a_folder_below_a_file_is_refused_in_either_language(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(InputError, match="/file: a file; expected a new folder"):
        write_folder(tmp_path / "file" / "out", FIRST)
    with pytest.raises(InputError, match="tidak ada yang ditulis"):
        write_folder(tmp_path / "file" / "out", FIRST, language="id")
    assert content(tmp_path) == {"file": b"mine"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_parent_that_may_not_be_written_is_an_input_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(InputError, match="cannot be written"):
            write_folder(tmp_path / "out", FIRST)
    finally:
        tmp_path.chmod(0o755)
    assert content(tmp_path) == {}


def test_a_write_that_fails_half_way_leaves_the_earlier_output_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(out, FIRST)
    # A name of 300 bytes is longer than file systems allow; the first file is written before.
    with pytest.raises(InputError, match="cannot be written"):
        write_folder(out, {"result.json": b"{}", "calendars/" + "x" * 300 + ".ics": b"B"})
    assert content(tmp_path) == {f"out/{name}": data for name, data in FIRST.items()}


@pytest.mark.parametrize("name", ["../x", "/x", "calendars/../../x", "", "a\\b"])
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        write_folder(tmp_path / "out", {name: b""})
    assert content(tmp_path) == {}


NAMES = st.sampled_from(["roster.csv", "roster.html", "calendars/a.ics", "calendars/b.ics"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(outputs=st.lists(st.dictionaries(NAMES, st.binary(max_size=4)), min_size=1, max_size=3))
def test_after_any_outputs_the_folder_holds_exactly_the_last(
    tmp_path: Path, outputs: list[dict[str, bytes]]
) -> None:
    for files in outputs:
        write_folder(tmp_path / "out", {"result.json": b"{}", **files})
    assert content(tmp_path) == {
        f"out/{name}": data for name, data in {"result.json": b"{}", **outputs[-1]}.items()
    }
