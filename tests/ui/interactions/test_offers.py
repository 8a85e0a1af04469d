"""What is offered to be noted along with the words."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.ui.interactions.dated_offer import NextStepOffer

SATURDAY = date(2026, 11, 21)
LONG = "next step friday send the samples of all three colours to the new address of the shop"


def test_that_a_long_offer_ends_in_dots_where_its_room_ends(qtbot: Any) -> None:
    page = QWidget()
    offer = NextStepOffer(lambda: SATURDAY)
    QVBoxLayout(page).addWidget(offer)
    page.resize(300, 80)
    qtbot.addWidget(page)
    page.show()
    offer.show_words(LONG)
    qtbot.waitUntil(lambda: offer.text().endswith("…"))
    assert page.width() == 300
    assert offer.fontMetrics().horizontalAdvance(offer.text()) < offer.width()
    assert offer.toolTip().endswith("address of the shop")
    assert offer.accessibleName() == offer.toolTip()
    page.resize(1200, 80)
    qtbot.waitUntil(lambda: offer.text() == offer.toolTip())
    assert offer.what().startswith("send the samples")
