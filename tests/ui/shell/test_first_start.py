"""A start without a database: what each door leaves behind, and what closing leaves: nothing."""

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from crmdesk.app import Program
from crmdesk.models.backups.copies import write_backup
from crmdesk.models.core import i18n
from crmdesk.models.core.engines import keys
from crmdesk.models.core.settings import Settings, load_settings
from crmdesk.models.customers.listing import count_customers
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.open import open_database
from crmdesk.models.protection.password import change_password
from crmdesk.paths import data_folder, default_database, demo_database, settings_folder
from crmdesk.ui.help.window import HelpWindow
from crmdesk.ui.kit import theme
from crmdesk.ui.shell import first_start
from crmdesk.ui.shell.first_office import make_office
from crmdesk.ui.shell.first_start import FirstStart
from crmdesk.ui.shell.start import Start
from crmdesk.ui.welcome.answers import Answers
from crmdesk.ui.welcome.arrival_dialog import ArrivalDialog
from crmdesk.ui.welcome.page import WelcomePage
from tests.support.builders import add_customer
from tests.ui.shell.conftest import TwoScreens


@pytest.fixture
def program(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Generator[Program, None, None]:
    monkeypatch.setattr(qapp, "quit", lambda: None)
    monkeypatch.setattr(first_start, "DEMO", 8)
    made = Program(qapp, Settings(language="en", theme="light"), TwoScreens)
    i18n.use_language("en")
    yield made
    if made.assembly is not None:
        made.assembly.window.close()
    made.deleteLater()
    i18n.use_language("en")
    theme.apply(qapp, "light")


def begin(qtbot: Any, qapp: QApplication, program: Program, file: str = "") -> WelcomePage:
    start = FirstStart(program, qapp, file)
    start.begin()
    assert start.page is not None
    qtbot.waitExposed(start.page)
    return start.page


def wait_for_window(qtbot: Any, program: Program) -> None:
    qtbot.waitUntil(lambda: program.assembly is not None and program.assembly.window.isVisible())
    qtbot.waitUntil(lambda: not _pages())


def _pages() -> Iterable[WelcomePage]:
    tops = QApplication.topLevelWidgets()
    return [top for top in tops if isinstance(top, WelcomePage) and top.isVisible()]


def files() -> set[str]:
    return {path.name for path in data_folder().iterdir() if path.is_file()}


def test_that_only_a_start_without_any_database_is_the_first(tmp_path: Path) -> None:
    assert Start().is_first(Settings())
    assert not Start(database="x.db").is_first(Settings())
    assert not Start(demo=3).is_first(Settings())
    assert not Start().is_first(Settings(last_database=str(tmp_path / "moved.db")))
    default_database().write_bytes(b"")  # there was one, and something has emptied it
    assert not Start().is_first(Settings())


def test_that_starting_empty_keeps_every_answer(
    qtbot: Any, qapp: QApplication, program: Program
) -> None:
    page = begin(qtbot, qapp, program)
    page.questions.name.setText("王芳")
    page.findChild(QPushButton, "choice_TW").click()
    page.findChild(QPushButton, "choice_zh_TW").click()
    page.open_door("empty")
    wait_for_window(qtbot, program)
    assert program.database_path == default_database()
    db = program.session.parts()[0]
    with db.read() as session:
        office = load_office(session)
        assert [entry.name for entry in load_staff(session)] == ["王芳"]
    assert (office.country, office.zone, office.currency) == ("TW", "Asia/Taipei", "TWD")
    assert load_settings().language == "zh_TW"
    assert load_settings().last_database is None
    assert not Start().is_first(load_settings())


def test_that_the_manual_opens_over_the_first_page_and_goes_with_it(
    qtbot: Any, qapp: QApplication, program: Program
) -> None:
    page = begin(qtbot, qapp, program)
    page.findChild(QPushButton, "choice_zh_CN").click()
    _press_f1(qtbot, page)
    qtbot.waitUntil(lambda: bool(_manuals()))
    [manual] = _manuals()
    assert manual.view.page is not None
    assert (manual.view.page.name, manual.view.page.title) == ("01-begin", "把旧通讯录交给它")
    page.findChild(QPushButton, "choice_en").click()
    assert not _manuals()  # it spoke the language of before
    _press_f1(qtbot, page)
    qtbot.waitUntil(lambda: bool(_manuals()))
    page.close()
    assert not _manuals()


def _press_f1(qtbot: Any, page: WelcomePage) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page.questions.name, Qt.Key.Key_F1)


