"""What came out of an export, and the ways to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.links import open_path
from crmdesk.ui.kit.widgets.buttons import PlainButton


class ExportResult(QFrame):
    """Hidden until something was written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export_result")
        self.setProperty("role", "card")
        self._path = Path()
        self.text = label("", wrap=True)
        self.text.setObjectName("export_told")
        mark = label("")
        mark.setPixmap(icon("check-circle", "green").pixmap(20, 20))
        self.open_file = PlainButton(_("Open the file"), "open")
        self.open_file.setObjectName("open_file")
        self.open_folder = PlainButton(_("Open the folder"), "folder")
        self.open_folder.setObjectName("open_folder")
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(mark)
        words.addWidget(self.text, 1)
        ways = QHBoxLayout()
        ways.addWidget(self.open_file)
        ways.addWidget(self.open_folder)
        ways.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.addLayout(words)
        outer.addLayout(ways)
        self.open_file.clicked.connect(lambda: open_path(self._path))
        self.open_folder.clicked.connect(lambda: open_path(self._path.parent))
        self.hide()

    def tell(self, path: Path, text: str) -> None:
        """Show that this was written."""
        self._path = path
        self.text.setText(text)
        self.show()
