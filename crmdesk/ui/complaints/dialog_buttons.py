"""The buttons below the complaint dialog; which of them stand there depends on how it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crmdesk.models.complaints.queries import ComplaintPage
from crmdesk.models.complaints.rules import CONFIRM, UNREACHED_DAYS
from crmdesk.models.core.i18n import _
from crmdesk.ui.complaints.printing import ComplaintPrinting
from crmdesk.ui.complaints.saving import Saving
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton


class DialogButtons(QWidget):
    """Ctrl+Enter is the blue one, Ctrl+S keeps what stands here for later."""

    def __init__(self, saving: Saving, printing: ComplaintPrinting) -> None:
        super().__init__()
        self._step = 1
        self._page: ComplaintPage | None = None
        self._printing = printing
        self.delete = PlainButton(_("Delete complaint"), "delete", "danger")
        self.print = PlainButton(_("Print or PDF"), "print", "ghost")
        self.reopen = PlainButton(_("Reopen"), "refresh")
        self.unreachable = PlainButton(_("Close as not reachable"))
        self.save = PlainButton(_("Save, go on later"))
        self.finish = PrimaryButton("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for name, run in (
            ("delete", saving.delete),
            ("print", self._show_print_menu),
            ("reopen", saving.reopen),
            ("unreachable", saving.close_unreachable),
            ("save", lambda: saving.save(self._step, finish=False)),
            ("finish", lambda: saving.save(self._step, finish=True)),
        ):
            button = getattr(self, name)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, run=run: run())
            row.addWidget(button)
            if name == "print":
                row.addStretch(1)
        # A button's own shortcut is gone with its next text.
        for keys, button in (("Ctrl+Return", self.finish), ("Ctrl+Enter", self.finish),
                             ("Ctrl+S", self.save)):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(partial(_press, button))

    def _show_print_menu(self) -> None:
        if self._page is None:
            return
        menu = QMenu(self)
        menu.setObjectName("print_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = self._page
        menu.addAction(icon("print"), _("Print…")).triggered.connect(
            lambda: self._printing.preview(page, self.window())
        )
        menu.addAction(icon("file"), _("Save as PDF…")).triggered.connect(
            lambda: self._printing.ask_pdf(page, self.window())
        )
        menu.popup(self.print.mapToGlobal(self.print.rect().topLeft()))

    def show_for(self, page: ComplaintPage | None, step: int) -> None:
        """Show what can be done at this step of this complaint."""
        self._step = step
        closed = page is not None and page.row.status == "closed"
        done = page is not None and (step < page.row.step or closed)
        unreached = page is not None and page.days_unreached >= UNREACHED_DAYS
        self._page = page
        self.delete.setVisible(page is not None)
        self.print.setVisible(page is not None)
        self.reopen.setVisible(closed)
        self.unreachable.setVisible(step == CONFIRM and unreached and not closed)
        self.save.setVisible(page is not None and not done)
        self.finish.setText(_finish_text(page, step, done=done))


def _press(button: QPushButton) -> None:
    if button.isVisible():
        button.click()


def _finish_text(page: ComplaintPage | None, step: int, *, done: bool) -> str:
    if page is None:
        return _("Record complaint")
    if done:
        return _("Save changes")
    if step == CONFIRM:
        return _("Record call-back")
    return _("Step {n} done").format(n=step)
