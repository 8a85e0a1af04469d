"""日报 as one posts it to the boss's group: short lines of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.daybook.report_rows import Contacts, Line, Person, Report
from crmdesk.models.interactions.reply_times import ReplyTimes
from crmdesk.models.interactions.rules import kind_text
from crmdesk.ui.kit.clocks import say_span
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.when import short_day, weekday

MOST = 12
"""So many lines of one sort; the rest is only counted."""
LONGEST = 42
_FIRST = ("call", "visit", "meeting", "wechat")


def report_text(report: Report) -> str:
    """All of it, without empty headings."""
    parts = [
        [_title(report)],
        [*_contacts(report)],
        [*_headed(pgettext("report", "Visits:"), _listed(map(_visit, report.visits)))],
        [*_headed(pgettext("report", "By person:"), _people(report.people))],
        [*_sold(report)],
        [*_promises(report), *_follow_ups(report)],
        [*_complaints(report), *_services(report)],
        [*_replies(report.replies)],
    ]
    plan = [*_plan(report)]
    lines = [line for part in parts for line in part]
    return "\n".join([*lines, *(["", *plan] if plan else [])])


def name_of(line: Line) -> str:
    """王总（明达建材）: as people in the office speak of her."""
    name = line.contact or (line.salutation if line.company else "") or line.customer
    company = line.customer if line.contact else line.company
    if not company or company == name:
        return name
    return pgettext("report", "{name} ({company})").format(name=name, company=company)


def day_text(report: Report) -> str:
    """Which day, or from when to when."""
    if report.first == report.last:
        return f"{short_day(report.first)} {weekday(report.first)}"
    return f"{short_day(report.first)}–{short_day(report.last)}"


def _title(report: Report) -> str:
    daily = report.first == report.last
    text = (
        pgettext("report", "Daily report · {who} · {day}")
        if daily
        else pgettext("report", "Weekly report · {who} · {day}")
    )
    return text.format(who=report.staff or _("The whole office"), day=day_text(report))


def _contacts(report: Report) -> Iterator[str]:
    contacts = report.contacts
    if not contacts.total:
        yield pgettext("report", "Contacts: none")
        return
    customers = ngettext("{n} customer", "{n} customers", contacts.customers)
    yield pgettext("report", "Contacts: {customers}, {kinds}").format(
        customers=customers.format(n=contacts.customers), kinds=_kinds(contacts)
    )


def _kinds(contacts: Contacts) -> str:
    known = [kind for kind in _FIRST if contacts.kinds.get(kind)]
    kinds = [*known, *sorted(contacts.kinds.keys() - set(_FIRST))]
    return pgettext("list", ", ").join(_kind(kind, contacts) for kind in kinds)


def _kind(kind: str, contacts: Contacts) -> str:
    count = contacts.kinds[kind]
    if kind == "call" and contacts.reached != count:
        text = pgettext("report", "Call {n} ({reached} reached)")
        return text.format(n=count, reached=contacts.reached)
    return pgettext("report", "{kind} {n}").format(kind=kind_text(kind), n=count)


def _visit(line: Line) -> str:
    if not line.text:
        return name_of(line)
    return pgettext("report", "{who}: {what}").format(who=name_of(line), what=_short(line.text))


def _people(people: Sequence[Person]) -> Iterator[str]:
    for person in people:
        parts = []
        if person.contacts:
            parts.append(pgettext("report", "contacts {n}").format(n=person.contacts))
        if person.visits:
            parts.append(pgettext("report", "visits {n}").format(n=person.visits))
        if person.sales:
            parts.append(pgettext("report", "sales {amount}").format(amount=_money(person.sales)))
        parts += _answered(person.replies)
        if parts:
            what = pgettext("list", ", ").join(parts)
            told = pgettext("report", "{who}: {what}").format(who=person.name, what=what)
            yield _bullet(told)


def _answered(replies: ReplyTimes) -> Iterator[str]:
    """How much in time, and in how long half of it."""
    if replies.percent is None:
        return
    if replies.middle is None:
        yield pgettext("report", "answered in time {percent} %").format(percent=replies.percent)
    else:
        yield pgettext("report", "answered in time {percent} % (half in {span})").format(
            percent=replies.percent, span=say_span(replies.middle)
        )


def _sold(report: Report) -> Iterator[str]:
    sold = report.sold
    if sold.orders:
        text = ngettext("Sales: {n} order, {amount}", "Sales: {n} orders, {amount}", sold.orders)
        yield text.format(n=sold.orders, amount=_money(sold.sales))
    if sold.payments:
        text = ngettext("Paid: {n} payment, {amount}", "Paid: {n} payments, {amount}",
                        sold.payments)  # fmt: skip
        yield text.format(n=sold.payments, amount=_money(sold.paid))


def _promises(report: Report) -> Iterator[str]:
    told = report.promises
    counts = (
        (told.made, pgettext("report", "made {n}")),
        (told.kept, pgettext("report", "kept {n}")),
        (told.late, pgettext("report", "of them late {n}")),
        (len(told.broken), pgettext("report", "not kept {n}")),
        (len(told.moved), pgettext("report", "moved {n}")),
    )
    yield from _counted(pgettext("report", "Promises: {counts}"), counts)
    broken = pgettext("report", "not kept: {what}")
    yield from _listed(broken.format(what=_what(one)) for one in told.broken)
    yield from _listed(_what(one) for one in told.moved)


def _follow_ups(report: Report) -> Iterator[str]:
    told = report.follow_ups
    counts = (
        (told.done, pgettext("report", "done {n}")),
        (len(told.moved), pgettext("report", "moved {n}")),
        (len(told.dropped), pgettext("report", "dropped {n}")),
    )
    yield from _counted(pgettext("report", "Follow-ups: {counts}"), counts)
    yield from _listed(_what(one) for one in told.moved)
    dropped = pgettext("report", "dropped: {what}")
    yield from _listed(dropped.format(what=_what(one)) for one in told.dropped)


def _complaints(report: Report) -> Iterator[str]:
    counts = (
        (len(report.complaints), pgettext("report", "new {n}")),
        (report.complaints_closed, pgettext("report", "closed {n}")),
    )
    yield from _counted(pgettext("report", "Complaints: {counts}"), counts)
    yield from _listed(_visit(one) for one in report.complaints)


def _services(report: Report) -> Iterator[str]:
    counts = (
        (report.services, pgettext("report", "new {n}")),
        (report.services_closed, pgettext("report", "finished {n}")),
    )
    yield from _counted(pgettext("report", "Service orders: {counts}"), counts)


def _replies(replies: ReplyTimes) -> Iterator[str]:
    parts: list[str] = []
    if replies.middle is not None:
        text = pgettext("report", "{n}, half of them within {span}")
        parts.append(text.format(n=len(replies.taken), span=say_span(replies.middle)))
    if replies.percent is not None:
        parts.append(pgettext("report", "in time {percent} %").format(percent=replies.percent))
    if replies.waiting:
        parts.append(pgettext("report", "still waiting {n}").format(n=replies.waiting))
    if parts:
        what = pgettext("list", ", ").join(parts)
        yield pgettext("report", "Answers to messages: {what}").format(what=what)


def _plan(report: Report) -> Iterator[str]:
    if report.plan_on is None:
        return
    day = f"{short_day(report.plan_on)} {weekday(report.plan_on)}"
    tomorrow = (report.plan_on - report.last).days == 1
    text = (
        pgettext("report", "Tomorrow ({day}):")
        if tomorrow
        else pgettext("report", "Next working day ({day}):")
    )
    if not report.plan and not report.overdue:
        return
    yield text.format(day=day)
    for number, line in enumerate(report.plan[:MOST], start=1):
        yield f"{number}. {_planned(line)}"
    yield from _more(len(report.plan) - MOST)
    if report.overdue:
        told = ngettext("Overdue: {n}, to be made up", "Overdue: {n}, to be made up",
                        report.overdue)  # fmt: skip
        yield _bullet(told.format(n=report.overdue))


def _planned(line: Line) -> str:
    what = _short(line.text) or _("Follow-up")
    if line.source == "promise":
        what = pgettext("report", "{what} (promised)").format(what=what)
    told = pgettext("report", "{who}: {what}").format(who=name_of(line), what=what)
    return f"{line.due_time} {told}".strip()


def _what(line: Line) -> str:
    """Who and what, the new day, and why."""
    what = _short(line.text) or _("Follow-up")
    told = pgettext("report", "{who}: {what}").format(who=name_of(line), what=what)
    if line.due_on is not None:
        told = pgettext("report", "{what} → {day}").format(what=told, day=short_day(line.due_on))
    if line.reason:
        told = pgettext("report", "{what} – {why}").format(what=told, why=_short(line.reason))
    return told


def _counted(text: str, counts: Sequence[tuple[int, str]]) -> Iterator[str]:
    """One line with what is not nothing; none where nothing was."""
    parts = [told.format(n=count) for count, told in counts if count]
    if parts:
        yield text.format(counts=pgettext("list", ", ").join(parts))


def _headed(heading: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield heading
        yield from told


def _listed(lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    yield from map(_bullet, told[:MOST])
    yield from _more(len(told) - MOST)


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield ngettext("… and {n} more", "… and {n} more", count).format(n=count)


def _bullet(text: str) -> str:
    return f"· {text}"


def _money(amounts: Mapping[str, int]) -> str:
    return " + ".join(say_money(amount, currency) for currency, amount in amounts.items())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
