"""The house keeps its shape: what may import what, and what every module owes its reader."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted([*(ROOT / "roster").rglob("*.py"), *(ROOT / "constraints").rglob("*.py")])
SOLVERS = {"ortools", "highspy"}


def named(path: Path) -> str:
    """A path below the root, for the name of a test."""
    return path.relative_to(ROOT).as_posix()


def imported(statement: str) -> set[str]:
    """The top-level packages that a statement brings into a fresh interpreter."""
    program = f"import sys\n{statement}\nprint(*{{n.partition('.')[0] for n in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        "import roster.model",
        "import roster.verify",
        "import roster.book, roster.book.problem",
        "import constraints",
        "import roster.encoding",
    ],
)
def test_what_checks_a_roster_loads_no_solver(statement: str) -> None:
    assert imported(statement) & SOLVERS == set()


def test_the_model_loads_no_library_at_all() -> None:
    third_party = imported("import roster.model") - imported("") - set(sys.stdlib_module_names)
    assert third_party == {"roster"}


@pytest.mark.parametrize("first", ["constraints", "roster.solve", "roster.book", "roster.registry"])
def test_packages_load_in_any_order(first: str) -> None:
    assert "constraints" in imported(f"import {first}\nimport constraints\nimport roster.verify")


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_every_module_and_public_name_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module"
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


CLOCK = ROOT / "roster" / "cli" / "clock.py"
"""Asked by commands that record when something was done, and by no other module."""


@pytest.mark.parametrize("path", [path for path in SOURCES if path != CLOCK], ids=named)
def test_no_module_reads_the_clock_or_draws_unseeded(path: Path) -> None:
    """Monotonic time, which only measures, is allowed."""
    forbidden = {
        ("datetime", "now"),
        ("datetime", "utcnow"),
        ("datetime", "today"),
        ("date", "today"),
        ("time", "time"),
        ("random", "random"),
        ("random", "shuffle"),
        ("random", "choice"),
        ("uuid", "uuid1"),
        ("uuid", "uuid4"),
    }
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    assert used & forbidden == set()


def test_test_files_have_names_of_their_own_and_shadow_no_package() -> None:
    tests = ROOT / "tests"
    names = Counter(p.name for p in tests.rglob("*.py") if p.name != "conftest.py")
    assert [name for name, count in names.items() if count > 1] == []
    assert list(tests.rglob("__init__.py")) == []
