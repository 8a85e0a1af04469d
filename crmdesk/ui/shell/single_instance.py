"""The door of an open window: what later starts were asked for comes in here."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket


class InstanceDoor(QObject):
    """Listens at `start.instance_door`."""

    received = Signal(object)  # dict[str, str]

    def __init__(self, door: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(door):
            QLocalServer.removeServer(door)  # left behind by a killed program
            self._server.listen(door)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._on_ready(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._on_ready(socket)

    def _on_ready(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            return
        try:
            message = json.loads(socket.readLine().toStdString())
        except ValueError:
            return
        if isinstance(message, dict):
            self.received.emit({str(key): str(value) for key, value in message.items()})
