"""Smart paste: any text, read while one types, becomes customers to check."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Invalid
from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.paste.actions import PasteTarget
from crmdesk.ui.exchange.paste_fields import field_of_piece, pieces_of_field
from crmdesk.ui.exchange.paste_page import PastePage
from crmdesk.ui.exchange.paste_people import SAYS_WHO, Look, Person, people_of, save_text
from crmdesk.ui.exchange.paste_reader import PasteReader
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.widgets.room import open_at

DRAFT_KEY = "paste"


class PasteDialog(QDialog):
    """`submitted(targets)` is to be stored by whoever opened it, who then calls `accept()` or
    `refuse(error)`; `table_asked(text)` when rows of a table are to be imported.
    """

    submitted = Signal(object)
    table_asked = Signal(str)

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        text: str = "",
        parent: QWidget | None = None,
        *,
        shown: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paste_dialog")
        self.setWindowTitle(_("Smart paste"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_at(self, 1060, 720)
        self._country = "CN"
        self._people: list[Person] = []
        self._eager = False  # to be stored as soon as the last words are read
        self._kind, self._speaker, self._first = "", "", text
        self.page = PastePage(self)
        self._reader = PasteReader(db, jobs, shown, self)
        self._connect()
        self._saver = DraftSaver(db, jobs, DRAFT_KEY, self._words, self._bring_back, self)
        self._saver.begin()
        if text.strip():
            self.page.text.setPlainText(text)
        self.page.text.setFocus()
        self._show()

    def targets(self) -> list[PasteTarget]:
        """Who is to be stored."""
        return [person.target() for person in self._people if person.wanted]

    def submit(self) -> None:
        """Store what is shown, or hand rows of a table on."""
        text = self.page.text.toPlainText()
        if self._kind == "table":
            self._saver.stop()
            self.table_asked.emit(text)
            self.done(0)
        elif self._reader.waiting():
            self._eager = True
        elif self.page.save.isEnabled():
            self.setEnabled(False)
            self.submitted.emit(self.targets())

    def refuse(self, error: BaseException) -> None:
        """It was not stored: say why, keep every word."""
        self.setEnabled(True)
        if isinstance(error, Invalid):
            self.page.form.show_problems(error.fields)
        else:
            show_failure(self, error)

    def reject(self) -> None:
        """Leave; words typed here are not thrown away without asking."""
        text = self.page.text.toPlainText()
        typed = (text.strip() and text != self._first) or any(it.typed for it in self._people)
        if typed:
            confirm(self, _("Leave without saving?"), _("What you typed here will be lost."),
                    _("Leave"), lambda: self.done(0))  # fmt: skip
        else:
            self.done(0)

    def done(self, result: int) -> None:
        self._reader.drop()
        self._saver.stop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        page = self.page
        page.text.textChanged.connect(lambda: self._read())
        page.text.pointed.connect(lambda piece: page.form.light(field_of_piece(piece)))
        page.form.pointed.connect(lambda field: page.text.point(pieces_of_field(field)))
        page.form.edited.connect(self._on_edited)
        page.known.chosen.connect(self._on_chosen)
        page.people.current_changed.connect(lambda _at: self._show_current())
        page.people.wanted_changed.connect(self._on_wanted)
        page.speaker_chosen.connect(self._on_speaker)
        page.save.clicked.connect(lambda: self.submit())
        page.cancel.clicked.connect(lambda: self.reject())
        self._reader.read.connect(self._on_read)
        self._reader.known.connect(self._on_known)
        self._reader.failed.connect(lambda error: show_failure(self, error))

    def _read(self) -> None:
        self._reader.ask(self.page.text.toPlainText(), self._speaker)
        self._show()

    def _on_read(self, found: Look) -> None:
        self._kind, self._country = found.pasted.kind, found.country
        self.page.form.country = found.country
        self._people = people_of(found, self._people)
        pieces = [piece for person in found.pasted.people for piece in person.pieces]
        self.page.text.show_pieces(pieces)
        self.page.show_chat(found.pasted.chat)
        self.page.people.show_people(self._people)
        self._show_current()
        self._reader.ask_known(self._people)

    def _on_edited(self, field: str, value: Any) -> None:
        if (person := self._current()) is None:
            return
        person.type(field, value)
        if field == "address":
            self.page.form.fill(person.draft())
        self.page.people.show_people(self._people)
        self._show()
        if field in SAYS_WHO:
            self._reader.ask_known(self._people)

    def _on_known(self) -> None:
        """Everything is clear now: what was asked to be stored is, a pasted text may be."""
        self.page.people.show_people(self._people)
        self._show()
        unchanged = self.page.text.toPlainText() == self._first and self.page.text.hasFocus()
        if self._eager:
            self._eager = False
            self.submit()
        elif unchanged and self.page.save.isEnabled():
            self.page.save.setFocus()

    def _on_chosen(self, into: object) -> None:
        if (person := self._current()) is not None:
            person.into = into if isinstance(into, int) else None
            person.decided = True
            self.page.people.show_people(self._people)
            self._show()

    def _on_wanted(self, at: int, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._people[at].wanted = wanted
        self._show()

    def _on_speaker(self, name: str) -> None:
        self._speaker = name
        self._people = []
        self._read()

    def _current(self) -> Person | None:
        at = self.page.people.current()
        return self._people[at] if 0 <= at < len(self._people) else None

    def _show_current(self) -> None:
        person = self._current()
        if person is not None:
            self.page.form.fill(person.draft())
            self.page.text.show_part(person.read.start, person.read.end, len(self._people))
        self._show()

    def _show(self) -> None:
        """Everything that follows from the people as they stand now."""
        person = self._current()
        problems = person.draft().problems(self._country) if person else {}
        empty = person is None or person.draft().is_empty
        self.page.form.show_problems({} if empty else problems)
        self.page.known.show_known(person.known if person else (), person.into if person else None)
        empty = empty and len(self._people) < 2
        self.page.show_state(self._kind, empty=empty, reading=self._reader.reading())
        wanted = [one for one in self._people if one.wanted]
        good = bool(wanted) and not any(one.draft().problems(self._country) for one in wanted)
        self.page.save.setEnabled(self._kind == "table" or good)
        self.page.save.setText(save_text(self._kind, wanted))

    def _words(self) -> dict[str, Any]:
        text = self.page.text.toPlainText()
        return {"text": text} if text.strip() else {}

    def _bring_back(self, words: dict[str, Any]) -> None:
        """Words a crash left behind; those in the clipboard now go before."""
        if not self._first.strip():
            self.page.text.setPlainText(str(words.get("text", "")))
