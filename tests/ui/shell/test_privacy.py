"""Personal information from the menu, from the page, and of all who are selected."""

from datetime import timedelta
from typing import Any

from crmdesk.models.core.db import Database
from crmdesk.ui.privacy.basis_dialog import BasisDialog
from crmdesk.ui.privacy.gone_dialog import GoneDialog
from crmdesk.ui.shell.assembly import Assembly
from tests.support.builders import add_customer
from tests.support.customer_page import page_beside_the_list


def opened(real: Assembly) -> str:
    """The title of the dialog in front, which goes."""
    dialog = real.window.findChild(BasisDialog)
    assert dialog is not None
    title = dialog.windowTitle()
    dialog.done(0)
    return title


def test_that_the_command_is_about_whose_page_is_in_front_or_all_selected(
    qtbot: Any, db: Database, real: Assembly
) -> None:
    ids = [add_customer(db, name=name) for name in ("王芳", "李雷")]
    assert not real.window.commands.get("customer.privacy").enabled()
    real.navigator.open_customer(ids[0])
    panel: Any = real.window.screen_widget("customers")
    qtbot.waitUntil(lambda: panel.current_customer() == ids[0])
    real.window.commands.run("customer.privacy")
    assert opened(real) == "Personal information: 王芳"
    qtbot.waitUntil(lambda: real.window.findChild(BasisDialog) is None)
    panel.results.table.select_ids(ids, ids[0])
    real.window.commands.run("customer.privacy")
    assert opened(real) == "Personal information: 2 customers"
    qtbot.waitUntil(lambda: real.window.findChild(BasisDialog) is None)


def test_that_the_page_says_whether_she_was_told_and_leads_on(
    qtbot: Any, db: Database, real: Assembly
) -> None:
    real.navigator.open_customer(add_customer(db, name="王芳"))
    page: Any = page_beside_the_list(qtbot, real.window)
    page.body.show_tab("profile")
    qtbot.waitUntil(lambda: page.findChild(object, "law_notice") is not None)
    notice: Any = page.findChild(object, "law_notice")
    qtbot.waitUntil(lambda: notice.text() == "Not told yet")
    page.findChild(object, "open_privacy").click()
    dialog = real.window.findChild(BasisDialog)
    assert dialog is not None
    dialog.noticed_on.set_day(db.now().date() - timedelta(days=1))
    dialog.submit()
    qtbot.waitUntil(lambda: "2026" in notice.text())
    qtbot.waitUntil(lambda: real.window.findChild(BasisDialog) is None)


def test_that_of_nobody_those_deleted_before_are_asked_for(
    qtbot: Any, db: Database, real: Assembly
) -> None:
    real.navigator.open_privacy([])
    qtbot.waitUntil(lambda: real.window.findChild(GoneDialog) is not None)
    dialog = real.window.findChild(GoneDialog)
    assert dialog is not None
    assert dialog.list.count() == 0
    dialog.done(0)
    qtbot.waitUntil(lambda: real.window.findChild(GoneDialog) is None)
