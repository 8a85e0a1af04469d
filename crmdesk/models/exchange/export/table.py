"""The sheet of customers: from columns to rows of cells."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.jobs import Progress
from crmdesk.models.exchange.export.blocks import (
    Block,
    CustomBlock,
    CustomerBlock,
    Found,
    TagBlock,
)
from crmdesk.models.exchange.export.columns import OWN
from crmdesk.models.exchange.export.grid import Grid
from crmdesk.models.exchange.export.people import CONTACT_CODES, ConsentBlock, ContactBlock
from crmdesk.models.exchange.export.reach import Many, ReachBlock, kinds_of_many
from crmdesk.models.exchange.stored.customers import Part, ahead, parts
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.writers.sheet import Batch
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.schema import CustomField

_AT_ONCE = 2500
"""Customers whose cells are held at a time; of three such lots one is read, one is written."""


class CustomerTable:
    """The rows of an export: `targets` are its columns, in the order asked for.

    `viewer` is the member of staff who exports: what belongs to other owners alone stays blank.
    """

    def __init__(
        self,
        session: Session,
        targets: Sequence[Target],
        office: OfficeSettings,
        viewer: int | None = None,
    ) -> None:
        self.targets = list(targets)
        self._blocks = list(_blocks(session, self.targets, office, viewer))
        self._places = {target: place for place, target in enumerate(self.targets)}

    def batches(
        self, session: Session, ids: Sequence[int] | None, progress: Progress
    ) -> Generator[Batch, None, None]:
        """The cells of every customer in the order of `ids`; one that is gone is left out."""
        total = 0 if ids is None else len(ids)
        done = 0
        with closing(ahead(self._read(session, ids))) as read:
            for part, found in read:
                grid = Grid(part.ids)
                for block, columns in zip(self._blocks, found, strict=True):
                    block.fill(grid, self._places, columns)
                yield grid.batch()
                done += len(part.ids)
                progress(done, max(total, done))

    def _read(
        self, session: Session, ids: Sequence[int] | None
    ) -> Iterator[tuple[Part, list[Found]]]:
        for part in parts(session, ids, _AT_ONCE):
            yield part, [block.read(session, part) for block in self._blocks]


def _blocks(
    session: Session, targets: Sequence[Target], office: OfficeSettings, viewer: int | None
) -> Iterator[Block]:
    """The blocks that give these columns; the first of them knows which customers there are."""
    zone = office_zone(office.zone)
    own = {target.field for target in targets if not target.contact}
    yield CustomerBlock([code for code in OWN if code in own], zone, viewer)
    if "tags" in own:
        yield TagBlock()
    for many in kinds_of_many(office.country):
        if block := _reach(many, [target for target in targets if not target.contact]):
            yield block
    if people := [target for target in targets if target.contact]:
        yield _contacts(people, office.country)
    if any(target.field.startswith("consent.") for target in targets):
        yield ConsentBlock(zone)
    if labels := [target.label for target in targets if target.field == "custom"]:
        yield CustomBlock(_fields(session, labels))


def _reach(
    many: Many, targets: Sequence[Target], *, of_contacts: bool = False
) -> ReachBlock | None:
    wanted = {target.field for target in targets}
    codes = [code for code in many.columns if code in wanted]
    return ReachBlock(many, codes, of_contacts=of_contacts) if codes else None


def _contacts(targets: Sequence[Target], country: str) -> ContactBlock:
    wanted = {target.field for target in targets}
    reach = [
        block
        for many in kinds_of_many(country)
        if (block := _reach(many, targets, of_contacts=True))
    ]
    return ContactBlock([code for code in CONTACT_CODES if code in wanted], reach, targets)


def _fields(session: Session, names: Sequence[str]) -> list[CustomField]:
    found = session.scalars(select(CustomField).where(CustomField.name.in_(names)))
    by_name: dict[str, Any] = {field.name: field for field in found}
    return [by_name[name] for name in names if name in by_name]
