"""One entry of the navigation rail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Screen:
    """`build` is called when the screen is first shown; one not `in_rail` has a command alone."""

    name: str
    title: str
    icon: str
    build: Callable[[], QWidget]
    at_bottom: bool = False
    in_rail: bool = True
