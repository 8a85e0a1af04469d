"""Return visits and checklists on Today, done in place."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.schema import ClosingItem, FollowUp, Interaction
from crmdesk.ui.kit.closing_dialog import ClosingDialog
from crmdesk.ui.kit.done_dialog import DoneDialog
from crmdesk.ui.kit.skip_dialog import SkipDialog
from crmdesk.ui.today.items import RowItem
from crmdesk.ui.today.panel import TodayPanel
from tests.support.builders import add_customer, add_interaction, add_order
from tests.support.keyboard import type_text
from tests.ui.today.conftest import OpenPanel

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.fixture
def open_panel(qtbot: QtBot, open_panel: OpenPanel) -> OpenPanel:
    def opened() -> TodayPanel:
        panel = open_panel()
        qtbot.waitUntil(lambda: bool(rows(panel)))
        return panel

    return opened


def rows(panel: TodayPanel) -> list[str]:
    return [item.row.name for item in panel.model.items() if isinstance(item, RowItem)]


def press(qtbot: QtBot, panel: TodayPanel, key: Qt.Key) -> None:
    """With the keyboard in the page again."""
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    qtbot.keyClick(panel.view, key)


def silent(db: Database, name: str) -> int:
    customer = add_customer(db, name, stage="interested", phone="13800138000")
    add_interaction(db, customer, at=AT - timedelta(days=16))
    return customer


def test_that_a_visit_is_logged_put_off_or_left_out_in_place(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    for name in ("甲", "乙", "丙"):
        silent(db, name)
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_D)
    dialog = panel.findChild(DoneDialog)
    assert dialog is not None
    type_text(qtbot, dialog.words, "都好")
    qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(rows(panel)) == 2)
    press(qtbot, panel, Qt.Key.Key_L)
    menu = panel.findChild(QMenu, "later_menu")
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: len(rows(panel)) == 1)
    press(qtbot, panel, Qt.Key.Key_N)
    skipping = panel.findChild(SkipDialog)
    assert skipping is not None
    qtbot.keyClick(skipping.why, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not rows(panel))
    with db.read() as session:
        told = session.scalars(select(Interaction.text).order_by(Interaction.id)).all()
        statuses = session.scalars(select(FollowUp.status).order_by(FollowUp.id)).all()
    assert told[-1] == "都好"
    assert statuses == ["done", "open", "dropped"]


def test_that_the_checklist_of_a_sale_opens_by_the_key_that_is_done(
    qtbot: QtBot, db: Database, open_panel: OpenPanel
) -> None:
    customer = add_customer(db, "王芳")
    add_order(db, customer, day=date(2026, 11, 20))
    panel = open_panel()
    qtbot.keyClick(panel.view, Qt.Key.Key_D)
    dialog = panel.findChild(ClosingDialog)
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_3)

    def ticked() -> list[str]:
        with db.read() as session:
            return list(session.scalars(select(ClosingItem.code)))

    qtbot.waitUntil(lambda: ticked() == ["referral"])
    dialog.reject()
