"""What-ifs in YAML, every fault with its line and column.

The document maps each scenario to a ``title`` and a list of ``changes``, or to that list alone. A
change names its kind and what it is about, and says which rows are meant and what they become::

    long-friday:
      title: Open until five on Fridays
      changes:
        - set: sessions
          where: {session: siang, weekdays: Fri}
          values: {end: 17:00}

What the table ``scenarios`` writes as values of a kind without a table may stand at the kind
itself: ``officers: 30..45``, ``month: 2027-04``, ``with: [long-friday, lebaran]``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Protocol

from roster.book.grid import UnreadableError, read_bytes
from roster.book.planning import CHANGES
from roster.book.report import NOTHING, Report, Text, did_you_mean, shown
from roster.book.words import VALUE_WORDS, match, nearest
from roster.scenario.spec import Pairs, Spec

TABLED = ("set", "add", "remove")
MAIN_VALUE = {"officers": "count", "month": "month", "with": "scenario"}
"""The value meant where one stands at the kind itself."""
KIND_WORDS = {kind: VALUE_WORDS[kind] for kind in CHANGES}
PART_WORDS = {"where": ("di mana", "yang"), "values": ("nilai", "menjadi")}
HEAD_WORDS = {"title": ("judul",), "changes": ("perubahan",)}


class Node(Protocol):
    """A node of the document as ruamel.yaml composes it; ``id`` names its sort."""

    id: str
    value: Any
    start_mark: Any


class _MisplacedError(Exception):
    """Something stands where it cannot be understood; it has been reported."""


def read_yaml(path: Path, report: Report) -> tuple[Spec, ...]:
    """The changes of a YAML file, in its order; faults are reported."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        root: Node | None = YAML().compose(read_bytes(path).decode("utf-8-sig"))
    except UnreadableError as fault:
        report.error(fault.where, fault.found, advice=fault.advice)
        return ()
    except UnicodeDecodeError:
        report.error(path.name, Text("bukan UTF-8", "is not UTF-8"))
        return ()
    except MarkedYAMLError as fault:
        mark = fault.problem_mark
        where = f"{path.name}:{mark.line + 1}:{mark.column + 1}" if mark else path.name
        problem = " ".join(str(fault.problem or fault.context).split())
        report.error(where, Text(f"bukan YAML yang sah ({problem})", f"no valid YAML ({problem})"))
        return ()
    except (YAMLError, RecursionError, ValueError) as fault:
        reason = " ".join(str(fault).split())[:200]
        report.error(
            path.name, Text(f"bukan YAML yang sah ({reason})", f"no valid YAML ({reason})")
        )
        return ()
    reader = _Reader(path.name, report)
    return tuple(reader.document(root)) if root is not None else ()


