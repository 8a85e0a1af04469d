"""Export: which customers, which columns, into which file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.exchange.export.columns import all_targets
from crmdesk.models.exchange.export.files import (
    Report,
    checked_kind,
    count_customers,
    note_export,
    written,
)
from crmdesk.models.exchange.export.legend import Line, legend_lines, legend_title, legend_titles
from crmdesk.models.exchange.export.logs import (
    ComplaintTable,
    InteractionTable,
    LogTable,
    log_batches,
)
from crmdesk.models.exchange.export.orders import OrderTable
from crmdesk.models.exchange.export.stamp import ExportStamp, stamp_now
from crmdesk.models.exchange.export.styles import column_of, columns_of, title_of
from crmdesk.models.exchange.export.table import CustomerTable
from crmdesk.models.exchange.export.tasks import FollowUpTable, PromiseTable
from crmdesk.models.exchange.export.told_sheets import told_tables
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.stored.customers import parts
from crmdesk.models.exchange.vocabulary.fields import Target, header_of
from crmdesk.models.exchange.writers.sheet import Batch, Column, Sheet
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.queries import load_fields
from crmdesk.models.office.settings import load_office, name_once

FORMATS = ("xlsx", "csv", "vcf")
_LARGE = 5000
"""So many customers are worth a process of its own to write them."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export: the customers `ids` in their order, or all of them; the columns `targets`,
    or all that hold something; with `logs` also the sheets of all that was done with them.

    Columns and logs do not apply to vCards. `whom` and `search` only go into the journal: who
    was chosen ("shown", "selected"), and the words they were found by.
    """

    ids: Sequence[int] | None = None
    targets: Sequence[Target] | None = None
    logs: bool = False
    whom: str = ""
    search: str = ""


def export(db: Database, path: Path, request: ExportRequest, progress: Progress = silent) -> int:
    """Write `path` (.xlsx, .csv or .vcf), all or nothing; return how many customers it holds.

    Raises CrmError "export.format" for another suffix, "export.unwritable" where the file cannot
    be written, "export.rows" for more rows than a workbook takes, and what `progress` raises.
    """
    kind = checked_kind(path, FORMATS)
    if kind == "xlsx":
        name_once(db)
    now = db.now()
    with db.read() as session, written(path) as target:
        stamp = stamp_now(session, now, request.ids)
        count = count_customers(session, request.ids)
        report = Report(progress, count)
        if kind == "vcf":
            _write_cards(session, request, target, report)
        else:
            sheets = _sheets(session, request, db.staff_id, report)
            large = count >= _LARGE
            _write_sheets(sheets, target, None if kind == "csv" else stamp, large=large)
        headers = [header_of(one) for one in request.targets or ()] if kind != "vcf" else []
        told = {"whom": request.whom, "search": request.search, "columns": headers}
        note_export(db, path, count, request.ids, **told)
        return count


def _sheets(
    session: Session, request: ExportRequest, viewer: int, progress: Progress
) -> Iterator[Sheet]:
    """The customers, then what goes with them."""
    office = load_office(session)
    targets = request.targets
    if targets is None:
        targets = all_targets(session, request.ids, office.country, computed=request.logs)
    table = CustomerTable(session, targets, office, viewer)
    yield Sheet(
        title_of("customers"),
        columns_of(session, table.targets),
        lambda: table.batches(session, request.ids, progress),
    )
    logs = list(_log_sheets(session, request, office)) if request.logs else []
    told = list(_told_sheets(session, request, office, viewer)) if request.logs else []
    names, more = [sheet.name for sheet in logs], [sheet.name for sheet in told]
    yield _legend(legend_lines(table.targets, load_fields(session), names, more))
    yield from (*logs, *told)


def _legend(lines: Sequence[Line]) -> Sheet:
    widths = (28.0, 48.0, 48.0, 48.0)
    columns = [
        Column(title, "wrapped", width)
        for title, width in zip(legend_titles(), widths, strict=True)
    ]
    return Sheet(legend_title(), columns, lambda: (Batch.of(lines) for _ in "1"), frozen=1)


def _write_sheets(
    sheets: Iterator[Sheet], path: Path, stamp: ExportStamp | None, *, large: bool
) -> None:
    """A workbook with this stamp, or without one the first sheet as CSV."""
    # Each writer is imported where it is used: who exports vCards need not wait for the others.
    if stamp is None:
        from crmdesk.models.exchange.writers.delimited import write_csv

        write_csv(path, next(sheets))
    else:
        from crmdesk.models.exchange.writers.xlsx import write_workbook

        write_workbook(path, sheets, stamp.properties(), large=large)


def _log_sheets(
    session: Session, request: ExportRequest, office: OfficeSettings
) -> Iterator[Sheet]:
    zone = office_zone(office.zone)
    tables: list[LogTable] = [
        InteractionTable(zone),
        ComplaintTable(session, zone),
        OrderTable(session),
        PromiseTable(session, zone),
        FollowUpTable(zone),
    ]
    for table in tables:
        columns = [column_of(target, table.sheet) for target in table.targets]
        batches = partial(log_batches, table, session, request.ids)
        yield Sheet(title_of(table.sheet), columns, batches)


def _told_sheets(
    session: Session, request: ExportRequest, office: OfficeSettings, viewer: int
) -> Iterator[Sheet]:
    """Only those that have something to tell."""
    for table in told_tables(office_zone(office.zone), viewer):
        if table.is_used(session, request.ids):
            batches = partial(log_batches, table, session, request.ids)
            yield Sheet(table.title, table.heads(), batches)


def _write_cards(session: Session, request: ExportRequest, path: Path, progress: Progress) -> None:
    from crmdesk.models.exchange.export.photos import card_photo, photos_of
    from crmdesk.models.exchange.stored.dossier import load_dossiers
    from crmdesk.models.exchange.writers.cards import write_cards

    def customers() -> Iterator[CustomerRecord]:
        done = 0
        for part in parts(session, request.ids):
            photos = photos_of(session, part)
            for dossier in load_dossiers(session, part).values():
                if photo := photos.get(dossier.id):  # one at a time: they are large
                    dossier.record.photo = card_photo(session, photo)
                yield dossier.record
                dossier.record.photo = None
                progress(done, done)
            done += len(part.ids)
            progress(done, done)

    write_cards(path, customers())
