from datetime import date

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import speaking
from crmdesk.models.duplicates.choices import MergeDraft
from crmdesk.models.duplicates.merge import merge_customers
from crmdesk.models.journal.actions import undo
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import save_office
from crmdesk.models.privacy.basis import BasisDraft, BasisRow, load_basis, set_basis
from crmdesk.models.privacy.notice import load_notice
from crmdesk.models.privacy.settings import LawSettings, save_law
from tests.support.builders import add_customer

TODAY = date(2026, 11, 21)
TOLD = BasisDraft("consent", date(2026, 11, 20), "message", TODAY)


def note(db: Database, ids: list[int], draft: BasisDraft) -> None:
    with db.write("customers.basis", count=len(ids)) as session:
        set_basis(session, ids, draft, now=db.now())


def basis(db: Database, customer: int) -> BasisRow:
    with db.read() as session:
        return load_basis(session, customer)


def test_that_ground_and_notice_are_noted_for_many_and_taken_back_by_one_undo(
    db: Database,
) -> None:
    one, other = add_customer(db, "甲"), add_customer(db, "乙")
    note(db, [one, other], TOLD)
    assert basis(db, other) == BasisRow("consent", date(2026, 11, 20), "message")
    note(db, [one], BasisDraft("contract"))
    assert basis(db, one) == BasisRow("contract", None, "")
    undo(db)
    undo(db)
    assert basis(db, one) == basis(db, other) == BasisRow()


def test_that_a_merged_customer_stays_told(db: Database) -> None:
    keeper, other = add_customer(db, "甲"), add_customer(db, "甲二")
    note(db, [other], TOLD)
    note(db, [keeper], BasisDraft("law"))
    with db.write("customers.merge", name="甲", count=2) as session:
        merge_customers(session, MergeDraft((keeper, other)), now=db.now())
    assert basis(db, keeper) == BasisRow("law", date(2026, 11, 20), "message")
    note(db, [keeper], BasisDraft())
    assert basis(db, keeper) == BasisRow()


def test_that_nobody_is_told_tomorrow(db: Database) -> None:
    draft = BasisDraft("gift", date(2026, 11, 22), "", TODAY)
    assert draft.problems() == {"basis": "fact.choice", "noticed_on": "basis.future"}


def test_that_a_ground_for_somebody_deleted_is_refused(db: Database) -> None:
    with pytest.raises(CrmError, match=r"customer\.gone"):
        note(db, [99], TOLD)


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "更正"), ("zh_TW", "製給複製本")])
def test_that_the_notice_speaks_each_language_and_names_the_office(
    db: Database, language: str, word: str
) -> None:
    with db.write("setup") as session:
        save_office(session, OfficeSettings(name="晨光文具"))
    with db.read() as session, speaking(language):
        text = load_notice(session)
    assert "晨光文具" in text
    assert word in text


def test_that_the_office_has_its_own_words(db: Database) -> None:
    with db.write("setup") as session:
        save_law(session, LawSettings(notices={"en": "We keep data, {office}."}))
    with db.read() as session, speaking("en"):
        assert load_notice(session) == "We keep data, our office."
