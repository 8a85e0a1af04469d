"""Files kept with a customer: the tab 文件."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.files import (
    FileDraft,
    attach_file,
    load_file,
    may_open,
    read_file,
    remove_file,
    write_to,
)
from crmdesk.models.customers.opened import copy_to_open
from crmdesk.models.customers.page_rows import CustomerPage, FileRow
from crmdesk.ui.customers.page.context import PageContext
from crmdesk.ui.customers.page.row_column import RowColumn
from crmdesk.ui.customers.page.words import size_text
from crmdesk.ui.kit.ask import ask_open_file, ask_save_file, confirm
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.labels import ElidedLabel, label
from crmdesk.ui.kit.links import open_path
from crmdesk.ui.kit.when import say_when
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton

_ICONS = {"photo": "image", "card": "person", "contract": "file"}


class Files(QWidget):
    """Added by button or by dropping them here; opened as a copy, never run."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files")
        self.setAcceptDrops(True)
        self._context = context
        self.add_button = PlainButton(_("Add a file…"), "attach")
        self.add_button.setObjectName("add_file")
        self.add_button.clicked.connect(self.fill_in)
        self._rows = RowColumn[FileRow](
            (self.add_button,),
            _("No files yet. Drop a photo, a business card or a contract here."),
            self._line,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._rows)

    def show_page(self, page: CustomerPage) -> None:
        """The files of this customer, newest first."""
        self._rows.show_rows(page.files)

    def fill_in(self) -> None:
        """Choose a file to keep."""
        ask_open_file(self.window(), _("Add a file"), _("All files (*)"), self.add)

    def add(self, path: Path) -> None:
        """Keep this file with the customer."""
        context, customer, now = self._context, self._context.customer_id, self._context.now()
        name = context.name

        def store(_job: Job) -> None:
            draft = read_file(path)
            with context.db.write("customer.file", name=name) as session:
                attach_file(session, customer, draft, now=now)

        failing_to(self, context.jobs.write(store))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.add(Path(url.toLocalFile()))
        event.acceptProposedAction()

    def _line(self, row: FileRow) -> QWidget:
        line = QFrame()
        line.setObjectName(f"file_{row.id}")
        line.setProperty("role", "foldable")
        mark = label("")
        mark.setPixmap(icon(_ICONS.get(row.kind, "file"), "muted").pixmap(20, 20))
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(label(row.name, wrap=True))
        when = say_when(row.added_at, self._context.now(), self._context.zone)
        parts = [_kind_text(row.kind), size_text(row.size), when, row.staff]
        told = ElidedLabel("muted")  # the buttons beside it are not to be cut
        told.setText(" · ".join(part for part in parts if part))
        texts.addWidget(told)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(10)
        layout.addWidget(mark)
        layout.addLayout(texts, 1)
        for role, tip, run in (
            ("open", _("Open"), self._ask_open),
            ("save", _("Save as…"), self._ask_save),
            ("delete", _("Remove"), self._remove),
        ):
            button = IconButton(role, tip, size=16)
            button.setObjectName(role)
            button.clicked.connect(lambda _down=False, run=run: run(row))
            if role == "open" and not may_open(row.name):
                button.setEnabled(False)
                button.setToolTip(_("This kind of file could run something: it is only saved."))
            layout.addWidget(button)
        return line

    def _ask_open(self, row: FileRow) -> None:
        confirm(
            self.window(),
            _("Open “{name}”?").format(name=row.name),
            _(
                "{kind}, {size}. A copy that cannot be changed is opened with the program "
                "of this computer, and taken away when crmdesk ends."
            ).format(kind=_kind_of(row), size=size_text(row.size)),
            _("Open"),
            lambda: self._open(row),
        )

    def _open(self, row: FileRow) -> None:
        job = self._context.jobs.read(lambda _job: self._copy(row.id))
        failing_to(self, job).succeeded.connect(
            lambda path: None if open_path(path) else self._say_nothing_opens(row)
        )

    def _say_nothing_opens(self, row: FileRow) -> None:
        self._context.navigator.say(
            _("No program here opens {file}. Save it instead.").format(file=row.name)
        )

    def _copy(self, attachment_id: int) -> Path:
        return copy_to_open(self._load(attachment_id))

    def _load(self, attachment_id: int) -> FileDraft:
        with self._context.db.read() as session:
            return load_file(session, attachment_id)

    def _ask_save(self, row: FileRow) -> None:
        ask_save_file(
            self.window(), _("Save as"), row.name, _("All files (*)"), partial(self._save, row)
        )

    def _save(self, row: FileRow, path: Path) -> None:
        job = self._context.jobs.read(lambda _job: write_to(self._load(row.id), path))
        failing_to(self, job).succeeded.connect(
            lambda _done: self._context.navigator.say(_("{file} saved").format(file=path.name))
        )

    def _remove(self, row: FileRow) -> None:
        job = self._context.write("customer.file", lambda session: remove_file(session, row.id))
        failing_to(self, job).succeeded.connect(
            lambda _done: self._context.navigator.say(
                _("“{name}” was removed.").format(name=row.name), undoable=True
            )
        )


def _kind_of(row: FileRow) -> str:
    """What one is about to open, in a word or two: what it is to us, or its ending."""
    ending = Path(row.name).suffix.lstrip(".").upper()
    other = _("{ending} file").format(ending=ending) if ending else _("File")
    return _kind_text(row.kind) or other


def _kind_text(kind: str) -> str:
    return {
        "photo": pgettext("file", "Photo"),
        "card": pgettext("file", "Business card"),
        "contract": pgettext("file", "Contract"),
    }.get(kind, kind)
