"""What each rule means, from the rules' own docstrings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from inspect import cleandoc
from textwrap import dedent
from typing import TYPE_CHECKING

import click

from roster.cli.common import Command, answer, json_option

if TYPE_CHECKING:
    from roster.model import Rule


@click.command(name="rules", cls=Command, short_help="Say what each rule means.")
@click.argument("code", required=False)
@click.option("--markdown", is_flag=True, help="All rules as a page in Markdown.")
@json_option
def command(code: str | None, markdown: bool, as_json: bool) -> None:
    """Say what each rule means, or everything about the rule CODE."""
    from roster.registry import rules

    known = rules()
    if code is not None:
        known = {code: named(code, known)}
    if as_json:
        answer([{"code": name, "text": text(rule)} for name, rule in known.items()])
    elif markdown:
        click.echo(page(known), nl=False)
    elif code is not None:
        click.echo(text(known[code]))
    else:
        width = max(map(len, known), default=0)
        for name, rule in known.items():
            click.echo(f"{name:{width}}  {headline(rule)}")


def named(code: str, known: Mapping[str, type[Rule]]) -> type[Rule]:
    """The rule of that code; raises UsageError with the nearest code if there is none."""
    from difflib import get_close_matches

    if code in known:
        return known[code]
    near = get_close_matches(code, known, n=1) or list(known)
    raise click.UsageError(f"There is no rule {code!r}. Did you mean {', '.join(near)}?")


def text(rule: type[Rule]) -> str:
    """A rule's docstring without its indentation."""
    return cleandoc(rule.__doc__ or "")


def headline(rule: type[Rule]) -> str:
    """The first sentence of a rule's docstring, on one line."""
    return " ".join(text(rule).split("\n\n")[0].split())


def page(known: Mapping[str, type[Rule]]) -> str:
    """The rules page of the documentation."""
    parts = [
        "# Rules",
        "Written by `make docs` from the rules themselves; `roster rules CODE` prints one. "
        "How a rule is put into a book stands in [the table rules](book.md).",
    ]
    parts.append(
        "\n".join(f"- [`{code}`](#{code}): {headline(rule)}" for code, rule in known.items())
    )
    for code, rule in known.items():
        parts.append(f"## `{code}`")
        parts += [_section(block) for block in text(rule).split("\n\n")]
    return "\n\n".join(parts) + "\n"


def _section(block: str) -> str:
    """A paragraph of a docstring, or a section of it, in Markdown."""
    title, _, rest = block.partition("\n")
    if not rest.startswith("    "):
        return dedent(block)
    body = dedent(rest)
    if ">>> " in body:
        return f"### {title}\n\n```python\n{body}\n```"
    if title == "Parameters":
        body = re.sub(r"^(\w+): ", r"- `\1`: ", body, flags=re.MULTILINE)
    return f"### {title}\n\n{body}"
