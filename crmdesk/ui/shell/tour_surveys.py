"""Questionnaires in the tour: those there are, put by telephone, answered, imported; answers."""

from __future__ import annotations

from collections.abc import Iterator

from crmdesk.models.customers.choices import load_choices
from crmdesk.models.demo.showcase import typed
from crmdesk.ui.shell.tour_stage import Stage


def surveys(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("surveys")
    yield "surveys"
    panel = stage.find("surveys_panel")
    panel.turn_to("answers")
    yield "surveys-answers"
    tab = panel.tab("answers")
    tab.scopes.choose("low")
    yield ""
    panel.commands.open_response(tab.model.ids()[0], stage.window)
    yield "surveys-response"
    stage.clear()
    tab.scopes.choose("look")
    yield ""
    panel.commands.open_response(tab.model.ids()[0], stage.window)
    yield "surveys-record"
    stage.clear()
    panel.turn_to("report")
    yield "surveys-report"
    panel.turn_to("papers")
    yield ""
    papers = panel.tab("papers")
    panel.commands.edit(papers.model.ids()[0], stage.window)
    yield "surveys-edit"
    stage.clear()


def survey_call(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("surveys")
    panel = stage.find("surveys_panel")
    panel.turn_to("papers")
    yield ""
    papers = panel.tab("papers")
    panel.commands.call_waiting(papers.model.ids()[0], stage.window)
    yield "survey-call"
    dialog = stage.find("survey_call")
    dialog.asking.editor.set_value("2")
    dialog.buttons.next.click()
    yield ""
    dialog.asking.editor.set_value("3")
    yield "survey-call-nps"
    dialog.buttons.next.click()
    dialog.buttons.next.click()
    yield "survey-call-end"
    dialog.buttons.next.click()
    yield "survey-call-low"
    stage.clear()


def survey_form(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("surveys")
    path = stage.folder / f"{typed('survey_file')}.csv"
    with stage.db.read() as session:
        [known] = load_choices(session, [stage.known.rich])
    told = typed("survey_form").replace("{name}", known.name).replace("{phone}", known.phone)
    path.write_text(told.replace("｜", "\n"), encoding="utf-8")
    stage.find("surveys_panel").commands.open_form(path, stage.window)
    yield "survey-form"
    stage.clear()


def standard_answers(stage: Stage) -> Iterator[str]:
    stage.go.open_customer(stage.known.rich)
    yield ""
    stage.commands.run("answers.open")
    dialog = stage.find("answers")
    yield "answers"
    dialog.search.setText("fp")
    yield "answers-found"
    dialog.edit(dialog.current())
    yield "answers-edit"
    stage.clear()
