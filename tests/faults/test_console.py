"""The command line on a damaged file: said in one line, exit 2, and restored from a backup."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crmdesk import cli
from crmdesk.models.backups.copies import write_backup
from crmdesk.models.core.i18n import use_language
from crmdesk.models.core.settings import Settings, save_settings
from crmdesk.models.open import open_database
from tests.support.builders import bulk_customers
from tests.support.damage import flip_page, leaves_of, ruin_header
from tests.support.databases import FakeClock


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(cli, "install_excepthooks", lambda _tell: None)
    save_settings(Settings(language="en"))
    yield
    use_language("en")


def _run(*words: object) -> int:
    return cli.main(
        [str(word) for word in words],
        open_window=lambda _words: 77,
        draw_screens=lambda _folder: 78,
        clock=FakeClock(),
    )


@pytest.fixture
def office(small_office: Path) -> Path:
    db = open_database(small_office, clock=FakeClock())
    bulk_customers(db, [f"客户{number}" for number in range(120)], defer=False)
    write_backup(db, small_office.with_name("copy.crmbackup"))
    db.close()
    return small_office


@pytest.mark.parametrize("how", ["header", "page", "index"])
def test_that_check_finds_damage_and_restore_mends_it(
    office: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    if how == "header":
        ruin_header(office)
    else:
        flip_page(office, leaves_of(office, {"page": "phone", "index": "ix_customer_name"}[how])[0])
    assert _run("--db", office, "check") == 2
    said = capsys.readouterr().err
    assert "damaged" in said
    assert said.count("\n") == 1
    assert _run("--db", office, "restore", office.with_name("copy.crmbackup")) == 0
    assert _run("--db", office, "check") == 0
