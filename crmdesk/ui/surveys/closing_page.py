"""The end of a questionnaire: thanks, what goes into the record, consent, the gift."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.rules import consent_channel_text, consent_channels
from crmdesk.models.surveys.drafts import ClosingDraft
from crmdesk.models.surveys.fields import Proposal
from crmdesk.ui.kit.labels import label, name_aloud
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.scroll_area import scrolled
from crmdesk.ui.surveys.proposals import ProposalList


class ClosingPage(QWidget):
    """`draft()` is what is noted at the end."""

    def __init__(self, country: str) -> None:
        super().__init__()
        self.setObjectName("closing_page")
        self._thanks = label("", "heading", wrap=True)
        self._thanks.setObjectName("survey_thanks")
        self.proposals = ProposalList()
        self.gift, self.note = QLineEdit(), QLineEdit()
        self.gift.setObjectName("survey_gift")
        self.gift.setPlaceholderText(_("e.g. a calendar"))
        self.note.setObjectName("survey_note")
        self._consents = {code: _yes_or_no(code) for code in consent_channels(country)}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self._thanks)
        column.addWidget(self.proposals)
        column.addWidget(label(_("May we contact her?"), "secondary"))
        column.addLayout(self._grid())
        column.addLayout(self._fields())
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner))

    def begin(self, thanks: str, proposals: Sequence[Proposal]) -> None:
        """A new customer is at the end."""
        self._thanks.setText(_("“{words}”").format(words=thanks) if thanks else "")
        self._thanks.setVisible(bool(thanks))
        self.proposals.show_proposals(proposals)
        self.restore({})
        self.gift.setFocus()

    def draft(self) -> ClosingDraft:
        told = tuple(
            (code, row.value() == "yes") for code, row in self._consents.items() if row.value()
        )
        taken, refused = self.proposals.decided()
        return ClosingDraft(self.gift.text(), self.note.text(), told, taken, refused)

    def state(self) -> dict[str, Any]:
        """What was typed, as plain values; empty when nothing was."""
        told = {"gift": self.gift.text(), "note": self.note.text()}
        found: dict[str, Any] = {name: text for name, text in told.items() if text}
        chosen = {code: row.value() for code, row in self._consents.items() if row.value()}
        return found | ({"consents": chosen} if chosen else {})

    def restore(self, state: Mapping[str, Any]) -> None:
        """Show a `state()` again."""
        self.gift.setText(state.get("gift", ""))
        self.note.setText(state.get("note", ""))
        for code, row in self._consents.items():
            row.set_value(state.get("consents", {}).get(code))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for at, (code, row) in enumerate(self._consents.items()):
            line, place = divmod(at, 2)
            caption = label(consent_channel_text(code), "secondary")
            grid.addWidget(caption, line, 2 * place)
            grid.addWidget(row, line, 2 * place + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for at, (text, field) in enumerate(
            ((_("&Gift handed over"), self.gift), (_("&Note"), self.note))
        ):
            caption = label(text, "secondary")
            caption.setBuddy(field)
            name_aloud(field, text)
            grid.addWidget(caption, at, 0)
            grid.addWidget(field, at, 1)
        grid.setColumnStretch(1, 1)
        return grid


def _yes_or_no(code: str) -> ChoiceRow:
    row = ChoiceRow([("yes", _("Agrees")), ("no", _("Refuses"))], small=True)
    row.setObjectName(f"consent_{code}")
    row.setAccessibleName(consent_channel_text(code))
    return row
