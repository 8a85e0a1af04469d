"""Whether a kept page is still true: what the file says of itself, in few and small questions.

Every change of a customer leaves a change set; settings leave none, so their rows are compared.
"""

import zlib
from collections.abc import Callable, Iterable
from typing import Any

from crmdesk.models.first_page.packing import shape
from crmdesk.models.journal.newest import NEWEST
from crmdesk.models.migrations.upgrade import CURRENT

Rows = Iterable[tuple[Any, ...]]
_SETTINGS = "SELECT key, value FROM setting ORDER BY key"


def state_of(ask: Callable[[str], Rows]) -> dict[str, Any]:
    """What has to be as it was, JSON-ready; `ask` gives the rows of a statement."""
    settings = [[str(part) for part in row] for row in ask(_SETTINGS)]
    return {
        "revision": [row[0] for row in ask(CURRENT)],
        "newest": [row[0] for row in ask(NEWEST)],
        "settings": zlib.crc32(repr(settings).encode()),
        "shape": zlib.crc32(shape().encode()),
    }
