"""One customer on paper: how to reach her, what we know, what happened last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.facts import FACTS, GROUPS, fact_text, label_of
from crmdesk.models.customers.invoice_text import invoice_block
from crmdesk.models.customers.page_rows import ContactRow, CustomerPage, PhoneRow, TalkRow
from crmdesk.models.interactions.rules import title_text
from crmdesk.ui.customers.page.reach_words import ReachRow, reach_label, reach_value
from crmdesk.ui.customers.page.words import birthday_text, follow_up_text, warning_text
from crmdesk.ui.kit.phones import say_number
from crmdesk.ui.kit.printing import Sheet
from crmdesk.ui.kit.when import full_day, full_when

_NAMED = {"name", "number", "owner_id", "source_id", "parent_id", "referrer_id", "birthday",
          "bereaved_on", "country"}  # fmt: skip
"""Facts whose words are not those of `fact_text`."""


def customer_sheet(
    page: CustomerPage, talks: Sequence[TalkRow], today: date, zone: tzinfo, country: str
) -> Sheet:
    """The sheet of one customer; `talks` are the last contacts, newest first."""
    below = " · ".join(part for part in (str(page.facts["number"]), full_day(today)) if part)
    sheet = Sheet(str(page.facts["name"]), below)
    for warning in page.warnings:
        sheet.paragraph("! " + warning_text(warning, today))
    reach: list[ReachRow] = [*page.phones, *page.emails, *page.channels, *page.addresses]
    sheet.facts([(reach_label(row), _reach_text(row, country)) for row in reach])
    groups = dict.fromkeys(fact.group for fact in FACTS.values())
    for group in groups:
        rows = [*_facts(page, group, today, country)]
        if rows:
            sheet.heading(_(GROUPS[group]))
            sheet.facts(rows)
    if page.contacts:
        sheet.heading(_("Contacts"))
        sheet.facts([(contact.name, _contact_text(contact, country)) for contact in page.contacts])
    for invoice in page.invoices:
        sheet.heading(_("Invoice data"))
        sheet.paragraph(invoice_block(invoice, country=country))
    if talks:
        sheet.heading(_("Timeline"))
        sheet.table(
            [pgettext("log", "When"), pgettext("log", "How"), pgettext("log", "Words")],
            [[full_when(talk.at, zone), title_text(talk.kind, talk.direction), talk.text]
             for talk in talks],
            [32, 14, 54],
        )  # fmt: skip
    return sheet


def _facts(page: CustomerPage, group: str, today: date, country: str) -> Iterator[tuple[str, str]]:
    names = [name for name, fact in FACTS.items() if fact.group == group and name not in _NAMED]
    words = ((label_of(name), fact_text(name, page.facts.get(name))) for name in names)
    yield from ((caption, text) for caption, text in words if text)
    if group == "basic":
        yield from _named(page, today)
    elif group == "personal" and page.birthday is not None:
        yield label_of("birthday"), birthday_text(page, today, country)


def _named(page: CustomerPage, today: date) -> Iterator[tuple[str, str]]:
    follow_up = follow_up_text(page.next_follow_up, today) if page.next_follow_up else ""
    rows = (
        (label_of("owner_id"), page.owner),
        (label_of("source_id"), page.source),
        (_("Tags"), pgettext("list", ", ").join(tag.name for tag in page.tags)),
        (_("Next follow-up"), follow_up),
        *((custom.name, custom.value) for custom in page.customs),
    )
    yield from ((caption, text) for caption, text in rows if text)


def _reach_text(row: ReachRow, country: str) -> str:
    return say_number(row, country, None) if isinstance(row, PhoneRow) else reach_value(row)


def _contact_text(contact: ContactRow, country: str) -> str:
    reach: list[ReachRow] = [*contact.phones, *contact.emails, *contact.channels]
    told = (_reach_text(row, country) for row in reach)
    parts = [contact.title, contact.department, *told, contact.note]
    return " · ".join(part for part in parts if part)
