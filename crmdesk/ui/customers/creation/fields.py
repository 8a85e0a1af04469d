"""The fields of a new customer, filled from and read into plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.rules import chat_channel, kind_texts
from crmdesk.models.office.queries import load_sources, load_staff, load_tags
from crmdesk.ui.customers.creation.salutations import SalutationField
from crmdesk.ui.customers.page.editors import WordBox
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow

_BETWEEN_TAGS = re.compile(r"[\s、,，;；]+")


class CustomerFields:
    """Made by the dialog, which lays them out; `chat` is the account usual in the country."""

    def __init__(self, db: Database, country: str) -> None:
        self.chat = chat_channel(country)
        self.kind = ChoiceRow(list(kind_texts().items()))
        self.kind.set_value("person")
        self.lines = {
            name: QLineEdit() for name in ("name", "phone", "company", "title", self.chat, "email")
        }
        self.salutation = SalutationField()
        self.source, self.tags = WordBox(), WordBox()
        self.owner, self.note = QComboBox(), QPlainTextEdit()
        self.note.setFixedHeight(64)
        self.note.setTabChangesFocus(True)
        self.lines["phone"].setPlaceholderText(_("Several numbers may stand here"))
        self.tags.setPlaceholderText(_("Separated by commas"))
        with db.read() as session:
            self.source.offer([source.name for source in load_sources(session)])
            self.tags.offer([tag.name for tag in load_tags(session)])
            for member in load_staff(session):
                self.owner.addItem(member.name, member.id)
        self.owner.addItem(_("No owner"), None)
        self._me = db.staff_id
        self.owner.setCurrentIndex(max(0, self.owner.findData(self._me)))

    def captions(self) -> dict[str, tuple[str, QWidget]]:
        """Name -> caption and widget, as the eye reads."""
        lines = self.lines
        return {
            "name": (_("&Name"), lines["name"]),
            "kind": (_("&Kind"), self.kind),
            "phone": (_("&Phone"), lines["phone"]),
            "salutation": (_("&Salutation"), self.salutation),
            "company": (_("&Company"), lines["company"]),
            "title": (_("&Job title"), lines["title"]),
            self.chat: (_("&LINE") if self.chat == "line" else _("&WeChat"), lines[self.chat]),
            "email": (_("&E-mail"), lines["email"]),
            "source": (_("S&ource"), self.source),
            "tags": (_("&Tags"), self.tags),
            "owner": (_("O&wner"), self.owner),
            "note": (_("No&te"), self.note),
        }

    def words(self) -> dict[str, Any]:
        """What was typed, JSON-ready; nothing typed, nothing there."""
        typed: dict[str, Any] = {name: line.text().strip() for name, line in self.lines.items()}
        typed |= {
            "salutation": self.salutation.text(),
            "source": self.source.text().strip(),
            "tags": self.tags.text().strip(),
            "note": self.note.toPlainText().strip(),
        }
        typed = {name: text for name, text in typed.items() if text}
        if typed:
            typed |= {"kind": self.kind.value() or "person", "owner": self.owner.currentData()}
        return typed

    def fill(self, words: Mapping[str, Any]) -> None:
        """Put words into the fields; what they do not name becomes empty."""
        for name, line in self.lines.items():
            line.setText(str(words.get(name, "")))
        self.salutation.set_text(str(words.get("salutation", "")))
        self.source.setText(str(words.get("source", "")))
        self.tags.setText(str(words.get("tags", "")))
        self.note.setPlainText(str(words.get("note", "")))
        self.kind.set_value(words.get("kind", "person"))
        self.owner.setCurrentIndex(max(0, self.owner.findData(words.get("owner", self._me))))

    def draft(self) -> CustomerDraft:
        """The new customer as typed."""
        kind = str(self.kind.value() or "person")
        text = {name: line.text() for name, line in self.lines.items()}
        return CustomerDraft(
            name=text["name"],
            kind=kind,
            company="" if kind == "company" else text["company"],
            salutation=self.salutation.text(),
            title=text["title"],
            phones=(text["phone"],) if text["phone"].strip() else (),
            email=text["email"],
            wechat=text.get("wechat", ""),
            line=text.get("line", ""),
            source=self.source.text(),
            owner_id=self.owner.currentData(),
            tags=tuple(filter(None, _BETWEEN_TAGS.split(self.tags.text()))),
            note=self.note.toPlainText(),
        )


def words_of(draft: CustomerDraft) -> dict[str, Any]:
    """A draft as words to fill in."""
    return {
        "name": draft.name,
        "kind": draft.kind,
        "phone": " ".join(draft.phones),
        "email": draft.email,
    }
