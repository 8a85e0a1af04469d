"""The office of a first start, made on a worker: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from crmdesk.models.core.clock import Clock
from crmdesk.models.core.errors import CrmError
from crmdesk.models.office.homes import at_home_in
from crmdesk.models.office.settings import save_office
from crmdesk.models.office.start import name_first_staff
from crmdesk.models.open import open_database
from crmdesk.ui.welcome.answers import Answers

_BESIDE = ("", "-wal", "-shm", "-journal")


def make_office(path: Path, answers: Answers, clock: Clock) -> None:
    """An empty database at `path` with what was answered.

    Its file comes to its place only when all is in it. Raises CrmError "database.unreachable"
    where the folder takes no file, and "database.exists".
    """
    fresh = path.with_name(f".{path.name}.first")
    if path.exists():
        raise CrmError("database.exists", path=str(path))
    try:
        _discard(fresh)
        db = open_database(fresh, clock=clock)
        try:
            with db.write("setup") as session:
                save_office(session, at_home_in(answers.country))
                if answers.name:
                    name_first_staff(session, answers.name)
        finally:
            db.close()
        fresh.replace(path)
    except OSError as error:
        raise CrmError("database.unreachable", path=str(path)) from error
    finally:
        _discard(fresh)


def _discard(fresh: Path) -> None:
    for ending in _BESIDE:
        fresh.with_name(f"{fresh.name}{ending}").unlink(missing_ok=True)
