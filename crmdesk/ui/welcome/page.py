"""The first page anybody sees: who, where, and three doors. Nothing is written before one opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crmdesk.models.core.i18n import LANGUAGE_NAMES, LANGUAGES, _, language
from crmdesk.ui.kit.ask import ask_open_file
from crmdesk.ui.kit.dropping import dropped_file
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.room import open_at
from crmdesk.ui.kit.widgets.scroll_area import scrolled
from crmdesk.ui.welcome.answers import Answers
from crmdesk.ui.welcome.aside import Aside
from crmdesk.ui.welcome.door import Door
from crmdesk.ui.welcome.questions import Questions

SIZE = (1000, 660)


class WelcomePage(QWidget):
    """`begun(door, file)` with door "import", "demo" or "empty"; `left` when it is closed."""

    begun = Signal(str, object)
    language_chosen = Signal(str)
    moving_asked = Signal(object)
    left = Signal()

    def __init__(self, given: Answers, file: str = "") -> None:
        """`file` is what the program was started with: an address book to import at once."""
        super().__init__()
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(760, 460)
        self.setAcceptDrops(True)
        open_at(self, *SIZE)
        self._file, self._done = file, False
        self.doors: list[Door] = []
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._build(given)

    @property
    def answers(self) -> Answers:
        """As they stand now."""
        return self.questions.answers()

    def speak_anew(self) -> None:
        """In the language spoken now, everything typed kept."""
        given = self.answers
        for old in (self._aside, self._main):
            self._outer.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._build(given)

    def show_waiting(self) -> None:
        """A door was opened: the office is being made ready."""
        self._choices.setEnabled(False)
        self._wait.show()

    def show_again(self) -> None:
        """It could not be: all as before."""
        self._choices.setEnabled(True)
        self._wait.hide()

    def go(self) -> None:
        """The window has come: this page goes without having been left."""
        self._done = True
        self.close()
        self.deleteLater()

    def open_door(self, name: str, file: Path | None = None) -> None:
        """Begin; asks for the file to import where none is known yet."""
        if name == "import" and file is None and not self._file:
            ask_open_file(self, _("Import an address book"), _filters(),
                          lambda path: self.open_door("import", path))  # fmt: skip
        else:
            taken = file or (Path(self._file) if self._file and name == "import" else None)
            self.begun.emit(name, taken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 open a door wherever no word is being typed."""
        doors = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}
        at = doors.get(Qt.Key(event.key()))
        if at is not None and not isinstance(self.focusWidget(), QLineEdit):
            self.doors[at].click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._choices.isEnabled() and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Beside the first door, but meant for it."""
        if self._choices.isEnabled() and (path := dropped_file(event)) is not None:
            event.acceptProposedAction()
            self._on_dropped(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._done:
            self._done = True
            self.left.emit()
        super().closeEvent(event)

    def _build(self, given: Answers) -> None:
        self.setWindowTitle(_("crmdesk Customer Book"))
        self.questions = Questions(given)
        self.questions.left.connect(lambda: self.doors[0].setFocus())
        self._aside, self._main = Aside(), QWidget()
        self._choices = QWidget()
        self._fill_choices()
        self._wait = QWidget()
        self._fill_wait()
        column = QVBoxLayout(self._main)
        column.setContentsMargins(40, 28, 40, 24)
        column.setSpacing(0)
        area = scrolled(self._choices)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(area, 1)
        column.addWidget(self._wait)
        self._wait.hide()
        self._outer.addWidget(self._aside)
        self._outer.addWidget(self._main, 1)
        self.doors[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_choices(self) -> None:
        column = QVBoxLayout(self._choices)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(_("Welcome"), "page-title"), 1)
        head.addWidget(self._languages(), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        told = _("Nothing here is final: all of it can be changed in the settings.")
        column.addWidget(label(told, "secondary", wrap=True))
        column.addSpacing(10)
        column.addWidget(self.questions)
        column.addStretch(1)
        column.addWidget(label(_("How do you want to begin?"), "heading"))
        column.addSpacing(2)
        self.doors = self._make_doors()
        for door in self.doors:
            column.addWidget(door)
        column.addStretch(2)
        moving = PlainButton(_("Moving from an old computer…"), "screen", "link")
        moving.setObjectName("move_here")
        moving.clicked.connect(lambda: self.moving_asked.emit(None))
        column.addWidget(moving, 0, Qt.AlignmentFlag.AlignLeft)

    def _languages(self) -> QWidget:
        row = ChoiceRow([(name, LANGUAGE_NAMES[name]) for name in LANGUAGES], small=True)
        row.setObjectName("first_language")
        row.setAccessibleName(_("Language"))
        row.set_value(language())
        chips = row.findChildren(QPushButton)
        for chip in chips:
            chip.ensurePolished()
        row.setFixedWidth(sum(chip.sizeHint().width() + 6 for chip in chips))

        def chosen(name: object) -> None:
            row.set_value(name or language())
            if name:
                self.language_chosen.emit(str(name))

        row.changed.connect(chosen)
        return row

    def _make_doors(self) -> list[Door]:
        first = _("Excel, Outlook, phones, WeChat lists. You look before anything is saved; "
                  "a file may also be dropped here.")  # fmt: skip
        if self._file:
            first = _("{file} is imported; you look before anything is saved.").format(
                file=Path(self._file).name
            )
        doors = [
            Door(1, "import", _("Import an address book"), first, "blue", takes_files=True),
            Door(2, "view", _("Look around in demo data"),
                 _("A made-up office to try everything in. Your own data stay apart."), "violet"),
            Door(3, "add", _("Start empty"),
                 _("Write down the first customer by hand, or paste one."), "green"),
        ]  # fmt: skip
        for name, door in zip(("import", "demo", "empty"), doors, strict=True):
            door.setObjectName(f"door_{name}")
            door.clicked.connect(lambda _on=False, name=name: self.open_door(name))
        doors[0].dropped.connect(lambda path: self._on_dropped(path))
        return doors

    def _on_dropped(self, path: Path) -> None:
        if path.suffix.lower() == ".crmbackup":
            self.moving_asked.emit(path)
        else:
            self.open_door("import", path)

    def _fill_wait(self) -> None:
        row = QHBoxLayout(self._wait)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(12)
        row.addWidget(label(_("Making everything ready…"), "secondary"))
        bar = QProgressBar(textVisible=False)
        bar.setRange(0, 0)
        row.addWidget(bar, 1)


def _filters() -> str:
    books = _("Address books (*.xlsx *.xls *.et *.ods *.csv *.tsv *.txt *.vcf *.ldif "
              "*.xlsm *.xlsb)")  # fmt: skip
    return ";;".join((books, _("All files (*)")))
