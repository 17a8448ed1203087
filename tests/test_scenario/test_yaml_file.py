"""Scenarios in YAML: whatever the bytes, an answer or a fault with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roster.book.report import Report
from roster.scenario.yaml_file import read_yaml


def issues(path: Path, content: bytes) -> list[str]:
    path.write_bytes(content)
    report = Report("en")
    read_yaml(path, report)
    return [f"{issue.where}: {issue.found}" for issue in report.issues]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 3\n", 'f.yaml:1:4: "3"'),
        ("- a\n", "f.yaml:1:1: a list"),
        ("a: []\n", "f.yaml:1:1: a scenario without a change"),
        ("a:\n  title: x\n", "f.yaml:1:1: a scenario without changes"),
        ("a:\n  chnges: []\n", 'f.yaml:2:3: unknown "chnges"'),
        ("a:\n  - officers: 3\n    month: 2027-03\n", "f.yaml:2:5: 2 kinds of change"),
        ("a:\n  - where: {x: 1}\n", "f.yaml:2:5: 0 kinds of change"),
        ("a:\n  - officers: {count: {x: 1}}\n", "f.yaml:2:23: a mapping"),
        ("a:\n  - officers: 1\na:\n  - officers: 2\n", 'f.yaml:3:1: "a" twice'),
        ("a: [1\nb: {\n", "f.yaml:2:2: no valid YAML"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1: no valid YAML"),
    ],
)
def test_a_fault_names_its_line_and_column(tmp_path: Path, text: str, found: str) -> None:
    told = issues(tmp_path / "f.yaml", text.encode())
    assert any(line.startswith(found) for line in told), told


def test_scalars_are_kept_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(
        "a:\n  - add: leave\n"
        "    values: {officer: 0123, part: 07:30-12:00, type: no, end: 2027-03-02}\n"
    )
    (spec,) = read_yaml(path, Report("en"))
    assert dict(spec.values) == {
        "officer": "0123",
        "part": "07:30-12:00",
        "type": "no",
        "end": "2027-03-02",
    }
    assert spec.at("values", "part") == "f.yaml:3:35"


def test_keys_may_be_indonesian(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(
        "lama:\n  judul: Buka lama\n  perubahan:\n    - ubah: sesi\n      nilai: {selesai: 17:00}\n"
    )
    (spec,) = read_yaml(path, Report("id"))
    assert (spec.change, spec.table, spec.title) == ("set", "sesi", "Buka lama")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=80) | st.text("a:-[]{}&*|\n 'set", max_size=60).map(str.encode))
def test_no_bytes_whatever_give_a_traceback(tmp_path: Path, content: bytes) -> None:
    issues(tmp_path / "f.yaml", content)
