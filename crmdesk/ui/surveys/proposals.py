"""Answers beside what the record says now: each is taken or refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.surveys.fields import Proposal
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.phones import say_in_text
from crmdesk.ui.kit.widgets.emptying import empty


class ProposalList(QWidget):
    """A box for each; what cannot stand in its field says why and is left where it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposals")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._boxes: list[tuple[Proposal, QCheckBox]] = []

    def show_proposals(self, proposals: Sequence[Proposal], whose: int | None = None) -> None:
        """These, all to be taken until somebody says no."""
        empty(self._column)
        self._boxes = []
        if proposals:
            self._column.addWidget(label(_("Into her record:"), "secondary"))
        for proposal in proposals:
            box = QCheckBox(say_proposal(proposal, whose))
            box.setObjectName(f"take_{proposal.field}")
            box.setChecked(not proposal.problem)
            box.setEnabled(not proposal.problem)
            self._column.addWidget(box)
            self._boxes.append((proposal, box))
            if proposal.problem:
                self._column.addWidget(label(proposal.problem, "problem", wrap=True))
        self.setVisible(bool(proposals))

    def decided(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The answers taken, and those refused."""
        able = [(one.answer_id, box.isChecked()) for one, box in self._boxes if not one.problem]
        return tuple(key for key, yes in able if yes), tuple(key for key, yes in able if not yes)


def say_proposal(proposal: Proposal, whose: int | None = None) -> str:
    """生日：未填 → 农历八月初三."""
    if proposal.problem:
        return _("{field}: {new}").format(field=proposal.label, new=proposal.new)
    told = _("{field}: {old} → {new}")
    old = say_in_text(proposal.old, whose) or pgettext("field", "empty")
    return told.format(field=proposal.label, old=old, new=proposal.new).replace("&", "&&")
