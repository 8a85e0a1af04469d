from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from crmdesk.ui.customers.page.editors import ChoiceBox, CodeEditor
from crmdesk.ui.kit.inplace import DayEditor, InplaceField, LinesEditor, TextEditor

TODAY = date(2026, 11, 21)


@pytest.fixture
def page(qtbot: Any) -> QWidget:
    made = QWidget()
    made.setLayout(QVBoxLayout())
    qtbot.addWidget(made)
    return made


def field_of(page: QWidget, editor: Any = None) -> InplaceField:
    field = InplaceField("Mobile", editor)
    layout = page.layout()
    assert layout is not None
    layout.addWidget(field)
    layout.addWidget(QLineEdit())
    page.show()
    return field


def value_label(field: InplaceField) -> QLabel:
    found = field.findChild(QLabel, "value")
    assert found is not None
    return found


@pytest.mark.parametrize("way", ["click", "F2", "Enter"])
def test_that_every_way_leads_into_the_editor(qtbot: Any, page: QWidget, way: str) -> None:
    editor = TextEditor()
    field = field_of(page, editor)
    field.set_value("138")
    shown = value_label(field)
    if way == "click":
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    else:
        shown.setFocus()
        qtbot.keyClick(shown, Qt.Key.Key_F2 if way == "F2" else Qt.Key.Key_Return)
    assert field.editing()
    qtbot.waitUntil(editor.widget.hasFocus)
    assert editor.widget.selectedText() == "138"


def test_that_enter_commits_old_and_new(qtbot: Any, page: QWidget) -> None:
    editor = TextEditor()
    field = field_of(page, editor)
    field.set_value("138")
    field.edit()
    qtbot.keyClicks(editor.widget, "139")
    with qtbot.waitSignal(field.committed) as committed:
        qtbot.keyClick(editor.widget, Qt.Key.Key_Return)
    assert committed.args == ["138", "139"]
    assert not field.editing()
    assert value_label(field).text() == "139"


def test_that_escape_leaves_it_as_it_was(qtbot: Any, page: QWidget) -> None:
    editor = TextEditor()
    field = field_of(page, editor)
    field.set_value("138")
    field.edit()
    qtbot.keyClicks(editor.widget, "139")
    with qtbot.assertNotEmitted(field.committed):
        qtbot.keyClick(editor.widget, Qt.Key.Key_Escape)
    assert value_label(field).text() == "138"


def test_that_going_elsewhere_keeps_what_was_typed(qtbot: Any, page: QWidget) -> None:
    editor = TextEditor()
    field = field_of(page, editor)
    field.edit()
    qtbot.waitUntil(editor.widget.hasFocus)
    qtbot.keyClicks(editor.widget, "139")
    other = next(box for box in page.findChildren(QLineEdit) if box is not editor.widget)
    with qtbot.waitSignal(field.committed):
        other.setFocus()


def test_that_an_unchanged_value_commits_nothing(qtbot: Any, page: QWidget) -> None:
    field = field_of(page)
    field.set_value(None)
    field.edit()
    with qtbot.assertNotEmitted(field.committed):
        field.commit()


def test_that_a_refused_value_stands_in_the_editor_with_the_reason(
    qtbot: Any, page: QWidget
) -> None:
    editor = TextEditor()
    field = field_of(page, editor)
    field.set_value("王芳")
    field.edit()
    editor.widget.setText("x")
    field.commit()
    field.refuse("customer.gone")
    assert field.editing()
    assert editor.widget.text() == "x"
    assert field.value() == "王芳"
    texts = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert "This customer was deleted meanwhile." in texts


def test_that_many_lines_take_enter_and_save_by_control_enter(qtbot: Any, page: QWidget) -> None:
    editor = LinesEditor()
    field = field_of(page, editor)
    field.edit()
    qtbot.keyClicks(editor.widget, "a")
    qtbot.keyClick(editor.widget, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.widget, "b")
    with qtbot.waitSignal(field.committed) as committed:
        qtbot.keyClick(editor.widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert committed.args == [None, "a\nb"]


def test_that_a_day_is_typed_as_people_type_it(qtbot: Any, page: QWidget) -> None:
    editor = DayEditor(lambda: TODAY)
    field = field_of(page, editor)
    field.edit()
    qtbot.keyClicks(editor.widget, "tomorrow")
    with qtbot.waitSignal(field.committed) as committed:
        qtbot.keyClick(editor.widget, Qt.Key.Key_Return)
    assert committed.args == [None, date(2026, 11, 22)]
    assert value_label(field).text() == "22 Nov 2026"


def test_that_no_day_is_not_saved_as_a_day(qtbot: Any, page: QWidget) -> None:
    editor = DayEditor(lambda: TODAY)
    field = field_of(page, editor)
    field.edit()
    qtbot.keyClicks(editor.widget, "whenever")
    with qtbot.assertNotEmitted(field.committed):
        qtbot.keyClick(editor.widget, Qt.Key.Key_Return)
    assert field.editing()


def test_that_what_is_only_read_holds_no_editor(page: QWidget) -> None:
    field = field_of(page)
    field.set_value("138")
    assert field.findChildren(QLineEdit) == []
    field.edit()
    [box] = field.findChildren(QLineEdit)
    assert box.accessibleName() == "Mobile"
    assert box.previousInFocusChain() is value_label(field)


def test_that_committing_twice_stores_once(page: QWidget) -> None:
    field, told = field_of(page), []
    field.committed.connect(lambda old, new: told.append((old, new)))
    field.set_value("138")
    field.edit()
    [box] = field.findChildren(QLineEdit)
    box.setText("139")
    field.commit()
    field.commit()
    assert told == [("138", "139")]


def test_that_a_choice_there_is_no_more_survives_a_look(page: QWidget) -> None:
    told: list[object] = []
    field = field_of(page, CodeEditor([("", "—"), ("a", "A")]))
    field.committed.connect(lambda _old, new: told.append(new))
    field.set_value("gone")
    field.edit()
    field.commit()
    assert told == []
    field.edit()
    [box] = field.findChildren(ChoiceBox)
    box.setCurrentIndex(0)
    field.commit()
    assert told == [""]
