"""Every real file is read, or refused in one clear sentence; none takes the program down."""

from pathlib import Path

import pytest

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.messages import explain
from crmdesk.models.exchange.reading.book import read_book
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.sheets.understand import understand

SAMPLES = Path(__file__).parents[2] / "samples"
REFUSED = {
    "50795.xlsx": "file.no_customers",
    "SampleSS.strict.xlsx": "file.no_customers",
    "chinese-provinces.xls": "file.no_customers",
    "converter.csv": "file.no_customers",
    "converter03.xls": "file.no_customers",
    "fuzz-1.xls": "file.damaged",
    "fuzz-2.xlsx": "file.damaged",
    "multiplesheets.xls": "file.no_customers",
    "oleloop.xls": "file.unknown",
    "password.xls": "file.password",
}
CARDS = {
    "John_Doe_ANDROID.vcf": 6,
    "John_Doe_IPHONE.vcf": 1,
    "outlook-2003.vcf": 1,
    "v21_japanese_1.vcf": 1,
    "v21_malformed_photo.vcf": 1,
    "v30_japanese.vcf": 1,
}


def customers_in(name: str) -> list[CustomerRecord]:
    found = understand(read_book(SAMPLES / name))
    found.refuse_nothing()
    return found.customers


def test_that_every_sample_is_expected_here() -> None:
    names = {path.name for path in SAMPLES.iterdir()} - {"README.md"}
    assert names == REFUSED.keys() | CARDS.keys()


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_that_what_is_no_address_book_is_refused_in_one_sentence(name: str, code: str) -> None:
    with pytest.raises(CrmError) as caught:
        customers_in(name)
    assert caught.value.code == code
    assert "\n" not in explain(caught.value)


@pytest.mark.parametrize(("name", "count"), CARDS.items())
def test_that_every_card_becomes_a_customer(name: str, count: int) -> None:
    assert len(customers_in(name)) == count


def test_that_the_cells_of_other_samples_are_read_all_the_same() -> None:
    (first, *_) = understand(read_book(SAMPLES / "multiplesheets.xls")).sheets
    assert first.name == "Sheet1"
    strict = read_book(SAMPLES / "SampleSS.strict.xlsx")
    assert next(strict.sheets()).rows()[0][1][0] == "Test spreadsheet"
    provinces = read_book(SAMPLES / "chinese-provinces.xls")
    assert next(provinces.sheets()).rows()[1][1] == ("Anhui", "安徽省")


def test_that_an_iphone_card_keeps_all_it_says() -> None:
    (john,) = customers_in("John_Doe_IPHONE.vcf")
    assert (john.name, john.company, john.department) == (
        "Mr. John Richter James Doe Sr.",
        "IBM",
        "Accounting",
    )
    assert [phone.label for phone in john.phones] == [
        "mobile",
        "home",
        "work",
        "",
        "AssistantPhone",
    ]
    assert [channel.kind for channel in john.channels] == ["fax", "fax", "web"]
    assert john.photo is not None
    assert john.photo.startswith(b"\xff\xd8")
    assert john.addresses[0].city == "New York"


def test_that_a_broken_photo_costs_only_itself() -> None:
    (card,) = customers_in("v21_malformed_photo.vcf")
    assert (card.name, card.photo) == ("fullname", None)


def test_that_japanese_cards_are_read_in_their_own_encoding() -> None:
    assert customers_in("v21_japanese_1.vcf")[0].name == "安藤ロイド"
