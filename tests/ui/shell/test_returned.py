"""After a restore: who was erased since is named, and erased again by the usual question."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton
from sqlalchemy import select

from crmdesk.models.backups.copies import write_backup
from crmdesk.models.backups.restore import restore
from crmdesk.models.core.db import Database
from crmdesk.models.office.settings import SINCE, load_value, name_once
from crmdesk.models.open import open_database
from crmdesk.models.privacy.contact_erasure import erase_contact
from crmdesk.models.privacy.erasure import erase
from crmdesk.models.schema import Contact, Customer
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import JobRunner
from crmdesk.ui.privacy.erase_dialog import EraseDialog
from crmdesk.ui.shell import privacy
from crmdesk.ui.shell.assembly import Assembly, Parts
from crmdesk.ui.shell.screens import AllFeatures
from tests.support.builders import add_contact, add_customer, add_phone
from tests.support.databases import NOW, FakeClock
from tests.ui.shell.conftest import FakeHost

NAMES, CONTACT = ("欧阳询之", "洪雨桐"), "林又晴"


@pytest.fixture
def restored(tmp_path: Path, template: Path) -> Generator[Database, None, None]:
    """An office that went back to before two of its three customers and a contact of the third
    were erased."""
    file, backup = tmp_path / "office.db", tmp_path / "copy.crmbackup"
    file.write_bytes(template.read_bytes())
    db = open_database(file, clock=FakeClock())
    name_once(db)
    for number, name in enumerate(NAMES):
        add_customer(db, name=name, phones=[f"1391234567{number}"])
    company = add_customer(db, name="唐佳宁", phones=["13700001111"], kind="company")
    contact = add_contact(db, company, CONTACT)
    add_phone(db, company, "13600001111", contact_id=contact)
    write_backup(db, backup)
    for customer in (1, 2):
        erase(db, customer, today=NOW.date())
    erase_contact(db, contact)
    db.close()
    restore(backup, file, now=NOW)
    db = open_database(file, clock=FakeClock())
    yield db
    db.close()


@pytest.fixture
def box(
    qtbot: Any, restored: Database, host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> Generator[QMessageBox, None, None]:
    monkeypatch.setattr(privacy, "LATER", 0)
    jobs = JobRunner()
    made = Assembly(Parts(restored, jobs, DataHub(restored), host), AllFeatures)
    host.window = made.window
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitUntil(lambda: made.window.findChild(QMessageBox, "returned") is not None)
    found = made.window.findChild(QMessageBox, "returned")
    assert found is not None
    yield found
    for dialog in made.window.findChildren(QDialog):
        dialog.done(0)
    qtbot.waitUntil(lambda: jobs.running() == 0)
    jobs.shutdown()


def press(box: QMessageBox, name: str) -> None:
    button = box.findChild(QPushButton, name)
    assert button is not None
    button.click()


def stored(db: Database) -> list[str]:
    with db.read() as session:
        contacts = session.scalars(select(Contact.name)).all()
        return [*session.scalars(select(Customer.name).order_by(Customer.id)), *contacts]


def open_question(window: Any) -> EraseDialog | None:
    asked = [one for one in window.findChildren(EraseDialog) if one.isVisible()]
    return asked[0] if asked else None


def test_that_each_is_erased_again_by_the_usual_question(
    qtbot: Any, box: QMessageBox, restored: Database
) -> None:
    assert "3 people" in box.text()
    told = box.informativeText()
    assert all(name in told for name in (*NAMES, f"{CONTACT} (唐佳宁)"))
    assert box.defaultButton().objectName() == "erase_again"
    window = box.parentWidget()
    press(box, "erase_again")
    for left in ((*NAMES, CONTACT), (NAMES[1], CONTACT), (CONTACT,)):
        qtbot.waitUntil(
            lambda name=left[0]: (
                (asked := open_question(window)) is not None
                and name in stored(restored)
                and not asked.save_button.text().endswith("…")
            )
        )
        dialog = open_question(window)
        assert dialog is not None
        dialog.typed.setText(left[0])
        dialog.submit()
        qtbot.waitUntil(lambda name=left[0]: name not in stored(restored))
        qtbot.waitUntil(lambda gone=dialog: open_question(window) is not gone)
    assert stored(restored) == ["唐佳宁"]


def test_that_they_may_be_kept_and_nobody_asks_again(
    qtbot: Any, box: QMessageBox, restored: Database
) -> None:
    press(box, "keep_returned")

    def is_settled() -> bool:
        with restored.read() as session:
            return load_value(session, SINCE) == {}

    qtbot.waitUntil(is_settled)
    assert stored(restored) == [*NAMES, "唐佳宁", CONTACT]
