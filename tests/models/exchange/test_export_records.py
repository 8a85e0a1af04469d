"""What leaves in a file is noted first: who, when, how many, which columns, found by what."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.export.letters import export_letters
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.survey_forms.export import write_answers
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.schema import Change, ChangeSet
from tests.support.builders import add_customer


def newest(db: Database) -> tuple[str, dict[str, Any], list[int]]:
    with db.read() as session:
        row = session.scalars(select(ChangeSet).order_by(ChangeSet.id.desc())).first()
        assert row is not None
        whose = select(Change.customer_id).where(Change.change_set_id == row.id)
        return row.action, row.params, [key for key in session.scalars(whose) if key]


def test_that_an_export_is_noted_with_its_columns_and_its_search(
    db: Database, tmp_path: Path
) -> None:
    customer = add_customer(db, "王芳", phones=("13812345678",))
    add_customer(db, "李雷")
    request = ExportRequest(
        [customer], [Target("name"), Target("phone")], whom="shown", search="王"
    )
    export(db, tmp_path / "a.xlsx", request)
    action, params, whose = newest(db)
    assert (action, whose) == ("record.export", [customer])
    assert params["count"] == 1
    assert params["file"] == "a.xlsx"
    assert params["search"] == "王"
    assert params["whom"] == "shown"
    assert len(params["columns"]) == 2


@pytest.mark.parametrize("ending", ["csv", "vcf"])
def test_that_every_kind_of_file_is_noted(db: Database, tmp_path: Path, ending: str) -> None:
    add_customer(db, "王芳")
    export(db, tmp_path / f"a.{ending}", ExportRequest())
    action, params, _whose = newest(db)
    assert (action, params["whom"], params["count"]) == ("record.export", "all", 1)


def test_that_letters_and_answers_are_noted(db: Database, tmp_path: Path) -> None:
    add_customer(db, "王芳")
    export_letters(db, tmp_path / "letters.xlsx")
    assert newest(db)[1]["file"] == "letters.xlsx"
    write_answers(db, tmp_path / "answers.xlsx")
    assert newest(db)[:2] == (
        "record.list",
        {"title": "Answers to a questionnaire", "count": 0, "file": "answers.xlsx"},
    )


def test_that_nothing_leaves_that_cannot_be_noted(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_customer(db, "王芳")
    export(db, tmp_path / "before.xlsx", ExportRequest())  # gives the database its name

    def refuse(*_args: object, **_more: object) -> None:
        raise CrmError("database.locked")

    monkeypatch.setattr(db, "write", refuse)
    with pytest.raises(CrmError, match=r"database\.locked"):
        export(db, tmp_path / "a.xlsx", ExportRequest())
    assert not (tmp_path / "a.xlsx").exists()
    with pytest.raises(CrmError, match=r"database\.locked"):
        write_answers(db, tmp_path / "b.xlsx")
    assert not (tmp_path / "b.xlsx").exists()
