"""The words for one change of one row: which field or thing, from what, to what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.lunar import say_birthday
from crmdesk.models.core.i18n import N_, _
from crmdesk.models.core.money import say_amount
from crmdesk.models.customers import grounds, rules
from crmdesk.models.customers.contacts import CONTACT_FACTS
from crmdesk.models.customers.facts import FACTS, fact_text, label_of
from crmdesk.models.customers.phones import format_phone
from crmdesk.models.masking import veil

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Names:
    """What ids of the office's lists, of customers and of custom values are called now."""

    staff: Mapping[int, str]
    sources: Mapping[int, str]
    tags: Mapping[int, str]
    fields: Mapping[int, str]
    customers: Mapping[int, str]
    values: Mapping[int, str]


THINGS: dict[str, str] = {
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "address": N_("Address"),
    "contact": N_("Contact"),
    "invoice": N_("Invoice data"),
    "anniversary": N_("Anniversary"),
    "attachment": N_("File"),
    "customer_tag": N_("Tag"),
    "interaction": N_("Log entry"),
    "follow_up": N_("Follow-up"),
    "closing_item": N_("Step after a sale"),
    "complaint": N_("Complaint"),
    "former_number": N_("Merged record"),
    "order": N_("Order"),
    "service_order": N_("Service order"),
    "service_contract": N_("Service contract"),
    "service_visit": N_("Contract visit"),
    "service_part": N_("Part used in service"),
    "service_work": N_("Service work"),
    "payment": N_("Payment"),
    "survey_response": N_("Answers to a questionnaire"),
    "gift": N_("Gift on a list"),
    "service_plan": N_("Service plan"),
    "plan_service": N_("Service of a plan"),
    "data_basis": N_("Ground and notice"),
}

COLUMNS: dict[tuple[str, str], str] = {
    ("phone", "raw"): N_("Phone"),
    ("phone", "label"): N_("Label of the phone"),
    ("email", "address"): N_("E-mail"),
    ("email", "label"): N_("Label of the e-mail"),
    ("address", "raw"): N_("Address"),
    ("address", "label"): N_("Label of the address"),
    ("channel", "nickname"): N_("Nickname"),
    ("channel", "remark"): N_("Remark name"),
    ("channel", "our_phone"): N_("On our phone"),
    ("channel", "label"): N_("Label of the account"),
    ("invoice", "title"): N_("Invoice title"),
    ("invoice", "tax_number"): N_("Tax number"),
    ("invoice", "address"): N_("Invoice address"),
    ("invoice", "phone"): N_("Invoice phone"),
    ("invoice", "bank"): N_("Bank"),
    ("invoice", "account"): N_("Account number"),
    ("invoice", "kind"): N_("Kind of invoice"),
    ("invoice", "email"): N_("E-mail for invoices"),
    ("invoice", "mobile"): N_("Mobile for invoices"),
    ("anniversary", "label"): N_("Anniversary"),
    ("interaction", "text"): N_("Log entry"),
    ("follow_up", "due_on"): N_("Due date of the follow-up"),
    ("follow_up", "text"): N_("Follow-up"),
    ("follow_up", "why"): N_("Why the follow-up was put off"),
    ("complaint", "subject"): N_("Complaint"),
    ("service_order", "subject"): N_("Service order"),
    ("service_order", "appointment_on"): N_("Appointment of the service"),
    ("service_order", "fee"): N_("Service fee"),
    ("service_order", "paid_on"): N_("Service fee paid on"),
    ("service_order", "warranty_until"): N_("Under warranty until"),
    ("service_order", "score"): N_("Score of the service"),
    ("service_order", "confirmed_by"): N_("Service confirmed by"),
    ("service_contract", "level"): N_("Service contract"),
    ("service_contract", "starts_on"): N_("Service contract from"),
    ("service_contract", "ends_on"): N_("Service contract until"),
    ("service_contract", "fee"): N_("Fee of the service contract"),
    ("service_visit", "due_on"): N_("Contract visit due on"),
    ("service_visit", "done_on"): N_("Contract visit done on"),
    ("service_work", "text"): N_("Service work"),
    ("service_part", "name"): N_("Part used in service"),
    ("order", "number"): N_("Number of the order"),
    ("order", "ordered_on"): N_("Day of the order"),
    ("order", "amount"): N_("Amount of the order"),
    ("order", "courier"): N_("Courier number"),
    ("order", "delivered_on"): N_("Delivered on"),
    ("order", "delivery"): N_("Delivery"),
    ("order", "note"): N_("Note of the order"),
    ("payment", "amount"): N_("Payment"),
    ("survey_answer", "value"): N_("Answer to a questionnaire"),
    ("survey_response", "gift"): N_("Gift for answering"),
    ("survey_response", "note"): N_("Note on the answers"),
    ("gift", "name"): N_("Gift on a list"),
    ("gift", "price"): N_("Price of the gift"),
    ("service_plan", "starts_on"): N_("Beginning of the service plan"),
    ("service_plan", "ends_on"): N_("End of the service plan"),
    ("service_plan", "budget"): N_("Budget of the service plan"),
    ("service_plan", "goals"): N_("Goals in the service plan"),
    ("service_plan", "content"): N_("Content of the service plan"),
    ("data_basis", "basis"): N_("Ground for keeping the data"),
    ("data_basis", "noticed_on"): N_("Told about the data on"),
    ("data_basis", "how"): N_("How she was told about the data"),
    ("plan_service", "text"): N_("Service of a plan"),
    ("plan_service", "done_on"): N_("Service done on"),
}


