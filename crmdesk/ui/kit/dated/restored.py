"""Which rows of a list have come back: what was done with them was undone."""

from __future__ import annotations

from collections.abc import Sequence


class Restored:
    """Remembers what went while one and the same question was asked."""

    def __init__(self) -> None:
        self._question: object = None
        self._gone: set[int] | None = None

    def ask(self, question: object) -> None:
        """What goes because something else is asked does not come back."""
        if question != self._question:
            self._question, self._gone = question, None

    def among(self, ids: Sequence[int], before: Sequence[int]) -> list[int]:
        """Those of `ids` that went once and were not there `before`."""
        if self._gone is None:
            self._gone = set()
            return []
        shown, now = set(before), set(ids)
        back = [row_id for row_id in ids if row_id in self._gone and row_id not in shown]
        self._gone = (self._gone | shown) - now
        return back
