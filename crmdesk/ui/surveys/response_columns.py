"""The columns of the list of answers, and the groups it is shown in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.surveys.queries import ResponseRow
from crmdesk.models.surveys.rules import channel_text, say_scores, status_text, tone_of
from crmdesk.ui.kit.cells import PersonCell, PillCell, TextCell
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.when import full_when, say_when


def scope_texts() -> dict[str, str]:
    return {
        "waiting": pgettext("survey", "To call"),
        "done": pgettext("survey", "Answered"),
        "low": pgettext("survey", "Not content"),
        "look": pgettext("survey", "For the record"),
        "declined": pgettext("survey", "Would not answer"),
    }


def columns(now: Callable[[], datetime], zone: tzinfo) -> list[Column]:
    """Of ResponseRow."""

    def when(row: ResponseRow) -> str:
        return say_when(row.finished_at or row.created_at, now(), zone)

    def exactly(row: ResponseRow) -> str:
        return full_when(row.finished_at or row.created_at, zone)

    return [
        Column("customer", _("Customer"), lambda row: row.customer, "customer", 220, fixed=True,
               cell=PersonCell(lambda row: row.customer, _second, lambda row: row.kind)),
        Column("score", _("Answer"), _score, "nps", 190,
               cell=PillCell(_score, lambda row: tone_of(row.csat, row.nps))),
        Column("questionnaire", _("Questionnaire"), lambda row: row.questionnaire,
               "questionnaire", 170),
        Column("when", _("When"), when, "when", 120, tip=exactly),
        Column("channel", _("How"), lambda row: channel_text(row.channel), width=90),
        Column("staff", _("Who"), lambda row: row.staff, width=90),
        Column("product", _("Product"), lambda row: row.product, width=130,
               cell=TextCell(lambda row: row.product, muted=True)),
        Column("note", _("Note"), lambda row: row.note or row.gift, width=120, shown=False),
    ]  # fmt: skip


def _second(row: ResponseRow) -> str:
    return " · ".join(filter(None, (row.contact, row.company or row.salutation)))


def _score(row: ResponseRow) -> str:
    """What was scored; else how far one is."""
    said = say_scores(row.csat, row.nps)
    if row.status == "open" or (row.status == "done" and not said):
        told = ngettext("{n} answered", "{n} answered", row.answered)
        return told.format(n=row.answered)
    return said or status_text(row.status)
