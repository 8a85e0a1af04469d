"""What may stand in a text of the database: every sign but two, up to a length that is said.

SQLite and PostgreSQL differ in what they refuse; here it is the same, and told in words before
the database is asked. Nothing is ever cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from crmdesk.models.core.errors import CrmError

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.orm import Session

LONGEST = 100_000  # characters; three times what a cell of Excel takes
LONGEST_KEY = 500  # of what an index holds: PostgreSQL takes no larger entries
_NO_SIGNS = re.compile(r"[\x00\ud800-\udfff]")
"""NUL and half of a pair: no text of any program means them, and no database keeps them."""
INSTEAD = "\N{REPLACEMENT CHARACTER}"
_SHOWN = 20


def storable(text: str) -> str:
    """The text with a visible sign where something stood that is none."""
    return text if text.isascii() and "\0" not in text else _NO_SIGNS.sub(INSTEAD, text)


def check_words(session: Session, _context: object, _instances: object) -> None:
    """The "before_flush" listener; raises CrmError "text.too_long"."""
    for row in (*session.new, *session.dirty):
        most = _longest(row.__table__)
        for name, value in list(_texts(row)):
            if (kept := storable(value)) is not value and kept != value:
                setattr(row, name, kept)
            if len(value) > most.get(name, LONGEST) and _is_new(row, name):
                raise CrmError(
                    "text.too_long",
                    beginning=kept[:_SHOWN],
                    length=len(value),
                    most=most.get(name, LONGEST),
                )


def _texts(row: Any) -> Iterator[tuple[str, str]]:
    for name, value in row.__dict__.items():
        if isinstance(value, str):
            yield name, value


def _is_new(row: Any, name: str) -> bool:
    """Whether it is written now: what came in long by an import may stay as it is."""
    from sqlalchemy import inspect

    return bool(inspect(row).attrs[name].history.added)


@cache
def _longest(table: Table) -> dict[str, int]:
    return {column.name: LONGEST_KEY for index in table.indexes for column in index.columns} | {
        column.name: LONGEST_KEY for column in table.columns if column.unique
    }
