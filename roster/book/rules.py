"""From the rows of the table ``rules`` to rules with their strength and the officers bound.

``strength`` is ``must`` or a priority, 1 being the highest; ``weight`` multiplies a soft
rule's cost. ``parameters`` are the fields of the rule's class, as ``per=week; limit=2``; the
values of a list are parted by ``|``. ``applies_to``, and a parameter that names a group, are
described in :mod:`roster.model.groups`; ``contract:NAME`` in :mod:`roster.book.contracts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from types import UnionType
from typing import TYPE_CHECKING, Union, get_args, get_origin, get_type_hints

from roster.book.applies import Groups
from roster.book.contracts import Contracts, Version
from roster.book.once import once
from roster.book.people import officers_of
from roster.book.refusals import refusal
from roster.book.report import Report, Text, did_you_mean, shown
from roster.book.tables import Book, RuleRow
from roster.book.words import nearest
from roster.model.groups import GROUP
from roster.model.rule import Rule, RuleUse

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

LISTS = (tuple, list, set, frozenset)
EXPECTED = {
    "int": Text("bilangan bulat", "a whole number"),
    "float": Text("bilangan", "a number"),
    "decimal": Text("bilangan", "a number"),
    "bool": Text("true atau false", "true or false"),
    "date": Text("tanggal seperti 2027-03-01", "a date such as 2027-03-01"),
    "time": Text("jam seperti 07:30", "a time such as 07:30"),
}
BOUNDS = {
    "greater_than_equal": ("ge", Text("paling sedikit", "at least")),
    "greater_than": ("gt", Text("lebih dari", "more than")),
    "less_than_equal": ("le", Text("paling banyak", "at most")),
    "less_than": ("lt", Text("kurang dari", "less than")),
}


def rule_uses(
    book: Book, registry: Mapping[str, type[Rule]], groups: Groups, report: Report
) -> tuple[RuleUse, ...]:
    """The rules of a book, in its order; rows with a fault are reported and left out."""
    found = []
    contracts = Contracts(book, report)
    for row in book.rules:
        officers = groups.select(row.applies_to, row.where_of("applies_to"))
        kind = registry.get(row.rule)
        if kind is None:
            report.error(
                row.where_of("rule"),
                Text(f"aturan {shown(row.rule)} tidak dikenal", f"unknown rule {shown(row.rule)}"),
                _listed(registry),
                did_you_mean(nearest(row.rule, registry)),
            )
            continue
        _check_strength(row, kind, report)
        named = _group_parameters(kind)
        if not _names_groups(row, named, groups):
            continue
        for version in contracts.versions(row, named):
            rule = _rule(version, kind, report)
            if rule is not None:
                found.append(_use(rule, version, officers, groups))
    contracts.warn_of_idle_limits()
    return tuple(found)


def check_rules(
    book: Book, registry: Mapping[str, type[Rule]], report: Report, *, complete: bool
) -> None:
    """Report the faults of the rules that show in any period.

    Without ``complete`` rows of other tables are at fault, and may hold the names that the
    rules use.
    """
    alone = Report(report.language)
    whole = (date.min, date.max)
    groups = Groups(book, officers_of(book), *whole, alone, complete=complete)
    rule_uses(book, registry, groups, alone)
    report.issues += [issue for issue in alone.issues if not issue.warning]


def _names_groups(row: RuleRow, named: tuple[str, ...], groups: Groups) -> bool:
    """Whether the parameters that name groups do so; what is wrong, or means nobody, is told."""
    where, fine = row.where_of("parameters"), True
    for name, text in row.parameters:
        if name in named:
            if groups.wanted(text, where) is None:
                fine = False
            else:
                groups.select(text, where)
    return fine


def _use(rule: Rule, version: Version, officers: frozenset[str] | None, groups: Groups) -> RuleUse:
    row, scope, told = version.row, officers, version.row.applies_to
    if version.contract is not None:
        holders = groups.holders(version.contract)
        scope = holders if officers is None else holders & officers
        told = f"{told} ({version.contract})" if told else f"contract:{version.contract}"
    return RuleUse(rule, row.strength, row.weight, scope, row.where, told)


def _check_strength(row: RuleRow, kind: type[Rule], report: Report) -> None:
    where = row.where_of("strength")
    if row.strength is None and not kind.may_be_must:
        report.error(
            where,
            Text(f"aturan {row.rule} tidak dapat wajib", f"rule {row.rule} cannot be a must"),
            Text("prioritas 1, 2, 3, …", "a priority 1, 2, 3, …"),
        )
    elif row.strength is not None and not kind.may_be_soft:
        report.error(
            where,
            Text(
                f"aturan {row.rule} tidak dapat menjadi prioritas {row.strength}",
                f"rule {row.rule} cannot have priority {row.strength}",
            ),
            Text("must", "must"),
        )
    elif row.strength is not None and row.strength < 1:
        report.error(
            where,
            Text(f"prioritas {row.strength}", f"priority {row.strength}"),
            Text("must, 1, 2, 3, …", "must, 1, 2, 3, …"),
        )


def _rule(version: Version, kind: type[Rule], report: Report) -> Rule | None:
    """The rule with its parameters, or None if they are at fault."""
    from pydantic import ValidationError

    row, where = version.row, version.where
    lists = _list_parameters(kind)
    values: dict[str, object] = {}
    for name, text in row.parameters:
        if name in values:
            report.error(
                where, Text(f"parameter {name} tertulis dua kali", f"parameter {name} stands twice")
            )
        values[name] = [w.strip() for w in text.split("|")] if name in lists else text
    try:
        rule = _validator(kind).validate_python(values)
    except ValidationError as fault:
        for error in fault.errors():
            _explain(error, row, kind, where, report)
        return None
    return rule


@once
def _validator(kind: type[Rule]) -> TypeAdapter[Rule]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


@once
def _list_parameters(kind: type[Rule]) -> frozenset[str]:
    """The parameters that hold several values, such as ``tuple[str, ...]``."""
    hints = get_type_hints(kind)
    found = set()
    for name in _parameters(kind):
        hint = hints[name]
        union = get_origin(hint) in (Union, UnionType)
        if any(get_origin(each) in LISTS for each in (get_args(hint) if union else (hint,))):
            found.add(name)
    return frozenset(found)


@once
def _group_parameters(kind: type[Rule]) -> tuple[str, ...]:
    """The parameters that name a group of officers."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(n for n in _parameters(kind) if GROUP in getattr(hints[n], "__metadata__", ()))


