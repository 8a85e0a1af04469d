"""Invoice data: pasted blocks understood, check digits doubted, blocks to copy."""

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid, Stale
from crmdesk.models.customers.invoice_text import InvoiceDraft, invoice_block, parse_invoice_block
from crmdesk.models.customers.invoices import (
    add_invoice,
    edit_invoice,
    get_invoice,
    remove_invoice,
)
from crmdesk.models.customers.tax_numbers import doubt_tax_number
from tests.support.builders import add_customer

WHOLE = InvoiceDraft(
    title="杭州西湖文化传媒有限公司",
    tax_number="91330106MA2B0WG92G",
    address="杭州市西湖区文三路 100 号 3 幢",
    phone="0571-88886666",
    bank="中国工商银行杭州文三支行",
    account="1202 0219 0990 0012 345",
)


@pytest.mark.parametrize(
    "text",
    [
        """名称：杭州西湖文化传媒有限公司
纳税人识别号：91330106MA2B0WG92G
地址、电话：杭州市西湖区文三路 100 号 3 幢 0571-88886666
开户行及账号：中国工商银行杭州文三支行 1202 0219 0990 0012 345""",
        """公司名称: 杭州西湖文化传媒有限公司
税号: 91330106ma2b0wg92g
单位地址: 杭州市西湖区文三路 100 号 3 幢
电话: 0571-88886666
开户银行: 中国工商银行杭州文三支行
银行账号: 1202 0219 0990 0012 345""",
        "名称：杭州西湖文化传媒有限公司 税号：91330106MA2B0WG92G "
        "地址电话：杭州市西湖区文三路 100 号 3 幢，0571-88886666 "
        "开户行及帐号：中国工商银行杭州文三支行，1202 0219 0990 0012 345",
        """1、单位名称：杭州西湖文化传媒有限公司
2、统一社会信用代码：91330106MA2B0WG92G
3、地址及电话：杭州市西湖区文三路 100 号 3 幢 0571-88886666
4、开户行：中国工商银行杭州文三支行
5、账号：1202 0219 0990 0012 345""",
        """杭州西湖文化传媒有限公司
91330106MA2B0WG92G
杭州市西湖区文三路 100 号 3 幢 0571-88886666
中国工商银行杭州文三支行 1202 0219 0990 0012 345""",
        """开票资料
抬头	杭州西湖文化传媒有限公司
税号	91330106MA2B0WG92G
地址	杭州市西湖区文三路 100 号 3 幢
电话	0571-88886666
开户行	中国工商银行杭州文三支行
账号	1202 0219 0990 0012 345""",
    ],
    ids=["official", "apart", "one line", "numbered", "bare", "from a sheet"],
)
def test_that_a_pasted_block_is_understood_however_it_is_written(text: str) -> None:
    assert parse_invoice_block(text) == WHOLE


def test_that_kind_email_and_mobile_are_found() -> None:
    draft = parse_invoice_block(
        "发票类型：增值税专用发票\n抬头：甲公司\n收票邮箱：fp@example.cn\n收票手机：13800138000"
    )
    assert (draft.kind, draft.email, draft.mobile) == ("special", "fp@example.cn", "13800138000")


def test_that_a_block_from_taiwan_is_understood() -> None:
    draft = parse_invoice_block(
        "抬頭：大同股份有限公司\n統一編號：04595257\n三聯式\n電話：02-2592-5252"
    )
    assert (draft.title, draft.tax_number, draft.kind, draft.phone) == (
        "大同股份有限公司",
        "04595257",
        "three_part",
        "02-2592-5252",
    )


def test_that_a_company_called_company_keeps_its_name() -> None:
    draft = parse_invoice_block("名称：上海电话设备公司\n税号：91310000MA1FL00007")
    assert draft.title == "上海电话设备公司"


def test_that_the_block_to_copy_reads_back_the_same() -> None:
    assert parse_invoice_block(invoice_block(WHOLE)) == WHOLE


def test_that_the_block_leaves_out_what_is_unknown() -> None:
    assert invoice_block(InvoiceDraft("甲公司", "91330106MA2B0WG92G")) == (
        "名称：甲公司\n税号：91330106MA2B0WG92G"
    )
    assert invoice_block(InvoiceDraft("大同", "04595257"), country="TW") == (
        "抬頭：大同\n統一編號：04595257"
    )


@pytest.mark.parametrize(
    ("number", "country", "doubt"),
    [
        ("91330106MA2B0WG92G", "CN", ""),
        ("91330106ma2b0wg92g ", "CN", ""),
        ("9144030071526726XG", "CN", ""),
        ("91330106MA2B0WG0A0", "CN", ""),
        ("91330106MA2B0WG921", "CN", "tax.check"),
        ("91330106MA2B0WG9", "CN", "tax.length"),
        ("330106123456789", "CN", ""),
        ("", "CN", ""),
        ("04595257", "TW", ""),
        ("10458574", "TW", ""),
        ("10458576", "TW", "tax.check"),
        ("1045857", "TW", "tax.taiwan.length"),
        ("12345678", "HK", ""),
    ],
)
def test_that_a_tax_number_with_a_wrong_check_digit_is_doubted(
    number: str, country: str, doubt: str
) -> None:
    assert doubt_tax_number(number, country=country) == doubt


def test_that_a_customer_keeps_several_and_none_without_a_title(db: Database) -> None:
    customer = add_customer(db)
    with db.write("customer.invoice", name="") as session:
        add_invoice(session, customer, WHOLE)
        second = add_invoice(session, customer, InvoiceDraft("乙公司"))
        assert get_invoice(session, second).position == 2
    with pytest.raises(Invalid), db.write("customer.invoice", name="") as session:
        add_invoice(session, customer, InvoiceDraft(tax_number="91330106MA2B0WG92G"))


def test_that_two_who_edit_different_fields_both_keep_their_words(db: Database) -> None:
    customer = add_customer(db)
    with db.write("customer.invoice", name="") as session:
        row = add_invoice(session, customer, WHOLE)
    with db.write("customer.invoice", name="") as session:
        edit_invoice(session, row, replaced(bank="招商银行"), expected=WHOLE)
    with db.write("customer.invoice", name="") as session:
        edit_invoice(session, row, replaced(phone="0571-1"), expected=WHOLE)
    with db.read() as session:
        kept = get_invoice(session, row)
        assert (kept.bank, kept.phone) == ("招商银行", "0571-1")
    with pytest.raises(Stale), db.write("customer.invoice", name="") as session:
        edit_invoice(session, row, replaced(bank="中国银行"), expected=WHOLE)


def test_that_removed_invoice_data_is_gone(db: Database) -> None:
    customer = add_customer(db)
    with db.write("customer.invoice", name="") as session:
        row = add_invoice(session, customer, WHOLE)
        remove_invoice(session, row)
    with pytest.raises(CrmError) as refused, db.write("customer.invoice", name="") as session:
        remove_invoice(session, row)
    assert refused.value.code == "invoice.gone"


def replaced(**values: str) -> InvoiceDraft:
    from dataclasses import replace

    return replace(WHOLE, **values)


def test_that_a_long_row_of_digits_is_read_in_no_time() -> None:
    """From each of them a number was looked for up to the end: of these, for minutes."""
    line = f"工商银行 {'8' * 100_000}a"
    assert parse_invoice_block(line).bank == line
