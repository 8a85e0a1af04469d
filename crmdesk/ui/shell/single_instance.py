"""One window a user: a second start hands what it was given to the first and ends."""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 500  # ms


def instance_name(scope: str) -> str:
    """The name of the door: one a user and database."""
    seed = f"{getpass.getuser()}|{scope}"
    return "crmdesk-" + hashlib.sha256(seed.encode()).hexdigest()[:16]


def hand_over(name: str, message: Mapping[str, str]) -> bool:
    """Give the message to a window that is open already; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE):
        return False
    socket.write(json.dumps(dict(message)).encode() + b"\n")
    socket.waitForBytesWritten(PATIENCE)
    socket.disconnectFromServer()  # the first reads when it has time
    return True


class InstanceDoor(QObject):
    """Listens for later starts."""

    received = Signal(object)  # dict[str, str]

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a killed program
            self._server.listen(name)

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_ready(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._on_ready(socket)

    def _on_ready(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        line = socket.readLine().toStdString()
        try:
            message = json.loads(line)
        except ValueError:
            return
        if isinstance(message, dict):
            self.received.emit({str(key): str(value) for key, value in message.items()})