def _manuals() -> list[HelpWindow]:
    tops = QApplication.topLevelWidgets()
    return [top for top in tops if isinstance(top, HelpWindow) and top.isVisible()]


def test_that_a_page_closed_leaves_nothing_behind(
    qtbot: Any, qapp: QApplication, program: Program
) -> None:
    page = begin(qtbot, qapp, program)
    page.questions.name.setText("王芳")
    page.findChild(QPushButton, "choice_zh_CN").click()
    page.close()
    assert files() == set()
    assert list(settings_folder().iterdir()) == []
    assert program.assembly is None


def test_that_a_file_at_the_first_start_goes_to_the_import(
    qtbot: Any, qapp: QApplication, program: Program, tmp_path: Path
) -> None:
    page = begin(qtbot, qapp, program, str(tmp_path / "客户.xlsx"))
    page.doors[0].click()
    wait_for_window(qtbot, program)
    assert program.assembly is not None
    features = program.assembly.features
    assert isinstance(features, TwoScreens)
    assert features.asked == [("import", tmp_path / "客户.xlsx")]


def test_that_the_demo_stands_apart_and_leads_back_without_another_question(
    qtbot: Any, qapp: QApplication, program: Program
) -> None:
    page = begin(qtbot, qapp, program)
    page.questions.name.setText("王芳")
    page.open_door("demo")
    wait_for_window(qtbot, program)
    assert program.database_path == demo_database()
    with program.session.parts()[0].read() as session:
        assert count_customers(session) == 8
    assert program.assembly is not None
    demo_window = program.assembly.window
    demo_window.findChild(QPushButton, "own_data").click()
    qtbot.waitUntil(lambda: program.database_path == default_database())
    wait_for_window(qtbot, program)
    assert program.assembly.window is not demo_window
    assert program.assembly.window.findChild(QPushButton, "own_data") is None
    with program.session.parts()[0].read() as session:
        assert [entry.name for entry in load_staff(session)] == ["王芳"]
        assert count_customers(session) == 0


def test_that_the_demo_can_be_seen_again_from_the_help_menu(
    qtbot: Any, qapp: QApplication, program: Program
) -> None:
    begin(qtbot, qapp, program).open_door("empty")
    wait_for_window(qtbot, program)
    assert program.assembly is not None
    program.assembly.window.commands.run("help.demo")
    qtbot.waitUntil(lambda: program.database_path == demo_database())
    wait_for_window(qtbot, program)
    assert not program.assembly.window.commands.get("help.demo").enabled()


def test_that_own_data_begin_with_the_page_where_there_are_none(
    qtbot: Any, qapp: QApplication, program: Program
) -> None:
    program.show_demo()
    wait_for_window(qtbot, program)
    program.show_own()
    [page] = _pages()
    assert program.assembly is None
    page.open_door("empty")
    wait_for_window(qtbot, program)
    assert program.database_path == default_database()


