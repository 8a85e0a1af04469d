"""The columns of the customer list: five to begin with, the rest to choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.customers.orders import FIELD
from crmdesk.models.customers.rows import CustomerRow
from crmdesk.models.customers.rules import kind_text, stage_text, stage_texts
from crmdesk.models.office.entries import FieldDefinition
from crmdesk.ui.customers.listing.cells import NameCell, PhoneCell
from crmdesk.ui.kit.cells import PAD, PillCell, TagsCell, TextCell
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.paint import pill_size
from crmdesk.ui.kit.phones import is_masked, key_of, say_in_text
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.when import full_day, full_when, say_day, say_due, say_when

STAGE_TONES = {
    "potential": "neutral",
    "interested": "blue",
    "customer": "green",
    "returning": "teal",
    "dormant": "amber",
    "lost": "red",
}
PHONE = "phone"
"""Key of the column in which a click copies."""


def second_line(row: CustomerRow) -> str:
    """Where a person belongs; whom to ask for at a company."""
    if row.kind == "company":
        return _("Contact: {name}").format(name=row.contact) if row.contact else ""
    return " · ".join(part for part in (row.company, row.title) if part)


def list_columns(
    fields: Sequence[FieldDefinition],
    *,
    hovered: Callable[[], int | None],
    now: Callable[[], datetime],
    zone: tzinfo,
) -> list[Column]:
    """All of them; `hovered` says over whose number the mouse is."""
    days = _Days(now, zone)
    return [*_first(days, hovered), *_more(days), *map(_field, fields)]


def _first(days: _Days, hovered: Callable[[], int | None]) -> list[Column]:
    widest = max(pill_size(text).width() for text in stage_texts().values()) + 2 * PAD
    return [
        Column("name", pgettext("column", "Customer"), lambda row: row.name, sort="name",
               width=220, cell=NameCell(second_line), tip=_name_tip, fixed=True),
        Column(PHONE, _("Phone"), lambda row: row.phones[0].text if row.phones else "",
               sort="phone", width=150, cell=PhoneCell(hovered), tip=_phone_tip),
        Column("stage", _("Stage"), lambda row: stage_text(row.stage), sort="stage", width=widest,
               cell=PillCell(lambda row: stage_text(row.stage),
                             lambda row: STAGE_TONES.get(row.stage, "neutral"))),
        Column("last_contact", _("Last contact"), days.last_contact, sort="last_contact",
               width=122, cell=TextCell(days.last_contact, muted=True), tip=days.last_contact_tip),
        Column("follow_up", _("Next follow-up"), days.follow_up, sort="follow_up", width=116,
               cell=TextCell(days.follow_up, tone=days.tone, icon=days.icon),
               tip=days.follow_up_tip),
        Column("tags", _("Tags"), lambda row: "\n".join(_tags(row)), width=150,
               cell=TagsCell(_tags), shown=False),
        Column("owner", _("Owner"), lambda row: row.owner, sort="owner", width=90,
               shown=False),
    ]  # fmt: skip


def _more(days: _Days) -> list[Column]:
    return [
        Column("complaints", _("Open complaints"), _complaints, sort="complaints", width=110,
               cell=PillCell(_complaints, lambda _row: "red"), shown=False),
        Column("company", _("Company"), lambda row: row.company, sort="company", width=180,
               shown=False),
        Column("contact", _("Contact"), lambda row: row.contact, width=100, shown=False),
        Column("salutation", _("Salutation"), lambda row: row.salutation, sort="salutation",
               width=90, shown=False),
        Column("title", _("Title"), lambda row: row.title, sort="title", width=100, shown=False),
        Column("kind", _("Kind"), lambda row: kind_text(row.kind), sort="kind", width=80,
               shown=False),
        Column("region", _("Region"), lambda row: row.region, sort="region", width=100,
               shown=False),
        Column("industry", _("Industry"), lambda row: row.industry, sort="industry", width=100,
               shown=False),
        Column("source", _("Source"), lambda row: row.source, sort="source", width=100,
               shown=False),
        Column("interactions", _("Contacts logged"), lambda row: str(row.interactions or ""),
               sort="interactions", width=90, align="right", shown=False),
        Column("last_order", _("Last order"), days.last_order, sort="last_order", width=110,
               cell=TextCell(days.last_order, muted=True), shown=False),
        Column("sales", _("Sales"), lambda row: _money(row, "sales"), sort="sales", width=110,
               align="right", shown=False),
        Column("owed", _("Owed"), lambda row: _money(row, "owed"), sort="owed", width=100,
               align="right", shown=False),
        Column("number", _("Number"), lambda row: row.number, sort="number", width=100,
               shown=False),
        Column("created", _("Added on"), days.created, sort="created", width=110,
               cell=TextCell(days.created, muted=True), tip=days.created_tip, shown=False),
    ]  # fmt: skip


def _field(field: FieldDefinition) -> Column:
    return Column(
        f"{FIELD}{field.id}",
        field.name,
        lambda row: say_in_text(row.fields.get(field.id, ""), row.id),
        sort=f"{FIELD}{field.id}",
        align="right" if field.kind == "number" else "left",
        shown=False,
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """What was and what comes, said from today."""

    now: Callable[[], datetime]
    zone: tzinfo

    def today(self) -> date:
        return local_day(self.now(), self.zone)

    def last_contact(self, row: CustomerRow) -> str:
        if row.last_contact is None:
            return _("Never contacted")
        return say_when(row.last_contact, self.now(), self.zone)

    def last_contact_tip(self, row: CustomerRow) -> str:
        return full_when(row.last_contact, self.zone) if row.last_contact else ""

    def follow_up(self, row: CustomerRow) -> str:
        return say_due(row.next_follow_up, self.today()) if row.next_follow_up else ""

    def follow_up_tip(self, row: CustomerRow) -> str:
        return full_day(row.next_follow_up) if row.next_follow_up else ""

    def tone(self, row: CustomerRow) -> str:
        if row.next_follow_up is None:
            return ""
        days = (row.next_follow_up - self.today()).days
        return "red" if days < 0 else "amber" if days < 2 else ""

    def icon(self, row: CustomerRow) -> str:
        return {"red": "warning", "amber": "clock"}.get(self.tone(row), "")

    def last_order(self, row: CustomerRow) -> str:
        return say_day(row.bought.last_order, self.today()) if row.bought else ""

    def created(self, row: CustomerRow) -> str:
        return say_day(local_day(row.created, self.zone), self.today())

    def created_tip(self, row: CustomerRow) -> str:
        return full_when(row.created, self.zone)


def _tags(row: CustomerRow) -> list[str]:
    return [tag.name for tag in row.tags]


def _money(row: CustomerRow, name: str) -> str:
    """Nothing where there is nothing to say."""
    amount = getattr(row.bought, name) if row.bought else 0
    return say_money(amount, row.bought.currency) if row.bought and amount else ""


def _complaints(row: CustomerRow) -> str:
    count = row.open_complaints
    return ngettext("{n} open", "{n} open", count).format(n=count) if count else ""


def _name_tip(row: CustomerRow) -> str:
    lines = [row.name, second_line(row), row.number]
    if row.salutation:
        lines.insert(1, _("Addressed as {salutation}").format(salutation=row.salutation))
    if row.warning:
        lines.append(_("Mind: {warning}").format(warning=row.warning))
    if row.open_complaints:
        lines.append(_complaint_line(row.open_complaints))
    return "\n".join(line for line in lines if line)


def _complaint_line(count: int) -> str:
    return ngettext("{n} open complaint", "{n} open complaints", count).format(n=count)


def _phone_tip(row: CustomerRow) -> str:
    lines = [" ".join(filter(None, (phone.of, phone.label, phone.text))) for phone in row.phones]
    if not lines:
        return ""
    masked = is_masked(row.id, key_of(row.phones[0]))
    hint = _("A click shows and copies it; the journal notes it.") if masked else ""
    return "\n".join([*lines, hint or _("A click on the number copies it.")])
