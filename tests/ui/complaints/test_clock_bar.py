"""The clocks in the complaint dialog: waiting, running on, asking somebody to step in."""

from collections.abc import Callable, Generator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.ui.complaints.dialog import ComplaintDialog
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.print_preview import SheetPreview
from tests.support.builders import add_complaint, add_customer, add_interaction, add_staff
from tests.support.cases import opening_dialogs, press
from tests.support.databases import FakeClock
from tests.support.navigator import RecordingNavigator
from tests.ui.complaints.conftest import MONDAY

LEFT = Qt.MouseButton.LeftButton
Opener = Callable[..., ComplaintDialog]


@pytest.fixture
def open_dialog(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator,
    clock: FakeClock,
) -> Generator[Opener, None, None]:  # fmt: skip
    clock.now = MONDAY

    def make(complaint: int) -> ComplaintDialog:
        return ComplaintDialog(db, jobs, hub, navigator, complaint_id=complaint)

    yield from opening_dialogs(qtbot, make)


def test_that_a_new_complaint_has_no_clock_yet(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> None:
    dialog = ComplaintDialog(db, jobs, hub, navigator)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.clocks.isVisible()
    assert dialog.words.isVisible()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.close()


def test_that_the_clock_waits_for_a_reason_and_runs_on_by_hand(
    qtbot: QtBot, db: Database, clock: FakeClock, open_dialog: Opener
) -> None:
    complaint = add_complaint(db, add_customer(db), step=2, opened_at=MONDAY)
    dialog = open_dialog(complaint)
    assert dialog.clocks.pills["response"].text() == "First response · 2 h left"
    press(qtbot, dialog, "clock_pause")
    pause = dialog.findChild(QDialog, "pause_dialog")
    assert pause is not None
    assert not pause.save_button.isEnabled()  # type: ignore[attr-defined]
    qtbot.mouseClick(pause.usual.findChildren(QPushButton)[0], LEFT)  # type: ignore[attr-defined]
    press(qtbot, pause, "save")
    qtbot.waitUntil(lambda: dialog.clocks.resume.isVisible())
    qtbot.waitUntil(lambda: dialog.findChild(QDialog, "pause_dialog") is None)
    assert dialog.clocks.note.text() == "Waiting: Photos or the receipt from the customer"
    clock.advance(hours=3)
    press(qtbot, dialog, "clock_resume")
    qtbot.waitUntil(lambda: dialog.clocks.pause.isVisible())
    assert dialog.clocks.pills["response"].text() == "First response · 2 h left"
    for _act in range(2):
        undo(db)
    qtbot.waitUntil(lambda: dialog.clocks.pills["response"].text().endswith("late"))


def test_that_a_word_from_the_customer_lets_the_clock_run_on(
    qtbot: QtBot, db: Database, clock: FakeClock, open_dialog: Opener
) -> None:
    customer = add_customer(db)
    dialog = open_dialog(add_complaint(db, customer, step=2, opened_at=MONDAY))
    press(qtbot, dialog, "clock_pause")
    pause = dialog.findChild(QDialog, "pause_dialog")
    assert pause is not None
    qtbot.keyClicks(pause.reason, "photos")  # type: ignore[attr-defined]
    qtbot.keyClick(pause, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.clocks.resume.isVisible())
    qtbot.waitUntil(lambda: dialog.findChild(QDialog, "pause_dialog") is None)
    clock.advance(hours=1)
    add_interaction(db, customer, "in", direction="in", at=clock.now)
    qtbot.waitUntil(lambda: dialog.clocks.pause.isVisible())


def test_that_a_late_one_proposes_whom_to_ask(
    qtbot: QtBot, db: Database, clock: FakeClock, open_dialog: Opener
) -> None:
    add_staff(db, "陈总")
    dialog = open_dialog(
        add_complaint(db, add_customer(db), step=2, opened_at=MONDAY - timedelta(days=4))
    )
    assert dialog.clocks.proposal.text() == "Late: ask Me to step in…"
    press(qtbot, dialog, "clock_proposal")
    form = dialog.findChild(QDialog, "escalation_dialog")
    assert form is not None
    form.to.setCurrentIndex(2)  # type: ignore[attr-defined]
    qtbot.keyClicks(form.reason, "four days")  # type: ignore[attr-defined]
    qtbot.keyClick(form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.clocks.proposal.isVisible())
    qtbot.waitUntil(lambda: dialog.findChild(QDialog, "escalation_dialog") is None)
    assert "Me asked 陈总 to step in: four days" in dialog.clocks.note.text()
    assert dialog.clocks.escalate.isVisible()


def test_that_a_closed_one_is_neither_paused_nor_handed_up(
    db: Database, open_dialog: Opener
) -> None:
    complaint = add_complaint(
        db, add_customer(db), step=5, status="closed", closing="confirmed",
        opened_at=MONDAY, closed_at=MONDAY,
    )  # fmt: skip
    bar = open_dialog(complaint).clocks
    assert not any(
        button.isVisible() for button in (bar.pause, bar.resume, bar.escalate, bar.proposal)
    )


def test_that_one_complaint_is_shown_as_pages_and_written_as_pdf(
    qtbot: QtBot, db: Database, open_dialog: Opener, navigator: RecordingNavigator, tmp_path: object
) -> None:
    from pathlib import Path

    dialog = open_dialog(add_complaint(db, add_customer(db, name="张伟"), "漏油", step=3))
    press(qtbot, dialog, "print")
    menu = dialog.findChild(QMenu, "print_menu")
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Print…", "Save as PDF…"]
    menu.actions()[0].trigger()
    menu.close()
    preview = dialog.findChild(SheetPreview)
    assert preview is not None
    preview.close()
    page = dialog.saving.complaint
    assert page is not None
    target = Path(str(tmp_path)) / "complaint.pdf"
    dialog.buttons._printing.write_pdf(page, dialog, target)
    assert target.read_bytes().startswith(b"%PDF")
    assert navigator.said[-1] == "Saved as complaint.pdf"


def test_that_the_words_that_help_change_with_the_step(db: Database, open_dialog: Opener) -> None:
    from PySide6.QtWidgets import QLabel

    dialog = open_dialog(add_complaint(db, add_customer(db), step=3))
    texts = [label.text() for label in dialog.words.findChildren(QLabel) if label.isVisible()]
    assert "There are two ways to do it. Which one suits you better?" in texts
