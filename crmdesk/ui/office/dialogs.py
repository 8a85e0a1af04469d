"""The forms of a list's entry: its name and what else it has, and what to merge it into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.lists import ListEntry
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.office.store import field_kinds


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What was typed about an entry; `values` are its columns besides the name."""

    name: str
    values: dict[str, object] = field(default_factory=dict)

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the draft may be saved."""
        found = {} if self.name.strip() else {"name": "list.name.empty"}
        if self.values.get("kind") == "choice" and not self.values.get("choices"):
            found["choices"] = "list.choices.empty"
        return found


class EntryDialog(FormDialog):
    """A new entry of a list, or one to change; custom fields have a kind, staff may have left."""

    def __init__(
        self,
        code: str,
        title: str,
        entry: ListEntry | None,
        choices: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.setObjectName("entry_dialog")
        self._code = code
        self.name = QLineEdit(entry.name if entry else "")
        self.add_field("name", pgettext("list", "&Name"), self.name)
        self.kind, self.choices = QComboBox(), QLineEdit("、".join(choices))
        self.active = QCheckBox(_("Works here"))
        if code == "field":
            self._add_field_rows(entry)
        elif code == "staff" and entry is not None:
            self.active.setChecked(entry.active)
            self.add_field("active", pgettext("staff", "&Status"), self.active,
                           _("Who left is offered no more; the records stay."))  # fmt: skip
        self.ready()

    def _add_field_rows(self, entry: ListEntry | None) -> None:
        for kind, text in field_kinds().items():
            self.kind.addItem(text, kind)
        if entry is not None:
            self.kind.setCurrentIndex(self.kind.findData(entry.detail))
        self.add_field("kind", _("&Kind"), self.kind)
        self.add_field("choices", _("&Choices"), self.choices, _("For a choice: separated by 、"))
        self.kind.currentIndexChanged.connect(lambda _index: self._show_choices())
        self._show_choices()

    def _show_choices(self) -> None:
        self.choices.setEnabled(self.kind.currentData() == "choice")

    def draft(self) -> EntryDraft:
        values: dict[str, object] = {}
        if self._code == "field":
            parts = self.choices.text().replace(",", "、").replace("，", "、").split("、")
            values["kind"] = self.kind.currentData()
            values["choices"] = [part.strip() for part in parts if part.strip()]
        elif self._code == "staff":
            values["active"] = self.active.isChecked() or self.active.parent() is None
        return EntryDraft(self.name.text().strip(), values)


@dataclass(frozen=True, slots=True)
class MergeDraft:
    """The entry to merge into."""

    into: ListEntry | None

    def problems(self) -> dict[str, str]:
        """What is missing."""
        return {} if self.into is not None else {"into": "list.merge.empty"}


class MergeDialog(FormDialog):
    """Which entry takes over everything of another."""

    def __init__(
        self, entry: ListEntry, others: Sequence[ListEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Merge “{name}”").format(name=entry.name), parent)
        self.setObjectName("merge_dialog")
        self._others = list(others)
        self.into = QComboBox()
        for other in others:
            self.into.addItem(other.name)
        self.add_field("into", _("Merge &into"), self.into,
                       _("Everything that uses “{name}” will use this one.").format(
                           name=entry.name))  # fmt: skip
        self.save_button.setText(_("Merge"))
        self.ready()

    def draft(self) -> MergeDraft:
        index = self.into.currentIndex()
        return MergeDraft(self._others[index] if index >= 0 else None)
