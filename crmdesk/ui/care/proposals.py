"""Whom one might give something: proposed with the reason, ticked by the user."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.care.gift_actions import NewGift
from crmdesk.models.care.gift_proposals import Proposal, propose, say_reasons
from crmdesk.models.care.gift_queries import GiftListRow
from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext, pgettext
from crmdesk.models.office.settings import load_office
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.when import short_day
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.states import EmptyState, ListArea

_ROW = Qt.ItemDataRole.UserRole
_TICKED = ("last", "birthday")


class ProposalDialog(QDialog):
    """`submitted` carries the gifts for those ticked; Blank ticks the row one stands on."""

    submitted = Signal(object)

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        around: GiftListRow,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("proposal_dialog")
        self.setWindowTitle(_("Who gets something: {list}").format(list=around.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._around = around
        self.tree = _tree()
        self.tree.itemChanged.connect(lambda _item, _column: self._count())
        empty = EmptyState(
            "gift", _("Nobody to propose"),
            _("Everybody who got a gift last time, bought for the feast or buys much stands on "
              "the list already."),
        )  # fmt: skip
        self.area = ListArea(self.tree, empty)
        self._lay_out()
        open_at(self, 860, 560)
        answers = Latest(jobs, self)
        answers.ready.connect(self._on_rows)
        answers.failed.connect(lambda error: self.area.show_error(error, lambda: None))

        def ask(_job: Job) -> list[Proposal]:
            with db.read() as session:
                zone = office_zone(load_office(session).zone)
                return propose(session, around.id, today(), zone)

        self.area.show_loading()
        answers.ask(ask)

    def chosen(self) -> list[NewGift]:
        """Those ticked, with last time's gift."""
        return [
            NewGift(row.person, row.gift, row.price)
            for item in self._items()
            if item.checkState(0) == Qt.CheckState.Checked and (row := item.data(0, _ROW))
        ]

    def submit(self) -> None:
        """Put those ticked on the list, once."""
        gifts = self.chosen()
        if gifts and self.add.isEnabled():
            self.add.setEnabled(False)
            self.submitted.emit(gifts)

    def retry(self) -> None:
        """It could not be written: the button may be pressed again."""
        self._count()

    def tick_all(self, *, on: bool) -> None:
        """All or nobody."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for item in self._items():
            item.setCheckState(0, state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        everybody, nobody = PlainButton(_("Tick all")), PlainButton(_("Tick nobody"))
        everybody.setObjectName("tick_all")
        nobody.setObjectName("tick_none")
        everybody.clicked.connect(lambda: self.tick_all(on=True))
        nobody.clicked.connect(lambda: self.tick_all(on=False))
        self.count = label("", "secondary")
        self.add = PrimaryButton(_("Put on the list"), "add")
        self.add.setObjectName("add_proposed")
        self.add.clicked.connect(lambda: self.submit())
        cancel = PlainButton(_("Cancel"))
        cancel.setObjectName("cancel")
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        for widget in (everybody, nobody, self.count):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.area, 1)
        column.addLayout(foot)
        self._count()

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _on_rows(self, rows: Sequence[Proposal]) -> None:
        self.tree.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.tree.clear()
        for row in rows:
            self.tree.addTopLevelItem(_item(row, self._around))
        self.tree.blockSignals(False)  # noqa: FBT003 - Qt's signature
        if rows:
            self.area.show_content()
            self.tree.setCurrentItem(self._items()[0])
            self.tree.setFocus()
        else:
            self.area.show_empty()
        self._count()

    def _count(self) -> None:
        chosen = len(self.chosen())
        told = ngettext("{n} ticked", "{n} ticked", chosen).format(n=chosen)
        self.count.setText(told if chosen else "")
        self.add.setEnabled(chosen > 0)


def _tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName("proposals")
    tree.setRootIsDecorated(False)
    tree.setAccessibleName(_("Proposed"))
    tree.setHeaderLabels(
        [_("Customer"), pgettext("gift", "Why"), pgettext("gift", "Last time"),
         pgettext("gift", "Mind")]
    )  # fmt: skip
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    header = tree.header()
    for at, width in enumerate((230, 300, 110)):
        header.resizeSection(at, width)
    header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return tree


def _item(row: Proposal, around: GiftListRow) -> QTreeWidgetItem:
    who = f"{row.name}  ·  {row.company}" if row.company else row.name
    why = say_reasons(row)
    if row.day is not None:
        why = f"{why} {short_day(row.day)}"
    elif row.amount:
        why = f"{why}  {say_money(row.amount, around.currency)}"
    warned = "；".join(notice.text for notice in row.notices)
    item = QTreeWidgetItem([who, why, row.gift, warned])
    item.setData(0, _ROW, row)
    red = any(notice.tone == "red" for notice in row.notices)
    wanted = len(row.reasons) > 1 or any(code in row.reasons for code in _TICKED)
    ticked = wanted and not red
    item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    if row.notices:
        item.setIcon(3, icon("warning", "red" if red else "amber"))
    for column, text in enumerate((who, why, row.gift, warned)):
        item.setToolTip(column, text)
    return item
