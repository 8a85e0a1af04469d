"""The title of the list: names the view shown, opens the others, keeps new ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.views import View, load_views, standard_views
from crmdesk.ui.customers.listing.view_store import ViewStore
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.theme import text_font
from crmdesk.ui.kit.tokens import TITLE


class ViewButton(QToolButton):
    """`chosen(view)` asks to show a view; `present` is what the list shows now, named or not."""

    chosen = Signal(object)

    def __init__(self, db: Database, store: ViewStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view_button")
        self.setFont(text_font(TITLE, bold=True))
        self.setIcon(icon("chevron-down", "muted"))
        self.setIconSize(QSize(18, 18))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the word
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(_("Saved views of this list"))
        self._db, self._store = db, store
        self._standard = tuple(standard_views(db.staff_id))
        self._saved: tuple[View, ...] = ()
        self._base = self._present = self._standard[0]
        menu = QMenu(self)
        menu.setObjectName("view_menu")
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.aboutToShow.connect(partial(self._fill, menu))
        self.setMenu(menu)
        self._show()

    def base(self) -> View:
        """The view chosen last, as it is kept."""
        return self._base

    def reload(self) -> None:
        """Read the user's own views; one deleted elsewhere is left."""
        with self._db.read() as session:
            self._saved = tuple(load_views(session))
        if self._base.id:
            kept = next((view for view in self._saved if view.id == self._base.id), None)
            self._base = kept or self._standard[0]
        self._show()

    def set_base(self, view: View) -> None:
        self._base = self._present = view
        self._show()

    def set_present(self, view: View) -> None:
        """What the list shows now; a kept view that differs is called changed."""
        self._present = view
        self._show()

    def ask_name(self, title: str, view: View) -> ViewNameDialog:
        """A name for what is shown (or, for a kept view, another one)."""
        dialog = ViewNameDialog(title, view, self.window())
        dialog.submitted.connect(lambda named: self._save(named, dialog))
        dialog.open()
        return dialog

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for view in self._standard:
            self._add_view(menu, view)
        if self._saved:
            menu.addSeparator()
        for view in self._saved:
            self._add_view(menu, view)
        menu.addSeparator()
        self._add(menu, "view_save_as", _("Save as new view…"), self._save_as)
        if not self._base.id:
            return
        if not self._base.shows_same(self._present):
            self._add(menu, "view_save", _("Save changes to this view"), self._save_changes)
        self._add(menu, "view_rename", _("Rename view…"),
                  lambda: self.ask_name(_("Rename view"), self._base))  # fmt: skip
        at = [view.id for view in self._saved].index(self._base.id)
        if at > 0:
            self._add(menu, "view_up", _("Move up"), lambda: self._move(at, at - 1))
        if at < len(self._saved) - 1:
            self._add(menu, "view_down", _("Move down"), lambda: self._move(at, at + 1))
        self._add(menu, "view_delete", _("Delete view"), self._ask_delete)

    def _add_view(self, menu: QMenu, view: View) -> None:
        action = QAction(view.name, menu)
        action.setCheckable(True)
        action.setChecked(view == self._base)
        action.triggered.connect(lambda _on, view=view: self.chosen.emit(view))
        menu.addAction(action)

    def _add(self, menu: QMenu, name: str, text: str, run: Callable[[], object]) -> None:
        action = QAction(text, menu)
        action.setObjectName(name)
        action.triggered.connect(lambda _on: run())
        menu.addAction(action)

    def _save_as(self) -> None:
        self.ask_name(_("New view"), replace(self._present, id=0, name=""))

    def _save_changes(self) -> None:
        kept = replace(self._present, id=self._base.id, name=self._base.name)
        self._store.save_view(kept).succeeded.connect(partial(self._on_saved, kept))

    def _save(self, named: View, dialog: ViewNameDialog) -> None:
        if named.id:
            job = self._store.rename_view(named.id, named.name)
        else:
            job = self._store.save_view(named)
        dialog.wait_for(job)
        job.succeeded.connect(partial(self._on_saved, named))

    def _on_saved(self, view: View, new_id: object = None) -> None:
        self.set_base(replace(view, id=new_id) if isinstance(new_id, int) else view)
        self.reload()

    def _move(self, at: int, to: int) -> None:
        ids = [view.id for view in self._saved]
        ids.insert(to, ids.pop(at))
        self._store.order_views(ids).succeeded.connect(lambda _r: self.reload())

    def _ask_delete(self) -> None:
        base = self._base
        confirm(
            self.window(),
            _("Delete the view “{name}”?").format(name=base.name),
            _("The customers in it stay."),
            _("Delete view"),
            lambda: self._delete(base.id),
            danger=True,
        )

    def _delete(self, view_id: int) -> None:
        job = self._store.delete_view(view_id)
        job.succeeded.connect(lambda _result: self.chosen.emit(self._standard[0]))
        job.succeeded.connect(lambda _result: self.reload())

    def _show(self) -> None:
        changed = bool(self._base.id) and not self._base.shows_same(self._present)
        text = _("{name} (changed)").format(name=self._base.name) if changed else self._base.name
        self.setText(text)
        self.setAccessibleName(_("View: {name}").format(name=text))


class ViewNameDialog(FormDialog):
    """One field: what the view is called."""

    def __init__(self, title: str, view: View, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setObjectName("view_name")
        self._view = view
        self.name = QLineEdit(view.name)
        self.add_field(
            "name",
            pgettext("view", "&Name"),
            self.name,
            _("For example: big customers in Shanghai"),
        )
        self.ready()
        self.name.selectAll()

    def draft(self) -> View:
        return replace(self._view, name=self.name.text())
