"""A birthday as it was told: solar or lunar, the year perhaps unknown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Birthday:
    """What was entered, never converted; calendar is "solar" or "lunar", leap the 闰 month."""

    calendar: str
    year: int | None
    month: int
    day: int
    leap: bool = False
