"""A customer asks to be told everything and then to be forgotten; the old book comes back."""

import zipfile
from pathlib import Path

from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from crmdesk.models.exchange.importing import import_file
from crmdesk.models.schema import Customer
from tests.support.driver import Desk


def test_that_who_asked_to_be_forgotten_stays_so_when_the_old_book_comes_back(
    desk: Desk, book: Path, tmp_path: Path
) -> None:
    desk.start()
    import_file(desk.db, book)
    desk.open_customer("李四")

    desk.menu("customer.privacy")
    dialog = desk.dialog("basis_dialog")
    desk.press("copy_all", dialog)
    desk.choose_file(tmp_path / "copy.zip")
    desk.until((tmp_path / "copy.zip").exists)
    desk.settle()
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert "13911112222" in archive.read("data.json").decode()

    desk.press("erase", dialog)
    question = desk.dialog("erase_dialog")
    desk.type("李四", into=desk.find(QWidget, "typed", question))
    desk.key("Return")
    desk.closed("erase_dialog")
    desk.until(lambda: "李四" not in desk.names())
    assert "李四" not in names(desk)

    desk.menu("edit.undo")  # of the import, as far as it still goes
    desk.settle()
    desk.until(lambda: names(desk) == [])
    result = import_file(desk.db, book)
    assert [problem.code for problem in result.plan.problems].count("refused.erased") == 1
    assert "李四" not in names(desk)
    assert "王芳" in names(desk)
    desk.leave()
    for word in ("李四".encode(), b"13911112222"):
        assert word not in desk.database.read_bytes()


def names(desk: Desk) -> list[str]:
    with desk.db.read() as session:
        return list(session.scalars(select(Customer.name)))
