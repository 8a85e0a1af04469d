"""Which column of a web form answers which question, to be corrected by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.exchange.survey_forms.form import Form, FormColumn
from crmdesk.models.exchange.survey_forms.matching import Meant
from crmdesk.models.surveys.queries import QuestionRow
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.scroll_area import scrolled


class FormColumns(QWidget):
    """A line for each column that may answer something."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("form_columns")
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 8, 0, 0)
        self._choices: dict[int, QComboBox] = {}
        self._ticked: dict[int, Meant] = {}

    def show_form(
        self, form: Form, questions: Sequence[QuestionRow], found: Mapping[int, Meant]
    ) -> None:
        """The columns of a form as they were understood."""
        while (item := self._room.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._choices = {}
        self._ticked = {place: meant for place, meant in found.items() if meant.choice}
        content = QWidget()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        shown = [column for column in form.columns if not column.meta]
        for at, column in enumerate(shown):
            told = label(f"{column.letter}  {column.title}", wrap=True)
            grid.addWidget(told, at, 0)
            grid.addWidget(self._choice(column, questions, found), at, 1)
        grid.setRowStretch(len(shown), 1)
        self._area = scrolled(content)
        self._room.addWidget(self._area)

    def meant(self) -> dict[int, Meant]:
        """What each column answers now."""
        chosen = {place: box.currentData() for place, box in self._choices.items()}
        plain = {place: Meant(key) for place, key in chosen.items() if isinstance(key, int)}
        return plain | {
            place: meant for place, meant in self._ticked.items() if chosen.get(place) == "tick"
        }

    def focus_column(self, column: FormColumn) -> None:
        """Stand on the choice of a column."""
        box = self._choices.get(column.index)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(box)

    def _choice(
        self, column: FormColumn, questions: Sequence[QuestionRow], found: Mapping[int, Meant]
    ) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"column_{column.letter}")
        box.setAccessibleName(column.title)
        box.addItem(_who_text(column.who) or pgettext("column", "Not taken over"), None)
        meant = found.get(column.index)
        if meant is not None and meant.choice:
            box.addItem(_("Chosen: {choice}").format(choice=meant.choice), "tick")
            box.setCurrentIndex(1)
        for question in questions:
            box.addItem(question.text, question.id)
        if meant is not None and not meant.choice:
            box.setCurrentIndex(max(box.findData(meant.question_id), 0))
        box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._choices[column.index] = box
        return box


def _who_text(who: str) -> str:
    return {
        "name": _("Name of the customer"),
        "phone": _("Phone of the customer"),
        "company": _("Company of the customer"),
        "salutation": _("How she is addressed"),
    }.get(who, "")
