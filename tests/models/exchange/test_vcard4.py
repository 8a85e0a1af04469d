"""vCard 4.0, and what telephones add of their own to every version."""

import base64
from pathlib import Path

import pytest

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.exchange.reading.book import Book, Sheet
from crmdesk.models.exchange.reading.vcard import read_cards
from crmdesk.models.exchange.records.customers import Anniversary, Channel, CustomerRecord, Email
from crmdesk.models.exchange.records.understood import SheetUnderstanding
from crmdesk.models.exchange.sheets.cards import understand_cards
from tests.support.books import OFFICE

PICTURE = b"\xff\xd8\xff\xe0" + bytes(40)


def cards(text: str) -> SheetUnderstanding:
    sheet = Sheet(Book(Path("a.vcf")), "", hidden=False)
    sheet.cards = list(read_cards(text.encode()))
    return understand_cards(sheet, OFFICE)


def card(*lines: str, version: str = "4.0") -> CustomerRecord:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (record,) = cards(text).customers
    return record


def numbers(record: CustomerRecord) -> list[tuple[str, str | None, str]]:
    return [(phone.label, phone.e164, phone.extension) for phone in record.phones]


def test_that_numbers_written_as_addresses_of_the_web_are_numbers() -> None:
    record = card(
        "FN:张三",
        'TEL;VALUE=uri;TYPE="voice,work":tel:+86-571-8888-8888;ext=802',
        'TEL;VALUE=uri;TYPE="cell","voice":TEL:%2B86-138-0013-8000',
        "TEL;VALUE=uri;TYPE=home:tel:0571-87654321;phone-context=+86",
    )
    assert numbers(record) == [
        ("work", "+8657188888888", "802"),
        ("mobile", "+8613800138000", ""),
        ("home", "+8657187654321", ""),
    ]


def test_that_addresses_of_mail_lose_their_scheme() -> None:
    record = card(
        "FN:张三", "EMAIL;TYPE=work:mailto:zhang%2Bx@a.cn?subject=x", "EMAIL:MAILTO:b@c.cn"
    )
    assert record.emails == (Email("work", "zhang+x@a.cn"), Email("", "b@c.cn"))


def test_that_what_is_preferred_comes_first() -> None:
    record = card(
        "FN:张三",
        "TEL;PREF=50:13800138000",
        "TEL:13900139000",
        "TEL;PREF=1:13700137000",
        "EMAIL:a@b.cn",
        "EMAIL;TYPE=INTERNET,PREF:c@d.cn",
    )
    assert [phone.raw for phone in record.phones] == ["13700137000", "13800138000", "13900139000"]
    assert [email.address for email in record.emails] == ["c@d.cn", "a@b.cn"]


def test_that_of_alternatives_the_chinese_one_is_taken() -> None:
    record = card(
        "N;ALTID=1;LANGUAGE=en:Zhang;San;;;",
        "N;ALTID=1;LANGUAGE=zh-CN:张;三;;;",
        "FN;ALTID=2;LANGUAGE=en:San Zhang",
        "FN;ALTID=2;LANGUAGE=zh:张三",
        "TITLE;ALTID=3:经理",
        "TITLE;ALTID=3;LANGUAGE=fr:Directeur",
        "TEL;ALTID=4:13800138000",
        "TEL;ALTID=5:13900139000",
    )
    assert (record.name, record.title, record.note) == ("张三", "经理", "")
    assert len(record.phones) == 2


def test_that_organisations_are_companies() -> None:
    assert card("KIND:org", "FN:大华").kind == "company"
    assert card("KIND:individual", "FN:大华").kind == "person"


def test_that_a_group_becomes_a_tag_of_its_members() -> None:
    found = cards(
        "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:老客户\nMEMBER:urn:uuid:A-1\nMEMBER:urn:uuid:a-3\n"
        "END:VCARD\nBEGIN:VCARD\nFN:张三\nUID:urn:uuid:a-1\nEND:VCARD\nBEGIN:VCARD\nFN:李四\n"
        "UID:a-2\nEND:VCARD\nBEGIN:VCARD\nFN:王五\nUID:A-3\nCATEGORIES:VIP\nEND:VCARD\n"
        "BEGIN:VCARD\nX-ADDRESSBOOKSERVER-KIND:group\nFN:同学\n"
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a-2\nEND:VCARD\n"
    )
    assert [(one.name, one.tags) for one in found.customers] == [
        ("张三", ("老客户",)),
        ("李四", ("同学",)),
        ("王五", ("VIP", "老客户")),
    ]
    assert found.skipped == [(1, "group"), (5, "group")]


