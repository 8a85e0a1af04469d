"""LDIF becomes a sheet like any other; what changes a directory is refused."""

import base64
from pathlib import Path

import pytest

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.reading.book import read_book
from crmdesk.models.exchange.records.customers import Address, CustomerRecord, Email
from crmdesk.models.exchange.sheets.understand import understand
from tests.support.books import OFFICE


def plain(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def people(folder: Path, text: str | bytes) -> dict[str, CustomerRecord]:
    path = folder / "联系人.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = understand(read_book(path), office=OFFICE)
    return {record.name: record for record in found.customers}


THUNDERBIRD = f"""version: 1

# written by Thunderbird
dn:: {plain("cn=张三,mail=zhang@a.cn")}
objectclass: top
objectclass: person
objectclass: mozillaAbPersonAlpha
givenName:: {plain("三")}
sn:: {plain("张")}
cn:: {plain("张三")}
mozillaNickname:: {plain("小张")}
mail: zhang@a.cn
mozillaSecondEmail: zhang@home.cn
modifytimestamp: 1420070400Z
telephoneNumber: 0571-88888888
homePhone: 0571-87654321
facsimileTelephoneNumber: 0571-88888889
mobile: 13800138000
mobile: 13900139000
mozillaHomeStreet:: {plain("文三路1号")[:8]}
 {plain("文三路1号")[8:]}
mozillaHomeStreet2:: {plain("二楼")}
mozillaHomeLocalityName:: {plain("杭州市")}
mozillaHomeState:: {plain("浙江省")}
mozillaHomePostalCode: 310012
street:: {plain("中山路2号")}
l:: {plain("宁波市")}
title:: {plain("经理")}
ou:: {plain("采购部")}
o:: {plain("大华贸易有限公司")}
mozillaWorkUrl: http://a.cn
birthyear: 1980
birthmonth: 3
birthday: 5
mozillaCustom1:: {plain("爱喝茶")}
description:: {plain("老客户" * 20)}
jpegPhoto:: /9j/4AAQ

dn: cn=Li Si
cn:: {plain("李四")}
mail: li@b.cn
employeeNumber: 007

dn:: {plain("cn=老客户")}
objectclass: groupOfNames
cn:: {plain("老客户")}
member:: {plain("cn=张三,mail=zhang@a.cn")}
member: cn=Li Si
"""


def test_that_the_address_book_of_thunderbird_is_read(tmp_path: Path) -> None:
    found = people(tmp_path, THUNDERBIRD)
    assert list(found) == ["张三", "李四"]
    zhang = found["张三"]
    assert (zhang.company, zhang.department, zhang.title) == (
        "大华贸易有限公司",
        "采购部",
        "经理",
    )
    assert [(phone.label, phone.e164) for phone in zhang.phones] == [
        ("work", "+8657188888888"),
        ("home", "+8657187654321"),
        ("mobile", "+8613800138000"),
        ("mobile", "+8613900139000"),
    ]
    assert zhang.emails == (Email("", "zhang@a.cn"), Email("", "zhang@home.cn"))
    assert [(channel.kind, channel.value) for channel in zhang.channels] == [
        ("fax", "0571-88888889"),
        ("web", "http://a.cn"),
    ]
    assert zhang.addresses == (
        Address("home", "浙江省杭州市文三路1号 二楼", "", "浙江省", "杭州市", "文三路1号 二楼",
                "310012"),
        Address("work", "宁波市中山路2号", "", "", "宁波市", "中山路2号", ""),
    )  # fmt: skip
    assert zhang.birthday == Birthday("solar", 1980, 3, 5)
    assert zhang.note == "老客户" * 20
    assert zhang.custom == (("Nickname", "小张"), ("Custom 1", "爱喝茶"))
    assert zhang.tags == ("老客户",)


def test_that_an_attribute_nobody_knows_becomes_a_field(tmp_path: Path) -> None:
    li = people(tmp_path, THUNDERBIRD)["李四"]
    assert (li.custom, li.tags) == ((("employeenumber", "007"),), ("老客户",))


def test_that_a_directory_written_as_additions_is_read(tmp_path: Path) -> None:
    text = "dn: cn=a\nchangetype: add\ncn;lang-zh: 王五\nmail: w@a.cn\n\n"
    assert people(tmp_path, text)["王五"].emails[0].address == "w@a.cn"
    assert people(tmp_path, text.encode("gb18030"))["王五"]


@pytest.mark.parametrize("kind", ["modify", "delete", "modrdn"])
def test_that_changes_to_a_directory_are_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(CrmError) as caught:
        people(tmp_path, f"dn: cn=a\nchangetype: {kind}\ncn: x\n")
    assert caught.value.code == "file.ldif_changes"


def test_that_no_other_file_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    uri = (tmp_path / "secret.txt").as_uri()
    found = people(tmp_path, f"dn: cn=a\ncn: 王五\nmail: w@a.cn\ndescription:< {uri}\n")
    assert found["王五"].note == ""


def test_that_what_is_broken_costs_its_own_line(tmp_path: Path) -> None:
    text = (
        "dn: cn=a\ncn: 王五\nmail:: $$$\nnonsense\n mobile: 1\nmobile: 13800138000\n\n\n\ndn: b\n"
    )
    assert [phone.raw for phone in people(tmp_path, text)["王五"].phones] == ["13800138000"]
