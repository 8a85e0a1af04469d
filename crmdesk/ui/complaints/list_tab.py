"""The list of complaints: what is open, at which step, which clock runs out first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from crmdesk.models.complaints.cards import Card as ComplaintCard
from crmdesk.models.complaints.cards import find_in_order, load_cards
from crmdesk.models.complaints.rules import clock_title, severity_text
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.complaints.dialog_head import SEVERITY_TONES, state_of
from crmdesk.ui.complaints.store import ComplaintStore
from crmdesk.ui.kit.cases.case_tab import CaseList, CaseTab, Looked
from crmdesk.ui.kit.cells import PillCell
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.table import Column
from crmdesk.ui.kit.table_tab import Acts, Wanted


class ListTab(CaseTab):
    """Enter opens one, Delete deletes it."""

    def __init__(self, db: Database, jobs: JobRunner, navigator: Navigator, wanted: Wanted) -> None:
        kind = _kind(navigator, ComplaintStore(db, jobs))
        super().__init__(kind, db, jobs, navigator, wanted)

    def find_cases(self, session: Any, looked: Looked) -> list[int]:
        return find_in_order(
            session, self.db.now(), order=looked.order, status=looked.status, text=looked.text,
            handler_id=looked.handler_id,
        )  # fmt: skip

    def load(self, session: Any, ids: Sequence[int]) -> Mapping[int, ComplaintCard]:
        return load_cards(session, ids, self.db.now())

    def acts(self, row: ComplaintCard) -> Acts:
        go, complaint = self.navigator, row.row
        return [
            ("", _("Go on"), "", partial(go.open_complaint, complaint.id, None)),
            ("", _("Open customer"), "", partial(go.open_customer, complaint.customer_id)),
            None,
            ("", _("Delete complaint"), "", self.delete),
        ]

    def columns(self) -> list[Column]:
        return [
            *self.first_columns(state_width=140),
            Column("severity", _("Severity"), lambda card: severity_text(card.row.severity),
                   width=80,
                   cell=PillCell(lambda card: severity_text(card.row.severity),
                                 lambda card: SEVERITY_TONES[card.row.severity])),
            Column("handler", _("Handled by"), _people, width=130),
            *self.last_columns(received_width=120),
        ]  # fmt: skip


def _kind(navigator: Navigator, store: ComplaintStore) -> CaseList:
    return CaseList(
        name="complaints",
        statuses=(
            ("open", pgettext("complaint", "Open")),
            ("closed", pgettext("complaint", "Closed")),
        ),
        cleared=(),
        empty=(
            "complaint",
            _("No complaints yet"),
            _("A complaint recorded, solved and called back keeps a customer for life."),
            _("Record a complaint"),
        ),
        clock_title=clock_title,
        state_of=state_of,
        open=navigator.open_complaint,
        delete=store.delete,
        deleted=_("Complaint deleted"),
    )


def _people(card: ComplaintCard) -> str:
    """Who handles it, and who was asked to step in."""
    if not card.escalated_to:
        return card.row.handler
    return _("{handler} → {escalated}").format(
        handler=card.row.handler, escalated=card.escalated_to
    )
