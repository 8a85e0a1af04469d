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
from crmdesk.ui.exchange.paste_people import (
    SAYS_WHO,
    Look,
    Person,
    look,
    look_for,
    people_of,
    save_text,
)
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.jobs import JobRunner, Latest

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
        self.resize(1060, 720)
        self._db, self._country, self._shown = db, "CN", shown
        self._people: list[Person] = []
        self._eager = False  # to be stored as soon as the last words are read
        self._kind, self._speaker, self._first = "", "", text
        self.page = PastePage(self)
        self._reads, self._knows = Latest(jobs, self), Latest(jobs, self)
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
        elif self._reads.waiting():
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
        self._reads.drop()
        self._knows.drop()
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
        self._reads.ready.connect(self._on_read)
        self._reads.failed.connect(lambda error: show_failure(self, error))
        self._knows.ready.connect(self._on_known)
        self._knows.failed.connect(lambda error: show_failure(self, error))

    def _read(self) -> None:
        text, speaker = self.page.text.toPlainText(), self._speaker
        db, shown = self._db, self._shown
        self._knows.drop()
        self._reads.ask(lambda _job: look(db, text, speaker, shown))
        self._show()

    def _on_read(self, found: Look) -> None:
        begins = not self._people
        self._kind, self._country = found.pasted.kind, found.country
        self.page.form.country = found.country
        self._people = people_of(found, self._people)
        pieces = [piece for person in found.pasted.people for piece in person.pieces]
        self.page.text.show_pieces(pieces)
        self.page.show_chat(found.pasted.chat)
        self.page.people.show_people(self._people)
        self._show_current()
        pasted_at_once = found.text == self._first and self.page.text.hasFocus()
        if self._eager:
            self._eager = False
            self.submit()
        elif begins and pasted_at_once and self.page.save.isEnabled():
            self.page.save.setFocus()

    def _on_edited(self, field: str, value: Any) -> None:
        if (person := self._current()) is None:
            return
        person.type(field, value)
        if field == "address":
            self.page.form.fill(person.draft())
        self.page.people.show_people(self._people)
        self._show()
        if field in SAYS_WHO:
            draft, db = person.draft(), self._db
            shown = self._shown if len(self._people) == 1 else None
            self._knows.ask(lambda _job: (person, look_for(db, draft, shown)))

    def _on_known(self, answer: Any) -> None:
        person, known = answer
        person.know(known)
        self._show()

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
        self.page.show_state(self._kind, empty=empty, reading=self._reads.waiting())
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
