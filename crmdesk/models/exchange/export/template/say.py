"""What is wrong with a template, in words that name the cell."""

from __future__ import annotations

from collections.abc import Sequence

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.exchange.export.template.scan import Wrong
from crmdesk.models.exchange.export.template.words import marked

_TOLD = 8


def say_wrong(wrong: Wrong) -> str:
    """One cell: where, what, and what may have been meant."""
    place = {"sheet": wrong.sheet, "cell": wrong.cell, "word": wrong.word}
    if wrong.code == "formula":
        return _(
            "{sheet}, cell {cell}: {word} stands in a formula, where it could be run. Put it into a"
            " cell of its own."
        ).format(**place)
    if wrong.code == "outside":
        return _(
            "{sheet}, cell {cell}: {word} tells of one customer, but stands outside the row that "
            "is repeated."
        ).format(**place)
    if not wrong.near:
        return _("{sheet}, cell {cell}: nobody knows {word}.").format(**place)
    near = pgettext("list", ", ").join(map(marked, wrong.near))
    return _("{sheet}, cell {cell}: nobody knows {word}. Is it one of these: {near}?").format(
        **place, near=near
    )


def complaint(wrong: Sequence[Wrong]) -> str:
    """All of it, each on a line; the rest counted."""
    lines = [say_wrong(one) for one in wrong[:_TOLD]]
    more = len(wrong) - len(lines)
    if more:
        told = ngettext("… and {n} more cell.", "… and {n} more cells.", more)
        lines.append(told.format(n=more))
    return "\n".join(lines)
