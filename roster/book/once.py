"""What is reckoned once for each class."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar, cast

Kind = TypeVar("Kind")
Made = TypeVar("Made")


def once(make: Callable[[type[Kind]], Made]) -> Callable[[type[Kind]], Made]:
    """`functools.cache` for a function of a class, which mypy does not take for hashable."""
    return cast("Callable[[type[Kind]], Made]", cache(make))
