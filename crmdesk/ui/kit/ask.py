"""Questions before something is done, and the choice of files; never with a nested event loop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from crmdesk.models.core.file_names import safe_name
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.message_box import message_box

_FOLDER = "files/folder"


def confirm(
    parent: QWidget,
    question: str,
    detail: str,
    button: str,
    then: Callable[[], None],
    *,
    danger: bool = False,
) -> QMessageBox:
    """Ask, and do `then` when the user presses `button`, which says what it does."""
    icon = QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question
    box = message_box(parent, "confirm", icon, question, detail)
    do = box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
    do.setObjectName("do")
    leave = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave if danger else do)
    box.setEscapeButton(leave)
    do.clicked.connect(lambda: then())
    box.open()
    return box


def ask_open_file(
    parent: QWidget | None, title: str, filters: str, then: Callable[[Path], None]
) -> QFileDialog:
    """Choose a file that exists; filters as Qt writes them: 'Workbooks (*.xlsx *.xls)'."""
    dialog = _file_dialog(parent, title, filters, then)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def ask_save_file(
    parent: QWidget, title: str, name: str, filters: str, then: Callable[[Path], None]
) -> QFileDialog:
    """Choose where to write a file, `name` suggested; its ending decides the suffix added.

    A name may hold a customer's: what no file system takes is left out of it.
    """
    name = safe_name(name)
    dialog = _file_dialog(parent, title, filters, then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.open()
    return dialog


def ask_folder(
    parent: QWidget, title: str, folder: Path, then: Callable[[Path], None]
) -> QFileDialog:
    """Choose a folder that exists or is made in the dialog, beginning at `folder`."""
    dialog = _file_dialog(parent, title, "", then)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setDirectory(str(folder))
    dialog.open()
    return dialog


def _file_dialog(
    parent: QWidget | None, title: str, filters: str, then: Callable[[Path], None]
) -> QFileDialog:
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, str(QSettings().value(_FOLDER, usual)), filters)
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("Folder:"))  # Qt has no Chinese for it
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Kind of file:"))
    dialog.setObjectName("file_dialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def chosen(name: str) -> None:
        path = Path(name)
        QSettings().setValue(_FOLDER, str(path.parent))
        then(path)

    dialog.fileSelected.connect(chosen)
    return dialog
