"""`crmdesk backup`, `restore`, `check` and `demo-data`: the file as a whole."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from crmdesk.cli.keys import key_of_database, opened
from crmdesk.cli.telling import DONE, complain, progress
from crmdesk.models.core.clock import Clock, local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.messages import message
from crmdesk.models.open import open_database


def back_up(db: Database, words: Namespace) -> int:
    from crmdesk.models.backups.copies import write_backup
    from crmdesk.models.journal.records import keep_record
    from crmdesk.models.office.settings import name_once

    keep_record(db, "record.backup", file=Path(words.file).name)
    name_once(db)  # so that a later restore knows it as its own
    contents = write_backup(db, Path(words.file))
    told = ngettext(
        "{n} customer backed up to {file}; the copy was opened and checked.",
        "{n} customers backed up to {file}; the copy was opened and checked.",
        contents.customers,
    )
    print(told.format(n=contents.customers, file=words.file))
    return DONE


def run_restore(words: Namespace, target: str, clock: Clock) -> int:
    from crmdesk.models.backups.copies import look_inside
    from crmdesk.models.backups.restore import restore
    from crmdesk.models.protection.password import is_protected, say_change

    if "://" in target:
        raise CrmError("backup.server")
    key = key_of_database(Path(words.file))
    contents = look_inside(Path(words.file), key=key)
    locked_before = is_protected(target)
    until_now = _key_until_now(Path(target), key)
    aside = restore(Path(words.file), Path(target), now=clock(), key=key, until_now=until_now)
    told = ngettext("{n} customer restored.", "{n} customers restored.", contents.customers)
    print(told.format(n=contents.customers))
    if aside is not None:
        print(_("What was there until now is kept in {file}.").format(file=aside))
        if said := say_change(key, (until_now or "") if locked_before else None):
            print(said, file=sys.stderr)
    _tell_refusals(target, key, clock)
    return DONE


def _key_until_now(path: Path, key: str | None) -> str | None:
    """What opens the file that is replaced: its refusals go on. Nobody who forgot it is stopped."""
    from crmdesk.models.core.engines.sqlite_copies import opens

    if not path.is_file() or opens(path, key):
        return key
    try:
        return key_of_database(path)
    except CrmError:
        told = _("The refusals noted in {file} since then could not be read.")
        print(told.format(file=path.name), file=sys.stderr)
        return None


def _tell_refusals(target: str, key: str | None, clock: Clock) -> None:
    """That refusals written since the backup went on in it, and who was erased since; nobody is
    erased by this."""
    from crmdesk.models.backups.carried import brings_refusals
    from crmdesk.models.privacy.returned import find_returned

    if not brings_refusals(Path(target), key):
        return
    db = open_database(target, clock=clock, key=key)
    try:
        people = len(find_returned(db))
    finally:
        db.close()
    print(_("What was refused since then stays refused."), file=sys.stderr)
    if people:
        told = ngettext(
            "{n} person who was erased since is in this backup. Open crmdesk to erase her again.",
            "{n} people who were erased since are in this backup."
            " Open crmdesk to erase them again.",
            people,
        )
        print(told.format(n=people), file=sys.stderr)


def check(db: Database, words: Namespace) -> int:
    from crmdesk.models.derived.refresh import rebuild

    if words.rebuild:
        rebuild(db, progress())
    with db.storage.engine.connect() as connection:
        wrong = db.storage.check(connection)
    if not wrong:
        print(_("The database is sound."))
        return DONE
    print(*wrong, sep="\n")
    return complain(message("database.damaged", path=str(db.storage.engine.url.database)))


def make_demo_data(words: Namespace, clock: Clock) -> int:
    from crmdesk.models.customers.listing import count_customers
    from crmdesk.models.demo.generate import generate
    from crmdesk.models.office.settings import load_office

    with opened(words.file, 1, clock, create=True) as db:
        with db.read() as session:
            if count_customers(session):
                raise CrmError("demo.not_empty", file=words.file)
            zone = office_zone(load_office(session).zone)
        generate(db, words.count, today=local_day(db.now(), zone), progress=progress())
    told = ngettext(
        "{n} customer made up in {file}.", "{n} customers made up in {file}.", words.count
    )
    print(told.format(n=words.count, file=words.file))
    return DONE
