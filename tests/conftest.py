"""What all tests share: examples are drawn alike in every run, and none is timed."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, database=None, max_examples=40
)
settings.load_profile("repeatable")
