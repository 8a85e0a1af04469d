"""A look into a file that is not open yet: the page kept in it, if it is still true.

What opens a database costs as much as all the rest of a start, and a window can be shown before.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.errors import CrmError
from crmdesk.models.first_page.packing import unpack
from crmdesk.models.first_page.state import state_of
from crmdesk.models.migrations.upgrade import revisions

if TYPE_CHECKING:
    from crmdesk.models.first_page.page import FirstPage

KEY = "first_page"
"""Of table `draft`, where each member of staff has one."""
_NO_PAGE = (KeyError, TypeError, ValueError, OverflowError, RecursionError)
"""What comes of reading what no crmdesk wrote."""
_PATIENCE = 0.1  # seconds for another program's write; then the usual way will tell


def glance(path: Path, staff_id: int, now: datetime) -> FirstPage | None:
    """The page of today for this member of staff; None where there is none, or another program,
    a crash, an update or a restore came between."""
    import sqlcipher3.dbapi2 as driver

    from crmdesk.models.core.engines.sqlite_opening import open_to_write

    if path.with_name(f"{path.name}-wal").exists():  # in use, or not closed the last time
        return None
    try:
        connection = open_to_write(path, None, _PATIENCE)
    except CrmError:
        return None
    try:
        return _true(connection, staff_id, now)
    except (driver.Error, *_NO_PAGE):
        return None
    finally:
        connection.close()


def _true(connection: Any, staff_id: int, now: datetime) -> FirstPage | None:
    def ask(query: str) -> Any:
        return connection.execute(query).fetchall()

    state = state_of(ask)
    kept = connection.execute("SELECT data FROM draft WHERE key = ?", (f"{staff_id}/{KEY}",))
    row = kept.fetchone()
    if row is None or state["revision"] != revisions()[-1:]:
        return None
    told = json.loads(row[0])
    day = local_day(now, office_zone(told["zone"]))
    if told["state"] != state or day.isoformat() not in told["days"]:
        return None
    return unpack(told["days"][day.isoformat()])
