"""`crmdesk import`, and undoing it."""

from __future__ import annotations

import json
from argparse import Namespace
from functools import partial
from pathlib import Path

from crmdesk.cli.keys import with_password
from crmdesk.cli.telling import DONE, NOTHING_APPLIED, progress
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import silent


def run_import(db: Database, words: Namespace) -> int:
    from crmdesk.models.derived.index import index_pending
    from crmdesk.models.exchange.importing import ReadChoices, import_file
    from crmdesk.models.exchange.planning.plan import ImportChoices
    from crmdesk.models.exchange.report import report_json, report_lines

    read = ReadChoices(words.sheet, words.group_by_company, kind=words.kind)
    problems = _workbook(words.problems)
    counting = progress()
    result = with_password(
        words.file,
        partial(
            import_file,
            db,
            Path(words.file),
            read=read,
            choices=ImportChoices(words.mode),
            encoding=words.encoding,
            dry_run=words.dry_run,
            problems=problems,
            progress=counting,
        ),
    )
    if result.change_set is not None:
        index_pending(db, counting)
    if words.json:
        print(
            json.dumps(report_json(result.plan, words.file, result.change_set), ensure_ascii=False)
        )
    else:
        print(*report_lines(result.plan, applied=not words.dry_run, given=problems), sep="\n")
    return DONE if result.plan.changes_anything() else NOTHING_APPLIED


def _workbook(name: str | None) -> Path | None:
    """Where rows with problems go; told before anything is read."""
    if name is not None and not name.lower().endswith(".xlsx"):
        raise CrmError("import.problems_format", file=name)
    return Path(name) if name else None


def run_undo(db: Database) -> int:
    from crmdesk.models.derived.index import index_pending
    from crmdesk.models.journal.actions import undo
    from crmdesk.models.journal.queries import describe_change_set

    done = undo(db)
    index_pending(db, silent)
    with db.read() as session:
        print(describe_change_set(session, done))
    return DONE
