"""The lines below an opened row of the preview: each value old and new, and all that stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.exchange.planning.changes import in_words, name_of, said
from crmdesk.models.exchange.planning.edits import (
    CONTACT_VALUES,
    CUSTOMER_VALUES,
    REACH,
    Edit,
    edits_between,
)
from crmdesk.models.exchange.planning.origin import Missing
from crmdesk.models.exchange.planning.outcomes import outcome_text
from crmdesk.models.exchange.planning.picks import EditKey, Picks
from crmdesk.models.exchange.planning.plan import Plan, PlannedRow
from crmdesk.models.exchange.planning.plan_tabs import PlanTabs
from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord
from crmdesk.models.exchange.records.logs import ComplaintRecord, InteractionRecord
from crmdesk.models.exchange.records.orders import OrderRecord, Paid
from crmdesk.models.exchange.records.say import label_of, say
from crmdesk.models.exchange.records.tasks import FollowUpRecord, PromiseRecord
from crmdesk.models.exchange.records.understood import Problem
from crmdesk.models.exchange.sheets.fold import ADDED_TO
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Target, header_of
from crmdesk.models.orders.rules import say_quantity
from crmdesk.ui.exchange.plan_words import (
    problem_text,
    reason_sentence,
    record_of,
    where_text,
)
from crmdesk.ui.exchange.plan_wraps import in_widths
from crmdesk.ui.kit.phones import say_in_text, say_phone

_WIDEST = 64
"""As many letters, half as many hanzi, stand in a line of the narrowest window."""
BREAKS = "，,；;、。 \n"
_SHEETS = {
    InteractionRecord: "interactions",
    ComplaintRecord: "complaints",
    OrderRecord: "orders",
    PromiseRecord: "promises",
    FollowUpRecord: "follow_ups",
}


@dataclass(frozen=True, slots=True)
class Line:
    """`kind` is fact, why, added, changed, emptied or conflict; `taken` None: nothing to decide.

    `was` is what stood there when the workbook was exported, where both sides changed it.
    """

    label: str
    old: str
    new: str
    kind: str = "fact"
    key: EditKey | None = None
    taken: bool | None = None
    was: str = ""


def row_lines(row: PlannedRow, plan: Plan, tabs: PlanTabs, picks: Picks) -> list[Line]:
    """Everything there is to say of a row of the file."""
    found = list(_why(row, plan, tabs))
    if row.before is not None:
        found += [_edit_line(edit, row, picks) for edit in row.all_edits()]
        if stays := _stays(row):
            found.append(Line(_("Stays as it is"), "", stays, "why"))
    elif merged := _merged_into(row, tabs):
        found += _merged_lines(row.record, merged)
    elif (record := record_of(row, plan)) is not None:
        found += record_lines(record)
    elif row.record is not None:
        found += list(_entry_lines(row.record))
    return list(_wrapped(found))


def _wrapped(lines: Iterable[Line]) -> Iterator[Line]:
    """Long words over several lines: a narrow window would cut them, and the keyboard has no tool
    tips."""
    for line in lines:
        if line.kind not in ("fact", "why") or line.old:
            yield line
            continue
        for at, part in enumerate(in_widths(line.new, _WIDEST)):
            yield replace(line, label="" if at else line.label, new=part)


def _why(row: PlannedRow, plan: Plan, tabs: PlanTabs) -> Iterator[Line]:
    if row.reason:
        yield Line(_("Why"), "", reason_sentence(row.reason), "why")
    if row.action == "merge":
        first = tabs.firsts.get(row.ref)
        if row.record is None:
            yield Line(
                _("Goes to"), "", _("A further contact of {name}.").format(name=row.name), "why"
            )
        elif first is not None:
            told = _("Row {row}, {name}: both say the same customer.")
            yield Line(_("Goes to"), "", told.format(row=first.row, name=first.name), "why")
        else:
            yield Line(_("Goes to"), "", row.name, "why")
    for ref in row.like:
        if ref in plan.called and row.action != "update":
            name, number = plan.called[ref]
            told = _("{name} ({number})").format(name=name, number=number) if number else name
            yield Line(_("Perhaps the same as"), "", told, "why")


def _merged_into(row: PlannedRow, tabs: PlanTabs) -> list[PlannedRow]:
    """The rows that say the same new customer; none where they only are contacts of it."""
    if row.action != "create" or tabs.firsts.get(row.ref) is not row:
        return []
    rows = (tabs.rows[place] for place in tabs.of["merge"])
    found = [other for other in rows if other.ref == row.ref and other.action == "merge"]
    whole = all(isinstance(one.record, CustomerRecord) for one in (row, *found))
    return found if whole else []


def _merged_lines(own: Any, merged: Iterable[PlannedRow]) -> Iterator[Line]:
    """What the row itself says, then apart what each of the others adds."""
    shown = record_lines(own)
    yield from shown
    known = {(line.label, line.new) for line in shown}
    for row in merged:
        assert isinstance(row.record, CustomerRecord)
        told = _("What row {row} says is put together with it.").format(row=row.row)
        yield Line(_("Merged"), "", told, "why")
        yield from (
            line for line in record_lines(row.record) if (line.label, line.new) not in known
        )


def _edit_line(edit: Edit, row: PlannedRow, picks: Picks) -> Line:
    assert row.before is not None
    words = in_words(edit, row.before)
    old, new = words.old, words.new
    if edit.name in ADDED_TO and edit.kind in ("changed", "added") and old and new.startswith(old):
        old, new = "", new[len(old) :].strip(BREAKS)
    key = (row.key, edit.key)
    taken = picks.fields.get(key, edit.usual)
    kind = "added" if edit.kind == "changed" and not old else edit.kind
    was = said(edit.name, edit.was) if edit.kind == "conflict" else ""
    whose = row.ref if row.ref > 0 else None
    old, was = say_in_text(old, whose), say_in_text(was, whose)
    return Line(words.field, old, new, kind, key, taken, was)


def _stays(row: PlannedRow) -> str:
    """What is known of the customer and the row does not touch."""
    before = row.before
    assert before is not None
    touched = {edit.name for edit in row.all_edits()}
    names = [name for name in (*CUSTOMER_VALUES, *REACH, "tags", "invoices", "anniversaries")
             if name not in touched and getattr(before, name)]  # fmt: skip
    labels = [_list_name(name, getattr(before, name)) for name in names]
    if "contacts" not in touched and before.contacts:
        labels.append(pgettext("list", ", ").join(contact.name for contact in before.contacts))
    return pgettext("list", ", ").join(dict.fromkeys(labels))


def _list_name(name: str, value: Any) -> str:
    if name == "channels":
        return pgettext("list", ", ").join(
            dict.fromkeys(name_of(Edit("", name, None, one, "added")) for one in value)
        )
    return label_of(name)


def record_lines(record: CustomerRecord) -> list[Line]:
    """All that is stored of a new customer, her contacts included."""
    found = [Line(header_of(Target("number")), "", record.number or _("given by crmdesk"))]
    for edit in edits_between(CustomerRecord(), record):
        if edit.name == "contacts":
            found += _contact_lines(edit.new)
        else:
            texts = filter(None, said(edit.name, edit.new).split("\n"))
            found += [Line("" if at else name_of(edit), "", one) for at, one in enumerate(texts)]
    return found


def _contact_lines(contact: ContactRecord) -> Iterator[Line]:
    yield Line(header_of(Target("contact"), "interactions"), "", contact.name)
    blank = CustomerRecord(contacts=(ContactRecord(name=contact.name),))
    for edit in edits_between(blank, CustomerRecord(contacts=(contact,))):
        if edit.name in (*CONTACT_VALUES, *REACH):
            words = in_words(edit, blank)
            yield Line(words.field, "", words.new)


def _entry_lines(record: Any) -> Iterator[Line]:
    """A talk, a complaint or an order, value by value."""
    sheet = _SHEETS[type(record)]
    known = BY_CODE[sheet]
    for one in fields(record):
        value = getattr(record, one.name)
        if one.name in known and value not in ("", None, (), False):
            yield Line(header_of(Target(one.name), sheet), "", _entry_value(sheet, one.name, value))
    for paid in record.payments if isinstance(record, OrderRecord) else ():
        yield from _paid_lines(paid)


def _paid_lines(paid: Paid) -> Iterator[Line]:
    """What a row says was received: how much, or that it was all."""
    parts = [
        "" if isinstance(paid.amount, bool) or paid.amount is None else f"{paid.amount:,}",
        "" if paid.on is None else paid.on.isoformat(),
        say("orders.paid.method", paid.method) if paid.method else "",
        paid.note,
    ]
    if told := " · ".join(filter(None, parts)):
        yield Line(header_of(Target("paid"), "orders"), "", told)


def _entry_value(sheet: str, name: str, value: Any) -> str:
    if name == "quantity":
        return f"{say_quantity(value[0])}{value[1]}"
    if isinstance(value, Decimal):
        return f"{value:,}"
    if value is True:
        return pgettext("answer", "Yes")
    if isinstance(value, tuple):
        texts = (
            getattr(item, "raw", None) or getattr(item, "text", None) or item for item in value
        )
        return pgettext("list", ", ").join(str(text) for text in texts if text not in (None, ""))
    return say(f"{sheet}.{name}", value)


def problem_lines(problem: Problem, row: PlannedRow | None, plan: Plan) -> list[Line]:
    """Where it stands, what stands there, what is wrong, and what becomes of it; all the row says
    where nothing of it is imported."""
    skipped = row.reason if row is not None and row.action == "skip" else None
    found = [
        Line(_("Where"), "", where_text(problem) or _("The whole row"), "why"),
        Line(_("In the file"), "", problem.value, "why"),
        Line(_("What is wrong"), "", problem_text(problem), "why"),
        Line(_("What becomes of it"), "", outcome_text(problem, skipped), "why"),
    ]
    for ref in row.like if row is not None else ():
        if ref in plan.called:
            name, number = plan.called[ref]
            told = _("{name} ({number})").format(name=name, number=number)
            found.append(Line(_("Perhaps the same as"), "", told, "why"))
    if skipped is not None and row is not None and type(row.record) in _SHEETS:
        found += _entry_lines(row.record)
    return list(_wrapped(line for line in found if line.new))


def missing_lines(missing: Missing) -> list[Line]:
    """Who is not in the file any more."""
    told = _("Not in the file any more. Nothing is deleted unless you say so.")
    found = [
        Line(_("Why"), "", told, "why"),
        Line(header_of(Target("number")), "", missing.number),
        Line(header_of(Target("company")), "", missing.company),
        Line(header_of(Target("phone")), "", say_phone(missing.phone, "", missing.customer)),
    ]
    if missing.changed:
        found.insert(1, Line(_("Careful"), "", _("Changed here after the export."), "conflict"))
    return [line for line in found if line.new]
