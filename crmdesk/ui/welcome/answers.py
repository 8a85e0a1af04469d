"""What the first page asks, before there is a database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answers:
    """All may stay as offered: an empty name is "Me"; `protect` asks for a password next."""

    country: str
    name: str = ""
    protect: bool = False
