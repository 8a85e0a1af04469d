"""A list that goes on in the next sheet without its header: the one before holds there too."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.models.exchange.header.finding import Header
from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.vocabulary.looks import guess_by_content

_TELLING = frozenset({"phone", "email", "company", "name", "address", "identity", "web"})
_LEAST = 2
_SURE = 0.6


def header_before(
    before: SheetUnderstanding | None, samples: Sequence[Sequence[str]]
) -> Header | None:
    """The header of the sheet `before`, where columns hold the same there and in `samples`."""
    if before is None or before.kind != "customers" or not before.header_row:
        return None
    titles = {guess.index: guess.header for guess in before.columns}
    filled = [at for at, values in enumerate(samples) if any(values)]
    if not filled or max(filled) > max(titles):
        return None
    fields = {guess.index: guess.target.field for guess in before.columns if guess.target}
    agreed = 0
    for at in filled:
        found = guess_by_content([value for value in samples[at] if value])
        if found is None or found[0].field not in _TELLING:
            continue
        if fields.get(at, "") != found[0].field:
            return None
        agreed += 1
    if agreed < _LEAST:
        return None
    return Header(0, tuple(titles.get(at, "") for at in range(max(titles) + 1)), _SURE)
