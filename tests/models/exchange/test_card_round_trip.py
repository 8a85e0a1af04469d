"""Cards we write are read back as the same people."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.customers.files import FileDraft, attach_file
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.cleaning.addresses import put_together
from crmdesk.models.exchange.export.photos import SIDE, small_photo
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.exchange.reading.book import Book, Sheet
from crmdesk.models.exchange.reading.vcard import read_cards
from crmdesk.models.exchange.records.customers import (
    Anniversary,
    Channel,
    CustomerRecord,
    Email,
    Person,
)
from crmdesk.models.exchange.sheets.cards import understand_cards
from crmdesk.models.exchange.vocabulary.texts import tidy
from crmdesk.models.exchange.writers.cards import write_cards
from tests.support.books import OFFICE
from tests.support.builders import add_customer
from tests.support.databases import NOW
from tests.support.exchange import contact, record

LETTERS = "张王李伟娜建国华东欧阳AbZ9é'\"+=@#、，；：:;,\\()/&<>%*"
words = st.text(LETTERS, min_size=1, max_size=40).map(lambda text: tidy(f"{text}华"))
notes = st.text(LETTERS + "\n 　", max_size=200).map(tidy)
labels = st.sampled_from(["", "mobile", "work", "home", "other", "老板，助理", "a;b:c"])
names = st.text("张王李伟娜建国华", min_size=2, max_size=4)
phones = st.builds(
    lambda label, number, extension: PhoneValue(
        label, f"0571-{number}", f"+86571{number}", extension
    ),
    labels,
    st.integers(20000000, 89999999),
    st.sampled_from(["", "8", "802"]),
)
channels = st.builds(
    lambda kind, value, label: Channel(kind, value, label),
    st.sampled_from(["wechat", "wecom", "qq", "line", "fax", "web", "钉钉", "telegram"]),
    st.from_regex(r"[a-z][a-z0-9_]{2,10}", fullmatch=True),
    st.sampled_from(["", "work", "工作号"]),
)
addresses = st.builds(
    lambda label, place, street, postcode: put_together(
        label, "", ("", "", *place, street, postcode), split=False
    ),
    labels,
    st.sampled_from([("浙江省", "杭州市"), ("", "上海市")]),
    st.sampled_from(["西湖区文三路1号;二楼", "中山路2号，东门"]),
    st.sampled_from(["", "310000"]),
)
days = st.builds(
    Birthday,
    st.sampled_from(["solar", "lunar"]),
    st.one_of(st.none(), st.integers(1930, 2020)),
    st.integers(1, 12),
    st.integers(1, 28),
)
leap_days = st.builds(
    lambda month, day: Birthday("lunar", None, month, day, leap=True),
    st.integers(1, 12),
    st.integers(1, 28),
)
pictures = st.binary(max_size=3000).map(lambda data: b"\xff\xd8\xff\xe0" + data)
held = {
    "title": words,
    "note": notes,
    "gender": st.sampled_from(["male", "female"]),
    "birthday": st.one_of(days, leap_days),
    "phones": st.lists(phones, max_size=3, unique_by=lambda phone: phone.e164).map(tuple),
    "emails": st.lists(st.builds(Email, labels, st.emails()), max_size=2).map(tuple),
    "channels": st.lists(channels, max_size=3).map(tuple),
    "addresses": st.lists(addresses, max_size=2).map(tuple),
}
own = {
    "company": words,
    "occupation": words,
    "tags": st.lists(words, max_size=3, unique=True).map(tuple),
    "anniversaries": st.lists(st.builds(Anniversary, words, days), max_size=2).map(tuple),
    "photo": pictures,
}
_SHARED = ("name", "title", "note", "gender", "birthday", "emails", "channels", "addresses")


def read_back(path: Path, *customers: CustomerRecord) -> list[CustomerRecord]:
    write_cards(path, customers)
    sheet = Sheet(Book(path), "", hidden=False)
    sheet.cards = list(read_cards(path.read_bytes()))
    found = understand_cards(sheet, OFFICE)
    assert [problem.code for problem in found.problems] == []
    return found.customers


def told(person: Person, fields: Sequence[str]) -> dict[str, Any]:
    """What a card holds; a number is told by what it is, not by how it was typed."""
    shown = {name: getattr(person, name) for name in fields}
    shown["phones"] = [(phone.label, phone.e164, phone.extension) for phone in person.phones]
    return shown


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names, st.fixed_dictionaries({}, optional=held | own))
def test_that_whatever_a_card_holds_comes_back(
    tmp_path: Path, name: str, fields: dict[str, Any]
) -> None:
    person = record(name, **fields)
    (found,) = read_back(tmp_path / "a.vcf", person)
    assert told(found, (*_SHARED, *own)) == told(person, (*_SHARED, *own))
    for line in (tmp_path / "a.vcf").read_bytes().split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(names, st.fixed_dictionaries({}, optional=held)), max_size=3))
def test_that_contacts_come_back_as_people_of_their_company(
    tmp_path: Path, people: list[tuple[str, dict[str, Any]]]
) -> None:
    contacts = tuple(contact(name) for name, _fields in people)
    for person, (_name, fields) in zip(contacts, people, strict=True):
        person.__dict__.update(fields)
    company = record("宏达,建材;有限公司", "0571-88881234", kind="company", contacts=contacts)
    first, *found = read_back(tmp_path / "a.vcf", company)
    assert (first.kind, first.name, first.company) == ("company", "宏达,建材;有限公司", "")
    assert [told(one, _SHARED) for one in found] == [told(one, _SHARED) for one in contacts]
    assert {one.company for one in found} <= {"宏达,建材;有限公司"}


def picture(width: int, height: int, kind: str, **options: Any) -> bytes:
    found = io.BytesIO()
    mode = options.pop("mode", "RGB")
    noise = Image.effect_noise((width, height), 90).convert(mode)
    noise.save(found, kind, **options)
    return found.getvalue()


def test_that_a_large_photo_becomes_small_and_a_small_one_stays_as_it_is() -> None:
    large = picture(3000, 2000, "JPEG", quality=95)
    small = small_photo(large)
    assert small is not None
    with Image.open(io.BytesIO(small)) as found:
        assert (found.format, found.size) == ("JPEG", (SIDE, 320))
    assert len(small) < 100_000
    tiny = picture(100, 100, "PNG")
    assert small_photo(tiny) == tiny


def test_that_a_photo_lying_on_its_side_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    small = small_photo(picture(1600, 800, "JPEG", exif=exif))
    assert small is not None
    with Image.open(io.BytesIO(small)) as found:
        assert found.size == (SIDE // 2, SIDE)


def test_that_what_a_picture_lets_through_is_white() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(clear, "WEBP")
    small = small_photo(clear.getvalue())
    assert small is not None
    with Image.open(io.BytesIO(small)) as found:
        assert found.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"no picture", b"GIF89a" + b"\x00" * 20])
def test_that_what_is_no_picture_is_left_out(data: bytes) -> None:
    assert small_photo(data) is None


def test_that_the_newest_photo_of_a_customer_goes_with_her_card(
    db: Database, tmp_path: Path
) -> None:
    customer = add_customer(db, "张伟")
    add_customer(db, "李娜")
    photo = picture(80, 80, "JPEG")
    with db.write("customer.edit", name="") as session:
        attach_file(session, customer, FileDraft("old.jpg", picture(60, 60, "JPEG")), now=NOW)
        attach_file(session, customer, FileDraft("new.jpg", photo), now=NOW)
        attach_file(session, customer, FileDraft("contract.pdf", b"%PDF"), now=NOW)
    export(db, tmp_path / "a.vcf", ExportRequest())
    text = (tmp_path / "a.vcf").read_text("utf-8")
    assert text.count("PHOTO;ENCODING=b;TYPE=JPEG:") == 1
    assert re.search(r"PHOTO[^\r\n]*\r?\n( [A-Za-z0-9+/=]+\r?\n)+", text)
    rows = import_file(db, tmp_path / "a.vcf", dry_run=True).plan.rows
    assert next(row.record.photo for row in rows if row.record.name == "张伟") == photo
