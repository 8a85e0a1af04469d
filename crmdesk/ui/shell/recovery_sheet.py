"""The recovery sheet: a code on paper that opens one file until its password is changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.protection.recovery import write_code
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.printing import Sheet
from crmdesk.ui.kit.when import full_day
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.room import KeepsWhole

COLUMNS = 5


class RecoveryDialog(QDialog):
    """Shows the code of this key, and prints it with all that one has to know about it."""

    def __init__(self, key: str, path: Path, day: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recovery_dialog")
        self.setWindowTitle(_("Recovery sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("secret", True)  # noqa: FBT003 - locking closes it, see Lock
        self.groups = write_code(key)
        self._path, self._day = path, day
        self.print_button = PrimaryButton(_("Print…"), "print")
        self.print_button.setObjectName("print_sheet")
        self.print_button.clicked.connect(lambda: self.sheet().preview(self))
        self.save_button = PlainButton(_("Save as PDF…"), "save")
        self.save_button.setObjectName("save_sheet")
        self.save_button.clicked.connect(lambda: self._save())
        self.saved = label("", "hint", wrap=True)
        self._lay_out()
        self.print_button.setFocus()
        KeepsWhole(self)

    def sheet(self) -> Sheet:
        """The page, as it is printed."""
        made = Sheet(_("crmdesk: recovery sheet"))
        made.facts(
            [
                (_("Customer book"), self._path.name),
                (_("Folder"), str(self._path.parent)),
                (_("Printed on"), full_day(self._day)),
            ]
        )
        made.heading(_("Recovery code"))
        for at in range(0, len(self.groups), COLUMNS):
            groups = self.groups[at : at + COLUMNS]
            made.heading(f"{at + 1}–{at + len(groups)}:   " + "   ".join(groups))
        made.heading(_("What it is for"))
        for words in _words():
            made.paragraph(words)
        return made

    def _save(self) -> None:
        name = _("crmdesk recovery sheet") + ".pdf"
        filters = _("PDF document (*.pdf)")
        ask_save_file(self, _("Save as PDF"), name, filters, self._write)

    def _write(self, path: Path) -> None:
        self.saved.setText("")
        try:
            self.sheet().save_pdf(path)
        except CrmError as error:
            show_failure(self, error)
        else:
            self.saved.setText(_("Saved as {file}").format(file=path.name))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        file = _("Opens {file}, as it is protected on {day}.")
        told = file.format(file=self._path.name, day=full_day(self._day))
        column.addWidget(label(told, "secondary", wrap=True))
        column.addLayout(self._grid())
        for words in _words():
            column.addWidget(label(words, wrap=True))
        close = PlainButton(_("Close"))
        close.clicked.connect(lambda: self.accept())
        column.addWidget(self.saved)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addStretch()
        buttons.addWidget(close)
        buttons.addWidget(self.print_button)
        column.addLayout(buttons)
        self.setMinimumWidth(620)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        for at, group in enumerate(self.groups):
            row, place = divmod(at, COLUMNS)
            grid.addWidget(label(str(at + 1), "muted"), row, 2 * place)
            shown = label(group, "heading", selectable=True)
            shown.setObjectName(f"group_{at + 1}")
            grid.addWidget(shown, row, 2 * place + 1)
            grid.setColumnStretch(2 * place + 1, 1)
        return grid


def _words() -> tuple[str, ...]:
    return (
        _("The code opens this customer book when nobody knows the password any more. Type it "
          "where the password is asked for; capital or small letters and blanks do not matter."),
        _("Keep the sheet where you keep contracts or the house key, not beside the computer and "
          "not as a photo: whoever has it and the file can read everything."),
        _("It is void as soon as the password is changed or taken off. Print a new one then and "
          "tear this one up."),
    )  # fmt: skip
