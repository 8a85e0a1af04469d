"""A greeting in three keys: the words into the clipboard, into the log, on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMenu

from crmdesk.models.core.i18n import _
from crmdesk.models.today.rows import TodayRow
from crmdesk.ui.kit.failures import failing_to
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.phones import say_account, say_email, say_phone
from crmdesk.ui.today.hands import Hands
from crmdesk.ui.today.words import channel_text

if TYPE_CHECKING:
    from crmdesk.models.care.actions import GreetingDraft
    from crmdesk.models.care.greeting import Way

_SHOWN = 40


class Greet:
    """What rows that hold a greeting can do; the others leave it alone."""

    def __init__(self, hands: Hands) -> None:
        self._panel, self._db, self._jobs = hands.panel, hands.db, hands.jobs
        self._navigator, self._country = hands.navigator, hands.office.country

    def copy(self, row: TodayRow) -> None:
        """The words of this year, by the best way."""
        if row.greeting is not None and row.greeting.words():
            self._send(row, row.greeting.way, row.greeting.words())

    def edit(self, row: TodayRow) -> None:
        """The words in a field first, then as `copy`."""
        if row.greeting is None:
            return
        from crmdesk.ui.today.words_dialog import WordsDialog

        dialog = WordsDialog(row, self._panel)
        way = row.greeting.way
        dialog.submitted.connect(lambda draft: self._on_edited(row, way, draft, dialog))
        dialog.open()

    def add_to(self, menu: QMenu, row: TodayRow) -> None:
        """Copying, editing, and every other text by every way she has not refused."""
        if (greeting := row.greeting) is None:
            return
        words = _("Copy greeting and log it") if row.occasion else _("Copy the words")
        copy = menu.addAction(icon("copy"), f"{words}\tC")
        copy.triggered.connect(lambda _on=False: self.copy(row))
        edit = menu.addAction(icon("edit"), _("Change the words…") + "\tE")
        edit.triggered.connect(lambda _on=False: self.edit(row))
        others = menu.addMenu(icon("more"), _("Other words"))
        others.setObjectName("other_words")
        for way in greeting.ways:
            others.addSection(_address(way, self._country, row.customer_id))
            for text in greeting.variants(way.channel):
                self._add_words(others, row, way, text)
        menu.addSeparator()

    def _add_words(self, menu: QMenu, row: TodayRow, way: Way, text: str) -> None:
        line = text.replace("\n", " ").replace("&", "&&")
        action = menu.addAction(line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…")
        action.setToolTip(text)
        action.triggered.connect(lambda _on=False: self._send(row, way, text))

    def _on_edited(self, row: TodayRow, way: Way, draft: GreetingDraft, dialog: QDialog) -> None:
        dialog.accept()
        self._send(row, way, draft.text)

    def _send(self, row: TodayRow, way: Way, text: str) -> None:
        """Into the clipboard at once; a greeting is logged with it (whoever undoes has her back on
        the page), of the rest D says when it is done.
        """
        assert row.greeting is not None
        QGuiApplication.clipboard().setText(text)
        address, key = _address(way, self._country, row.customer_id), row.greeting.key
        if not row.occasion:
            told = _("Copied for {name} · {address}").format(name=row.name, address=address)
            self._navigator.say(told)
            return

        def store(_job: Job) -> None:
            from crmdesk.models.care.actions import GreetingDraft, log_greeting

            draft = GreetingDraft(row.customer_id, row.contact_id, key, way.channel, text)
            with self._db.write("care.greet", name=row.name) as session:
                log_greeting(session, draft, now=self._db.now())

        told = _("Copied for {name}, logged · {address}").format(name=row.name, address=address)
        job = failing_to(self._panel, self._jobs.write(store))
        job.succeeded.connect(lambda _done: self._navigator.say(told, undoable=True))


def _address(way: Way, country: str, customer_id: int) -> str:
    """WeChat wang_88, SMS 138 0013 8000."""
    if way.channel in ("sms", "call"):
        number = say_phone(way.address, country, customer_id)
    elif way.channel == "email":
        number = say_email(way.address, customer_id)
    else:
        number = say_account(way.channel, way.address, customer_id)
    return f"{channel_text(way.channel)} {number}".strip()
