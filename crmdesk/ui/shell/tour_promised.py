"""What is owed in the tour: follow-ups, promises, complaints."""

from __future__ import annotations

from collections.abc import Iterator

from crmdesk.models.demo.showcase import typed
from crmdesk.ui.shell.tour_stage import Stage


def follow_ups(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("follow_ups")
    yield "follow-ups"
    stage.go.open_follow_up(None, stage.known.rich)
    yield ""
    line = stage.find("when_line")
    line.setText(typed("follow_up"))
    yield "follow-up-dialog"


def promises(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("promises")
    yield "promises"
    panel = stage.find("promises_panel")
    panel.commands.move(panel.rows())
    yield "promise-move"
    stage.clear()
    panel.commands.give_up(panel.rows())
    yield "promise-given-up"
    stage.clear()
    stage.go.open_promise(None, stage.known.rich)
    yield ""
    stage.find("when_line").setText(typed("promise"))
    yield "promise-dialog"
    stage.clear()
    stage.go.open_customer(stage.known.rich)
    yield ""
    stage.go.log_interaction(stage.known.rich)
    stage.type(stage.find("log_words"), typed("promised"))
    yield "promise-offered"
    stage.clear()
    stage.commands.run("interaction.catch_up")
    grid = stage.find("catch_up")
    grid.rows[0].customer.set_customer(stage.known.rich)
    stage.type(grid.rows[0].words, typed("promised"))
    grid.rows[1].customer.set_customer(stage.known.company)
    stage.type(grid.rows[1].words, typed("typing"))
    yield "catch-up"


def complaints(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("complaints")
    yield "complaints"
    stage.go.open_complaint(None, stage.known.rich)
    yield ""
    stage.type(stage.find("words"), typed("complaint"))
    yield "complaint-1-listen"
    stage.clear()
    for step, name in ((2, "verify"), (3, "propose"), (4, "resolve"), (5, "confirm")):
        stage.go.open_complaint(stage.known.complaints[step])
        yield f"complaint-{step}-{name}"
        stage.clear()


def complaint_care(stage: Stage) -> Iterator[str]:
    stage.window.show_screen("complaints")
    tabs = stage.find("complaint_tabs")
    for at, name in ((1, "board"), (2, "report"), (3, "improvements")):
        tabs.setCurrentIndex(at)
        yield f"complaints-{name}"
    stage.find("measure_new").click()
    yield "complaints-measure"
    stage.clear()
    stage.find("measure_call").click()
    yield "complaints-measure-call"
    stage.clear()
    tabs.setCurrentIndex(0)
    stage.go.open_complaint(stage.known.complaints[3])
    yield ""
    stage.find("clock_pause").click()
    yield "complaint-wait"
    stage.clear()
    stage.go.open_complaint(stage.known.complaints[4])
    yield ""
    bar = stage.find("clock_bar")
    (bar.proposal if bar.proposal.isVisible() else bar.escalate).click()
    yield "complaint-escalate"
