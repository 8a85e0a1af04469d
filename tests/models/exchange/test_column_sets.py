"""Columns of an export under a name."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.export.sets import (
    ColumnSet,
    delete_set,
    find_set,
    load_sets,
    offered_targets,
    save_set,
    standard_sets,
)
from crmdesk.models.exchange.vocabulary.fields import Target, header_of
from crmdesk.models.schema import SavedView
from tests.support.builders import add_interaction
from tests.support.exchange import bring_in, contact, record

PAIR = (Target("phone", 2), Target("name"), Target("custom", label="爱车"))


def _saved(db: Database, *sets: ColumnSet) -> list[ColumnSet]:
    with db.write("view") as session:
        for one in sets:
            save_set(session, one)
    with db.read() as session:
        return load_sets(session)


def test_that_a_set_is_kept_for_the_office_in_its_order(db: Database) -> None:
    found = _saved(db, ColumnSet(name=" 给会计 ", targets=PAIR), ColumnSet(name="二", targets=PAIR))
    assert [one.code for one in found[:3]] == ["all", "contacts", "letters"]
    assert [(one.name, one.targets) for one in found[3:]] == [("给会计", PAIR), ("二", PAIR)]
    changed = ColumnSet(found[3].id, "给会计", PAIR[:1])
    assert _saved(db, changed)[3] == changed
    with db.write("view") as session:
        delete_set(session, changed.id)
        delete_set(session, 99)
    with db.read() as session:
        assert len(load_sets(session)) == 4


@pytest.mark.parametrize(
    ("name", "code"), [("", "columns.name.empty"), ("Phone book", "columns.name.taken")]
)
def test_that_a_name_says_which_set_is_meant(db: Database, name: str, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        _saved(db, ColumnSet(name=name, targets=PAIR))
    assert caught.value.fields == {"name": code}


def test_that_no_two_sets_bear_one_name_and_none_is_empty(db: Database) -> None:
    _saved(db, ColumnSet(name="一", targets=PAIR))
    with pytest.raises(Invalid):
        _saved(db, ColumnSet(name="一", targets=PAIR))
    with pytest.raises(Invalid):
        _saved(db, ColumnSet(name="二"))
    with pytest.raises(CrmError, match=r"columns\.gone"):
        _saved(db, ColumnSet(99, "三", PAIR))


@pytest.mark.parametrize("name", ["通讯录", "通訊錄", "phone book", "contacts", "Phone Book"])
def test_that_a_standard_set_is_found_in_every_language(db: Database, name: str) -> None:
    with db.read() as session:
        assert find_set(session, name).code == "contacts"


def test_that_an_unknown_name_is_told_with_those_there_are(db: Database) -> None:
    _saved(db, ColumnSet(name="给会计", targets=PAIR))
    with db.read() as session:
        assert find_set(session, "给会计").targets == PAIR
        with pytest.raises(CrmError) as caught:
            find_set(session, "给老板")
    assert "给会计" in str(caught.value.params["known"])


def test_that_a_column_of_a_later_program_is_left_out(db: Database) -> None:
    with db.write("view") as session:
        told = {"columns": ["name", "zodiac", "??", "phone#2"]}
        session.add(SavedView(screen="export", name="新", definition=told, position=0))
    with db.read() as session:
        assert load_sets(session)[3].targets == (Target("name"), Target("phone", 2))


def test_that_every_column_offered_can_be_exported(db: Database, tmp_path: Path) -> None:
    bring_in(
        db,
        record("宏达", "13800138000", kind="company", contacts=(contact("李娜", "13900139000"),),
               custom=(("爱车", "宝马"),)),
    )  # fmt: skip
    add_interaction(db, 1, at=datetime(2026, 11, 20, 2, 30, tzinfo=UTC))
    with db.read() as session:
        targets = offered_targets(session)
    assert len(set(targets)) == len(targets) > 150
    export(db, tmp_path / "a.xlsx", ExportRequest(targets=targets))
    head, row = load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(values_only=True)
    assert list(head) == [header_of(target) for target in targets]
    cells = dict(zip(head, row, strict=True))
    assert (cells["爱车"], cells["Contact 1 Phone"]) == ("宝马", "13900139000")
    assert {target for one in standard_sets() for target in one.targets} <= set(targets)
