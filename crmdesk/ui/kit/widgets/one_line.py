"""What stands side by side in one line, and what has to go into the menu at its end."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def fitting(
    room: int, widths: Mapping[str, int], always: Collection[str], others: int
) -> frozenset[str]:
    """Which of these there is room for, first come first served; `always` are there in any case.

    All in px, the gap behind each included; `others` is the button for what does not fit.
    """
    if sum(widths.values()) <= room:
        return frozenset(widths)
    room -= others + sum(widths[name] for name in always)
    shown = set(always)
    for name, width in widths.items():
        if name not in shown:
            room -= width
            if room < 0:
                break
            shown.add(name)
    return frozenset(shown)
