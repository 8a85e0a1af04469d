"""One service order on paper or as a PDF: for the one who goes there, and to be signed."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from crmdesk.models.complaints.rules import channel_text
from crmdesk.models.core.clock import local_day
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.settings import load_office
from crmdesk.models.orders.rules import say_quantity
from crmdesk.models.service.drafts import WorkLine
from crmdesk.models.service.queries import ServicePage
from crmdesk.models.service.rules import place_text, say_warranty
from crmdesk.ui.kit.cases.printing import CasePrinting
from crmdesk.ui.kit.clocks import say_span
from crmdesk.ui.kit.phones import say_phone
from crmdesk.ui.kit.printing import Sheet
from crmdesk.ui.kit.when import full_day, full_when
from crmdesk.ui.service.standing import charge_of, state_of

Facts = list[tuple[str, str]]
_LINE = "\n\n" + "_" * 30
_BLANK = 3
"""So many empty lines to write on where nothing was done yet."""


class ServicePrinting(CasePrinting[ServicePage]):
    """Lays one service order out."""

    def sheet(self, page: ServicePage) -> Sheet:
        with self.db.read() as session:
            country = load_office(session).country
        return service_sheet(page, self.db.now(), self.zone, country)

    def name(self, page: ServicePage) -> str:
        return f"{page.row.number} {page.row.customer}"


def service_sheet(page: ServicePage, now: datetime, zone: tzinfo, country: str) -> Sheet:
    """What was wanted, who comes when, what was done, and a line to sign."""
    row, today = page.row, local_day(now, zone)
    sheet = Sheet(
        _("Service order {number}").format(number=row.number),
        _("{customer} · {state} · printed {when}").format(
            customer=row.customer, state=state_of(row)[0], when=full_when(now, zone)
        ),
    )
    sheet.facts([fact for fact in _head(page, zone, country) if fact[1]])
    sheet.heading(_("What is wrong or wanted"))
    sheet.paragraph(page.words or row.subject)
    sheet.heading(pgettext("service", "What was done"))
    sheet.table(
        [
            _("Day"),
            pgettext("service", "What was done"),
            _("Who did it"),
            pgettext("service", "Where"),
            _("Minutes"),
        ],
        [_work(line, page) for line in page.work] or [[""] * 5] * _BLANK,
        [16, 44, 16, 12, 12],
    )
    sheet.heading(_("Parts and material used"))
    sheet.table(
        [_("Part or material"), _("Quantity")],
        [[part.name, say_quantity(part.quantity)] for part in page.parts] or [["", ""]] * _BLANK,
        [80, 20],
    )
    sheet.facts([fact for fact in _bill(page, today) if fact[1]])
    sheet.heading(_("Confirmed by the customer"))
    sheet.paragraph(page.told)
    sheet.table(
        [_("Satisfied, 1 to 5"), _("Signature"), _("Name"), _("Day")],
        [[f"\n{_score(page)}\n", _LINE, f"\n{page.confirmed_by}\n", f"\n{_closed(page, zone)}"]],
        [22, 38, 20, 20],
    )
    return sheet


def _head(page: ServicePage, zone: tzinfo, country: str) -> Facts:
    row = page.row
    when = ""
    if row.appointment_on is not None:
        when = f"{full_day(row.appointment_on)} {row.appointment_time}".strip()
    elif page.wanted_on is not None:
        when = f"{full_day(page.wanted_on)} {page.wanted_time}".strip()
    return [
        (_("Customer"), " · ".join(filter(None, (row.customer, row.contact)))),
        (_("Phone"), say_phone(page.phone, country, None)),
        (_("Address"), page.address or page.home),
        (_("Received"), full_when(row.opened_at, zone)),
        (pgettext("service", "Received by"), channel_text(page.channel)),
        (_("Product or device"), row.product),
        (_("Serial number"), page.serial),
        (_("Question group"), row.group),
        (_("Handled by"), row.handler),
        (_("Appointment"), when),
        (_("Service contract"), page.contract),
    ]


def _bill(page: ServicePage, today: date) -> Facts:
    minutes = sum(line.minutes or 0 for line in page.work)
    return [
        (_("Warranty"), say_warranty(page.warranty_until, today)),
        (_("Free or paid"), charge_of(page.row)[0]),
        (
            pgettext("service", "Working time"),
            say_span(timedelta(minutes=minutes)) if minutes else "",
        ),
    ]


def _work(line: WorkLine, page: ServicePage) -> list[str]:
    return [
        full_day(line.on_day) if line.on_day else "",
        line.text,
        page.staff.get(line.staff_id or 0, ""),
        place_text(line.place),
        str(line.minutes or ""),
    ]


def _score(page: ServicePage) -> str:
    return str(page.row.score) if page.row.score is not None else "1   2   3   4   5"


def _closed(page: ServicePage, zone: tzinfo) -> str:
    at = page.row.closed_at
    return full_day(local_day(at, zone)) if at is not None else ""
