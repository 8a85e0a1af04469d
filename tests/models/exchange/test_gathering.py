"""Rows of one customer: her own values stand, further ones go to the note, nothing twice."""

from crmdesk.models.exchange.records.customers import ContactRecord, CustomerRecord, Email
from crmdesk.models.exchange.sheets.gathering import Gatherings
from tests.support.books import understood


def test_that_further_rows_add_what_the_first_lacks_and_note_what_differs() -> None:
    first = CustomerRecord(name="大华", row=2, owner="小王", note="月结", tags=("老客户",))
    others = [
        CustomerRecord(name="大华", row=3, owner="小李", industry="建材", note="月结"),
        CustomerRecord(
            name="大华", row=4, owner="小李", tags=("老客户", "杭州"), custom=(("级", "A"),)
        ),
        CustomerRecord(name="大华", row=5, custom=(("级", "B"),), emails=(Email("", "a@b.cn"),)),
    ]
    folded = Gatherings()
    for other in others:
        folded.put(other, first)
    folded.finish()
    assert (first.owner, first.industry, first.tags) == ("小王", "建材", ("老客户", "杭州"))
    assert first.custom == (("级", "A"),)
    assert first.emails == (Email("", "a@b.cn"),)
    assert [row for row, _ in first.folded] == [3, 4, 5]
    note = first.note.splitlines()
    assert note[0] == "月结"
    assert note[-1] == "级：B"
    assert sum("小李" in line for line in note) == 1


def test_that_all_contacts_of_a_company_stay_in_their_order() -> None:
    people = [(f"王小{at}", f"138{at:08}") for at in range(500)]
    rows = [("大华公司" if not at else "", *one) for at, one in enumerate(people)]
    sheet = understood(("公司名称", "联系人", "手机"), *rows)
    (company,) = sheet.customers
    assert [contact.name for contact in company.contacts] == [name for name, _ in people]
    assert all(isinstance(contact, ContactRecord) for contact in company.contacts)


def test_that_a_person_of_another_country_is_no_contact_of_the_company_above() -> None:
    sheet = understood(
        ("Company", "Contact Person", "Country", "Email"),
        ("Blue Ltd", "Anna", "Germany", "anna@blue.de"),
        ("", "Bert", "", "bert@blue.de"),
        ("", "Carlos", "Mexico", "carlos@mail.mx"),
    )
    blue, carlos = sheet.customers
    assert [contact.name for contact in blue.contacts] == ["Anna", "Bert"]
    assert (carlos.name, carlos.kind) == ("Carlos", "person")
