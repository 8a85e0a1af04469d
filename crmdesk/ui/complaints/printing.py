"""One complaint on paper or as a PDF: for the file, the supplier, the owner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from crmdesk.models.complaints.cards import Standing, load_standing
from crmdesk.models.complaints.queries import Call, ComplaintPage, DoneAction
from crmdesk.models.complaints.rules import (
    STEPS,
    channel_text,
    clock_title,
    mood_text,
    severity_text,
    step_title,
)
from crmdesk.models.core.i18n import _
from crmdesk.ui.complaints.dialog_head import state_of
from crmdesk.ui.kit.cases.printing import CasePrinting
from crmdesk.ui.kit.clocks import say_span, say_state
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.printing import Sheet
from crmdesk.ui.kit.when import full_day, full_when

Facts = list[tuple[str, str]]


class ComplaintPrinting(CasePrinting[ComplaintPage]):
    """Lays one complaint out."""

    def sheet(self, page: ComplaintPage) -> Sheet:
        with self.db.read() as session:
            standing = load_standing(session, page.row.id, self.db.now())
        return complaint_sheet(page, standing, self.db.now(), self.zone)

    def name(self, page: ComplaintPage) -> str:
        return f"{page.row.number} {page.row.customer}"


def complaint_sheet(
    page: ComplaintPage, standing: Standing | None, now: datetime, zone: tzinfo
) -> Sheet:
    """A complaint step by step, with its clocks, calls, cause and improvement."""
    row = page.row
    sheet = Sheet(
        _("Complaint {number}").format(number=row.number),
        _("{customer} · {state} · printed {when}").format(
            customer=row.customer, state=state_of(row)[0], when=full_when(now, zone)
        ),
    )
    sheet.facts([(caption, text) for caption, text in _head(page, zone) if text])
    if standing is not None:
        sheet.heading(_("Clocks"))
        sheet.facts(list(_clocks(standing, now, zone)))
    for step in STEPS:
        facts = [(caption, text) for caption, text in _step(page, step, zone) if text]
        if facts:
            stamp = page.stamps.get(step)
            title = _("{number}. {title}").format(number=step, title=step_title(step))
            if stamp is not None:
                title = _("{title} ({staff}, {when})").format(
                    title=title, staff=stamp.staff, when=full_when(stamp.at, zone)
                )
            sheet.heading(title)
            sheet.facts(facts)
    return sheet


def _head(page: ComplaintPage, zone: tzinfo) -> Facts:
    row = page.row
    return [
        (_("Subject"), row.subject),
        (_("Received"), full_when(row.opened_at, zone)),
        (_("Received by"), channel_text(page.channel)),
        (_("Product or service"), page.product),
        (_("Severity"), severity_text(row.severity)),
        (_("Handled by"), row.handler),
        (_("Service order"), page.service),
    ]


def _clocks(standing: Standing, now: datetime, zone: tzinfo) -> Iterator[tuple[str, str]]:
    clocks = standing.clocks
    for code, clock in (
        ("response", clocks.response),
        ("resolution", clocks.resolution),
        ("call_back", clocks.call_back),
    ):
        if clock is not None:
            allowed = _("allowed {span}").format(span=say_span(clock.allowed))
            yield clock_title(code), f"{say_state(clock, now, zone)} ({allowed})"
    for pause in standing.pauses:
        until = full_when(pause.until, zone) if pause.until else "…"
        told = f"{full_when(pause.at, zone)} – {until}: {pause.reason}"
        yield _("Waited for the customer"), told
    for asked in standing.escalations:
        yield (
            _("Asked to step in"),
            _("{when}: {by} asked {to} to step in: {reason}").format(
                when=full_when(asked.at, zone), by=asked.by, to=asked.to, reason=asked.reason
            ),
        )


def _step(page: ComplaintPage, step: int, zone: tzinfo) -> Facts:
    solutions = [
        _("{text} (accepted)").format(text=one.text) if one.accepted else one.text
        for one in page.solutions
    ]
    cost = say_money(page.cost, page.currency) if page.cost is not None else ""
    return {
        1: [(_("What the customer says"), page.words), (_("Mood"), mood_text(page.mood))],
        2: [(_("Facts as confirmed"), page.facts)],
        3: [(_("Solutions offered"), "\n".join(solutions))],
        4: [
            (_("What was done"), "\n".join(_action(one) for one in page.actions)),
            (_("Compensation"), page.compensation),
            (_("Cost"), cost),
        ],
        5: [
            (_("Call-backs"), "\n".join(_call(one, zone) for one in page.calls)),
            (_("Cause"), page.cause),
            (_("Improvement"), page.improvement),
        ],
    }[step]


def _action(action: DoneAction) -> str:
    parts = [action.staff, full_day(action.on_day) if action.on_day else "", action.text]
    return " · ".join(part for part in parts if part)


def _call(call: Call, zone: tzinfo) -> str:
    when = full_when(call.at, zone)
    if not call.reached:
        told = _("not reached")
    elif call.satisfied:
        told = _("satisfied, {score} of 5").format(score=call.score)
    else:
        told = _("not satisfied, {score} of 5").format(score=call.score)
    line = _("{when}, {staff}: {result}").format(when=when, staff=call.staff, result=told)
    return _("{line}. {text}").format(line=line, text=call.text) if call.text else line
