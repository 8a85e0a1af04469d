"""Offices on drives that fail, and files that are damaged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from crmdesk.models.core.engines.sqlite import SqliteStorage
from crmdesk.models.migrations.upgrade import bring_up_to_date
from tests.support.builders import add_customer, add_interaction
from tests.support.databases import FakeClock, open_copy
from tests.support.drives import MB, Drive, LoopDrive, small_drive, usb_drive


@pytest.fixture
def tight(tmp_path: Path) -> Iterator[Drive]:
    """A drive of 12 MB."""
    with small_drive(tmp_path / "tight", 12 * MB) as drive:
        yield drive


@pytest.fixture
def usb(tmp_path: Path) -> Iterator[LoopDrive]:
    """A drive to be pulled."""
    with usb_drive(tmp_path / "usb", tmp_path / "usb.img") as drive:
        yield drive


@pytest.fixture
def small_office(tmp_path: Path, template: Path, clock: FakeClock) -> Path:
    """The closed file of an office with three customers and a talk with each."""
    path = tmp_path / "office" / "office.db"
    path.parent.mkdir()
    db = open_copy(template, path, clock)
    for name in ("唐佳宁", "洪雨桐", "白若溪"):
        add_interaction(db, add_customer(db, name=name), f"与{name}谈了报价")
    db.close()
    return path


@pytest.fixture(scope="session")
def old_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file as the first crmdesk left it, with one colleague."""
    path = tmp_path_factory.mktemp("old") / "office.db"
    storage = SqliteStorage(path)
    bring_up_to_date(storage, "0001")
    with storage.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("INSERT INTO staff (name, active) VALUES ('小李', 1)"))
    storage.close()
    return path
