"""Pictures of what is told when a drive or a file fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from crmdesk.models.backups.folder import BackupFolder
from crmdesk.models.backups.health import Trouble
from crmdesk.models.backups.salvage import Saved
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.ui.backups.damaged import DamagedDialog
from crmdesk.ui.backups.rescue import Lost
from crmdesk.ui.shell.backup_question import BackupQuestion
from crmdesk.ui.shell.main_window import MainWindow
from crmdesk.ui.shell.tour_stage import Stage
from crmdesk.ui.shell.trouble import TroubleStrip


def damaged(stage: Stage) -> Iterator[str]:
    """The two ways out of a damaged file, before and after it was saved."""
    place = stage.folder / "safe"
    office = stage.folder / "office.db"
    BackupFolder(place, stage.db, office, stage.assembly.zone).back_up(
        "daily", stage.db.now() - timedelta(days=1, hours=3)
    )
    whole = next(place.glob("*.crmbackup"))
    office.write_bytes(whole.read_bytes())
    dialog = DamagedDialog(
        Lost(office, None, place, stage.db.now, stage.assembly.zone),
        lambda _path, _key: None,
        [(_("Try again"), stage.clear), (_("Quit"), stage.clear)],
        stage.window,
    )
    dialog.open()
    while dialog.busy():
        yield ""
    yield "damaged"
    dialog.saving.show_report(
        Path(_("{name}-saved.db").format(name="office")),
        [Saved("customer", 497, 3), Saved("phone", 812, 0), Saved("interaction", 2431, 17),
         Saved("order", 388, 0), Saved("change_set", 1204, 2), Saved("", 2210, 0)],
        lambda: None,
    )  # fmt: skip
    yield "damaged-saved"
    stage.clear()


def troubles(stage: Stage) -> Iterator[str]:
    """The strip over the screens, and the question before a change without a backup."""
    window = stage.window
    assert isinstance(window, MainWindow)
    window.show_screen("customers")
    trouble = Trouble("read_only", {"file": "crmdesk.db"})
    strip = TroubleStrip(trouble, None, lambda: None, window)
    window.above.insertWidget(0, strip)
    yield "trouble-read-only"
    strip.hide()
    strip.deleteLater()
    copy = Trouble("conflict", {"copy": "crmdesk (conflicted copy 2026-11-22).db"}, once=True)
    strip = TroubleStrip(copy, (_("Show folder"), lambda: None), lambda: None, window)
    window.above.insertWidget(0, strip)
    question = BackupQuestion(stage.host, window)
    question.show_for(CrmError("backup.folder", path="E:\\crmdesk"))
    yield "trouble-no-backup"
    stage.clear()
    strip.hide()
    strip.deleteLater()
