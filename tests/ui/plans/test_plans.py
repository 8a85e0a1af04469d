"""Service plans: made, followed, ticked off, gone on with; on their tab and on her page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import undo
from crmdesk.models.plans.actions import make_plan
from crmdesk.models.plans.drafts import PlanDraft, ServiceDraft
from crmdesk.models.plans.queries import PlanRow, ServiceRow
from crmdesk.models.plans.service_lines import read_services, write_services
from crmdesk.models.schema import Interaction, PlanService, ServicePlan
from crmdesk.ui.care.panel import CarePanel
from crmdesk.ui.kit.dates import parse_day
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.kit.print_preview import SheetPreview
from crmdesk.ui.plans.delivery import DeliveryDialog
from crmdesk.ui.plans.dialog import PlanDialog
from crmdesk.ui.plans.panel import PlansPanel
from crmdesk.ui.plans.printing import plan_sheet
from crmdesk.ui.plans.tab import PlansTab
from crmdesk.ui.plans.words import say_service
from tests.support.builders import add_contact, add_customer, add_interaction
from tests.support.navigator import RecordingNavigator


def make(db: Database, customer: int, year: int = 2026, **more: Any) -> int:
    values = {
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "services": (ServiceDraft("培训", date(year, 3, 31)), ServiceDraft("市场报告")),
        "visit_every": 60,
        "budget": 100_000,
    }
    with db.write("plan.make", name="") as session:
        return make_plan(session, PlanDraft(customer, **(values | more)), now=db.now())


def stored(db: Database) -> list[ServicePlan]:
    with db.read() as session:
        return list(session.scalars(select(ServicePlan).order_by(ServicePlan.id)))


def done(db: Database) -> list[str]:
    with db.read() as session:
        given = select(PlanService.text).where(PlanService.done_on.is_not(None))
        return list(session.scalars(given))


@pytest.fixture
def tab(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> PlansTab:
    panel = CarePanel(db, jobs, hub, navigator, lambda: PlansTab(db, jobs, navigator))
    panel.resize(1200, 700)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    made = panel.turn_to("plans")
    assert isinstance(made, PlansTab)
    return made


@pytest.fixture
def key(qtbot: QtBot, tab: PlansTab) -> Callable[[Qt.Key], None]:
    def pressed(pressed_key: Qt.Key) -> None:
        qtbot.waitUntil(lambda: tab.table.currentIndex().isValid())
        tab.window().activateWindow()
        tab.table.setFocus()
        qtbot.waitUntil(tab.table.hasFocus)
        qtbot.keyClick(tab.table, pressed_key)

    return pressed


def wait_plan(qtbot: QtBot, tab: PlansTab) -> PlanRow:
    qtbot.waitUntil(lambda: tab.view.plan() is not None)
    plan = tab.view.plan()
    assert plan is not None
    return plan


def deliver(qtbot: QtBot, tab: PlansTab, at: int = 0) -> DeliveryDialog:
    tab.view.services.setFocus()
    tab.view.services.setCurrentRow(at)
    qtbot.keyClick(tab.view.services, Qt.Key.Key_Space)
    dialog = tab.window().findChild(DeliveryDialog)
    assert dialog is not None
    return dialog


def test_that_a_plan_is_made_with_its_services_and_team(
    qtbot: QtBot, db: Database, tab: PlansTab, navigator: RecordingNavigator
) -> None:
    customer = add_customer(db, name="远大", kind="company")
    add_contact(db, customer, "王总")
    tab.new()
    dialog = tab.window().findChild(PlanDialog)
    assert dialog is not None
    assert not dialog.save_button.isEnabled()
    assert dialog.draft().ends_on == date(2027, 12, 31)  # in November one plans the next year
    dialog.customer.set_customer(customer)
    dialog.customer.changed.emit(dialog.customer.choice())
    dialog.texts["goals"].setPlainText("开新店")
    dialog.services.setPlainText("培训 6-30\n\n市场报告")
    item = dialog.team.item(dialog.team.count() - 1)
    assert item.text() == "王总 (customer)"
    item.setCheckState(Qt.CheckState.Checked)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: len(stored(db)) == 1)
    plan = wait_plan(qtbot, tab)
    qtbot.waitUntil(lambda: navigator.said == ["Service plan of 远大 saved"])
    assert (plan.goals, plan.people) == ("开新店", ("王总",))
    assert [(one.text, one.due_on) for one in plan.services] == [
        ("培训", date(2027, 6, 30)), ("市场报告", None),
    ]  # fmt: skip


def test_that_a_second_plan_for_the_same_days_is_refused_under_its_field(
    qtbot: QtBot, db: Database, tab: PlansTab
) -> None:
    customer = add_customer(db)
    make(db, customer)
    tab.acts.new(customer, tab.show_plan)
    dialog = tab.window().findChild(PlanDialog)
    assert dialog is not None
    dialog.period.first.set_day(date(2026, 12, 1))
    dialog.check()
    dialog.save_button.click()
    below = dialog.findChild(object, "period_problem")
    qtbot.waitUntil(lambda: "another plan" in below.text())  # type: ignore[attr-defined]
    dialog.done(0)


def test_that_what_was_done_stands_against_the_plan(
    qtbot: QtBot, db: Database, tab: PlansTab
) -> None:
    customer = add_customer(db, name="远大")
    make(db, customer)
    at = datetime(2026, 5, 3, 4, tzinfo=UTC)
    add_interaction(db, customer, at=at, kind="visit", cost=30_000)
    wait_plan(qtbot, tab)
    qtbot.waitUntil(lambda: tab.view.meters["visits"].words.text() == "1 of 6")
    assert tab.view.meters["services"].words.text() == "0 of 2, 1 late"
    assert tab.view.meters["budget"].words.text() == "¥300 of ¥1,000"
    assert tab.view.meters["time"].words.text() == "40 days left"
    assert tab.view.next_visit.text() == "a visit every 60 days · next visit 142 days late"


def test_that_a_service_is_ticked_logged_and_undone(
    qtbot: QtBot, db: Database, tab: PlansTab, navigator: RecordingNavigator
) -> None:
    make(db, add_customer(db))
    wait_plan(qtbot, tab)
    dialog = deliver(qtbot, tab)
    assert dialog.text.text() == "培训"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.view.meters["services"].words.text() == "1 of 2")
    assert done(db) == ["培训"]
    with db.read() as session:
        assert session.scalars(select(Interaction.text)).all() == ["培训"]
    qtbot.waitUntil(lambda: navigator.said == ["Done and logged: 培训"])
    undo(db)
    qtbot.waitUntil(lambda: tab.view.meters["services"].words.text() == "0 of 2, 1 late")
    assert done(db) == []


def test_that_a_ticked_service_is_taken_back(qtbot: QtBot, db: Database, tab: PlansTab) -> None:
    make(db, add_customer(db))
    wait_plan(qtbot, tab)
    dialog = deliver(qtbot, tab, 1)
    dialog.kind.set_value("meeting")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: tab.view.meters["services"].words.text() == "1 of 2, 1 late")
    qtbot.keyClick(tab.view.services, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.view.meters["services"].words.text() == "0 of 2, 1 late")


def test_that_the_next_years_plan_is_offered_filled_in(
    qtbot: QtBot, db: Database, tab: PlansTab
) -> None:
    make(db, add_customer(db), goals="开新店")
    plan = wait_plan(qtbot, tab)
    tab.acts.go_on(plan, tab.show_plan)
    dialog = tab.window().findChild(PlanDialog)
    assert dialog is not None
    draft = dialog.draft()
    assert (draft.starts_on, draft.ends_on) == (date(2027, 1, 1), date(2027, 12, 31))
    assert draft.goals == "开新店"
    assert draft.services[0] == ServiceDraft("培训", date(2027, 3, 31))
    dialog.save_button.click()
    qtbot.waitUntil(lambda: tab.view.plan() is not None and tab.view.plan().state == "coming")
    assert tab.scopes.scope() == "all"


def test_that_a_plan_is_changed_and_deleted_by_keys(
    qtbot: QtBot, db: Database, tab: PlansTab, key: Callable[[Qt.Key], None]
) -> None:
    make(db, add_customer(db))
    wait_plan(qtbot, tab)
    key(Qt.Key.Key_F2)
    dialog = tab.window().findChild(PlanDialog)
    assert dialog is not None
    assert not dialog.customer.isEnabled()
    dialog.visit_every.setValue(30)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: tab.view.meters["visits"].words.text() == "0 of 12")
    key(Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tab.view.plan() is None)
    undo(db)
    wait_plan(qtbot, tab)


def test_that_the_plan_is_printed(qtbot: QtBot, db: Database, tab: PlansTab) -> None:
    customer = add_customer(db, name="远大")
    make(db, customer, goals="开新店", content="每月一访")
    plan = wait_plan(qtbot, tab)
    text = plan_sheet(plan).document.toPlainText()
    for told in ("Service plan 远大", "开新店", "每月一访", "培训", "0 of 6", "¥0 of ¥1,000"):
        assert told in text
    tab.print_page()
    preview = tab.window().findChild(SheetPreview)
    assert preview is not None
    preview.close()


def test_that_plans_are_written_as_a_workbook(
    qtbot: QtBot, db: Database, tab: PlansTab, navigator: RecordingNavigator, tmp_path: Path
) -> None:
    make(db, add_customer(db, name="远大"), goals="开新店")
    plan = wait_plan(qtbot, tab)
    tab.acts.write([plan], tmp_path / "plans.xlsx")
    book = load_workbook(tmp_path / "plans.xlsx")
    plans, services = ([list(row) for row in sheet.values] for sheet in book.worksheets)
    assert plans[0][:3] == ["Customer", "From", "To"]
    assert plans[1][0] == "远大"
    assert plans[1][6] == "开新店"
    assert [row[1] for row in services[1:]] == ["培训", "市场报告"]
    qtbot.waitUntil(lambda: navigator.said == ["Saved as plans.xlsx"])
    tab.acts.write([plan], tmp_path / "no" / "plans.xlsx")
    box = tab.window().findChild(QWidget, "failure")
    assert box is not None
    box.close()


def test_that_enter_leads_to_the_customer(
    qtbot: QtBot,
    db: Database,
    tab: PlansTab,
    key: Callable[[Qt.Key], None],
    navigator: RecordingNavigator,
) -> None:
    customer = add_customer(db)
    make(db, customer)
    wait_plan(qtbot, tab)
    key(Qt.Key.Key_Return)
    assert navigator.went == [("open_customer", (customer,))]


def test_that_her_page_shows_the_plan_of_this_year_first(
    qtbot: QtBot, db: Database, jobs: JobRunner, hub: DataHub, navigator: RecordingNavigator
) -> None:
    customer, other = add_customer(db, name="远大"), add_customer(db, name="无")
    for year in (2025, 2026, 2027):
        make(db, customer, year)
    panel = PlansPanel(db, jobs, hub, navigator)
    qtbot.addWidget(panel)
    panel.resize(460, 600)
    panel.show()
    panel.show_customer(customer)
    qtbot.waitUntil(lambda: panel.view.plan() is not None)
    which = panel.findChild(QComboBox, "which_plan")
    assert which is not None
    assert [which.itemText(at) for at in range(which.count())] == [
        "All of 2027", "All of 2026", "All of 2025",
    ]  # fmt: skip
    assert which.currentText() == "All of 2026"
    panel.show_customer(other)
    qtbot.waitUntil(lambda: panel.area.currentIndex() == 1)
    begin = panel.findChild(QPushButton, "begin")
    assert begin is not None
    begin.click()
    dialog = panel.findChild(PlanDialog)
    assert dialog is not None
    assert dialog.draft().customer_id == other
    dialog.save_button.click()
    qtbot.waitUntil(lambda: panel.view.plan() is not None and panel.view.plan().customer == "无")


def test_that_the_menu_of_a_plan_has_what_is_rarely_done(
    qtbot: QtBot, db: Database, tab: PlansTab
) -> None:
    make(db, add_customer(db))
    wait_plan(qtbot, tab)
    tab.view.more.click()
    [menu] = tab.view.findChildren(QMenu, "plan_menu")
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Go on in the next period…", "Print…", "Delete the plan"]
    menu.close()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("培训 6-30", [("培训", date(2026, 6, 30))]),
        ("年度报告 2027-01-15", [("年度报告", date(2027, 1, 15))]),
        ("巡检 2 次", [("巡检 2 次", None)]),
        ("ISO 9001", [("ISO 9001", None)]),
        ("  \n报告\n", [("报告", None)]),
    ],
)
def test_that_a_day_at_the_end_of_a_line_is_by_when(
    typed: str, read: list[tuple[str, date | None]]
) -> None:
    plan, today = date(2026, 1, 1), date(2026, 11, 22)
    assert read_services(typed, plan, today, parse_day) == read
    assert read_services(write_services(read), plan, today, parse_day) == read


@pytest.mark.parametrize(
    ("typed", "words", "day"),
    [
        ("新品会 明年3月5日", "新品会", date(2027, 3, 5)),
        ("新品会 后年3月", "新品会", date(2028, 3, 31)),
        ("新品会 3月5日", "新品会", date(2027, 3, 5)),
        ("培训 6月底", "培训", date(2027, 6, 30)),
        ("培训6月底", "培训", date(2027, 6, 30)),
        ("回访 3月", "回访", date(2027, 3, 31)),
        ("回访 2028年2月", "回访", date(2028, 2, 29)),
        ("年检（6月30日前）", "年检", date(2027, 6, 30)),
        ("年会邀请 12月20日 前", "年会邀请", date(2027, 12, 20)),
        ("年會邀請 12月20號之前", "年會邀請", date(2027, 12, 20)),
        ("送年货 腊月二十", "送年货", date(2027, 1, 27)),
        ("总结 年底", "总结", date(2027, 12, 31)),
        ("总结 2028年底", "总结", date(2028, 12, 31)),
        ("上门 下周一", "上门", date(2026, 11, 23)),
        ("巡检 2 次", "巡检 2 次", None),
        ("质保 13月", "质保 13月", None),
        ("质保12月", "质保12月", None),
    ],
)
def test_that_days_are_read_as_they_are_said_in_a_plan_of_next_year(
    typed: str, words: str, day: date | None
) -> None:
    found = read_services(typed, date(2027, 1, 1), date(2026, 11, 22), parse_day)
    assert found == [(words, day)]


def test_that_a_service_of_another_year_tells_its_year() -> None:
    today = date(2026, 11, 22)
    due = ServiceRow(1, 1, "", date(2027, 12, 20), None)
    assert "2027" in say_service(due, today)
    assert "2026" not in say_service(replace(due, due_on=date(2026, 12, 20)), today)


def test_that_a_page_pasted_as_one_line_is_read_at_once() -> None:
    """Reading each end of it as a day would take for hours."""
    page, today = "3月 年会 x 1天 " * 20_000, date(2026, 11, 22)
    [(_text, due)] = read_services(f"{page}12月20日", today, today, parse_day)
    assert due == date(2026, 12, 20)
