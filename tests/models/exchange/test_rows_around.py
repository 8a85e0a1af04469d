"""What stands around the rows of a list is told beside the counts, and counted nowhere."""

from pathlib import Path

from crmdesk.models.core.db import Database
from crmdesk.models.exchange.importing import import_file
from crmdesk.models.exchange.report import report_lines


def test_that_titles_and_page_numbers_are_told_but_no_rows(db: Database, tmp_path: Path) -> None:
    lines = ["客户通讯录,", "姓名,手机", "张三,13800138000", "第 1 页 共 1 页,", "注：内部资料,"]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    plan = import_file(db, tmp_path / "a.csv").plan
    assert [(row.row, row.reason) for row in plan.around] == [
        (1, "title"),
        (4, "page"),
        (5, "remark"),
    ]
    assert plan.counts()["rows"] == plan.counts()["created"] == 1
    assert any(
        "3 rows beside them are no data" in line for line in report_lines(plan, applied=True)
    )
