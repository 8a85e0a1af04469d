"""The database cannot be opened: what can be done instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from crmdesk.models.core.clock import system_clock
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.core.messages import explain
from crmdesk.models.core.settings import load_settings
from crmdesk.paths import backup_folder
from crmdesk.ui.kit.failures import show_failure
from crmdesk.ui.kit.message_box import message_box
from crmdesk.ui.shell.help import help_over


def ask_instead(
    error: CrmError, again: Callable[[], None], usual: Callable[[], None] | None,
    leave: Callable[[], None], *, key: str | None = None, over: QWidget | None = None,
    choose: Callable[[], None] | None = None,
) -> QDialog:  # fmt: skip
    """Try again, take the usual database (where this is another), or leave; of a damaged or
    emptied one, `key` being what opens it, the ways to save it. `over` the window of another
    database nobody leaves. `choose` asks for the file she moved herself, where it is missed; her
    backups of it are offered beside that."""
    if can_be_saved(error) or (choose is not None and _has_backups(error)):
        path = Path(str(error.params["path"]))
        asked = _rescue(path, key, again, choose, usual, leave, over)
    else:
        asked = _ask(error, again, choose, usual, leave)
    help_over(asked)
    return asked


def can_be_saved(error: CrmError) -> bool:
    """Whether there is more to be done about it than to try again."""
    return error.code in ("database.damaged", "database.emptied")


def _has_backups(error: CrmError) -> bool:
    """Whether a file is missed whose drive is there, and which has backups."""
    from crmdesk.models.backups.last_good import has_backups

    path = Path(str(error.params.get("path", "")))
    if error.code != "database.missing" or not path.parent.is_dir():
        return False
    return has_backups(backup_folder(load_settings().backup_folder), path)


def _ask(
    error: CrmError, again: Callable[[], None], choose: Callable[[], None] | None,
    usual: Callable[[], None] | None, leave: Callable[[], None],
) -> QDialog:  # fmt: skip
    box = message_box(None, "cannot_open", QMessageBox.Icon.Warning, explain(error))
    box.addButton(_("Try again"), QMessageBox.ButtonRole.AcceptRole).clicked.connect(again)
    if choose is not None:
        find = box.addButton(_("Choose a file…"), QMessageBox.ButtonRole.ActionRole)
        find.clicked.connect(choose)
    if usual is not None:
        other = box.addButton(_("Open my own database"), QMessageBox.ButtonRole.ActionRole)
        other.clicked.connect(usual)
    end = box.addButton(_("Quit"), QMessageBox.ButtonRole.RejectRole)
    end.clicked.connect(leave)
    box.setEscapeButton(end)
    return box


def _rescue(
    path: Path, key: str | None, again: Callable[[], None], choose: Callable[[], None] | None,
    usual: Callable[[], None] | None, leave: Callable[[], None], over: QWidget | None,
) -> QDialog:  # fmt: skip
    from crmdesk.models.backups.last_good import is_emptied
    from crmdesk.ui.backups.damaged import DamagedDialog
    from crmdesk.ui.backups.missed import MissedDialog
    from crmdesk.ui.backups.rescue import Lost

    def restore_and_open(file: Path, fitting: str | None) -> None:
        from crmdesk.models.backups.restore import restore

        now = system_clock()
        _wait(
            _("Restoring the backup…"),
            lambda: restore(file, path, now=now, key=fitting, until_now=key),
            again,
        )

    folder = backup_folder(load_settings().backup_folder)
    zone = system_clock().astimezone().tzinfo
    assert zone is not None
    ways = [(_("Try again"), again)]
    if not path.exists():
        ways += [(_("Choose a file…"), choose)] if choose is not None else []
    elif is_emptied(path):
        ways.append((_("Begin a new database here"), lambda: _begin_anew(path, again)))
    if usual is not None:
        ways.append((_("Open my own database"), usual))
    ways.append((_("Quit") if over is None else _("Cancel"), leave))
    lost = Lost(path, key, folder, system_clock, zone)
    dialog = DamagedDialog if path.exists() else MissedDialog
    return dialog(lost, restore_and_open, ways, over)


def _begin_anew(path: Path, again: Callable[[], None]) -> None:
    """Make a new office where an emptied file stood, of which nothing could be lost."""
    from crmdesk.models.open import open_database

    def make() -> None:
        path.unlink(missing_ok=True)
        open_database(path, clock=system_clock).close()

    _wait(_("Making your customer book…"), make, again)


def _wait(told: str, work: Callable[[], object], then: Callable[[], None]) -> None:
    """A note in place of a window; `then` in any case, which asks once more where it failed."""
    from crmdesk.ui.backups.wait_note import WaitNote

    def go_on(error: BaseException | None) -> None:
        if error is not None:
            show_failure(None, error)
        then()

    WaitNote(told, work, go_on)
