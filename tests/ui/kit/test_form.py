import threading
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from shiboken6 import delete

from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.ui.kit.form import FormDialog, changed_signal
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.labels import name_aloud
from crmdesk.ui.kit.widgets.choice_row import ChoiceRow
from tests.support.keyboard import type_text


@dataclass(frozen=True)
class Draft:
    name: str
    note: str

    def problems(self) -> dict[str, str]:
        return {} if self.name.strip() else {"name": "customer.name.empty"}


class Form(FormDialog):
    def __init__(self, name: str = "") -> None:
        super().__init__("New customer")
        self.name, self.note = QLineEdit(name), QPlainTextEdit()
        self.add_field("name", "&Name", self.name)
        self.add_field("note", "N&ote", self.note, "What to remember")
        self.ready()

    def draft(self) -> Draft:
        return Draft(self.name.text(), self.note.toPlainText())


@pytest.fixture
def form(qtbot: Any) -> Form:
    made = Form()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


def problem(form: Form, name: str) -> QLabel:
    found = form.findChild(QLabel, f"{name}_problem")
    assert found is not None
    return found


def test_that_the_first_field_has_the_focus_and_nothing_is_red_yet(qtbot: Any, form: Form) -> None:
    qtbot.waitUntil(form.name.hasFocus)
    assert not problem(form, "name").isVisible()
    assert not form.save_button.isEnabled()
    assert problem(form, "note").text() == "What to remember"
    form.reject()


def test_that_a_field_is_called_as_its_caption_without_the_letter_of_its_key(qtbot: Any) -> None:
    form = Form()
    qtbot.addWidget(form)
    chinese = QLineEdit()
    form.add_field("zone", "时区(&I)", chinese)
    assert (form.name.accessibleName(), chinese.accessibleName()) == ("Name", "时区")
    holder, inner = QWidget(), QLineEdit()
    holder.setFocusProxy(inner)
    name_aloud(holder, "称呼(&S)")
    assert inner.accessibleName() == "称呼"


def test_that_a_form_is_as_high_as_its_chips_at_its_own_width(qtbot: Any) -> None:
    form = Form()
    qtbot.addWidget(form)
    chips = ChoiceRow([(at, "chosen now and then") for at in range(3)])
    form.add_field("how", "&How", chips)
    form.open()
    qtbot.waitExposed(form)
    layout = form.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: form.height() == layout.totalHeightForWidth(form.width()))
    form.reject()


def test_that_a_problem_shows_under_the_field_once_it_was_touched(qtbot: Any, form: Form) -> None:
    qtbot.keyClicks(form.name, "x")
    assert form.save_button.isEnabled()
    qtbot.keyClick(form.name, Qt.Key.Key_Backspace)
    assert problem(form, "name").text() == "Please give the customer a name."
    assert not form.save_button.isEnabled()
    form.done(0)


def test_that_enter_with_a_problem_shows_it_and_leads_there(qtbot: Any, form: Form) -> None:
    form.note.setFocus()
    with qtbot.assertNotEmitted(form.submitted):
        qtbot.keyClick(form.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert problem(form, "name").isVisible()
    qtbot.waitUntil(form.name.hasFocus)
    form.done(0)


def test_that_enter_submits_and_the_dialog_waits_for_the_write(qtbot: Any, form: Form) -> None:
    type_text(qtbot, form.name, "王芳")
    with qtbot.waitSignal(form.submitted) as submitted:
        qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert submitted.args == [Draft("王芳", "")]
    assert form.isVisible()
    form.accept()
    assert not form.isVisible()


def test_that_a_refusal_of_the_model_stands_under_its_field(qtbot: Any, form: Form) -> None:
    type_text(qtbot, form.name, "王芳")
    form.refuse(Invalid({"name": "customer.name.empty"}))
    assert problem(form, "name").isVisible()
    form.done(0)


def test_that_any_other_failure_keeps_every_word(qtbot: Any, form: Form) -> None:
    type_text(qtbot, form.name, "王芳")
    form.refuse(CrmError("customer.gone"))
    box = form.findChild(QMessageBox, "failure")
    assert box is not None
    assert box.text() == "This customer was deleted meanwhile."
    box.close()
    assert form.name.text() == "王芳"
    form.done(0)


def test_that_escape_leaves_at_once_when_nothing_was_typed(qtbot: Any, form: Form) -> None:
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


@pytest.mark.parametrize("leave", [True, False])
def test_that_escape_asks_when_something_was_typed(qtbot: Any, form: Form, leave: bool) -> None:
    type_text(qtbot, form.name, "王")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    box = form.findChild(QMessageBox, "discard")
    assert box is not None
    text = "Leave" if leave else "Keep editing"
    next(button for button in box.findChildren(QPushButton) if button.text() == text).click()
    qtbot.waitUntil(lambda: form.isVisible() is not leave)
    form.done(0)


def test_that_enter_pressed_twice_saves_once(qtbot: Any, form: Form, jobs: JobRunner) -> None:
    """The write takes its time, and nobody waits for it; Esc does not leave meanwhile."""
    go, written = threading.Event(), list[str]()

    def save(draft: Draft) -> None:
        def store(_job: Job) -> None:
            go.wait(20)
            written.append(draft.name)

        form.wait_for(jobs.write(store))

    form.submitted.connect(save)
    type_text(qtbot, form.name, "王芳")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(form.name, key)
    assert form.isVisible()
    assert form.findChild(QMessageBox, "discard") is None
    go.set()
    qtbot.waitUntil(lambda: not form.isVisible())
    assert written == ["王芳"]


def test_that_a_refused_form_can_be_saved_again(qtbot: Any, form: Form, jobs: JobRunner) -> None:
    errors: list[Exception] = [Invalid({"name": "customer.name.empty"})]

    def store(_job: Job) -> None:
        if errors:
            raise errors.pop()

    form.submitted.connect(lambda _draft: form.wait_for(jobs.write(store)))
    type_text(qtbot, form.name, "王芳")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not errors and jobs.running() == 0)
    assert problem(form, "name").isVisible()
    type_text(qtbot, form.name, "王芳")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not form.isVisible())


def test_that_a_form_that_is_gone_hears_nothing_of_its_save(qtbot: Any, jobs: JobRunner) -> None:
    go, gone = threading.Event(), Form("王芳")
    job = jobs.write(lambda _job: go.wait(20))
    gone.wait_for(job)
    delete(gone)
    with qtbot.waitSignal(job.finished):  # an exception in a slot fails the test
        go.set()


def test_that_what_edits_nothing_is_no_field(qtbot: Any) -> None:
    widget = QLabel()
    qtbot.addWidget(widget)
    with pytest.raises(TypeError):
        changed_signal(widget)
