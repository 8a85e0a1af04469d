"""One fact of the page, edited where it stands and stored at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.errors import CrmError
from crmdesk.ui.customers.page.editors import ChoiceBox, CodeEditor, WordBox, WordEditor
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.inplace import LABEL_WIDTH, Editor, InplaceField, TextEditor, Value
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.widgets.customer_picker import CustomerPicker


class FactField(InplaceField):
    """An in-place field that follows the job storing it; choosing from a list is committing."""

    def __init__(
        self,
        caption: str,
        editor: Editor | None = None,
        *,
        empty: str = "",
        label_width: int = LABEL_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        editor = editor or TextEditor()
        super().__init__(caption, editor, empty=empty, label_width=label_width, parent=parent)
        self._editing_by = editor
        self._stored: object = None
        self.expected: object = None
        self.shown_first: Callable[[Callable[[], object]], None] | None = None
        """Shows a masked value, then does what it is given; None where all of it is seen."""

    def on_box(self, box: QWidget) -> None:
        if isinstance(box, ChoiceBox):
            box.chosen.connect(self.commit)
        elif isinstance(box, WordBox):
            box.picked.connect(lambda: QTimer.singleShot(0, self, self.commit))
        elif isinstance(box, CustomerPicker):
            box.changed.connect(self._on_customer)

    def show_stored(self, stored: object, value: Value, shown: str | None = None) -> None:
        """What the model holds, how it is edited, and how it reads."""
        self._stored = stored
        self.set_value(value, shown)

    def offer(self, choices: Sequence[tuple[Value, str]]) -> None:
        """Replace what can be chosen or is suggested the next time it is edited."""
        if isinstance(self._editing_by, CodeEditor):
            self._editing_by.offer(choices)
        elif isinstance(self._editing_by, WordEditor):
            self._editing_by.offer([text for _value, text in choices])

    def edit(self) -> None:
        """Turn into the editor; a choice opens its list at once.

        `expected` is what the model held then, to be told to whoever stores the new value. A
        masked value is shown first, and edited when it is seen.
        """
        began = not self.editing()
        if began and self.shown_first is not None:
            self.shown_first(lambda: None)
            return
        if began:
            self.expected = self._stored
        super().edit()
        if began and isinstance(box := self.box(), ChoiceBox):
            QTimer.singleShot(0, box, self._open_list)

    def resume(self, typed: Value) -> None:
        if not self.editing():
            self.expected = self._stored
        super().resume(typed)

    def refuse(self, code: str, **params: object) -> None:
        self.expected = self._stored
        super().refuse(code, **params)

    def follow(self, job: Job) -> None:
        """Come back with the words and the reason if the job fails."""
        job.failed.connect(self._on_failed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of an open list of customers are the list's own."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(watched, CustomerPicker)
            and watched.list.isVisible()
        ):
            return False
        return super().eventFilter(watched, event)

    def _open_list(self) -> None:
        if self.editing() and isinstance(box := self.box(), ChoiceBox):
            box.showPopup()

    def _on_customer(self, choice: object) -> None:
        if choice is not None:
            self.commit()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, CrmError):
            self.refuse(error.code, **error.params)
        else:
            self.refuse("fact.unsaved")
            show_failure(self, error)
