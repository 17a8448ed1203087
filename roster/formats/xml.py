"""XML as a tree whose elements know their line, so that every fault can be pointed at."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from xml.parsers import expat

from roster.errors import InputError
from roster.formats.source import Line, fault, read_bytes


@dataclass
class Element:
    """An element: its name, its text without white space around it, its place and its parts."""

    path: Path
    line: int
    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def fault(self, expected: str, found: str = "") -> InputError:
        """The error that this element is not what was expected."""
        shown = found or f"<{self.name}>{self.text}"
        return fault(self.path, self.line, f"found {shown}", expected)

    def allow(self, *names: str) -> None:
        """Raise InputError for a child of another name, or for one that stands twice."""
        seen = set()
        for child in self.children:
            if child.name not in names:
                raise child.fault(f"in <{self.name}>: {', '.join(names)}", f"<{child.name}>")
            if child.name in seen:
                raise child.fault(f"one <{child.name}> in <{self.name}>")
            seen.add(child.name)

    def find(self, name: str) -> Element | None:
        """The child of a name, or None."""
        return next((child for child in self.children if child.name == name), None)

    def child(self, name: str) -> Element:
        """The child of a name; raises InputError where there is none."""
        found = self.find(name)
        if found is None:
            raise self.fault(f"a <{name}> in it", f"<{self.name}> without <{name}>")
        return found

    def all(self, *names: str) -> Iterator[Element]:
        """The children, which must all have one of the names."""
        for child in self.children:
            if child.name not in names:
                raise child.fault(f"in <{self.name}>: {' or '.join(names)}", f"<{child.name}>")
            yield child

    def attribute(self, name: str) -> str:
        """An attribute; raises InputError where there is none."""
        if name not in self.attributes:
            raise self.fault(f"an attribute {name}", f"<{self.name}> without it")
        return self.attributes[name]

    def as_line(self, text: str) -> Line:
        """A part of the element as a line, to read numbers and names from."""
        return Line(self.path, self.line, text)

    def integer(self, least: int = 0) -> int:
        """The text as a whole number."""
        return self.as_line(self.text).integer(self.text, f"<{self.name}>", least)

    def weight(self) -> int:
        """The attribute ``weight``."""
        text = self.attribute("weight")
        return self.as_line(text).integer(text, f"the weight of <{self.name}>")

    def truth(self, text: str) -> bool:
        """A truth value as XML Schema writes it."""
        self.as_line(text).one_of(text, f"true or false in <{self.name}>", _TRUTHS)
        return _TRUTHS[text]

    def one_of(self, known: Collection[str]) -> str:
        """The text, which must name something known."""
        return self.as_line(self.text).one_of(self.text, f"<{self.name}>, one of", known)

    def date(self) -> date:
        """The text as a date."""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", self.text, re.ASCII):
            with suppress(ValueError):
                return date.fromisoformat(self.text)
        raise self.fault("a date such as 2010-01-31")

    def clock(self) -> time:
        """The text as a time of day."""
        if re.fullmatch(r"\d\d:\d\d:\d\d", self.text, re.ASCII):
            with suppress(ValueError):
                return time.fromisoformat(self.text)
        raise self.fault("a time such as 06:30:00")


_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def read_tree(path: Path) -> Element:
    """The root of an XML file; raises InputError where the file is not well formed.

    A document type is refused: none of these files has one, and it could make a small file
    grow without end.
    """
    parser = expat.ParserCreate()
    root = Element(path, 0, "", {})
    stack = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        element = Element(path, parser.CurrentLineNumber, name, attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        element = stack.pop()
        element.text = element.text.strip()

    def data(text: str) -> None:
        stack[-1].text += text

    def doctype(*_: object) -> None:
        raise fault(path, parser.CurrentLineNumber, "found <!DOCTYPE", "no document type")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(read_bytes(path), True)
    except expat.ExpatError as problem:
        reason = expat.errors.messages[problem.code]
        raise fault(path, problem.lineno, f"XML with an error: {reason}", "XML") from problem
    except (LookupError, ValueError) as problem:
        # What Python's codecs say of an encoding that the file's first line declares.
        raise fault(path, 1, f"XML with an error: {problem}", "XML in UTF-8") from problem
    return root.children[0]
