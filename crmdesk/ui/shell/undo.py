"""Undo and redo from anywhere, and the question to ask when rows were changed since.

The journal is imported when it is first asked: the first screen has nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from crmdesk.models.core.db import Changes, Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.messages import message
from crmdesk.ui.kit.commands import Command, Commands
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.navigation import Navigator

SOON = 300  # ms after the window was made: its first screen asks before the menu does


@dataclass(frozen=True, slots=True)
class Steps:
    """What the next undo and redo would do, in words; None where there is nothing."""

    undo: str | None = None
    redo: str | None = None


class UndoCommands(QObject):
    """Keeps the two menu entries true and carries them out on the writer thread."""

    changed = Signal(object)  # Steps

    def __init__(
        self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator, window: QWidget
    ) -> None:
        super().__init__(window)
        self._db, self._jobs, self._navigator, self._window = db, jobs, navigator, window
        self.steps = Steps()
        self._known = False
        self._asked = Latest(jobs, self)
        self._asked.ready.connect(self._on_steps)
        hub.changed.connect(self._on_changed)
        QTimer.singleShot(SOON, self, self._begin)

    def _begin(self) -> None:
        if self._jobs.running():  # the first screen still waits for its rows
            QTimer.singleShot(SOON, self, self._begin)
        elif not self._known and not self._asked.waiting():
            self.refresh()

    def knows(self) -> bool:
        """Whether the journal answered since it was last asked; soon after the start it has."""
        return self._known and not self._asked.waiting()

    def register(self, commands: Commands) -> None:
        """Add the two commands and let their titles name what they would do."""
        commands.add(
            Command(
                "edit.undo", _("Undo"), self.undo, "Ctrl+Z", "undo", "edit",
                enabled=lambda: self.steps.undo is not None or not self.knows(),
            ),
            Command(
                "edit.redo", _("Redo"), self.redo, "Ctrl+Shift+Z", "redo", "edit",
                enabled=lambda: self.steps.redo is not None or not self.knows(),
            ),
        )  # fmt: skip
        self.changed.connect(lambda steps: _rename(commands, steps))
        _rename(commands, self.steps)

    def refresh(self) -> None:
        """Ask the journal anew."""
        self._asked.ask(lambda _job: self._read())

    def undo(self) -> None:
        """Take back my newest action."""
        self._run(lambda skip: self._undo(skip=skip), undone=True)

    def undo_one(self, change_set_id: int, what: str) -> None:
        """Take back this change set, whoever made it."""
        self._run(lambda skip: self._undo_one(change_set_id, what, skip=skip), undone=True)

    def undo_many(self, change_set_ids: Sequence[int]) -> None:
        """Take these change sets back as one action."""
        self._run(lambda skip: self._undo_many(change_set_ids, skip=skip), undone=True)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._run(lambda skip: self._redo(skip=skip), undone=False)

    def _undo(self, *, skip: bool) -> str:
        from crmdesk.models.journal.actions import undo

        what = self._read().undo or ""
        undo(self._db, skip_conflicts=skip)
        return what

    def _undo_one(self, change_set_id: int, what: str, *, skip: bool) -> str:
        from crmdesk.models.journal.actions import undo

        undo(self._db, change_set_id, skip_conflicts=skip)
        return what

    def _undo_many(self, change_set_ids: Sequence[int], *, skip: bool) -> str:
        from crmdesk.models.journal.actions import undo_many

        undo_many(self._db, change_set_ids, skip_conflicts=skip)
        count = len(change_set_ids)
        return ngettext("{n} change", "{n} changes", count).format(n=f"{count:,}")

    def _redo(self, *, skip: bool) -> str:
        from crmdesk.models.journal.actions import redo

        what = self._read().redo or ""
        redo(self._db, skip_conflicts=skip)
        return what

    def _run(self, act: Callable[[bool], str], *, undone: bool, skip: bool = False) -> None:
        """Let `act` do it and name what it did: the menu may not know yet."""
        job = self._jobs.write(lambda _job: act(skip))
        text = _("Undone: {what}") if undone else _("Done again: {what}")
        job.succeeded.connect(lambda what: self._navigator.say(text.format(what=what)))
        job.failed.connect(lambda error: self._on_failed(error, act, undone=undone))

    def _on_failed(self, error: BaseException, act: Callable[[bool], str], *, undone: bool) -> None:
        code = error.code if isinstance(error, CrmError) else ""
        if code in ("undo.nothing", "redo.nothing"):
            self._navigator.say(message(code))
        elif code == "undo.conflict":
            self._ask_about(error, lambda: self._run(act, undone=undone, skip=True))
        else:
            show_failure(self._window, error)

    def _ask_about(self, conflicts: BaseException, rest: Callable[[], None]) -> None:
        from crmdesk.models.journal.conflicts import Conflicts
        from crmdesk.ui.journal.conflicts_dialog import ConflictsDialog

        assert isinstance(conflicts, Conflicts)
        dialog = ConflictsDialog(self._db, self._jobs, conflicts, self._window)
        dialog.accepted.connect(rest)
        dialog.open()

    def _read(self) -> Steps:
        from crmdesk.models.journal.actions import next_redo, next_undo
        from crmdesk.models.journal.queries import describe_change_set, describe_undone

        with self._db.read() as session:
            undoing = next_undo(session, self._db.staff_id)
            redoing = next_redo(session, self._db.staff_id)
            return Steps(
                None if undoing is None else describe_change_set(session, undoing),
                None if redoing is None else describe_undone(session, redoing),
            )

    def _on_steps(self, steps: Steps) -> None:
        self.steps, self._known = steps, True
        self.changed.emit(steps)

    def _on_changed(self, _changes: Changes) -> None:
        self.refresh()


def _rename(commands: Commands, steps: Steps) -> None:
    undoing, redoing = commands.action("edit.undo"), commands.action("edit.redo")
    undoing.setText(_("Undo: {what}").format(what=steps.undo) if steps.undo else _("Undo"))
    redoing.setText(_("Redo: {what}").format(what=steps.redo) if steps.redo else _("Redo"))
    commands.refresh()
