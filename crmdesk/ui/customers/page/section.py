"""A group of facts under a heading; empty ones wait behind one link."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.inplace import InplaceField
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton

NAMED = 3
"""So many folded fields are named in the link that unfolds them."""


class Section(QWidget):
    """A heading with room for tools, and a column of things."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout()
        self.body.setSpacing(2)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(title, "heading"))
        head.addStretch(1)
        head.addLayout(self.tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self.body)


class FieldSection(Section):
    """In-place fields by name; those empty and not `kept` are hidden until asked for."""

    def __init__(self, title: str, kept: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._kept = frozenset(kept)
        self._fields: dict[str, InplaceField] = {}
        self._empty: set[str] = set()
        self._foreign: set[str] = set()
        self._open = False
        self._more = PlainButton("", kind="link")
        self._more.setObjectName("show_empty")
        self._more.clicked.connect(self.show_all)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def add(self, name: str, field: InplaceField) -> None:
        """Another field at the end."""
        self._fields[name] = field
        self.body.insertWidget(self.body.count() - 1, field)

    def clear(self) -> None:
        """Take all fields away."""
        for field in self._fields.values():
            self.body.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._fields = {}

    def arrange(self, *, empty: Iterable[str], foreign: Iterable[str]) -> None:
        """`empty` fields may be folded away, `foreign` ones do not apply to this customer."""
        self._empty, self._foreign = set(empty), set(foreign)
        self._fold()

    def begin(self) -> None:
        """Another customer: fold again."""
        self._open = False
        self._fold()

    def show_all(self) -> None:
        """Unfold the empty fields, and go to the first of them."""
        folded = self._folded()
        self._open = True
        self._fold()
        if folded:
            self._fields[folded[0]].edit()

    def reveal(self, name: str) -> InplaceField:
        """The field, where the user can see it."""
        field = self._fields[name]
        if field.isHidden():
            self._open = True
            self._fold()
        return field

    def _folded(self) -> list[str]:
        return [
            name
            for name, field in self._fields.items()
            if name in self._empty - self._kept - self._foreign and not field.editing()
        ]

    def _fold(self) -> None:
        folded = [] if self._open else self._folded()
        for name, field in self._fields.items():
            field.setVisible(name not in folded and name not in self._foreign)
        self._more.setVisible(bool(folded))
        names = [self._fields[name].accessibleName() for name in folded]
        shown = pgettext("list", ", ").join(names[:NAMED])
        text = _("Add: {names}") if len(names) <= NAMED else _("Add: {names} and {n} more")
        self._more.setText(text.format(names=shown, n=len(names) - NAMED))
        self._more.setToolTip(pgettext("list", ", ").join(names))
        self.setVisible(
            any(not field.isHidden() for field in self._fields.values()) or bool(folded)
        )
