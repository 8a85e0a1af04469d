"""The program without a window: the contract scripts rely on (architecture §5).

Exit 0 = done (problems may be listed), 1 = read but nothing applied, 2 = not possible.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.exc import DBAPIError

from crmdesk.cli.giving_out import run_export
from crmdesk.cli.keeping import back_up, check, make_demo_data, run_restore
from crmdesk.cli.keys import opened
from crmdesk.cli.looking import list_customers, show
from crmdesk.cli.taking_in import run_import, run_undo
from crmdesk.cli.telling import DONE, complain, tell_incident
from crmdesk.cli_words import Usage, make_parser
from crmdesk.models.core.clock import Clock, system_clock
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import preferred_language, use_language
from crmdesk.models.core.logs import incident, install_excepthooks, start_logging
from crmdesk.models.core.messages import explain, message
from crmdesk.models.core.settings import Settings, load_settings
from crmdesk.paths import default_database

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
    install_excepthooks(tell_incident)
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
        return complain(str(error))
    except CrmError as error:
        return complain(explain(error))
    except DBAPIError as error:
        incident(error)
        return complain(message("database.busy"))
    except BrokenPipeError:  # who read us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def miss_screen(settings: Settings) -> int:
    """Say that the window cannot be shown here; the exit code."""
    use_language(settings.language or preferred_language())
    return complain(message("screen.none"))


def _run(words: Namespace, target: str, staff_id: int, clock: Clock) -> int:
    if words.word == "demo-data":
        return make_demo_data(words, clock)
    if words.word == "restore":
        return run_restore(words, target, clock)
    if words.word == "import" and not Path(words.file).is_file():
        raise CrmError("file.missing", file=words.file)
    with opened(target, staff_id, clock, create=words.word == "import") as db:
        match words.word:
            case "import":
                return run_import(db, words)
            case "list":
                return list_customers(db, words)
            case "show":
                return show(db, words)
            case "export":
                return run_export(db, words)
            case "undo":
                return run_undo(db)
            case "backup":
                return back_up(db, words)
            case _:
                return check(db, words)
