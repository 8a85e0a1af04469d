"""A database that is not in its place: its last good backup."""

from __future__ import annotations

from pathlib import Path

from crmdesk.models.core.engines.keys import is_encrypted
from crmdesk.models.core.i18n import _
from crmdesk.ui.backups.rescue import RescueDialog, RescueWords
from crmdesk.ui.kit.password_question import PasswordQuestion


class MissedDialog(RescueDialog):
    """Nobody was asked for its password yet: a backup that has one asks."""

    def words(self) -> RescueWords:
        return RescueWords(
            window=_("The database is not there"),
            title=_("{file} is not there").format(file=self.lost.path.name),
            detail=_(
                "The file was moved, renamed or deleted. If it lies elsewhere now, choose it. If "
                "it is gone, restore its last good backup."
            ),
            question=_("Go on with {file}?"),
            promise=_("What was done after this backup was made is not in it."),
        )

    def open_and_restore(self, path: Path, key: str | None) -> None:
        if key is not None or not is_encrypted(path):
            super().open_and_restore(path, key)
            return
        question = PasswordQuestion(path, _("This backup has a password."), _("Cancel"), self)
        question.unlocked.connect(lambda found: RescueDialog.open_and_restore(self, path, found))
        question.open()
