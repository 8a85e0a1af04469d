"""What is asked for again and again from anywhere leaves nothing behind."""

from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from crmdesk.models.core.db import Database
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.shell.assembly import Assembly
from crmdesk.ui.shell.dialogs import FeatureDialogs
from crmdesk.ui.shell.main_window import MainWindow
from tests.support.builders import add_customer


def ask(go: Navigator, what: str, ids: list[int]) -> None:
    if what == "customer":
        go.new_customer("王")
    elif what == "merge":
        go.merge_customers(ids)
    elif what == "complaint":
        go.open_complaint(None, ids[0])
    elif what == "follow-up":
        go.open_follow_up(None, ids[0])
    else:
        go.open_promise(None, ids[0])


def living(window: MainWindow) -> Counter[str]:
    """Everything of the window, by what it is; what only is on its way passes."""
    found = window.findChildren(QObject)
    return Counter(type(one).__name__ for one in found if "crmdesk" in type(one).__module__)


@pytest.mark.parametrize("what", ["customer", "merge", "complaint", "follow-up", "promise"])
def test_that_asking_again_and_again_leaves_nothing_behind(
    qtbot: Any, db: Database, jobs: JobRunner, assembly: Assembly, what: str
) -> None:
    go, window = assembly.navigator, assembly.window
    dialogs = FeatureDialogs(assembly._parts, go, assembly.office, assembly.zone, window)
    ids = [add_customer(db, name=name) for name in ("王芳", "李雷")]
    counted: list[Counter[str]] = []
    for _time in range(4):
        ask(go, what, ids)
        qtbot.waitUntil(lambda: window.findChild(QDialog) is not None)
        qtbot.waitUntil(lambda: jobs.running() == 0)
        for dialog in window.findChildren(QDialog):
            dialog.close()
        qtbot.waitUntil(lambda: window.findChild(QDialog) is None)
        counted.append(living(window))
    assert counted[-1] == counted[0], counted[-1] - counted[0]
    del dialogs
