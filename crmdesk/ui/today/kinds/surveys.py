"""Questionnaires to be put by telephone."""

from __future__ import annotations

from crmdesk.models.core.i18n import N_, _, pgettext
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.today.hands import Hands, Office
from crmdesk.ui.today.kinds.kind import Kind


def _reason(row: TodayRow, _office: Office) -> str:
    return _("Questionnaire: {name}").format(name=row.text)


def _begun(row: TodayRow, _office: Office) -> str:
    return pgettext("survey", "Begun") if row.code == "open" else ""


def _ask(row: TodayRow, hands: Hands) -> None:
    hands.navigator.open_survey(row.id)


SURVEY = Kind(
    reason=_reason, pressing=_begun, done=_ask, done_words=N_("Ask now"), log=_ask, edit=_ask
)
