"""Tests of the registry: packs are found by entry point, wherever they are installed."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import ClassVar

import pytest

from roster.errors import RuleError
from roster.model.rule import Rule
from roster.registry import collect, load, rules

PACK = '''
"""A rule pack of another office."""

from dataclasses import dataclass
from typing import ClassVar

from roster.model import Rule


@dataclass(frozen=True)
class NoFridays(Rule):
    """Nobody serves on a Friday."""

    code: ClassVar[str] = "{code}"
    group: ClassVar[str] = "time"
    reason: str = "prayer"


RULES = (NoFridays,)
'''


def build_wheel(folder: Path, code: str) -> Path:
    """Write a real wheel, byte by byte as the format asks, so that no build tool is needed."""
    info = "office_rules-1.0.dist-info"
    files = {
        "office_rules.py": PACK.format(code=code),
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: office-rules\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "[roster.rules]\noffice = office_rules:RULES\n",
    }
    record = ""
    for name, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        record += f"{name},sha256={digest.decode()},{len(text.encode())}\n"
    files[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
    wheel = folder / "office_rules-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return wheel


def install(folder: Path, code: str) -> Path:
    """Install a pack with one rule of the given code into a folder of its own."""
    target = folder / "site"
    wheel = build_wheel(folder, code)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    command += ["--disable-pip-version-check", "--target", str(target), str(wheel)]
    subprocess.run(command, check=True)
    return target


def run_with(site: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a fresh interpreter that sees an extra folder of packages."""
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_rule_pack_installed_outside_the_repository_is_found(tmp_path: Path) -> None:
    site = install(tmp_path, "no_fridays")
    script = (
        "import json; from roster.registry import rules; found = rules();"
        "print(json.dumps([list(found), found['no_fridays']().reason,"
        " found['no_fridays'].__module__]))"
    )
    done = run_with(site, script)
    assert done.returncode == 0, done.stderr
    codes, reason, module = json.loads(done.stdout)
    assert codes[-1] == "no_fridays"
    assert codes[:-1] == list(rules())
    assert (reason, module) == ("prayer", "office_rules")


def test_a_pack_that_claims_a_standard_code_is_refused_by_name(tmp_path: Path) -> None:
    site = install(tmp_path, "leave")
    script = (
        "from roster.errors import RuleError\n"
        "from roster.registry import rules\n"
        "try: rules()\n"
        "except RuleError as fault: print(fault)\n"
    )
    done = run_with(site, script)
    assert "two rules have the code 'leave'" in done.stdout, done.stderr
    assert "office = office_rules:RULES" in done.stdout


def test_the_standard_rules_stand_first_and_each_has_its_code() -> None:
    found = rules()
    assert {"one_place", "competence", "leave", "pins", "coverage"} <= set(found)
    assert all(issubclass(rule, Rule) and rule.code == code for code, rule in found.items())


@dataclass(frozen=True)
class One(Rule):
    code: ClassVar[str] = "one"
    group: ClassVar[str] = "test"


@dataclass(frozen=True)
class AlsoOne(Rule):
    code: ClassVar[str] = "one"
    group: ClassVar[str] = "test"


class Nameless(Rule):
    pass


NOT_A_TUPLE = One
NOT_RULES = (int,)
NAMELESS = (Nameless,)


def test_two_packs_with_one_code_are_a_rule_error() -> None:
    with pytest.raises(RuleError, match=r"'one': one in pack 'a', one in pack 'b'"):
        collect([("a", (One,)), ("b", (AlsoOne,))])


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("office_rules_that_are_not_there:RULES", "cannot be loaded"),
        (f"{__name__}:MISSING", "cannot be loaded"),
        (f"{__name__}:NOT_A_TUPLE", "must name a tuple of rules, not type"),
        (f"{__name__}:NOT_RULES", "not a subclass"),
        (f"{__name__}:NAMELESS", "rule Nameless has no code"),
    ],
)
def test_a_pack_that_is_not_usable_is_a_rule_error_with_its_name(value: str, message: str) -> None:
    with pytest.raises(RuleError, match=message) as caught:
        load(EntryPoint("office", value, "roster.rules"))
    assert "'office'" in str(caught.value)
