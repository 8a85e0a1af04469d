"""A gift list as a workbook, and on paper for the shop and the driver."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from crmdesk.models.care.gift_queries import GiftListRow, GiftRow
from crmdesk.models.care.gift_rules import gift_status_text, way_text
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.exchange.export.files import written
from crmdesk.models.exchange.writers.sheet import Batch, Column
from crmdesk.models.exchange.writers.sheet import Sheet as WorkbookSheet
from crmdesk.models.exchange.writers.xlsx import write_workbook
from crmdesk.ui.care.gift_columns import all_notices, say_list, say_price
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.printing import Sheet

_WIDTHS = (5, 22, 17, 28, 18, 10)  # percent


def gift_sheet(around: GiftListRow, rows: Sequence[GiftRow], country: str) -> Sheet:
    """To whom, by which number, where to; the last column is signed."""
    cost = say_money(sum(row.price or 0 for row in rows), around.currency)
    told = _("{what} · {n} gifts · {cost}").format(what=say_list(around), n=len(rows), cost=cost)
    sheet = Sheet(around.name, told)
    header = [
        pgettext("gift", "No."),
        _("Customer"),
        _("Phone"),
        _("Address"),
        pgettext("gift", "Gift"),
        pgettext("gift", "Received"),
    ]
    lines = [
        [str(at), _who(row), say_phone(row.phone, country, None), row.address, _what(row), ""]
        for at, row in enumerate(rows, 1)
    ]
    sheet.table(header, lines, _WIDTHS)
    return sheet


def write_gifts(around: GiftListRow, rows: Sequence[GiftRow], country: str, path: Path) -> None:
    """Write the list as a workbook; raises CrmError "export.unwritable"."""
    columns = [
        Column(_("Customer"), "text", 22.0),
        Column(_("Contact"), "text", 12.0),
        Column(_("Salutation"), "text", 10.0),
        Column(pgettext("gift", "Gift"), "text", 24.0),
        Column(pgettext("gift", "Price"), "money", 10.0),
        Column(_("Status"), "text", 9.0),
        Column(pgettext("gift", "Given on"), "day", 12.0),
        Column(pgettext("gift", "Gets there by"), "text", 12.0),
        Column(pgettext("gift", "Given by"), "text", 10.0),
        Column(_("Phone"), "text", 16.0),
        Column(_("Address"), "text", 40.0),
        Column(pgettext("gift", "Last time"), "text", 18.0),
        Column(pgettext("gift", "This year"), "money", 12.0),
        Column(pgettext("gift", "Mind"), "wrapped", 36.0),
        Column(_("Note"), "wrapped", 24.0),
    ]
    cells = [
        (
            row.customer, row.contact, row.salutation, row.name, _money(row.price),
            gift_status_text(row.status), row.given_on, way_text(row.way), row.staff,
            say_phone(row.phone, country, None), row.address, row.last, _money(row.year),
            all_notices(row), row.note,
        )
        for row in rows
    ]  # fmt: skip
    sheet = WorkbookSheet(_("Gift list"), columns, partial(_batches, cells), 1)
    with written(path) as fresh:
        write_workbook(fresh, [sheet])


def label_of(row: GiftRow, country: str) -> str:
    """One line for the courier: name, telephone, address."""
    parts = (row.who, say_phone(row.phone, country, None), row.address)
    return "  ".join(part for part in parts if part)


def _batches(cells: Sequence[tuple[object, ...]]) -> Generator[Batch, None, None]:
    if cells:
        yield Batch.of(cells)


def _money(amount: int | None) -> float | None:
    return None if amount is None else amount / 100


def _who(row: GiftRow) -> str:
    return f"{row.contact}\n{row.customer}" if row.contact else row.customer


def _what(row: GiftRow) -> str:
    parts = [row.name, say_price(row), way_text(row.way), row.note]
    return "\n".join(part for part in parts if part)
