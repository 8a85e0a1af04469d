"""The page of likely duplicates: found, compared, merged one by one or all at once."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import delete_customer
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Customer, DistinctPair
from crmdesk.ui.duplicates.many_dialog import ManyDialog
from crmdesk.ui.duplicates.merge_dialog import MergeDialog
from crmdesk.ui.duplicates.merging import Merging
from crmdesk.ui.duplicates.panel import CleaningPanel
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.navigator import RecordingNavigator


def two(db: Database) -> tuple[int, int]:
    """One customer twice: 王总 and, later and fuller, 王伟."""
    return (
        add_customer(db, "王总", phone="13800138000", title="经理"),
        add_customer(db, "王伟", phone="13800138000", title="总监", email="wei@example.com"),
    )


def sure(db: Database, many: int) -> list[tuple[int, int]]:
    pairs = []
    for number in range(many):
        phone = f"1390013{number:04}"
        pairs.append((add_customer(db, f"李娜{number}", phone=phone),
                      add_customer(db, f"李娜{number}", phone=phone)))  # fmt: skip
    return pairs


@pytest.fixture
def make(
    qtbot: Any, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> Any:
    def made() -> CleaningPanel:
        panel = CleaningPanel(db, jobs, hub, navigator)
        qtbot.addWidget(panel)
        panel.resize(1200, 760)
        panel.show()
        qtbot.waitUntil(lambda: not panel.groups.progress.isVisible() and jobs.running() == 0)
        panel.activateWindow()
        panel.groups.table.setFocus()
        return panel

    return made


def names(db: Database) -> list[str]:
    with db.read() as session:
        return list(session.scalars(select(Customer.name).order_by(Customer.id)))


def dialog(parent: Any, kind: type[Any], qtbot: Any) -> Any:
    qtbot.waitUntil(lambda: bool(parent.findChildren(kind)))
    return parent.findChildren(kind)[-1]


def test_that_likely_duplicates_stand_in_the_list_with_their_reasons(
    qtbot: Any, db: Database, make: Any
) -> None:
    two(db)
    sure(db, 1)
    panel = make()
    tab = panel.groups
    assert tab.model.rowCount() == 2
    shown = [tab.model.index(row, column).data() for row in (0, 1) for column in (0, 1, 2)]
    assert shown == [
        "李娜0", "Certain", "same mobile 139 0013 0000 · same name",
        "王总, 王伟", "Likely",
        "same mobile 138 0013 8000 · same surname, one as a form of address",
    ]  # fmt: skip
    assert panel.tabs.tabText(0) == "Duplicates 2"
    tab.chips.choose("likely")
    assert tab.model.rowCount() == 1
    tab.chips.choose("possible")
    assert tab.model.rowCount() == 0


def test_that_an_archive_without_duplicates_says_so(make: Any, db: Database) -> None:
    add_customer(db, "张伟")
    panel = make()
    texts = [label.text() for label in panel.groups.area.currentWidget().children()
             if hasattr(label, "text")]  # fmt: skip
    assert "No duplicates found" in texts
    assert not panel.groups.many.isEnabled()


def test_that_two_are_merged_side_by_side_by_keyboard_and_brought_back(
    qtbot: Any, db: Database, make: Any, navigator: RecordingNavigator
) -> None:
    one, other = two(db)
    panel = make()
    panel.groups.table.setFocus()
    qtbot.keyClick(panel.groups.table, Qt.Key.Key_Return)
    opened: MergeDialog = dialog(panel, MergeDialog, qtbot)
    assert opened.findChild(QRadioButton, f"pick_name_{other}").isChecked()
    assert opened.findChild(QRadioButton, f"pick_number_{one}").isChecked()
    opened.findChild(QRadioButton, f"pick_title_{one}").click()
    assert (opened.grid.text("title"), opened.result_name()) == ("经理", "王伟")
    assert "K000001" in opened.fate.text()
    qtbot.keyClick(opened, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(db) == ["王伟"])
    with db.read() as session:
        customer = session.get_one(Customer, one)
        assert customer.title == "经理"
        assert customer.note == "From K000001: Name: 王总\nFrom K000002: Job title: 总监"
    qtbot.waitUntil(lambda: panel.groups.model.rowCount() == 0)
    qtbot.waitUntil(lambda: navigator.said == ["2 records merged into 王伟"])
    undo(db)
    assert names(db) == ["王总", "王伟"]
    qtbot.waitUntil(lambda: panel.groups.model.rowCount() == 1)


def test_that_all_of_one_side_is_chosen_at_once_and_agreeing_facts_are_shown_when_asked(
    qtbot: Any, db: Database, make: Any
) -> None:
    one, _other = two(db)
    panel = make()
    panel.groups.merge_current()
    opened: MergeDialog = dialog(panel, MergeDialog, qtbot)
    opened.findChild(QPushButton, f"take_{one}").click()
    assert [opened.grid.text(key) for key in ("name", "title")] == ["王总", "经理"]
    stage = opened.grid.findChild(object, "result_stage")
    assert not stage.isVisible()
    opened.more.click()
    assert stage.isVisible()
    opened.reject()
    assert len(names(db)) == 2


def test_that_not_the_same_is_remembered_and_taken_back_by_undo(
    qtbot: Any, db: Database, make: Any, navigator: RecordingNavigator
) -> None:
    two(db)
    panel = make()
    qtbot.keyClick(panel.groups.table, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: panel.groups.model.rowCount() == 0)
    with db.read() as session:
        assert len(session.scalars(select(DistinctPair.id)).all()) == 1
    qtbot.waitUntil(lambda: navigator.said == ["Noted: 王总, 王伟 are not the same"])
    undo(db)
    qtbot.waitUntil(lambda: panel.groups.model.rowCount() == 1)


def test_that_the_certain_ones_are_merged_after_one_look_with_one_undo(
    qtbot: Any, db: Database, make: Any
) -> None:
    sure(db, 3)
    two(db)
    panel = make()
    panel.groups.many.click()
    opened: ManyDialog = dialog(panel, ManyDialog, qtbot)
    assert (opened.model.rowCount(), opened.merge.text()) == (3, "Merge 3 groups")
    opened.activateWindow()
    opened.table.setFocus()
    opened.table.select_id(1)
    qtbot.keyClick(opened.table, Qt.Key.Key_Space)
    assert opened.merge.text() == "Merge 2 groups"
    left = opened._groups.all[1].ids
    opened.merge.click()
    qtbot.waitUntil(lambda: len(names(db)) == 6)
    with db.read() as session:
        assert set(left) <= set(session.scalars(select(Customer.id)))
    qtbot.waitUntil(lambda: panel.groups.model.rowCount() == 2)
    undo(db)
    assert len(names(db)) == 8


def test_that_merging_many_can_be_stopped_and_leaves_nothing(
    qtbot: Any, db: Database, make: Any, jobs: JobRunner
) -> None:
    sure(db, 2)
    panel = make()
    panel.groups.many.click()
    opened: ManyDialog = dialog(panel, ManyDialog, qtbot)
    before = threading.Event()
    jobs.write(lambda _job: before.wait(10))  # the merge waits behind this one
    opened.merge.click()
    opened.reject()
    before.set()
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert len(names(db)) == 4
    assert opened.merge.isEnabled()
    opened.reject()


def test_that_a_card_opens_its_customer(
    qtbot: Any, db: Database, make: Any, navigator: RecordingNavigator
) -> None:
    one, other = two(db)
    panel = make()
    panel.groups.view.findChild(QPushButton, f"open_{other}").click()
    qtbot.keyClick(panel.groups.table, Qt.Key.Key_O)
    assert navigator.went == [("open_customer", (other,)), ("open_customer", (one,))]


def test_that_one_alone_or_too_many_are_not_compared(
    qtbot: Any,
    db: Database,
    jobs: JobRunner,
    hub: DataHub,
    navigator: RecordingNavigator,
    make: Any,
) -> None:
    panel = make()
    merging = Merging(db, jobs, navigator, panel)
    merging.open([1])
    merging.open(list(range(20)))
    assert navigator.said == ["Select two to 8 customers to merge."] * 2
    assert not panel.findChildren(MergeDialog)


def test_that_a_long_list_is_not_looked_through_again_by_itself_but_says_it_is_old(
    qtbot: Any, db: Database, make: Any, jobs: JobRunner
) -> None:
    pairs = sure(db, 2)
    panel = make()
    panel.groups._seconds = 20.0  # as in a large office
    with db.write("customer.delete", name="李娜0") as session:
        delete_customer(session, pairs[0][1])
    qtbot.waitUntil(panel.groups.stale.isVisible)
    qtbot.waitUntil(lambda: panel.groups.model.rowCount() == 1)
    panel.groups.again.click()
    qtbot.waitUntil(lambda: not panel.groups.stale.isVisible())
    qtbot.waitUntil(lambda: jobs.running() == 0)


def test_that_the_page_comes_back_to_its_tab_in_another_language(make: Any, db: Database) -> None:
    panel = make()
    panel.restore({"tab": 2})
    assert panel.state() == {"tab": 2}
    assert panel.focusProxy() is panel.silent.table


def test_that_a_key_held_down_opens_one_comparison(
    qtbot: Any, db: Database, jobs: Any, window: Any, navigator: Any
) -> None:
    merging = Merging(db, jobs, navigator, window)
    pair = two(db)
    for _ in range(5):
        merging.open(pair)
    found = dialog(window, MergeDialog, qtbot)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    merging.open(pair)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    assert window.findChildren(MergeDialog) == [found]
    found.reject()
