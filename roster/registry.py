"""The rules that this installation knows, from every installed rule pack.

A rule pack is any distribution with an entry point in the group ``roster.rules`` that names
a tuple of rule classes, in reading order. The standard pack is one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from roster.errors import RuleError
from roster.model.rule import Rule

GROUP = "roster.rules"
STANDARD = "standard"


@cache
def rules() -> Mapping[str, type[Rule]]:
    """Every installed rule by its code, the standard pack first, then the others by name.

    What is installed is read once.

    Raises
    ------
    RuleError
        If a pack cannot be loaded, holds something that is not a rule, or claims a code
        that another rule has.
    """
    packs = sorted(
        entry_points(group=GROUP), key=lambda pack: (pack.name != STANDARD, pack.name, pack.value)
    )
    return collect((f"{pack.name} = {pack.value}", load(pack)) for pack in packs)


def collect(packs: Iterable[tuple[str, tuple[type[Rule], ...]]]) -> Mapping[str, type[Rule]]:
    """The rules of named packs by code, in the order given; raises RuleError on a clash."""
    found: dict[str, type[Rule]] = {}
    owner: dict[str, str] = {}
    for name, members in packs:
        for rule in members:
            if rule.code in found:
                raise RuleError(
                    f"two rules have the code {rule.code!r}: one in pack {owner[rule.code]!r}, "
                    f"one in pack {name!r}. Remove a pack, or give the rule another code"
                )
            found[rule.code] = rule
            owner[rule.code] = name
    return MappingProxyType(found)


def load(pack: EntryPoint) -> tuple[type[Rule], ...]:
    """The rules that an entry point names; raises RuleError if they are not usable."""
    source = f"rule pack {pack.name!r} ({pack.value})"
    try:
        members = pack.load()
    except (ImportError, AttributeError) as fault:
        raise RuleError(
            f"{source} cannot be loaded: {fault}. Install it again, or remove it"
        ) from fault
    if not isinstance(members, tuple | list):
        raise RuleError(f"{source} must name a tuple of rules, not {type(members).__name__}")
    for member in members:
        if not (isinstance(member, type) and issubclass(member, Rule)):
            raise RuleError(f"{source} holds {member!r}, which is not a subclass of roster's Rule")
        if not isinstance(getattr(member, "code", None), str):
            raise RuleError(f"{source}: rule {member.__name__} has no code")
    return tuple(members)
