"""The log: a small rotating file for us, in which no word about a customer ever stands.

An exception's own message may quote what somebody typed, so only its kind and place are kept.
"""

import contextlib
import errno
import logging
import logging.handlers
import sys
import threading
import traceback
import uuid
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from crmdesk.models.core.errors import CrmError
from crmdesk.paths import log_folder

log = logging.getLogger(__name__)
SIZE, KEPT = 1_000_000, 3
Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
INTERRUPTED, NOT_POSSIBLE = 130, 2  # exit codes


class DiscreetFormatter(logging.Formatter):
    """Prints where an exception came from and of what kind it is, never what it says."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's formatter may have left the whole text there
        return super().format(record)

    def formatException(self, ei: Caught) -> str:  # noqa: N802 - logging's own name
        return "" if ei[1] is None else "\n".join(_told(ei[1]))


def start_logging(folder: Path | None = None) -> None:
    """Write to crmdesk.log from now on; our own messages from INFO, others' from WARNING."""
    handler = logging.handlers.RotatingFileHandler(
        (folder or log_folder()) / "crmdesk.log",
        maxBytes=SIZE,
        backupCount=KEPT,
        encoding="utf-8",
        delay=True,
    )
    handler.rotator = _rotate
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.raiseExceptions = False  # a full disk must not print into somebody's JSON
    logging.getLogger().addHandler(handler)
    logging.getLogger("crmdesk").setLevel(logging.INFO)


def incident(error: BaseException) -> str:
    """Log a failure that is our bug; the number under which support finds it."""
    number = uuid.uuid4().hex[:8]
    log.error("incident %s", number, exc_info=error)
    return number


def install_excepthooks(tell: Callable[[str], None]) -> None:
    """Log whatever nobody caught; `tell` hears its incident number, on the thread it fell on.

    A failure of the main thread then ends the program with exit code 2, Ctrl+C with 130.
    """

    def of_program(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            raise SystemExit(INTERRUPTED)
        tell(incident(error))
        raise SystemExit(NOT_POSSIBLE)

    def of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            tell(incident(args.exc_value))

    sys.excepthook = of_program
    threading.excepthook = of_thread


def _told(error: BaseException) -> list[str]:
    lines = []
    if (before := error.__cause__ or error.__context__) is not None:
        lines = [*_told(before), "which led to"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}: {frame.line}")
    return [*lines, _kind(error)]


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, CrmError):
        return f"{name} {error.code}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{name} {errno.errorcode.get(error.errno, error.errno)}"
    return name


def _rotate(source: str, target: str) -> None:
    """Another crmdesk may hold the file open, which Windows refuses: then write on in it."""
    with contextlib.suppress(OSError):
        Path(source).replace(target)
