"""The buttons below a case's dialog; which of them stand there depends on how it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.cases.printing import CasePrinting
from crmdesk.ui.kit.cases.saving import CaseSaving
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton


class CaseButtons(QWidget):
    """Ctrl+Enter is the blue one, Ctrl+S keeps what stands here for later.

    `more`: further buttons between print and save, with their names and what they do.
    """

    def __init__(
        self,
        saving: CaseSaving,
        printing: CasePrinting[Any],
        delete: tuple[QPushButton, Callable[[], None]],
        more: Sequence[tuple[str, QPushButton, Callable[[], None]]],
    ) -> None:
        super().__init__()
        self._step = 1
        self._page: Any = None
        self._printing = printing
        self.delete = delete[0]
        self.print = PlainButton(_("Print or PDF"), "print", "ghost")
        self.save = PlainButton(_("Save, go on later"))
        self.finish = PrimaryButton("")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._add("delete", self.delete, delete[1])
        self._add("print", self.print, self._show_print_menu)
        self._row.addStretch(1)
        for name, button, run in more:
            self._add(name, button, run)
        self._add("save", self.save, lambda: saving.save(self._step, finish=False))
        self._add("finish", self.finish, lambda: saving.save(self._step, finish=True))
        # A button's own shortcut is gone with its next text.
        for keys, button in (("Ctrl+Return", self.finish), ("Ctrl+Enter", self.finish),
                             ("Ctrl+S", self.save)):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(partial(_press, button))

    def show_case(self, page: Any, step: int, finish: str, *, done: bool) -> None:
        """Show what can be done at this step; `done`: it was finished before."""
        self._step, self._page = step, page
        self.delete.setVisible(page is not None)
        self.print.setVisible(page is not None)
        self.save.setVisible(page is not None and not done)
        self.finish.setText(finish)

    def preview(self) -> None:
        """Show the pages of what is stored."""
        if self._page is not None:
            self._printing.preview(self._page, self.window())

    def _add(self, name: str, button: QPushButton, run: Callable[[], None]) -> None:
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: run())
        self._row.addWidget(button)

    def _show_print_menu(self) -> None:
        if self._page is None:
            return
        menu = QMenu(self)
        menu.setObjectName("print_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = self._page
        menu.addAction(icon("print"), _("Print…")).triggered.connect(lambda: self.preview())
        menu.addAction(icon("file"), _("Save as PDF…")).triggered.connect(
            lambda: self._printing.ask_pdf(page, self.window())
        )
        menu.popup(self.print.mapToGlobal(self.print.rect().topLeft()))


def _press(button: QPushButton) -> None:
    if button.isVisible():
        button.click()
