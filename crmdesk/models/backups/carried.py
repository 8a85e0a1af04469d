"""What a restored backup is given on its way: the refusals of the database it takes the place of.

They travel in the file itself, before it is put in its place: whatever kills the program then,
either both are there or neither. `privacy.returned` takes them up when the file is opened.
"""

import json
import logging
from pathlib import Path
from typing import Any

from crmdesk.models.core.engines.sqlite_copies import Copy, open_copy, put_row
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.refusals import SALT
from crmdesk.models.office.settings import BROUGHT, IDENTITY

_REFUSALS = 'SELECT kind, digest, "at" FROM refusal ORDER BY id'
log = logging.getLogger(__name__)


def carry_refusals(replaced: Path, before: str | None, fresh: Path, key: str | None) -> bool:
    """Give `fresh` those of the closed `replaced`, which the key `before` opens; whether there were
    any. None from another office, and none that cannot be read: nothing stops a restore."""
    if not replaced.is_file():
        return False
    try:
        with open_copy(replaced, before) as old:
            brought = _read(old)
            name, salt = _setting(old, IDENTITY), brought.get("salt")
    except CrmError as error:
        log.warning("no refusals could be read: %s", error.code)
        return False
    if not brought.get("rows"):
        return False
    with open_copy(fresh, key) as new:
        same = bool(name) and name == _setting(new, IDENTITY)
        same = same or (bool(salt) and {"value": salt} == _setting(new, SALT))
    if same:
        put_row(fresh, key, "setting", {"key": BROUGHT, "value": json.dumps(brought)})
    return same


def brings_refusals(path: Path, key: str | None) -> bool:
    """Whether a restored file holds some that were not taken up yet."""
    with open_copy(path, key) as copy:
        return bool(_setting(copy, BROUGHT))


def _read(copy: Copy) -> dict[str, Any]:
    """The list and its salt; what was brought there and not taken up goes on with it."""
    if not copy.has_table("setting"):
        return {}
    before = _setting(copy, BROUGHT)
    salt = _setting(copy, SALT).get("value") or before.get("salt")
    rows = [list(row) for row in copy.rows(_REFUSALS)] if copy.has_table("refusal") else []
    if before.get("salt") == salt:
        rows += before.get("rows", [])
    return {"salt": salt, "rows": rows} if salt else {}


def _setting(copy: Copy, key: str) -> dict[str, Any]:
    stored = copy.value(f"SELECT value FROM setting WHERE key = '{key}'")  # noqa: S608 - ours
    return dict(json.loads(str(stored))) if stored else {}
