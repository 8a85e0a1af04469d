"""What this program is, its version, and where the user's things lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.program.updates import current_version
from crmdesk.paths import log_folder, resource
from crmdesk.ui.kit.labels import label, line
from crmdesk.ui.kit.links import open_path
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.shell.about_licences import LicencesDialog


class AboutDialog(QDialog):
    """Name, version, licence, and the two folders support asks for."""

    def __init__(self, database: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(_("About crmdesk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 20)
        outer.setSpacing(16)
        outer.addLayout(_head())
        outer.addWidget(line())
        outer.addLayout(_facts(database))
        buttons = QHBoxLayout()
        licences = PlainButton(_("Licences…"), "file")
        licences.setObjectName("show_licences")
        licences.clicked.connect(lambda: LicencesDialog(self).open())
        logs = PlainButton(_("Open the log folder"), "folder")
        logs.clicked.connect(open_log_folder)
        close = PlainButton(_("Close"))
        close.setDefault(True)
        close.clicked.connect(lambda: self.accept())
        buttons.addWidget(logs)
        buttons.addWidget(licences)
        buttons.addStretch()
        buttons.addWidget(close)
        outer.addLayout(buttons)
        self.resize(self.minimumWidth(), outer.totalHeightForWidth(self.minimumWidth()))
        close.setFocus()


def open_log_folder() -> None:
    """Show the folder of the log in the system's file manager."""
    open_path(log_folder())


def _head() -> QHBoxLayout:
    picture = QLabel()
    picture.setPixmap(QIcon(str(resource("icons", "crmdesk.svg"))).pixmap(64, 64))
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addStretch()
    words.addWidget(label(_("crmdesk Customer Book"), "page-title"))
    words.addWidget(label(_("Version {version}").format(version=current_version()), "secondary"))
    words.addStretch()
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(picture)
    row.addLayout(words, 1)
    return row


def _facts(database: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    rows = (
        (_("Database"), database),
        (_("Log folder"), str(Path(log_folder()))),
        (_("Licence"), _("MIT: free to use, change and pass on.")),
        (_("Made with"), _("Qt and PySide6 (LGPL, unmodified), Python, SQLite and others")),
    )
    for at, (name, text) in enumerate(rows):
        grid.addWidget(label(name, "secondary"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text, selectable=True, wrap=True), at, 1, Qt.AlignmentFlag.AlignTop)
    return grid
