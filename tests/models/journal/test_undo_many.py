"""Several change sets taken back at once are one action, and are done again as one."""

import pytest

from crmdesk.models.core.db import Database
from crmdesk.models.journal.actions import redo, undo, undo_many
from crmdesk.models.journal.queries import load_history
from crmdesk.models.journal.revert import Conflicts
from crmdesk.models.office.lists import add_entry, rename_entry
from crmdesk.models.office.queries import load_tags
from crmdesk.models.schema import ChangeSet, Customer
from tests.support.builders import add_customer


def add_tag(db: Database, name: str) -> int:
    with db.write("list.add", name=name) as session:
        add_entry(session, "tag", name)
    return newest(db)


def newest(db: Database) -> int:
    with db.read() as session:
        return load_history(session, limit=1)[0].id


def tags(db: Database) -> list[str]:
    with db.read() as session:
        return sorted(tag.name for tag in load_tags(session))


def test_that_several_go_and_come_back_at_once(db: Database) -> None:
    ids = [add_tag(db, name) for name in ("A", "B", "C")]
    done = undo_many(db, [ids[0], ids[2]])
    assert tags(db) == ["B"]
    with db.read() as session:
        assert load_history(session, limit=1)[0].text == "Undo: 2 changes at once"
        marks = [session.get_one(ChangeSet, one).undone_by_id for one in ids]
    assert marks == [done, None, done]
    redo(db)
    assert tags(db) == ["A", "B", "C"]
    undo(db)  # my newest is C again
    assert tags(db) == ["A", "B"]


def test_that_changes_of_one_row_go_back_through_each_other(db: Database) -> None:
    wang = add_customer(db, "王芳")
    ids = []
    for name in ("王一", "王二"):
        with db.write("customer.edit", name=name) as session:
            session.get_one(Customer, wang).name = name
        ids.append(newest(db))
    undo_many(db, ids)
    with db.read() as session:
        assert session.get_one(Customer, wang).name == "王芳"


def test_that_conflicts_of_all_are_told_and_nothing_is_done_before_the_user_decides(
    db: Database,
) -> None:
    first, second = add_tag(db, "A"), add_tag(db, "B")
    third = add_tag(db, "C")
    with db.read() as session:
        known = {tag.name: tag.id for tag in load_tags(session)}
    for name in ("A", "B"):
        with db.write("list.rename", old=name, new=name * 2) as session:
            rename_entry(session, "tag", known[name], name * 2)
    with pytest.raises(Conflicts) as raised:
        undo_many(db, [first, second, third])
    assert len(raised.value.conflicts) == 2
    assert raised.value.rest
    assert tags(db) == ["AA", "BB", "C"]
    with pytest.raises(Conflicts) as raised:
        undo_many(db, [first, second])
    assert not raised.value.rest
    undo_many(db, [first, second, third], skip_conflicts=True)
    assert tags(db) == ["AA", "BB"]
