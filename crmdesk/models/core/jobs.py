"""How long work reports, without knowing who listens."""

from typing import Protocol


class Progress(Protocol):
    """Handed to every long action; the window, the console and tests each bring their own."""

    def __call__(self, done: int, total: int) -> None:
        """Report, and raise Cancelled when the user asked to stop."""


def silent(done: int, total: int) -> None:
    """A Progress nobody listens to."""
