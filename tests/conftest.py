"""What all tests share: examples are drawn alike in every run, none is timed, Ctrl-C is heard."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, database=None, max_examples=40
)
settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def heard_interrupts() -> Iterator[None]:
    """A shell starts what runs in the background deaf to SIGINT, and its children with it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
