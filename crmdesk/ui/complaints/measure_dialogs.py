"""The form of a measure, and of a call about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from crmdesk.models.complaints.improvements import (
    VERDICTS,
    CallRow,
    Cause,
    ImprovementDraft,
    ImprovementRow,
    VerdictDraft,
)
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.office.entries import Named
from crmdesk.ui.kit.cases.step_page import choose, combo, text_area
from crmdesk.ui.kit.form import FormDialog
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from crmdesk.ui.kit.widgets.date_field import DateField

_ID = Qt.ItemDataRole.UserRole


class ComplaintPicks(QListWidget):
    """Complaints to be ticked; `changed` when one was."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(168)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_complaints(self, names: Mapping[int, str], ticked: Sequence[int]) -> None:
        """Show these, some of them ticked, without a word."""
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        for complaint, name in names.items():
            item = QListWidgetItem(name)
            item.setData(_ID, complaint)
            on = complaint in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.blockSignals(blocked)

    def ticked(self) -> tuple[int, ...]:
        """Those ticked."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(
            int(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked
        )


class MeasureDialog(FormDialog):
    """What is improved against which cause; who complained of it is ticked by itself."""

    def __init__(
        self,
        causes: Sequence[Cause],
        names: Mapping[int, str],
        staff: Sequence[Named],
        today: Callable[[], date],
        row: ImprovementRow | None = None,
        ticked: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Measure") if row else _("New measure"), parent)
        self.setObjectName("measure_dialog")
        self._causes = {cause.text: cause.complaints for cause in causes}
        self._names = names
        self.title = QLineEdit(row.title if row else "")
        self.cause = QComboBox()
        self.cause.setEditable(True)
        self.cause.addItems(["", *self._causes])
        self.cause.setCurrentText(row.cause if row else "")
        self.staff = combo([(person.id, person.name) for person in staff])
        choose(self.staff, row.staff_id if row else None)
        self.due = DateField(today, row.due_on if row else None)
        self.picks = ComplaintPicks()
        self.add_field("title", _("What is &improved"), self.title)
        self.add_field("cause", _("Against the &cause"), self.cause)
        self.add_field("staff", pgettext("measure", "&Who does it"), self.staff)
        self.add_field("due", _("&By when"), self.due)
        self.add_field(
            "complaints", _("Who co&mplained"), self.picks,
            _("They are called when it is done; it is closed when they noticed it."),
        )  # fmt: skip
        self._show(ticked)
        self.cause.currentTextChanged.connect(self._on_cause)
        self.ready()

    def draft(self) -> ImprovementDraft:
        return ImprovementDraft(
            self.title.text(),
            self.cause.currentText(),
            self.staff.currentData(),
            self.due.day(),
            self.picks.ticked(),
        )

    def _on_cause(self, text: str) -> None:
        """Who complained of it is ticked by itself."""
        self._show(self._causes.get(text, ()))
        self.check()

    def _show(self, ticked: Sequence[int]) -> None:
        first = [complaint for complaint in ticked if complaint in self._names]
        rest = [complaint for complaint in self._names if complaint not in ticked]
        self.picks.show_complaints({key: self._names[key] for key in first + rest}, ticked)


class VerdictDialog(FormDialog):
    """What the customer says: better, the same as before, or nobody there."""

    def __init__(self, call: CallRow, parent: QWidget | None = None) -> None:
        super().__init__(_("Call {name}").format(name=call.customer), parent)
        self.setObjectName("verdict_dialog")
        self.verdict = ChoiceRow([(code, verdict_text(code)) for code in VERDICTS])
        self.verdict.set_value(call.verdict or None)
        self.text = text_area(3, _("What the customer said"))
        self.text.setPlainText(call.text)
        question = _("You told us: “{subject}”. We changed something. Is it better now?")
        self.add_field("verdict", _("&Answer"), self.verdict, question.format(subject=call.subject))
        self.add_field("text", _("&Words"), self.text)
        self.ready()

    def draft(self) -> VerdictDraft:
        return VerdictDraft(str(self.verdict.value() or ""), self.text.toPlainText())


def verdict_text(code: str) -> str:
    """What a customer said about a measure."""
    return {
        "": _("To be called"),
        "better": pgettext("verdict", "Better"),
        "same": pgettext("verdict", "As before"),
        "unreached": pgettext("verdict", "Not reached"),
    }[code]
