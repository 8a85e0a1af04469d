"""The note that stands in place of the window while a file is copied."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crmdesk.models.core.errors import CrmError
from crmdesk.ui.backups.wait_note import WaitNote
from tests.support.patient_bot import PatientBot


def _notes() -> list[WaitNote]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, WaitNote)]


def test_that_nobody_is_left_before_a_note_that_takes_no_key(qtbot: PatientBot) -> None:
    """Also where what was copied cannot be opened then: that is told, and the note goes."""

    def go_on(_error: BaseException | None) -> None:
        raise CrmError("database.full", path="office.db")

    with qtbot.captureExceptions() as told:
        note = WaitNote("Restoring the backup…", lambda: None, go_on)
        qtbot.keyClick(note, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]
        assert note.isVisible()
        qtbot.waitUntil(lambda: not _notes())
    assert [str(error) for _kind, error, _trace in told] == ["database.full"]