class Words:
    """Sentences about changes; the empty string where a change says nothing to a person.

    Numbers of the customer `whose` changes they are stand in them as they may be shown.
    """

    def __init__(self, names: Names, country: str, whose: int | None = None) -> None:
        self._names, self._country, self._whose = names, country, whose
        self._ids: dict[str, Mapping[int, str]] = {
            "owner_id": names.staff,
            "source_id": names.sources,
            "parent_id": names.customers,
            "referrer_id": names.customers,
        }

    def updated(self, table: str, row_id: int, field: str, old: Any, new: Any) -> str:
        """A field set, changed or emptied."""
        label = self.label(table, row_id, field)
        if not label:
            return ""
        before, after = self._whole(table, field, old), self._whole(table, field, new)
        if before == after:
            return ""
        before, after = self.value(table, field, old), self.value(table, field, new)
        if not before:
            text = _("{field} set to “{new}”")
        elif not after:
            text = _("{field} “{old}” removed")
        else:
            text = _("{field} changed from “{old}” to “{new}”")
        return text.format(field=label, old=_short(before), new=_short(after))

    def created(self, table: str, row: Mapping[str, Any]) -> str:
        """A row that came to be."""
        if table == "customer":
            return _("Customer created")
        if table == "consent":
            return self._consent(row)
        what, value = self.thing(table, row)
        if not what:
            return ""
        text = _("{what} “{value}” added") if value else _("{what} added")
        return text.format(what=what, value=_short(value))

    def deleted(self, table: str, row: Mapping[str, Any]) -> str:
        """A row that was taken away."""
        if table == "customer":
            return _("Customer deleted")
        what, value = self.thing(table, row)
        if not what:
            return ""
        text = _("{what} “{value}” removed") if value else _("{what} removed")
        return text.format(what=what, value=_short(value))

    def _consent(self, row: Mapping[str, Any]) -> str:
        channel = rules.consent_channel_text(str(row.get("channel", "")))
        text = _("Agreed to be contacted by {channel}")
        if not row.get("given"):
            text = _("Refused to be contacted by {channel}")
        return text.format(channel=channel)

    def label(self, table: str, row_id: int, field: str) -> str:
        """What a field is called; "" where a person has no word for it."""
        if table == "customer":
            return label_of(field) if field in FACTS else ""
        if table == "contact":
            return _(CONTACT_FACTS[field]) if field in CONTACT_FACTS else ""
        if (table, field) == ("channel", "value"):
            return _("Account")
        if (table, field) == ("custom_value", "value"):
            return self._names.values.get(row_id, _("Custom field"))
        label = COLUMNS.get((table, field), "")
        return _(label) if label else ""

    def value(self, table: str, field: str, value: Any) -> str:
        """What stood in a field, in words as they may be shown."""
        return veil.column(self._whose, table, field, self._whole(table, field, value))

    def _whole(self, table: str, field: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        if field == "birthday":
            return self._birthday(value)
        if table == "customer" and field in self._ids:
            return self._ids[field].get(value, "…")
        if table == "customer":
            return fact_text(field, value) if isinstance(value, str) else str(value)
        coded = _CODED.get((table, field))
        return coded(str(value)) if coded else str(value)

    def _birthday(self, values: Mapping[str, Any]) -> str:
        if not values.get("birthday_calendar") or not values.get("birthday_month"):
            return ""
        birthday = Birthday(
            values["birthday_calendar"],
            values.get("birthday_year"),
            values["birthday_month"],
            values.get("birthday_day") or 1,
            bool(values.get("birthday_leap")),
        )
        return say_birthday(birthday, country=self._country)

    def thing(self, table: str, row: Mapping[str, Any]) -> tuple[str, str]:
        """What kind of row it is and which one, as it may be shown."""
        whose = row.get("customer_id") or self._whose
        if table == "channel":
            kind = str(row.get("kind", ""))
            value = veil.account(whose, str(row.get("value", "")), kind)
            return rules.channel_kind_text(kind), value
        if table == "custom_value":
            value = veil.text(whose, str(row.get("value", "")))
            return self._names.fields.get(row.get("field_id", 0), ""), value
        if table not in THINGS:
            return "", ""
        return _(THINGS[table]), self._which(table, row)

    def _which(self, table: str, row: Mapping[str, Any]) -> str:
        whose = row.get("customer_id") or self._whose
        if table == "phone":
            e164, extension = row.get("e164") or None, str(row.get("extension", ""))
            raw = str(row.get("raw", ""))
            shown = format_phone(e164, extension, self._country, raw)
            return veil.phone(whose, e164 or raw, shown, extension)
        if table == "payment":
            return say_amount(int(row.get("amount", 0)))
        if table == "customer_tag":
            return self._names.tags.get(row.get("tag_id", 0), "…")
        return veil.text(whose, str(row.get(_NAMED_BY[table], "")))


_CODED: dict[tuple[str, str], Callable[[str], str]] = {
    ("data_basis", "basis"): lambda code: grounds.basis_text(code, ""),
    ("data_basis", "how"): grounds.how_text,
    ("contact", "role"): rules.role_text,
    ("contact", "gender"): rules.gender_text,
    ("invoice", "kind"): rules.invoice_kind_text,
    ("order", "amount"): lambda amount: say_amount(int(amount)),
    ("service_order", "fee"): lambda amount: say_amount(int(amount)),
    ("service_contract", "fee"): lambda amount: say_amount(int(amount)),
    ("payment", "amount"): lambda amount: say_amount(int(amount)),
    ("gift", "price"): lambda amount: say_amount(int(amount)),
    ("service_plan", "budget"): lambda amount: say_amount(int(amount)),
}

_NAMED_BY = {
    "email": "address", "address": "raw", "contact": "name", "invoice": "title",
    "anniversary": "label", "attachment": "name", "interaction": "text", "follow_up": "text",
    "closing_item": "sold_on",
    "complaint": "subject", "order": "number", "former_number": "number",
    "service_order": "subject", "service_contract": "level", "service_visit": "due_on",
    "service_work": "text", "service_part": "name",
    "survey_response": "product",
    "data_basis": "noticed_on", "gift": "name", "service_plan": "starts_on", "plan_service": "text",
}  # fmt: skip


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
