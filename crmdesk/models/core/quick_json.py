"""JSON of very many rows, read and written several times as fast as Python does."""

from collections.abc import Callable
from typing import Any


def as_json(rows: Any, default: Callable[[Any], Any] | None = None) -> str:
    """The rows as JSON; `default` says what days, instants and the like become."""
    import orjson  # for bulk only, so no start waits for it

    return orjson.dumps(rows, default, orjson.OPT_PASSTHROUGH_DATETIME).decode()


def from_json(text: str) -> Any:
    """What such JSON says."""
    import orjson

    return orjson.loads(text)
