"""Saved views of the list."""

from typing import Any

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.customers.views import (
    View,
    delete_view,
    load_views,
    order_views,
    rename_view,
    save_view,
)
from crmdesk.models.schema import SavedView

SILENT = View(0, "久未联系", CustomerFilter(last_contact="without:90"), "last_contact")


def do(db: Database, call: Any, *arguments: Any) -> Any:
    with db.write("view") as session:
        return call(session, *arguments)


def names(db: Database) -> list[str]:
    with db.read() as session:
        return [view.name for view in load_views(session)]


def test_that_a_view_comes_back_with_filter_order_and_columns(db: Database) -> None:
    view = View(0, "大客户", CustomerFilter(kinds=("company",)), "owner", True, ("name", "owner"))
    key = do(db, save_view, view)
    with db.read() as session:
        [loaded] = load_views(session)
    assert loaded == View(key, "大客户", view.filter, "owner", True, ("name", "owner"))
    assert loaded.shows_same(view)
    assert not loaded.shows_same(SILENT)


def test_that_a_view_saved_again_shows_the_new_filter(db: Database) -> None:
    key = do(db, save_view, SILENT)
    do(db, save_view, View(key, "久未联系", CustomerFilter(last_contact="never")))
    with db.read() as session:
        [loaded] = load_views(session)
    assert loaded.filter.last_contact == "never"


def test_that_two_views_cannot_bear_one_name_or_none(db: Database) -> None:
    do(db, save_view, SILENT)
    for name, code in (("久未联系 ", "view.name.taken"), (" ", "view.name.empty")):
        with pytest.raises(Invalid) as refused:
            do(db, save_view, View(0, name))
        assert refused.value.fields == {"name": code}
    other = do(db, save_view, View(0, "我的"))
    with pytest.raises(Invalid):
        do(db, rename_view, other, "久未联系")
    with pytest.raises(Invalid):
        do(db, rename_view, other, "")


def test_that_views_are_renamed_ordered_and_deleted(db: Database) -> None:
    first, second, third = (do(db, save_view, View(0, name)) for name in "甲乙丙")
    do(db, rename_view, first, "甲一")
    do(db, order_views, [third, first, second])
    assert names(db) == ["丙", "甲一", "乙"]
    do(db, delete_view, first)
    do(db, delete_view, first)
    assert names(db) == ["丙", "乙"]


def test_that_a_view_deleted_meanwhile_is_named_as_gone(db: Database) -> None:
    with pytest.raises(CrmError) as refused:
        do(db, rename_view, 99, "甲")
    assert refused.value.code == "view.gone"


def test_that_a_view_of_another_version_is_read_as_far_as_it_goes(db: Database) -> None:
    with db.write("view") as session:
        session.add(SavedView(screen="customers", name="旧", definition={"filter": 3}))
        session.add(SavedView(screen="complaints", name="投诉", definition={}))
    with db.read() as session:
        [loaded] = load_views(session)
    assert loaded == View(loaded.id, "旧")
