"""`crmdesk export`: a workbook, a template filled, letters."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.cli.telling import DONE, NOTHING_APPLIED, progress
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import ngettext

if TYPE_CHECKING:
    from crmdesk.models.exchange.vocabulary.fields import Target


def run_export(db: Database, words: Namespace) -> int:
    from crmdesk.models.customers.filters import CustomerFilter
    from crmdesk.models.customers.listing import find_ids
    from crmdesk.models.exchange.export.run import ExportRequest, export

    ids, path = None, Path(words.file)
    if words.search:
        with db.read() as session:
            ids = find_ids(session, CustomerFilter(text=words.search), now=db.now())
    if words.letters:
        return _export_letters(db, path, ids)
    if words.template:
        from crmdesk.models.exchange.export.template.fill import fill_template

        count = fill_template(db, Path(words.template), path, ids, progress())
    else:
        columns = _columns(db, words.columns)
        request = ExportRequest(ids, columns, logs=words.all, search=words.search or "")
        count = export(db, path, request, progress())
    told = ngettext("{n} customer written to {file}.", "{n} customers written to {file}.", count)
    print(told.format(n=count, file=words.file))
    return DONE if count else NOTHING_APPLIED


def _columns(db: Database, name: str | None) -> Sequence[Target] | None:
    """The columns of the set with this name; None for all that hold something."""
    if name is None:
        return None
    from crmdesk.models.exchange.export.sets import find_set

    with db.read() as session:
        return find_set(session, name).targets or None


def _export_letters(db: Database, path: Path, ids: Sequence[int] | None) -> int:
    from crmdesk.models.exchange.export.letters import export_letters, say_letters

    found = export_letters(db, path, ids, progress())
    print(say_letters(str(path), found))
    return DONE if found.letters else NOTHING_APPLIED
