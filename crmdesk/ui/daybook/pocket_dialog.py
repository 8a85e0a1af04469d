"""拜访单: choose whom to visit, and have the sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, tzinfo
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.clock import local_day
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.daybook.visits import (
    Stop,
    Visit,
    load_planned_visits,
    load_visits,
    together,
)
from crmdesk.ui.daybook.pocket_sheet import PocketSheet
from crmdesk.ui.daybook.pocket_words import stop_text
from crmdesk.ui.kit.ask import ask_save_file
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import Job, JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.kit.page_printing import Printing, write_pdf
from crmdesk.ui.kit.pages import Pages
from crmdesk.ui.kit.printing import may_write
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.date_field import DateField
from crmdesk.ui.kit.widgets.room import open_at

_ROLE = Qt.ItemDataRole.UserRole
_WAIT = 150  # ms after the last tick, then the page is drawn anew


class PocketDialog(QDialog):
    """Space ticks a customer; Ctrl+P prints. Planned visits are ticked already."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        navigator: Navigator,
        place: tuple[tzinfo, str],
        shown: Sequence[Stop] = (),
        staff: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pocket_dialog")
        self.setWindowTitle(_("Pocket sheet of visits"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._db, self._jobs, self._navigator = db, jobs, navigator
        self._shown, self._staff = shown, tuple(staff)
        self._zone, self._country = place
        self._today = local_day(db.now(), self._zone)
        self._stops: list[Stop] = []
        self._sheet: PocketSheet | None = None
        self._lists, self._pages = Latest(jobs, self), Latest(jobs, self)
        self._lists.ready.connect(self._on_stops)
        self._pages.ready.connect(self._on_visits)
        for latest in (self._lists, self._pages):
            latest.failed.connect(partial(show_failure, self))
        self._timer = QTimer(self, interval=_WAIT, singleShot=True)
        self._timer.timeout.connect(self._ask_visits)
        self._lay_out()
        open_at(self, 960, 720)
        self.refresh()

    def day(self) -> date:
        """The day the sheet is for."""
        return self.day_field.day() or self._today

    def refresh(self) -> None:
        """Read which visits are planned for the day."""
        day = self.day()

        def ask(_job: Job) -> list[Stop]:
            with self._db.read() as session:
                return together(self._shown, load_planned_visits(session, day, self._staff))

        self._lists.ask(ask)

    def chosen(self) -> list[Stop]:
        """The reasons ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        ticked = [item.checkState() == Qt.CheckState.Checked for item in items]
        return [stop for stop, on in zip(self._stops, ticked, strict=True) if on]

    def print_sheet(self) -> None:
        """Ask which printer, and print all pages; a key that is held asks once."""
        if (sheet := self._sheet) is None or not sheet.pages:
            return

        def ask() -> None:
            if self.findChild(Printing) is None:
                Printing(sheet, self).ask()

        self._note("record.print", ask)

    def ask_pdf(self) -> None:
        """Ask where the PDF goes, and write it."""
        name = f"{self.windowTitle()} {self.day()}.pdf"
        ask_save_file(self, _("Save as PDF"), name, _("PDF document (*.pdf)"), self.write_pdf)

    def write_pdf(self, path: Path) -> None:
        """Write the pages as a PDF file."""
        if (sheet := self._sheet) is None or not may_write(path, self):
            return
        said = _("Saved as {file}").format(file=path.name)

        def save() -> None:
            job = self._jobs.read(lambda job: write_pdf(sheet, path, job))
            job.succeeded.connect(lambda _nothing: self._navigator.say(said))
            job.failed.connect(lambda error: show_failure(self, error))

        self._note("record.list", save, file=path.name)

    def _note(self, action: str, then: Callable[[], object], **params: object) -> None:
        """The sheet holds numbers whole: it is noted first."""
        ids = list(dict.fromkeys(stop.customer_id for stop in self.chosen()))
        title = self.windowTitle()
        self._navigator.record(action, ids, then, title=title, count=len(ids), **params)

    def _on_stops(self, stops: list[Stop]) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        self._stops = stops
        for stop in stops:
            item = QListWidgetItem(stop_text(stop))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = Qt.CheckState.Checked if stop.planned else Qt.CheckState.Unchecked
            item.setCheckState(on)
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003
        if stops:
            self.list.setCurrentRow(0)
        self.empty.setVisible(not stops)
        self._ask_visits()

    def _ask_visits(self) -> None:
        chosen = self.chosen()

        def ask(_job: Job) -> list[Visit]:
            with self._db.read() as session:
                return load_visits(session, chosen, self._today)

        self._pages.ask(ask)

    def _on_visits(self, visits: list[Visit]) -> None:
        sheet = PocketSheet(visits, self.day(), self._zone, self._country)
        self._sheet = sheet
        self.preview.show_sheet(sheet)
        told = ngettext("{n} customer", "{n} customers", len(visits)).format(n=len(visits))
        pages = _("Pages: {n}").format(n=sheet.pages)
        self.count.setText(f"{told} · {pages}" if visits else "")
        for button in (self.print_button, self.pdf_button):
            button.setEnabled(bool(visits))

    def _lay_out(self) -> None:
        self.day_field = DateField(lambda: self._today, self._today)
        self.day_field.setObjectName("pocket_day")
        self.day_field.setAccessibleName(_("Day"))
        self.day_field.changed.connect(lambda day: self.refresh() if day else None)
        self.list = QListWidget()
        self.list.setObjectName("pocket_list")
        self.list.setAccessibleName(_("Whom to visit"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _item: self._timer.start())
        self.empty = label(
            _("No visit is planned for this day. Note a follow-up by visit, or open this sheet "
              "from Today: its rows are offered here."), "muted", wrap=True,
        )  # fmt: skip
        self.empty.hide()
        self.preview = Pages()
        area = QScrollArea(widgetResizable=True)
        area.setObjectName("pocket_preview")
        area.setMinimumWidth(300)
        area.setWidget(self.preview)
        left = QVBoxLayout()
        left.addWidget(self.day_field)
        left.addWidget(self.empty)
        left.addWidget(self.list, 1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addLayout(left, 1)
        middle.addWidget(area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.addLayout(middle, 1)
        outer.addLayout(self._foot())
        self.list.setFocus()

    def _foot(self) -> QHBoxLayout:
        self.count = label("", "muted")
        self.pdf_button = PlainButton(_("Save as PDF…"))
        self.pdf_button.setObjectName("save_pdf")
        self.pdf_button.clicked.connect(self.ask_pdf)
        self.print_button = PrimaryButton(_("Print…"), "print")
        self.print_button.setObjectName("print")
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.setToolTip(_("Print…") + " (Ctrl+P)")
        self.print_button.clicked.connect(self.print_sheet)
        close = PlainButton(_("Close"))
        close.setObjectName("close")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        for button in (close, self.pdf_button, self.print_button):
            row.addWidget(button)
        return row
