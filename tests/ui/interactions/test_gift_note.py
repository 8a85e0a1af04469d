"""While a gift is noted, the composer says what to mind."""

from pytestqt.qtbot import QtBot

from crmdesk.models.core.db import Database
from crmdesk.models.customers.tags import add_tag
from crmdesk.models.interactions.rules import KINDS
from crmdesk.ui.interactions.composer import Composer
from crmdesk.ui.kit.jobs import JobRunner
from tests.support.builders import add_customer, add_interaction

GIFT = KINDS.index("gift") + 1


def composing(qtbot: QtBot, db: Database, jobs: JobRunner, customer: int) -> Composer:
    composer = Composer(db, jobs)
    composer.resize(560, 300)
    qtbot.addWidget(composer)
    composer.show_customer(customer)
    composer.show()
    qtbot.waitExposed(composer)
    return composer


def test_that_a_gift_better_not_given_is_warned_of_while_it_is_typed(
    qtbot: QtBot, db: Database, jobs: JobRunner
) -> None:
    composer = composing(qtbot, db, jobs, add_customer(db))
    composer.words.setPlainText("送座钟")
    assert composer.gift.isHidden()
    composer.kinds.choose(GIFT)
    assert "clock" in composer.gift.text()
    composer.words.setPlainText("送茶叶")
    assert composer.gift.isHidden()
    composer.words.setPlainText("送座钟")
    composer.kinds.choose(GIFT)  # once more: she gave it to us
    assert composer.gift.isHidden()


def test_that_what_she_had_this_year_and_may_not_take_is_said(
    qtbot: QtBot, db: Database, jobs: JobRunner
) -> None:
    customer = add_customer(db)
    add_interaction(db, customer, "茶叶", kind="gift", direction="out", cost=20_000, currency="CNY")
    with db.write("customer.edit", name="") as session:
        add_tag(session, customer, "公务员")
    composer = composing(qtbot, db, jobs, customer)
    composer.kinds.choose(GIFT)
    assert composer.gift.text().splitlines() == [
        "In public service: may not accept gifts.",
        "1 gift this year, ¥200",
    ]
