"""What one transaction changed, folded row by row."""

from datetime import UTC, date, datetime

from crmdesk.models.core.changes import ChangeLog, RowChange, plain, values_from_plain
from crmdesk.models.schema import Base


def _log(*changes: tuple[dict[str, object] | None, dict[str, object] | None]) -> ChangeLog:
    log = ChangeLog()
    for before, after in changes:
        log.add(RowChange("tag", 1, None, before, after))
    return log


def test_that_a_row_created_and_changed_was_created_as_it_ended() -> None:
    log = _log((None, {"id": 1, "name": "a"}), ({"name": "a"}, {"name": "b"}))
    assert log.rows[("tag", 1)].before is None
    assert log.rows[("tag", 1)].after == {"id": 1, "name": "b"}


def test_that_a_row_created_and_deleted_never_was() -> None:
    assert _log((None, {"id": 1}), ({"id": 1}, None)).rows == {}


def test_that_two_updates_keep_the_first_before_and_the_last_after() -> None:
    change = _log(({"a": 1}, {"a": 2}), ({"a": 2, "b": 5}, {"a": 3, "b": 6})).rows[("tag", 1)]
    assert (change.before, change.after) == ({"a": 1, "b": 5}, {"a": 3, "b": 6})


def test_that_a_row_changed_and_deleted_is_kept_as_it_was_at_first() -> None:
    change = _log(({"a": 1}, {"a": 2}), ({"id": 1, "a": 2}, None)).rows[("tag", 1)]
    assert (change.before, change.after) == ({"id": 1, "a": 1}, None)


def test_that_a_row_deleted_and_brought_back_only_changed_what_differs() -> None:
    change = _log(({"id": 1, "a": 1, "b": 5}, None), (None, {"id": 1, "a": 2, "b": 5})).rows[
        ("tag", 1)
    ]
    assert (change.before, change.after) == ({"a": 1}, {"a": 2})


def test_that_instants_and_days_come_back_from_json() -> None:
    table = Base.metadata.tables["follow_up"]
    values = {"due_on": date(2026, 2, 28), "created_at": datetime(2026, 1, 1, 8, tzinfo=UTC)}
    stored = {name: plain(value) for name, value in values.items()}
    assert stored == {"due_on": "2026-02-28", "created_at": "2026-01-01T08:00:00+00:00"}
    assert values_from_plain(table, stored | {"unknown": 1}) == values