def test_that_a_new_uid_does_not_make_a_new_card() -> None:
    first, second = card("FN:张三", "UID:a"), card("FN:张三", "UID:b", "REV:20260101T000000Z")
    assert first.digest == second.digest


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BDAY:19800305", Birthday("solar", 1980, 3, 5)),
        ("BDAY;VALUE=date-and-or-time:19800305T102200Z", Birthday("solar", 1980, 3, 5)),
        ("BDAY:--0305", Birthday("solar", None, 3, 5)),
        ("BDAY;VALUE=text:八月十五", Birthday("lunar", None, 8, 15)),
        ("BDAY;CALSCALE=chinese:19800815", Birthday("lunar", 1980, 8, 15)),
    ],
)
def test_that_birthdays_are_read(line: str, expected: Birthday) -> None:
    assert card("FN:张三", line).birthday == expected


@pytest.mark.parametrize("text", ["1980-03", "1980", "---05", "circa 1980"])
def test_that_a_birthday_without_its_day_is_kept_in_the_note(text: str) -> None:
    record = card("FN:张三", f"BDAY:{text}")
    assert (record.birthday, record.note) == (None, f"BDAY：{text}")


def test_that_pictures_stand_in_the_card_as_data() -> None:
    data = base64.b64encode(PICTURE).decode()
    assert card("FN:张三", f"PHOTO:data:image/jpeg;base64,{data}").photo == PICTURE
    assert card("FN:张三", f"PHOTO:data:image/jpeg;base64\\,{data}").photo == PICTURE
    far = card("FN:张三", "PHOTO;VALUE=uri:http://a.cn/b.jpg")
    assert (far.photo, far.note) == (None, "")


def test_that_carets_stand_for_what_a_parameter_cannot_hold() -> None:
    record = card("FN:张三", "ADR;TYPE=home;LABEL=\"^'文三路^'1号^n杭州^^\":;;;;;;")
    assert record.addresses[0].raw == '"文三路"1号 杭州^'
    assert record.addresses[0].label == "home"


def test_that_a_whole_address_is_taken_where_there_are_no_parts() -> None:
    (address,) = card("FN:张三", "LABEL;WORK:浙江省杭州市西湖区文三路1号", version="2.1").addresses
    assert (address.label, address.region, address.city) == ("work", "浙江省", "杭州市")
    two = card(
        "FN:张三", "ADR;HOME:;;文三路1号;杭州市;;;", "LABEL;HOME:杭州市文三路1号", version="2.1"
    )
    assert len(two.addresses) == 1


def test_that_a_second_job_goes_to_the_note() -> None:
    record = card("FN:张三", "ORG:大华", "ORG:小华", "TITLE:经理", "TITLE:顾问")
    assert (record.company, record.title) == ("大华", "经理")
    assert record.note == "Company: 小华\nJob title: 顾问"


def test_that_android_keeps_more_in_a_line_of_its_own() -> None:
    record = card(
        "FN:张三",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;小张;1;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-05-20;1;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1980-03-05;3;;;;;;;;;;;;;",
        "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;李四;14;;;;;;;;;;;;;",
        version="2.1",
    )
    assert record.custom == (("Nickname", "小张"),)
    assert record.birthday == Birthday("solar", 1980, 3, 5)
    assert record.anniversaries == (Anniversary("", Birthday("solar", 2010, 5, 20)),)
    assert record.note == "relation：李四"


def test_that_messengers_are_channels() -> None:
    record = card(
        "FN:张三",
        "X-SKYPE-USERNAME:zhang.san",
        "X-SOCIALPROFILE;TYPE=wechat;X-USER=wx1:x-apple:wx1",
        "X-SOCIALPROFILE;TYPE=weibo:https://weibo.com/zs",
        "IMPP;PREF=1:xmpp:zs@jabber.cn",
        "X-MSN;HOME:zs@live.cn",
    )
    assert [(channel.kind, channel.value) for channel in record.channels] == [
        ("skype", "zhang.san"),
        ("wechat", "wx1"),
        ("weibo", "https://weibo.com/zs"),
        ("xmpp", "zs@jabber.cn"),
        ("msn", "zs@live.cn"),
    ]
    assert record.channels[-1] == Channel("msn", "zs@live.cn", "home")


def test_that_what_nobody_knows_goes_to_the_note() -> None:
    record = card(
        "FN:张三",
        "X-SPOUSE:李四",
        "item1.X-ABRELATEDNAMES:王五",
        "item1.X-ABLabel:_$!<Assistant>!$_",
        "RELATED;TYPE=friend;VALUE=text:赵六",
        "PRODID:-//x",
        "X-PHONETIC-LAST-NAME:zhang",
        "CLASS:PUBLIC",
    )
    assert record.note == "SPOUSE：李四\nAssistant：王五\nfriend：赵六"
