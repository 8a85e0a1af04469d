"""Before which actions a backup is made by itself, and how often."""

from collections.abc import Mapping
from datetime import timedelta

AGAIN = timedelta(hours=1)
"""After a backup of the same kind no other is made for so long: whoever merges a hundred records
one by one needs no hundred copies."""
MANY = 10
_ALWAYS = {
    "import": "import",
    "survey.import": "import",
    "customers.merge": "merge",
    "customers.merge_many": "merge",
}
_OF_MANY = {"customers.delete": "deletion"}


def occasion(action: str, params: Mapping[str, object]) -> str | None:
    """The kind of backup due before this action; None where none is."""
    if action in _OF_MANY:
        count = params.get("count", 0)
        return _OF_MANY[action] if isinstance(count, int) and count >= MANY else None
    return _ALWAYS.get(action)
