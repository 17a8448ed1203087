"""Duty rosters an office can trust: fair, proven, explained."""

__version__ = "0.1.0"
