"""The header of the page comes to rest in a room of any size."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from crmdesk.models.core.db import Database
from crmdesk.ui.customers.page.fitting_scroll import FittingScroll
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer
from tests.support.customer_page import PageDriver, open_page

TURNS = 40


@pytest.fixture
def page(qtbot: Any, db: Database, jobs: JobRunner, chinese: None) -> PageDriver:
    return open_page(qtbot, db, jobs, add_customer(db, name="王芳", phones=["13912345678"]))


def _scroll(page: PageDriver) -> FittingScroll:
    found = page.view.header.findChild(FittingScroll)
    assert isinstance(found, FittingScroll)
    return found


def _layouts(page: PageDriver, width: int, height: int) -> int:
    """How often the header is laid out until nothing moves any more."""
    scroll, count = _scroll(page), 0

    def laid_out() -> None:
        nonlocal count
        count += 1

    scroll._soon.timeout.connect(laid_out)
    page.window.resize(width, height)
    for _ in range(TURNS):
        QApplication.processEvents()
    scroll._soon.timeout.disconnect(laid_out)
    return count


def _enough(page: PageDriver, width: int) -> int:
    """The height of the window from which nothing of the header has to be scrolled."""
    scroll, short, enough = _scroll(page), 200, 900
    while enough - short > 1:
        middle = (short + enough) // 2
        _layouts(page, width, middle)
        if scroll.verticalScrollBar().maximum():
            short = middle
        else:
            enough = middle
    return enough


def test_that_the_header_comes_to_rest_in_a_room_of_any_size(page: PageDriver) -> None:
    _layouts(page, 700, 900)
    row = page.view.header.action_row
    words = page.window.width() - row.width() + row.sizeHint().width()  # so wide they just fit
    for width in range(words - 2, words + 14, 2):
        enough = _enough(page, width)
        for height in range(enough - 6, enough + 6):
            assert _layouts(page, width, height) < TURNS // 2, (width, height)
