"""The program without a window: the contract scripts rely on (architecture §5).

Exit 0 = done (problems may be listed), 1 = read but nothing applied, 2 = not possible.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from sqlalchemy.exc import DBAPIError

from crmdesk.cli_words import Usage, make_parser
from crmdesk.models.core.clock import Clock, local_day, office_zone, system_clock
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _, ngettext, preferred_language, use_language
from crmdesk.models.core.jobs import Progress, silent
from crmdesk.models.core.logs import incident, install_excepthooks, start_logging
from crmdesk.models.core.messages import explain, message
from crmdesk.models.core.settings import Settings, load_settings
from crmdesk.models.open import open_database
from crmdesk.paths import default_database

if TYPE_CHECKING:
    from crmdesk.models.exchange.vocabulary.fields import Target

DONE, NOTHING_APPLIED, NOT_POSSIBLE = 0, 1, 2
_LISTED = 50
_PASSWORD = "CRMDESK_FILE_PASSWORD"
"""The environment variable with the password of a workbook, where nobody can be asked."""
_DATABASE_PASSWORD = "CRMDESK_PASSWORD"
"""That with the password of the database."""
Read = TypeVar("Read")
OpenWindow = Callable[[list[str]], int]
DrawScreens = Callable[[Path], int]


def main(
    arguments: Sequence[str],
    *,
    open_window: OpenWindow,
    draw_screens: DrawScreens,
    clock: Clock = system_clock,
) -> int:
    """Do what the words ask for; the exit code.

    What needs Qt is handed in: `open_window` takes the words of the window, `draw_screens` the
    folder of a tour.
    """
    settings = load_settings()
    use_language(settings.language or preferred_language())
    start_logging()
    install_excepthooks(_tell_incident)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        words = make_parser().parse_args(arguments)
        if words.word == "call":
            link = f"crmdesk://call?number={quote(words.number, safe='')}"
            return open_window([*(("--db", words.db) if words.db else ()), link])
        if words.word == "tour":
            return draw_screens(Path(words.folder))
        target = words.db or settings.last_database or str(default_database())
        return _run(words, target, settings.staff_id or 1, clock)
    except Usage as error:
        return _complain(str(error))
    except CrmError as error:
        return _complain(explain(error))
    except DBAPIError as error:
        incident(error)
        return _complain(message("database.busy"))
    except BrokenPipeError:  # who read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def miss_screen(settings: Settings) -> int:
    """Say that the window cannot be shown here; the exit code."""
    use_language(settings.language or preferred_language())
    return _complain(message("screen.none"))


def _run(words: Namespace, target: str, staff_id: int, clock: Clock) -> int:
    if words.word == "demo-data":
        return _demo_data(words, clock)
    if words.word == "restore":
        return _restore(words, target, clock)
    if words.word == "import" and not Path(words.file).is_file():
        raise CrmError("file.missing", file=words.file)
    with _opened(target, staff_id, clock, create=words.word == "import") as db:
        match words.word:
            case "import":
                return _import(db, words)
            case "list":
                return _list(db, words)
            case "show":
                return _show(db, words)
            case "export":
                return _export(db, words)
            case "undo":
                return _undo(db)
            case "backup":
                return _backup(db, words)
            case _:
                return _check(db, words)


@contextmanager
def _opened(target: str, staff_id: int, clock: Clock, *, create: bool) -> Iterator[Database]:
    key = _key(Path(target)) if "://" not in target else None
    db = open_database(target, clock=clock, staff_id=staff_id, create=create, key=key)
    try:
        yield db
    finally:
        db.close()


def _tell_incident(number: str) -> None:
    _complain(message("incident", incident=number))


def _complain(text: str) -> int:
    print("crmdesk:", " ".join(text.split()), file=sys.stderr)
    return NOT_POSSIBLE


def _progress() -> Progress:
    """A line that counts, where somebody looks."""
    if not sys.stderr.isatty():
        return silent

    def tell(done: int, total: int) -> None:
        print(f"\r{done:,}" + (f" / {total:,}" if total else ""), end="", file=sys.stderr)

    return tell


def _import(db: Database, words: Namespace) -> int:
    from crmdesk.models.derived.index import index_pending
    from crmdesk.models.exchange.importing import ReadChoices, import_file
    from crmdesk.models.exchange.planning.plan import ImportChoices
    from crmdesk.models.exchange.report import report_json, report_lines

    read = ReadChoices(words.sheet, words.group_by_company, kind=words.kind)
    problems = _workbook(words.problems)
    progress = _progress()
    result = _with_password(
        words.file,
        partial(
            import_file,
            db,
            Path(words.file),
            read=read,
            choices=ImportChoices(words.mode),
            encoding=words.encoding,
            dry_run=words.dry_run,
            problems=problems,
            progress=progress,
        ),
    )
    if result.change_set is not None:
        index_pending(db, progress)
    if words.json:
        print(
            json.dumps(report_json(result.plan, words.file, result.change_set), ensure_ascii=False)
        )
    else:
        print(*report_lines(result.plan, applied=not words.dry_run, given=problems), sep="\n")
    return DONE if result.plan.changes_anything() else NOTHING_APPLIED


def _workbook(name: str | None) -> Path | None:
    """Where rows with problems go; told before anything is read."""
    if name is not None and not name.lower().endswith(".xlsx"):
        raise CrmError("import.problems_format", file=name)
    return Path(name) if name else None


def _key(path: Path) -> str | None:
    """What opens the file; None where it has no password, or is not there yet."""
    if not path.is_file():
        return None
    from crmdesk.models.core.engines.keys import is_encrypted

    if not is_encrypted(path):
        return None
    from crmdesk.models.protection.password import unlock

    if load_settings().remember_key:
        from crmdesk.models.protection.remembering import recall

        if (kept := recall(path)) is not None:
            return kept
    if password := os.environ.get(_DATABASE_PASSWORD):
        return unlock(path, password)
    if not _somebody_sits_there():
        raise CrmError("password.console", path=str(path), variable=_DATABASE_PASSWORD)
    asked = _("Password of {file}:").format(file=path.name)
    return unlock(path, getpass.getpass(f"{asked} ", stream=sys.stderr))


def _with_password(file: str, read: Callable[..., Read]) -> Read:
    """What `read` gives; the password of a locked workbook is asked for where somebody sits."""
    password = os.environ.get(_PASSWORD)
    try:
        return read(password=password)
    except CrmError as error:
        if error.code not in ("file.password", "file.password_wrong"):
            raise
        if not _somebody_sits_there():
            if error.code == "file.password":
                code = "file.password_console"
                raise CrmError(code, **error.params, variable=_PASSWORD) from error
            raise
    asked = _("Password of {file}:").format(file=Path(file).name)
    try:
        return read(password=getpass.getpass(f"{asked} ", stream=sys.stderr))
    except EOFError as error:
        raise CrmError("file.password", file=Path(file).name) from error


def _somebody_sits_there() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _list(db: Database, words: Namespace) -> int:
    from crmdesk.models.customers.filters import CustomerFilter
    from crmdesk.models.customers.listing import find_ids
    from crmdesk.models.exchange.export.customer_json import list_json

    limit = words.limit
    if limit is None and not words.json:
        limit = _LISTED
    with db.read() as session:
        ids = find_ids(session, CustomerFilter(text=words.search), now=db.now())
        for customer in list_json(session, ids[:limit]):
            print(json.dumps(customer, ensure_ascii=False) if words.json else _line(customer))
    more = len(ids) - len(ids[:limit])
    if more and not words.json:
        told = ngettext("… and {n} more customer.", "… and {n} more customers.", more)
        print(told.format(n=more))
    return DONE


def _line(customer: dict[str, object]) -> str:
    """Number, name, phone, company and owner, apart by tabs."""
    phones = customer["phones"]
    phone = phones[0]["raw"] if isinstance(phones, list) and phones else ""
    cells = (customer["number"], customer["name"], phone, customer["company"], customer["owner"])
    return "\t".join(" ".join(str(cell or "").split()) for cell in cells)


def _show(db: Database, words: Namespace) -> int:
    from crmdesk.models.exchange.export.customer_json import customer_by_number, show_json

    with db.read() as session:
        found = show_json(session, customer_by_number(session, words.number))
    if words.json:
        print(json.dumps(found, ensure_ascii=False))
        return DONE
    for name, value in found.items():
        if value:
            told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            print(f"{name}: {told}")
    return DONE


def _export(db: Database, words: Namespace) -> int:
    from crmdesk.models.customers.filters import CustomerFilter
    from crmdesk.models.customers.listing import find_ids
    from crmdesk.models.exchange.export.run import ExportRequest, export

    ids, path = None, Path(words.file)
    if words.search:
        with db.read() as session:
            ids = find_ids(session, CustomerFilter(text=words.search), now=db.now())
    if words.letters:
        return _export_letters(db, path, ids)
    if words.template:
        from crmdesk.models.exchange.export.template.fill import fill_template

        count = fill_template(db, Path(words.template), path, ids, _progress())
    else:
        columns = _columns(db, words.columns)
        request = ExportRequest(ids, columns, logs=words.all, search=words.search or "")
        count = export(db, path, request, _progress())
    told = ngettext("{n} customer written to {file}.", "{n} customers written to {file}.", count)
    print(told.format(n=count, file=words.file))
    return DONE if count else NOTHING_APPLIED


def _columns(db: Database, name: str | None) -> Sequence[Target] | None:
    """The columns of the set with this name; None for all that hold something."""
    if name is None:
        return None
    from crmdesk.models.exchange.export.sets import find_set

    with db.read() as session:
        return find_set(session, name).targets or None


def _export_letters(db: Database, path: Path, ids: Sequence[int] | None) -> int:
    from crmdesk.models.exchange.export.letters import export_letters, say_letters

    found = export_letters(db, path, ids, _progress())
    print(say_letters(str(path), found))
    return DONE if found.letters else NOTHING_APPLIED


def _undo(db: Database) -> int:
    from crmdesk.models.derived.index import index_pending
    from crmdesk.models.journal.actions import undo
    from crmdesk.models.journal.queries import describe_change_set

    done = undo(db)
    index_pending(db, silent)
    with db.read() as session:
        print(describe_change_set(session, done))
    return DONE


def _backup(db: Database, words: Namespace) -> int:
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


def _restore(words: Namespace, target: str, clock: Clock) -> int:
    from crmdesk.models.backups.copies import look_inside
    from crmdesk.models.backups.restore import restore

    if "://" in target:
        raise CrmError("backup.server")
    key = _key(Path(words.file))
    contents = look_inside(Path(words.file), key=key)
    until_now = _key_until_now(Path(target), key)
    aside = restore(Path(words.file), Path(target), now=clock(), key=key, until_now=until_now)
    told = ngettext("{n} customer restored.", "{n} customers restored.", contents.customers)
    print(told.format(n=contents.customers))
    if aside is not None:
        print(_("What was there until now is kept in {file}.").format(file=aside))
    _tell_refusals(target, key, clock)
    return DONE


def _key_until_now(path: Path, key: str | None) -> str | None:
    """What opens the file that is replaced: its refusals go on. Nobody who forgot it is stopped."""
    from crmdesk.models.core.engines.sqlite_copies import opens

    if not path.is_file() or opens(path, key):
        return key
    try:
        return _key(path)
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


def _check(db: Database, words: Namespace) -> int:
    from crmdesk.models.derived.refresh import rebuild

    if words.rebuild:
        rebuild(db, _progress())
    with db.storage.engine.connect() as connection:
        wrong = db.storage.check(connection)
    if not wrong:
        print(_("The database is sound."))
        return DONE
    print(*wrong, sep="\n")
    return _complain(message("database.damaged", path=str(db.storage.engine.url.database)))


def _demo_data(words: Namespace, clock: Clock) -> int:
    from crmdesk.models.customers.listing import count_customers
    from crmdesk.models.demo.generate import generate
    from crmdesk.models.office.settings import load_office

    with _opened(words.file, 1, clock, create=True) as db:
        with db.read() as session:
            if count_customers(session):
                raise CrmError("demo.not_empty", file=words.file)
            zone = office_zone(load_office(session).zone)
        generate(db, words.count, today=local_day(db.now(), zone), progress=_progress())
    told = ngettext(
        "{n} customer made up in {file}.", "{n} customers made up in {file}.", words.count
    )
    print(told.format(n=words.count, file=words.file))
    return DONE
