"""The keys of the files that are open or were: known, kept by the system, or asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.protection.password import is_protected, unlock
from crmdesk.ui.kit.ask import confirm
from crmdesk.ui.kit.jobs import JobRunner, Latest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from crmdesk.ui.kit.password_question import PasswordQuestion


class Keys:
    """What opens which file, as long as the program runs and is not locked."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def fitting(self, target: str) -> str | None:
        """The key of a file that has a password now; None opens the others."""
        return self._known.get(target) if is_protected(target) else None

    def know(self, target: str, key: str | None) -> None:
        """What opens the file from now on."""
        if key is None:
            self._known.pop(target, None)
        else:
            self._known[target] = key

    def knows(self, target: str) -> bool:
        """Whether the file was opened by a key."""
        return target in self._known

    def wanted(self, target: str) -> bool:
        """Whether somebody has to be asked."""
        return is_protected(target) and target not in self._known

    def drop(self) -> None:
        """Keep none. Other copies of their text, which Python made, stay in memory until it needs
        the room: nobody can wipe a string of Python's."""
        self._known.clear()


@dataclass(frozen=True, slots=True)
class Found:
    """How a key was found: by the recovery code; and whether the system is to keep it now."""

    by_code: bool = False
    keep: bool = False


class KeySearch(QObject):
    """Finds the key of one file: the system may keep it, else whoever sits there knows it.

    `found` is called when it is among the known, `given_up` where nobody knows it,
    `rescue` with the key of a backup where the password opens that and not the file. It is asked
    `over` a window that stays, or else where nobody knows it the program ends.
    """

    def __init__(
        self,
        keys: Keys,
        path: Path,
        found: Callable[[Found], None],
        given_up: Callable[[], None],
        rescue: Callable[[str], None],
        parent: QObject,
        over: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys, self._path, self._over = keys, path, over
        self._found, self._given_up, self._kept = found, given_up, False
        self._rescue = rescue
        self._jobs = JobRunner(self)
        self._recalled = Latest(self._jobs, self)
        self._recalled.ready.connect(self._on_recalled)
        self._recalled.failed.connect(lambda _error: self._ask())
        self._tried = Latest(self._jobs, self)
        self._tried.ready.connect(self._on_tried)
        self._tried.failed.connect(lambda _error: self._on_tried(None))
        self._question: PasswordQuestion | None = None

    def begin(self, *, kept: bool) -> None:
        """Ask the system first where the user once had it keep a key."""
        self._kept = kept
        if kept:
            path = self._path

            def recalled(_job: object) -> str | None:
                from crmdesk.models.protection.remembering import recall

                return recall(path)

            self._recalled.ask(recalled)
        else:
            self._ask()

    def _on_recalled(self, key: str | None) -> None:
        if key is None:
            self._ask()
        else:
            self._keys.know(str(self._path), key)
            self._end(lambda: self._found(Found()))

    def _ask(self) -> None:
        from crmdesk.ui.kit.password_question import PasswordQuestion
        from crmdesk.ui.shell.help import help_over

        heading = _("The customer book is locked.")
        leave = _("Quit") if self._over is None else _("Cancel")
        question = PasswordQuestion(self._path, heading, leave, self._over)
        question.panel.offer_keeping(kept=self._kept)
        question.panel.offer_rescue()
        question.panel.rescue_asked.connect(self._try_backups)
        question.unlocked.connect(self._on_key)
        question.rejected.connect(lambda: self._end(self._given_up))
        help_over(question)
        self._question = question
        question.open()

    def _try_backups(self, typed: str) -> None:
        path = self._path
        self._tried.ask(lambda _job: find_key_by_backups(path, typed))

    def _on_tried(self, key: str | None) -> None:
        """One of them opened: the file is damaged, or was given another password since."""
        if self._question is None:
            return
        if key is None:
            told = _("No backup opens with it either, so it is hardly the right password.")
            self._question.panel.say(told)
            return
        self._question.panel.say("")
        confirm(
            self._question,
            _("A backup opens with this password, but not the customer book."),
            _("Either the file is damaged, or it was given another password since then."),
            _("Go on as damaged"),
            lambda: self._lead_on(key),
        )

    def _lead_on(self, key: str) -> None:
        question, self._question = self._question, None
        self._end(lambda: self._rescue(key))
        if question is not None:
            question.accept()  # now that there is another window

    def _on_key(self, key: str) -> None:
        self._keys.know(str(self._path), key)
        if self._question is not None:
            panel = self._question.panel
            keep = panel.keep.isChecked() and not panel.by_code
            found = Found(panel.by_code, keep)
            self._end(lambda: self._found(found))

    def _end(self, then: Callable[[], None]) -> None:
        self._jobs.shutdown()
        self.deleteLater()
        then()


def find_key_by_backups(path: Path, typed: str) -> str | None:
    """On a worker: the key of the newest backup of that file which this password opens."""
    from crmdesk.models.backups.last_good import find_locked
    from crmdesk.models.core.settings import load_settings
    from crmdesk.paths import backup_folder

    for backup in find_locked(backup_folder(load_settings().backup_folder), path):
        try:
            return unlock(backup, typed)
        except CrmError:  # of another password
            continue
    return None
