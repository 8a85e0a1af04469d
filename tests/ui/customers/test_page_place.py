"""The page comes in pieces, and nothing wanted of it meanwhile is lost."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.ui.customers.page.place import PagePlace
from crmdesk.ui.customers.page.view import CustomerView
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.customer_page import OFFICE, ZONE, FakeTimeline
from tests.support.navigator import RecordingNavigator


class Place(PagePlace):
    """The real page, with a diary of what was built."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self.diary: list[str] = []
        hub = DataHub(db)

        def page(place: QWidget) -> CustomerView:
            self.diary.append("page")
            return CustomerView(
                db,
                jobs,
                hub,
                RecordingNavigator(),
                office=OFFICE,
                zone=ZONE,
                timeline=FakeTimeline(),
                parent=place,
            )

        super().__init__(jobs, self._first, page)
        hub.setParent(self)

    def _first(self) -> None:
        self.diary.append("first")
        QTimer.singleShot(0, lambda: self.diary.append("a key"))


def test_that_a_place_nobody_sees_builds_nothing(qtbot: Any, db: Database, jobs: JobRunner) -> None:
    place = Place(db, jobs)
    qtbot.addWidget(place)
    for _ in range(5):
        QApplication.processEvents()
    assert place.diary == []


def test_that_each_piece_has_a_turn_of_its_own(qtbot: Any, db: Database, jobs: JobRunner) -> None:
    place = Place(db, jobs)
    qtbot.addWidget(place)
    place.show()
    assert place.diary == []
    qtbot.waitUntil(lambda: place.page is not None)
    assert place.diary == ["first", "a key", "page"]


def test_that_the_last_one_asked_for_is_shown_when_the_page_is_there(
    qtbot: Any, db: Database, jobs: JobRunner
) -> None:
    place = Place(db, jobs)
    qtbot.addWidget(place)
    first, second = add_customer(db, name="王芳"), add_customer(db, name="李强")
    place.show_customer(first)
    place.show_customer(second)
    asked: list[int | None] = []
    place.when_there(lambda page: asked.append(page.customer_id()))
    assert asked == []
    qtbot.waitUntil(lambda: asked == [second])
    place.show_soon(first)
    page = place.page
    assert page is not None
    qtbot.waitUntil(lambda: page.customer_id() == first)


def test_that_a_page_that_could_not_be_built_is_tried_again(
    qtbot: Any, db: Database, jobs: JobRunner
) -> None:
    place, build = Place(db, jobs), PagePlace.build
    qtbot.addWidget(place)
    tried: list[str] = []

    def gone() -> None:
        tried.append("gone")
        raise CrmError("database.gone")

    place._pieces._left = [gone, *place._pieces._left]
    with qtbot.captureExceptions() as caught:
        place.show_customer(None)
        qtbot.waitUntil(lambda: bool(caught))
    place._pieces._left[0] = lambda: build(place)
    place.show_customer(None)
    qtbot.waitUntil(lambda: place.page is not None)
    assert tried == ["gone"]


def test_that_a_page_wanted_at_once_is_there_at_once(
    qtbot: Any, db: Database, jobs: JobRunner
) -> None:
    place = Place(db, jobs)
    qtbot.addWidget(place)
    place.show()
    page = place.make()
    assert isinstance(page, QWidget)
    qtbot.waitUntil(
        lambda: place.diary == ["page", "first", "a key"]
    )  # what it needs is found there
    assert place.make() is page


def test_that_nothing_is_built_while_the_file_is_closed(
    qtbot: Any, db: Database, jobs: JobRunner
) -> None:
    place = Place(db, jobs)
    qtbot.addWidget(place)
    customer = add_customer(db, name="王芳")
    jobs.rest()
    place.show_customer(customer)
    qtbot.wait(60)
    assert place.diary == []
    jobs.go_on()
    qtbot.waitUntil(lambda: place.page is not None)
    assert place.page is not None
    assert place.page.customer_id() == customer
