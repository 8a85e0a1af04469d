"""JSON of many rows."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from crmdesk.models.core.quick_json import as_json, from_json


def _day(value: Any) -> str:
    assert isinstance(value, date)
    return f"day {value.isoformat()}"


def test_that_rows_are_the_json_python_writes() -> None:
    rows = [(1, '张"三\\\n\x07😀', None, True, 1.5), [], ("", "é|")]
    assert as_json(rows) == json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    assert from_json(as_json(rows)) == [list(row) for row in rows]


def test_that_days_and_instants_become_what_the_caller_says() -> None:
    rows = [(date(2026, 11, 21), datetime(2026, 11, 21, 8, tzinfo=UTC))]
    assert from_json(as_json(rows, _day)) == [["day 2026-11-21", "day 2026-11-21T08:00:00+00:00"]]
    with pytest.raises(TypeError):
        as_json([(object(),)])
