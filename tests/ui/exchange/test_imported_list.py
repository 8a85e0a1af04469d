"""From the report of an import to the list of those it was about, in the real window."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from crmdesk.models.core.db import Database
from crmdesk.ui.customers.panel import CustomersPanel
from crmdesk.ui.exchange.import_dialog import ImportDialog
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.shell.assembly import Assembly, Parts
from crmdesk.ui.shell.screens import AllFeatures
from tests.support.builders import add_customer
from tests.support.databases import FakeClock
from tests.support.exchange import write_csv
from tests.ui.shell.conftest import FakeHost


@pytest.fixture
def real(qtbot: Any, db: Database, jobs: JobRunner) -> Generator[Assembly, None, None]:
    host = FakeHost()
    made = Assembly(Parts(db, jobs, DataHub(db), host), AllFeatures)
    host.window = made.window
    qtbot.addWidget(made.window)
    made.window.resize(1360, 820)
    made.window.show()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    yield made
    for dialog in made.window.findChildren(QDialog):
        dialog.done(0)
    qtbot.waitUntil(lambda: jobs.running() == 0)


def test_that_the_report_leads_to_those_who_are_new_and_those_who_changed(
    qtbot: Any, db: Database, clock: FakeClock, real: Assembly, tmp_path: Path
) -> None:
    known = add_customer(db, "张伟", phone="13800138000")
    other = add_customer(db, "王芳")
    clock.advance(minutes=5)
    path = write_csv(
        tmp_path / "book.csv", "姓名,手机,公司", "张伟,13800138000,宏达", "李娜,13900139000,"
    )
    real.navigator.open_import(path)
    qtbot.waitUntil(lambda: real.window.findChild(ImportDialog) is not None)
    dialog = real.window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.pages.current()))
    dialog.pages.turn_to("plan")
    qtbot.waitUntil(dialog.buttons.apply.isEnabled)
    dialog.buttons.apply.click()
    qtbot.waitUntil(dialog.report.isVisible)
    link = dialog.findChild(QPushButton, "show_new")
    assert link is not None
    link.click()
    qtbot.waitUntil(lambda: real.window.findChild(CustomersPanel) is not None)
    panel = real.window.findChild(CustomersPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: len(panel.results.model.ids()) == 1)
    assert panel.results.model.ids()[0] not in (known, other)
    chip = panel.bar.chips["imported"]
    assert chip.isVisible()
    assert chip.text() == "Import: New by it"
    panel.bar.clear_button.click()
    qtbot.waitUntil(lambda: len(panel.results.model.ids()) == 3)
    assert not chip.isVisible()
