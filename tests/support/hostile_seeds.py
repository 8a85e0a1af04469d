"""What the damaged files are made from: real samples, and one small file of each kind we read."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support import office_files as office
from tests.support.biff12 import binary_workbook
from tests.support.biff_old import excel_95, old_worksheet
from tests.support.known_exports import GOOGLE_NEW, OUTLOOK_CN, export
from tests.support.locked_books import locked_agile, workbook

SAMPLES = Path(__file__).parents[1] / "samples"
_LARGEST = 120_000
"""Larger samples would take the time of many small ones."""
_ROWS: Sequence[tuple[object, ...]] = [
    ("姓名", "手机", "公司", "生日", "备注", "开户行及账号"),
    ("张三", 13800138000.0, "杭州大华贸易有限公司", "1980-03-05", "老客户", "工商银行 1202020209"),
    ("李四 王总", "0571-88888888转802/13900139000", "", "农历八月十五", "", ""),
]
_CARD = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:张三\nN:张;三;;;\nTEL;VALUE=uri;PREF=1:tel:+86-138-0013-8000\n"
    'EMAIL;TYPE="work,home":z@a.cn\nADR;LABEL="文三路^n1号":;;文三路1号;杭州市;浙江省;310012;中国\n'
    "BDAY:19800305\nitem1.X-ABDATE:2010-05-20\nitem1.X-ABLabel:_$!<Anniversary>!$_\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E8=80=81=\n=E5=AE=A2\n"
    "PHOTO;ENCODING=b:/9j/4AAQSkZJ\n RgABAQAAAQAB\nEND:VCARD\n"
)
_LDIF = (
    "version: 1\n\ndn:: Y249eA==\nobjectclass: person\ncn:: 5byg5LiJ\nmail: z@a.cn\n"
    "mobile: 13800138000\nbirthyear: 1980\nbirthmonth: 3\nbirthday: 5\n"
    "description:: 6ICB5a6i\n 5oi3\n"
)


def seeds() -> dict[str, bytes]:
    """By file name."""
    found = {
        path.name: path.read_bytes()
        for path in sorted(SAMPLES.iterdir())
        if path.suffix != ".md" and path.stat().st_size <= _LARGEST
    }
    sheet = office.Sheet("客户", _ROWS, ["A2:A3"])
    for name, write in {
        "made.xlsx": office.workbook(sheet),
        "made8.xls": office.old_workbook(sheet),
        "made.ods": office.open_document(sheet),
        "xml.xls": office.xml_table(sheet),
        "page.xls": office.web_table(_ROWS, "gb18030", spans=["A2:A3"]),
        "text.csv": office.text_table(_ROWS, "gb18030"),
        "wide.tsv": office.text_table(_ROWS, "utf-16", delimiter="\t"),
    }.items():
        found[name] = _written(write)
    person = {"姓": "张", "名": "三", "移动电话": "13800138000", "商务地址 街道": "文三路1号"}
    google = {"First Name": "三", "Last Name": "张", "Phone 1 - Value": "138 ::: 139"}
    return found | {
        "made.xlsb": binary_workbook(merged=[(1, 0, 2, 0)], 一=_ROWS, 二=_ROWS),
        "made5.xls": excel_95({"客户": _ROWS, "二": _ROWS}, "gb18030", 936),
        "made2.xls": old_worksheet(2, _ROWS, "gb18030", None),
        "locked.xlsx": locked_agile(workbook(_ROWS), "password"),
        "made.vcf": _CARD.encode() * 3,
        "made.ldif": _LDIF.encode(),
        "outlook.csv": export(OUTLOOK_CN, [person], "gb18030"),
        "google.csv": export(GOOGLE_NEW, [google], "utf-8"),
    }


def _written(write: office.Write) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write(path)
        return path.read_bytes()