def _parameters(kind: type[Rule]) -> tuple[str, ...]:
    """The names of a rule's parameters; rules are dataclasses, the base of them is not."""
    return tuple(item.name for item in fields(kind))  # type: ignore[arg-type]


def _explain(
    error: ErrorDetails, row: RuleRow, kind: type[Rule], where: str, report: Report
) -> None:
    """Report one fault that pydantic found; source: its list of error types."""
    name = str(error["loc"][0]) if error["loc"] else ""
    known = _parameters(kind)
    if error["type"] == "unexpected_keyword_argument":
        report.error(
            where,
            Text(
                f"aturan {row.rule} tidak mempunyai parameter {shown(name)}",
                f"rule {row.rule} has no parameter {shown(name)}",
            ),
            _listed(known) if known else Text("tanpa parameter", "no parameters"),
            did_you_mean(nearest(name, known)),
        )
    elif error["type"] == "missing":
        report.error(
            where,
            Text(
                f"aturan {row.rule} memerlukan parameter {name}",
                f"rule {row.rule} needs the parameter {name}",
            ),
            Text(f"{name}=…", f"{name}=…"),
        )
    elif name:
        report.error(where, Text(*2 * [f"{name}={_text(error['input'])}"]), _expected(error))
    else:
        told = refusal(str(error.get("ctx", {}).get("error", error["msg"])))
        report.error(where, Text(f"aturan {row.rule}: ", f"rule {row.rule}: ") + told)


def _expected(error: ErrorDetails) -> Text:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        choices = str(context["expected"])
        return Text(choices.replace(" or ", " atau "), choices)
    if kind in BOUNDS:
        key, words = BOUNDS[kind]
        return words + Text(f" {context[key]}", f" {context[key]}")
    return EXPECTED.get(kind.split("_")[0], Text(error["msg"], error["msg"]))


def _text(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list | tuple) else shown(value)


def _listed(words: Mapping[str, object] | tuple[str, ...]) -> Text:
    listed = ", ".join(words)
    return Text(listed, listed)
