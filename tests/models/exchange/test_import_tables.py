"""Several tables of one sheet in the archive: what each says counts for its own customers."""

from pathlib import Path

from openpyxl import Workbook

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.schema import Customer
from tests.support.exchange import row_counts


def book(path: Path, region: str) -> Path:
    workbook = Workbook()
    rows = [
        ("姓名", "手机", "地区"),
        ("张三", "13800138000", region),
        (),
        ("供应商名单",),
        ("公司名称", "联系人", "电话"),
        ("大华公司", "王芳", "0571-88888888"),
    ]
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def test_that_a_second_table_leaves_the_columns_of_the_first_their_say(
    db: Database, tmp_path: Path
) -> None:
    import_file(db, book(tmp_path / "a.xlsx", "浙江"))
    result = import_file(db, book(tmp_path / "a.xlsx", "江苏"))
    assert (result.plan.counts()["updated"], result.plan.counts()["created"]) == (1, 0)
    with db.read() as session:
        regions = {one.name: one.region for one in session.query(Customer)}
    assert regions["张三"] == "江苏"
    before = row_counts(db)
    assert import_file(db, book(tmp_path / "a.xlsx", "江苏")).change_set is None
    assert row_counts(db) == before