@dataclass
class _Reader:
    file: str
    report: Report

    def document(self, root: Node) -> Iterator[Spec]:
        """The changes of every scenario."""
        try:
            scenarios = self.mapping(root)
        except _MisplacedError:
            return
        for key, value in scenarios:
            try:
                yield from self.scenario(key, value)
            except _MisplacedError:
                continue

    def scenario(self, key: Node, value: Node) -> Iterator[Spec]:
        """The changes of one scenario."""
        name, title, changes = self.scalar(key), "", value
        if value.id == "mapping":
            parts = self.named(self.mapping(value), HEAD_WORDS)
            title = self.scalar(parts["title"]) if "title" in parts else ""
            if "changes" not in parts:
                self.fault(key, Text("skenario tanpa changes", "a scenario without changes"))
            changes = parts["changes"]
        if changes.id != "sequence":
            self.fault(changes, _found(changes), Text("daftar perubahan", "a list of changes"))
        if not changes.value:
            self.fault(key, Text("skenario tanpa perubahan", "a scenario without a change"))
        for node in changes.value:
            try:
                yield self.change(name, title, node)
            except _MisplacedError:
                continue

    def change(self, name: str, title: str, node: Node) -> Spec:
        """One change."""
        parts = self.named(self.mapping(node), {**KIND_WORDS, **PART_WORDS})
        kinds = [part for part in parts if part in CHANGES]
        if len(kinds) != 1:
            self.fault(
                node,
                Text(f"{len(kinds)} jenis perubahan", f"{len(kinds)} kinds of change"),
                Text(*2 * [", ".join(CHANGES)]),
                Text("Tulis satu jenis pada setiap butir.", "Write one kind in each item."),
            )
        (kind,) = kinds
        about = parts[kind]
        places = {("", ""): self.at(node), ("change", ""): self.at(node)}
        table, values = "", self.pairs(parts.get("values"), "values", places)
        if kind in TABLED:
            table = self.scalar(about)
            places["table", ""] = self.at(about)
        elif about.id == "mapping":
            values += self.pairs(about, "values", places)
        elif about.value:
            if kind not in MAIN_VALUE:
                self.fault(about, _found(about), Text("nama: nilai", "name: value"))
            values += ((MAIN_VALUE[kind], self.text(about)),)
            places["values", MAIN_VALUE[kind]] = self.at(about)
        where = self.pairs(parts.get("where"), "where", places)
        return Spec(name, kind, table, where, values, title, places)

    def pairs(self, node: Node | None, part: str, places: dict[tuple[str, str], str]) -> Pairs:
        """The names and values of a mapping; their places are noted."""
        if node is None:
            return ()
        found = []
        places.setdefault((part, ""), self.at(node))
        for key, value in self.mapping(node):
            name = self.scalar(key)
            found.append((name, self.text(value)))
            places[part, name] = self.at(value)
        return tuple(found)

    def named(self, pairs: list[tuple[Node, Node]], words: dict[str, Any]) -> dict[str, Node]:
        """The parts of a mapping by their canonical names."""
        found: dict[str, Node] = {}
        for key, value in pairs:
            text = self.scalar(key)
            name = match(text, words)
            if name is None:
                expected = ", ".join(words)
                near = nearest(text, [w for k, others in words.items() for w in (k, *others)])
                self.fault(
                    key,
                    Text(f"{shown(text)} tidak dikenal", f"unknown {shown(text)}"),
                    Text(f"salah satu dari {expected}", f"one of {expected}"),
                    did_you_mean(near),
                )
            found[name] = value
        return found

    def mapping(self, node: Node) -> list[tuple[Node, Node]]:
        """The pairs of a mapping; a key that stands twice is a fault."""
        if node.id != "mapping":
            self.fault(node, _found(node), Text("nama: nilai", "name: value"))
        seen: set[str] = set()
        for key, _ in node.value:
            text = self.scalar(key)
            if text in seen:
                self.fault(key, Text(f"{shown(text)} dua kali", f"{shown(text)} twice"))
            seen.add(text)
        return list(node.value)

    def scalar(self, node: Node) -> str:
        """A word or number as it was written."""
        if node.id != "scalar":
            self.fault(node, _found(node), Text("satu nilai", "a single value"))
        return str(node.value).strip()

    def text(self, node: Node) -> str:
        """A value as a cell would hold it: a list with semicolons."""
        if node.id == "sequence":
            return ";".join(self.scalar(item) for item in node.value)
        return self.scalar(node)

    def at(self, node: Node) -> str:
        """``what-if.yaml:12:9``, counted from 1."""
        return f"{self.file}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"

    def fault(
        self, node: Node, found: Text, expected: Text = NOTHING, advice: Text = NOTHING
    ) -> NoReturn:
        """Report a fault and give up what it stands in."""
        self.report.error(self.at(node), found, expected, advice)
        raise _MisplacedError


def _found(node: Node) -> Text:
    if node.id == "scalar":
        return Text(shown(node.value), shown(node.value)) if node.value else Text("kosong", "empty")
    return Text("daftar", "a list") if node.id == "sequence" else Text("pasangan", "a mapping")
