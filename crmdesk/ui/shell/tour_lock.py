"""Pictures of a locked customer book: the window, the code typed wrong, the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from crmdesk.models.protection.recovery import write_code
from crmdesk.ui.shell.lock_window import LockWindow
from crmdesk.ui.shell.password_dialog import PasswordDialog
from crmdesk.ui.shell.recovery_sheet import RecoveryDialog
from crmdesk.ui.shell.tour_stage import Stage

DATABASE = Path("/home/office/crmdesk.db")  # the same on every machine
KEY = f"x'{bytes(range(32)).hex()}{bytes(16).hex()}'"
"""Opens nothing."""


def locked(stage: Stage) -> Iterator[str]:
    """What stands in the place of the window, and a slip in the recovery code."""
    window = LockWindow(stage.window.geometry())
    window.ask(DATABASE)
    window.setParent(stage.window)  # a picture is one of the window with what lies over it
    window.setGeometry(stage.window.rect())
    window.setAutoFillBackground(True)
    window.show()
    yield "locked"
    assert window.panel is not None
    window.panel.code.click()
    window.panel.field.setText(" ".join((*write_code(KEY)[:6], "22222")))
    yield "locked-code"
    window.go()


def password_choices(stage: Stage) -> Iterator[str]:
    """The password once it is set, and what can be printed."""
    dialog = PasswordDialog(DATABASE, stage.window, protected=True, kept=True)
    dialog.open()
    yield ""
    dialog.choices.show_keeping(able=True)
    yield "password-change"
    dialog.reject()
    dialog = PasswordDialog(DATABASE, stage.window, protected=True, recovered=True)
    dialog.open()
    yield "password-recovered"
    dialog.reject()


def recovery_sheet(stage: Stage) -> Iterator[str]:
    """On the screen, and on paper."""
    dialog = RecoveryDialog(KEY, DATABASE, date(2026, 11, 21), stage.window)
    dialog.open()
    yield "recovery-sheet"
    dialog.accept()
    dialog.sheet().preview(stage.window)
    yield "recovery-print"
    stage.clear()
