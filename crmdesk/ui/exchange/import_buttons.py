"""The last row of the import: leave, back, on, import; afterwards undo and another file."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from crmdesk.models.core.i18n import _, pgettext
from crmdesk.ui.kit.commands import with_shortcut
from crmdesk.ui.kit.jobs import Job
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.widgets.buttons import PlainButton, PrimaryButton
from crmdesk.ui.kit.widgets.states import PATIENCE


class ImportButtons(QWidget):
    """What can be pressed now; Enter goes on, at the last step it imports."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.apply = PrimaryButton(_("Import"), "import")
        self.next = PrimaryButton(pgettext("step", "Next"))
        self.back = PlainButton(pgettext("step", "Back"))
        self.close_button = PlainButton(_("Cancel"))
        self.undo = PlainButton(_("Undo the import"), "undo")
        self.another = PlainButton(_("Another file…"))
        for name, button in self._named():
            button.setObjectName(name)
        self.busy = label(_("Comparing…"), "secondary")
        self.busy.setObjectName("busy")
        self.stop = PlainButton(_("Stop comparing"), kind="link")
        self.stop.setObjectName("stop_looking")
        self.stop.setToolTip(_("Take the last choice back."))
        self.back.setToolTip(with_shortcut(pgettext("step", "Back"), "Alt+Left"))
        self.next.setToolTip(with_shortcut(pgettext("step", "Next"), "Alt+Right"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.undo)
        row.addWidget(self.another)
        row.addWidget(self.busy)
        row.addWidget(self.stop)
        row.addStretch(1)
        for _name, button in list(self._named())[2:]:
            row.addWidget(button)
        self._patience = QTimer(self, interval=PATIENCE, singleShot=True)
        self._patience.timeout.connect(self.busy.show)
        self._patience.timeout.connect(self.stop.show)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._ready = False
        self.busy.hide()
        self.stop.hide()
        self._show(self.close_button)

    def _named(self) -> Iterator[tuple[str, QPushButton]]:
        yield from (("undo", self.undo), ("another", self.another))
        yield from (("close", self.close_button), ("back", self.back))
        yield from (("next", self.next), ("apply", self.apply))

    def show_step(self, code: str) -> None:
        """The buttons of a step; the first has nothing before it, the last imports."""
        last = code == "plan"
        shown = [self.close_button, self.apply if last else self.next]
        if code != "sheets":
            shown.append(self.back)
        self._show(*shown)
        (self.apply if last else self.next).setDefault(True)
        self.take_focus()

    def set_ready(self, *, ready: bool, text: str = "") -> None:
        """Whether there is something to import, and how much."""
        self._ready = ready
        self._wait(still=False)
        if text:
            self.apply.setText(text)
        if not ready and self.apply.hasFocus():
            self.setFocus()  # else Qt would hand the keyboard to whatever stands next
        self.apply.setEnabled(ready)
        if self._is_free():
            self.take_focus()

    def set_onward(self, *, leads_on: bool) -> None:
        """Whether there is anything for the next step to show."""
        if not leads_on and self.next.hasFocus():
            self.setFocus()
        self.next.setEnabled(leads_on)

    def show_busy(self) -> None:
        """A choice was made: nothing is imported before it is known what that does."""
        self.set_ready(ready=False)
        self._wait(still=True)

    def follow(self, job: Job) -> None:
        """Say how far a look at a long file is."""
        self.busy.setText(_("Comparing…"))
        job.progressed.connect(self._on_progress)

    def _on_progress(self, done: int, total: int) -> None:
        if total:
            self.busy.setText(_("Comparing…") + f" {done * 100 // total} %")

    def _wait(self, *, still: bool) -> None:
        """Say so only where it takes long enough to be noticed."""
        if still:
            self._patience.start()
        else:
            self._patience.stop()
            self.busy.hide()
            if self.stop.hasFocus():
                self.setFocus()
            self.stop.hide()

    def show_none(self) -> None:
        """While writing only the progress can be stopped."""
        self._show()

    def show_end(self, *, undoable: bool) -> None:
        """After the import."""
        shown = [self.another, self.close_button, *([self.undo] if undoable else [])]
        self._show(*shown)
        self.close_button.setText(_("Close"))
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def show_refused(self) -> None:
        """There is nothing to do with this file."""
        self._show(self.close_button)
        self.close_button.setText(_("Close"))

    def _show(self, *shown: QWidget) -> None:
        for _name, button in self._named():
            button.setVisible(button in shown)

    def _is_free(self) -> bool:
        """Whether the keyboard stands nowhere else."""
        holder = QApplication.focusWidget()
        return holder is None or holder is self or self.isAncestorOf(holder)

    def take_focus(self) -> None:
        """Enter goes on."""
        if self.apply.isVisible() and self._ready:
            self.apply.setFocus()
        elif self.next.isVisible() and self.next.isEnabled():
            self.next.setFocus()
