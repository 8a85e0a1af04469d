"""One question to one https address, with the certificates and the TLS of the system.

Asked on a thread of its own, whose events are not the window's. Python's own ssl is not used, for
the Python we ship to Windows has none.
"""

import time

from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from crmdesk.models.core.errors import Cancelled
from crmdesk.models.core.jobs import Progress

PATIENCE, LONGEST = 10_000, 30.0  # ms without a word; seconds for all of it
_TICK = 100  # ms


def fetch(address: str, largest: int, progress: Progress) -> bytes:
    """What lies at the address; it may lead on, but never out of https.

    More than `largest` bytes are not read: one more than that tells there were. Raises OSError
    when nobody answers as an https server should, and Cancelled when `progress` does.
    """
    try:
        return _ask(address, largest, progress)
    except (OSError, Cancelled) as error:  # its traceback holds what must end on this thread
        told = error.with_traceback(None)
    raise told


def _ask(address: str, largest: int, progress: Progress) -> bytes:
    request = QNetworkRequest(QUrl(address))
    request.setAttribute(
        QNetworkRequest.Attribute.RedirectPolicyAttribute,
        QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy,
    )
    request.setRawHeader(b"User-Agent", b"crmdesk")
    request.setTransferTimeout(PATIENCE)
    manager = QNetworkAccessManager()
    progress(0, 0)
    reply = manager.get(request)
    try:
        return _read(reply, largest, progress)
    finally:
        reply.abort()


def _read(reply: QNetworkReply, largest: int, progress: Progress) -> bytes:
    content, end = b"", time.monotonic() + LONGEST
    events, clock = QEventLoop(), QTimer()
    clock.start(_TICK)  # a silent server wakes nobody
    while len(content) <= largest:
        finished = reply.isFinished()
        content += bytes(reply.readAll().data())
        if finished:
            if reply.error() != QNetworkReply.NetworkError.NoError:
                raise OSError(reply.errorString())
            break
        progress(len(content), 0)
        if time.monotonic() > end:
            raise TimeoutError
        events.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return content
