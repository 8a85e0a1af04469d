"""One question to one https address, with the certificates and the TLS of the system.

Asked on a thread of its own: its event loop is not the window's. Python's own ssl is not used, for
the Python we ship to Windows has none.
"""

import time

from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from crmdesk.models.core.jobs import Progress

PATIENCE, LONGEST = 10_000, 30.0  # ms without a word; seconds for all of it
_TICK = 100  # ms


class _Reading:
    """Reads one reply until it ends, is too large, lasts too long or is not wanted any more."""

    def __init__(self, reply: QNetworkReply, largest: int, progress: Progress) -> None:
        self._reply, self._largest, self._progress = reply, largest, progress
        self._end = time.monotonic() + LONGEST
        self._stopped: BaseException | None = None
        self.content = b""

    def until_done(self) -> bytes:
        """Everything there was, or one byte more than `largest`; raises OSError or Cancelled."""
        loop, clock = QEventLoop(), QTimer()
        self._reply.readyRead.connect(self._take)
        self._reply.finished.connect(loop.quit)
        clock.timeout.connect(self._look_up)
        clock.start(_TICK)
        if not self._reply.isFinished():
            loop.exec()
        clock.stop()
        self._take()
        if self._stopped is not None:
            raise self._stopped
        failed = self._reply.error() != QNetworkReply.NetworkError.NoError
        if failed and len(self.content) <= self._largest:
            raise OSError(self._reply.errorString())
        return self.content

    def _take(self) -> None:
        self.content += bytes(self._reply.readAll().data())
        if len(self.content) > self._largest:
            self._reply.abort()

    def _look_up(self) -> None:
        try:
            self._progress(len(self.content), 0)
            if time.monotonic() > self._end:
                raise TimeoutError
        except BaseException as error:  # noqa: BLE001 - raised again outside the loop
            self._stopped = error
            self._reply.abort()


def fetch(address: str, largest: int, progress: Progress) -> bytes:
    """What lies at the address; it may lead on, but never out of https.

    More than `largest` bytes are not read: one more than that tells there were. Raises OSError
    when nobody answers as an https server should, and Cancelled when `progress` does.
    """
    request = QNetworkRequest(QUrl(address))
    request.setAttribute(
        QNetworkRequest.Attribute.RedirectPolicyAttribute,
        QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy,
    )
    request.setRawHeader(b"User-Agent", b"crmdesk")
    request.setTransferTimeout(PATIENCE)
    manager = QNetworkAccessManager()
    progress(0, 0)
    return _Reading(manager.get(request), largest, progress).until_done()
