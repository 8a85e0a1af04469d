"""Who is there already of a pasted person: add to her, or make a new customer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _
from crmdesk.models.exchange.paste.known import Known
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow

MOST = 3


class KnownStrip(QFrame):
    """`chosen(id)` whom to add to, None for a new customer."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste_known")
        self.setProperty("role", "notice")
        self._known: tuple[Known, ...] = ()
        self._into: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        self._head = label("", wrap=True)
        self._new = label("", wrap=True)
        self._new.setObjectName("paste_new")
        self._row: ChoiceRow | None = None
        column.addWidget(self._head)
        column.addWidget(self._new)
        self.hide()

    def show_known(self, known: Sequence[Known], into: int | None) -> None:
        """Replace what is said; nobody known, nothing said."""
        shown = tuple(known[:MOST])
        if shown != self._known:
            self._known = shown
            self._make_choices()
        self._into = into
        if self._row is not None:
            self._row.set_value(0 if into is None else into)
        self._say()
        self.setVisible(bool(shown))

    def _make_choices(self) -> None:
        if self._row is not None:
            self.layout().removeWidget(self._row)  # type: ignore[union-attr]
            self._row.hide()
            self._row.deleteLater()
        choices: list[tuple[object, str]] = [
            (one.id, _("Add to {name}").format(name=_who(one))) for one in self._known
        ]
        self._row = ChoiceRow([*choices, (0, _("Create new"))], small=True)
        self._row.setObjectName("paste_choice")
        self._row.changed.connect(self._on_chosen)
        self.layout().addWidget(self._row)  # type: ignore[union-attr]

    def _on_chosen(self, value: object) -> None:
        """A second click on the choice takes nothing back."""
        if isinstance(value, int):
            self._into = value or None
            self.chosen.emit(self._into)
        elif self._row is not None:
            self._row.set_value(self._into or 0)
        self._say()

    def _say(self) -> None:
        head = _("Perhaps there already:")
        if any(one.certain for one in self._known):
            head = _("This customer seems to be there already:")
        elif all(one.reason == "shown" for one in self._known):
            head = _("Does it belong to the customer shown?")
        why = [f"{_who(one)} · {_reason(one.reason)}" for one in self._known]
        self._head.setText("\n".join((head.strip(), *why)))
        into = next((one for one in self._known if one.id == self._into), None)
        if into is None:
            self._new.hide()
            return
        facts = [f"{it.label} {it.value}" for it in into.additions]
        said = "；".join(" ".join(fact.split()) for fact in facts)
        text = _("New: {facts}").format(facts=said) if facts else _("Nothing of her data is new.")
        self._new.setText(text)
        self._new.show()


def _who(one: Known) -> str:
    return f"{one.name} ({one.company})" if one.company and one.company != one.name else one.name


def _reason(reason: str) -> str:
    return {
        "phone": _("same phone"),
        "email": _("same e-mail"),
        "account": _("same WeChat"),
        "name_company": _("same name and company"),
        "company": _("same company"),
        "name": _("same name"),
        "shown": _("shown now"),
    }[reason]