def test_that_what_cannot_be_made_leaves_the_page_open(
    qtbot: Any, qapp: QApplication, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(qtbot, qapp, program)
    monkeypatch.setattr(Path, "replace", lambda _path, _target: (_ for _ in ()).throw(OSError()))
    page.open_door("empty")
    qtbot.waitUntil(lambda: page.findChild(object, "failure") is not None)
    page.findChild(object, "failure").close()
    assert page.isVisible()
    assert files() == set()
    monkeypatch.undo()
    page.close()


def test_that_a_wished_password_is_asked_for_next(
    qtbot: Any, qapp: QApplication, program: Program
) -> None:
    page = begin(qtbot, qapp, program)
    page.questions.protect.setChecked(True)
    page.open_door("empty")
    wait_for_window(qtbot, program)
    dialogs: list[Any] = []

    def asked() -> bool:
        modal = QApplication.activeModalWidget()
        dialogs[:] = [modal] if modal is not None else []
        return bool(dialogs) and dialogs[0].objectName() == "password_dialog"

    qtbot.waitUntil(asked)
    assert not load_settings().password_due
    dialogs[0].reject()
    qtbot.waitUntil(lambda: not load_settings().tour_due)


def test_that_a_file_of_the_old_computer_needs_no_answers(
    qtbot: Any, qapp: QApplication, program: Program, tmp_path: Path
) -> None:
    old = open_database(tmp_path / "old.db")
    add_customer(old, "张伟")
    carried = tmp_path / "office.crmbackup"
    write_backup(old, carried)
    old.close()
    page = begin(qtbot, qapp, program, str(carried))
    qtbot.waitUntil(lambda: page.findChild(ArrivalDialog) is not None)
    page.findChild(ArrivalDialog).go_on.click()
    wait_for_window(qtbot, program)
    assert program.database_path == default_database()
    with program.session.parts()[0].read() as session:
        assert count_customers(session) == 1
    assert not load_settings().tour_due


def test_that_a_later_start_waits_for_the_first_page(
    qtbot: Any, qapp: QApplication, program: Program, tmp_path: Path
) -> None:
    page = begin(qtbot, qapp, program)
    program.receive(str(tmp_path / "later.xlsx"))
    page.open_door("empty")
    wait_for_window(qtbot, program)
    assert program.assembly is not None
    features = program.assembly.features
    assert isinstance(features, TwoScreens)
    assert features.asked == [("import", tmp_path / "later.xlsx")]


def test_that_a_locked_or_alien_file_leaves_the_page_as_it_is(
    qtbot: Any, qapp: QApplication, program: Program, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.crmbackup"
    letter.write_text("Dear Sir or Madam, " * 500)
    page = begin(qtbot, qapp, program, str(letter))
    qtbot.waitUntil(lambda: bool(page.findChildren(QDialog)))
    for dialog in page.findChildren(QDialog):
        dialog.close()
    assert page.isVisible()
    assert files() == set()
    page.close()


def test_that_the_way_back_from_the_demo_asks_for_no_password_twice(
    qtbot: Any, qapp: QApplication, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 64)
    make_office(default_database(), Answers("CN"), program.clock)
    key = change_password(default_database(), None, "only we know it")
    program.know_key(str(default_database()), key)
    program.begin(str(default_database()))
    program.show_demo()
    qtbot.waitUntil(lambda: program.assembly is not None and program.assembly.window.isVisible())
    assert program.database_path == demo_database()
    program.show_own()
    qtbot.waitUntil(lambda: program.assembly is not None and program.assembly.window.isVisible())
    assert program.database_path == default_database()
    assert program.protected


def test_that_a_file_given_to_the_demo_becomes_ones_own_data(
    qtbot: Any, qapp: QApplication, program: Program, tmp_path: Path
) -> None:
    old = open_database(tmp_path / "old.db")
    add_customer(old, "张伟")
    carried = tmp_path / "office.crmbackup"
    write_backup(old, carried)
    old.close()
    make_office(default_database(), Answers("CN"), program.clock)
    program.show_demo()
    qtbot.waitUntil(lambda: program.assembly is not None and program.assembly.window.isVisible())
    program.receive(str(carried))
    assert program.assembly is not None
    window = program.assembly.window
    qtbot.waitUntil(lambda: window.findChild(ArrivalDialog) is not None)
    arrival = window.findChild(ArrivalDialog)
    said = [label.text() for label in arrival.findChildren(QLabel)]
    assert "On this computer until now" in said
    arrival.go_on.click()
    qtbot.waitUntil(lambda: program.database_path == default_database())
    assert any("before-restore" in name for name in files())
    with program.session.parts()[0].read() as session:
        assert count_customers(session) == 1
