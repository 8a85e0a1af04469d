"""Side by side: what each record says, what will stay, what comes along."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.preview import MergePreview, Side
from crmdesk.ui.duplicates.merge_grid import LABEL_WIDTH, MergeGrid
from crmdesk.ui.kit.labels import ElidedLabel, label, line
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.kit.widgets.avatar import Avatar
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.card import Card
from crmdesk.ui.kit.widgets.scroll_area import scrolled

SIZE = QSize(1000, 680)
ITEMS_WIDTH = 560
WIDER = 140  # px for each customer after the second


class MergeDialog(QDialog):
    """`submitted(MergeDraft)`; the caller stores it, then calls accept().

    Enter merges, Esc leaves; Tab goes from fact to fact, arrows choose.
    """

    submitted = Signal(object)

    def __init__(
        self, preview: MergePreview, now: datetime, zone: tzinfo, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge_dialog")
        self.setWindowTitle(_("Merge customers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(SIZE + QSize(WIDER * (len(preview.sides) - 2), 0))
        self._preview, self._now, self._zone = preview, now, zone
        heads = [self._head(side) for side in preview.sides]
        self.grid = MergeGrid(preview.sides, preview.choices, heads)
        self.rest = QCheckBox(_("Put what is left out into the note"))
        self.rest.setObjectName("keep_rest")
        self.rest.setChecked(True)
        self.fate = label("", "secondary", wrap=True)
        self.fate.setObjectName("fate")
        agreeing = [choice for choice in preview.choices if not choice.differs]
        self.more = PlainButton("", kind="link")
        self.more.setObjectName("show_agreeing")
        if not agreeing:
            self.more.hide()
        self._count, self._shown = len(agreeing), False
        self.merge = PrimaryButton(_("Merge"), "merge")
        self.merge.setObjectName("do_merge")
        self.merge.setDefault(True)
        self._lay_out()
        self.grid.changed.connect(self._say_fate)
        self.more.clicked.connect(lambda: self._toggle())
        self.merge.clicked.connect(lambda: self.submit())
        self._show_agreeing(shown=not any(choice.differs for choice in preview.choices))
        self._say_fate()
        self.merge.setFocus()

    def submit(self) -> None:
        """Merge as chosen."""
        ids = tuple(side.id for side in self._preview.sides)
        self.submitted.emit(MergeDraft(ids, self.grid.picks(), self.rest.isChecked()))

    def result_name(self) -> str:
        """What the merged customer will be called."""
        return self.grid.text("name")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(10)
        column.addWidget(self.grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(line())
        column.addWidget(label(_("Kept from all of them"), "heading"))
        column.addLayout(self._along())
        column.addStretch(1)
        card = Card(padding=16)
        card.add(scrolled(sheet), 1)
        cancel = PlainButton(_("Cancel"))
        cancel.setObjectName("cancel")
        cancel.clicked.connect(lambda: self.reject())
        buttons = QHBoxLayout()
        buttons.addWidget(self.rest)
        buttons.addStretch()
        buttons.addWidget(self.merge)
        buttons.addWidget(cancel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        outer.addWidget(card, 1)
        outer.addWidget(self.fate)
        outer.addLayout(buttons)

    def _head(self, side: Side) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Avatar(side.name, 32), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        for text, role in ((side.name, "heading"), *((text, "hint") for text in self._told(side))):
            made = ElidedLabel(role)
            made.setText(text)
            words.addWidget(made)
        take = PlainButton(_("Choose all of these"), kind="link")
        take.setObjectName(f"take_{side.id}")
        take.setAccessibleName(_("Choose all of {name}").format(name=side.name))
        take.clicked.connect(lambda: self.grid.take_all(side.id))
        if side.contact:
            take.hide()
        words.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        return head

    def _told(self, side: Side) -> list[str]:
        added = _("added {when}").format(when=say_when(side.created_at, self._now, self._zone))
        last = _("never contacted")
        if side.last_contact is not None:
            when = say_when(side.last_contact, self._now, self._zone)
            last = _("last contact {when}").format(when=when)
        counts = [_("{field}: {value}").format(field=name, value=n) for name, n in side.counts]
        told = [added, " · ".join((last, *counts))]
        if side.contact:
            told.append(_("becomes a contact of the company"))
        return told

    def _along(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        for made in self._preview.along:
            caption = label(made.label, "secondary")
            caption.setMinimumWidth(LABEL_WIDTH)
            items = label(pgettext("list", ", ").join(made.items), wrap=True)
            items.setMinimumWidth(ITEMS_WIDTH)  # else its height is reckoned for one word a line
            form.addRow(caption, items)
        return form

    def _say_fate(self) -> None:
        """Which number stays, and that the others still lead here."""
        number = self.grid.text("number")
        others = [side.number for side in self._preview.sides if side.number != number]
        text = ngettext(
            "One customer, number {number}, stays; {others} still finds her. One undo brings all "
            "back.",
            "One customer, number {number}, stays; {others} still find her. One undo brings all "
            "back.",
            len(others),
        )
        self.fate.setText(text.format(number=number, others=pgettext("list", ", ").join(others)))

    def _toggle(self) -> None:
        self._show_agreeing(shown=not self._shown)

    def _show_agreeing(self, *, shown: bool) -> None:
        self._shown = shown
        self.grid.show_agreeing(shown=shown)
        text = _("Hide what agrees") if shown else ngettext(
            "Show {n} fact that agrees", "Show {n} facts that agree", self._count)  # fmt: skip
        self.more.setText(text.format(n=self._count))
