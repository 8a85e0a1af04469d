"""One way to reach somebody: change it where it stands, copy it, use it, move it, label it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.page_rows import ChannelRow, EmailRow, PhoneRow
from crmdesk.models.customers.phones import label_text
from crmdesk.models.customers.reach import edit_reach, move_reach, remove_reach, set_label
from crmdesk.models.office.queries import load_labels
from crmdesk.ui.customers.page.channel_dialog import ChannelDialog
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.field import FactField
from crmdesk.ui.customers.page.reach_words import (
    TABLE_OF,
    ReachRow,
    channel_note,
    reach_label,
    reach_value,
)
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.links import open_link, web_address, write_mail
from crmdesk.ui.kit.widgets.buttons import IconButton

_USES = {"phone": "call", "email": "mail", "channel": "open"}


class ReachLine(FactField):
    """Shows a row of any of the four tables; used again for another row."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._context = context
        self._held: ReachRow | None = None
        self.use = IconButton("call", _("Call"), size=16)
        self.use.setObjectName("use")
        self.use.clicked.connect(self._use)
        self.copy_button = IconButton("copy", _("Copy"), size=16)
        self.copy_button.setObjectName("copy")
        self.copy_button.clicked.connect(self._copy)
        self.more = IconButton("more", _("More"), size=16)
        self.more.setObjectName("more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill)
        self.more.setMenu(self._menu)
        for tool in (self.use, self.copy_button, self.more):
            self.add_tool(tool)
        self.committed.connect(self._store)

    def show_row(self, row: ReachRow) -> None:
        """Another row, or the same one with other words; an edit of the same row goes on."""
        if self._held is not None and self.editing() and self._held.id != row.id:
            self.commit()
        self._held = row
        self.setObjectName(f"{self._table()}_{row.id}")
        self.set_caption(reach_label(row))
        value, masked = reach_value(row), self._context.is_masked(row)
        self.shown_first = partial(self._context.show_reach, row) if masked else None
        self.show_stored(value, value, self._read(row))
        self._show_tools(row)

    def _table(self) -> str:
        return TABLE_OF[type(self._held)] if self._held is not None else ""

    def _read(self, row: ReachRow) -> str:
        if isinstance(row, PhoneRow):
            shown = self._context.say_number(row)
            return _("{number} (please check)").format(number=shown) if row.suspect else shown
        shown = self._context.say_reach(row)
        if isinstance(row, ChannelRow) and (note := channel_note(row)):
            return f"{shown}  {note}"
        return re.sub(r"(?<=[@./?&=_-])(?=\w)", "\u200b", shown)

    def _show_tools(self, row: ReachRow) -> None:
        tips = {"phone": _("Call"), "email": _("Write an e-mail"), "channel": _("Open")}
        table = self._table()
        usable = table in ("phone", "email") or _is_web_page(row)
        self.use.setVisible(usable)
        if usable:
            self.use.setIcon(icon(_USES[table], "muted"))
            self.use.setToolTip(tips[table])
            self.use.setAccessibleName(tips[table])

    def _store(self, _old: object, new: object) -> None:
        row, table, context = self._held, self._table(), self._context
        if row is None:
            return
        expected, typed = str(self.expected or ""), str(new or "")
        self.follow(
            context.write(
                "customer.reach",
                lambda session: edit_reach(
                    session, table, row.id, typed, expected=expected, office=context.office
                ),
            )
        )

    def _use(self) -> None:
        row = self._held
        if isinstance(row, PhoneRow):
            self._context.dial(row)
        elif isinstance(row, EmailRow):
            self._context.show_reach(row, partial(write_mail, row.address))
        elif isinstance(row, ChannelRow):
            open_link(web_address(row.value))

    def _copy(self) -> None:
        row = self._held
        if isinstance(row, PhoneRow):
            self._context.copy_phone(row)
        elif row is not None:
            value = reach_value(row)
            said = _("{number} copied").format(number=value)
            self._context.show_reach(row, partial(self._context.copy, value, said))

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addMenu(self._labels())
        if isinstance(self._held, ChannelRow):
            self._add(_("Nickname and more…"), "edit", self._ask_channel)
        self._add(_("Move up"), "chevron-up", lambda: self._do(move_reach, -1))
        self._add(_("Move down"), "chevron-down", lambda: self._do(move_reach, 1))
        self._menu.addSeparator()
        self._add(_("Remove"), "delete", lambda: self._do(remove_reach))

    def _labels(self) -> QMenu:
        menu = QMenu(_("Label"), self._menu)
        menu.setIcon(icon("tag"))
        current = self._held.label if self._held is not None else ""
        with self._context.db.read() as session:
            offered = load_labels(session, self._table())
        for name in dict.fromkeys([*offered, *([current] if current else [])]):
            action = QAction(label_text(name), menu)
            action.setCheckable(True)
            action.setChecked(name == current)
            action.triggered.connect(lambda _on=False, name=name: self._do(set_label, name))
            menu.addAction(action)
        menu.addSeparator()
        own = QAction(_("Other label…"), menu)
        own.triggered.connect(lambda _on=False: self._ask_label())
        menu.addAction(own)
        return menu

    def _ask_label(self) -> None:
        dialog = QInputDialog(self.window())
        dialog.setObjectName("ask_label")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(_("Label"))
        dialog.setLabelText(_("What do you call it?"))
        dialog.setTextValue(label_text(self._held.label) if self._held is not None else "")
        dialog.textValueSelected.connect(lambda text: self._do(set_label, text))
        dialog.open()

    def _ask_channel(self) -> None:
        if isinstance(self._held, ChannelRow):
            ChannelDialog(self._context, self._held, self.window()).open()

    def _add(self, text: str, role: str, run: Callable[[], None]) -> None:
        action = QAction(icon(role), text, self._menu)
        action.triggered.connect(lambda _on=False: run())
        self._menu.addAction(action)

    def _do(self, action: Callable[..., None], *arguments: object) -> None:
        row, table = self._held, self._table()
        if row is not None:
            job = self._context.write(
                "customer.reach", lambda session: action(session, table, row.id, *arguments)
            )
            failing_to(self, job)


def _is_web_page(row: ReachRow) -> bool:
    """A web address that may be opened; whatever else stands there is words."""
    return isinstance(row, ChannelRow) and row.kind == "web" and bool(web_address(row.value))
