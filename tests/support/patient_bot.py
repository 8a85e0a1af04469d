"""Waiting in tests: long enough for a machine that has much else to do."""

from functools import partialmethod

from pytestqt.qtbot import QtBot

PATIENCE = 20_000  # ms; nothing waits so long unless it would wait for ever


class PatientBot(QtBot):
    """A qtbot whose every wait has PATIENCE: its own 5 s are short on a busy machine."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE)
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE)
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE)
    waitExposed = partialmethod(QtBot.waitExposed, timeout=PATIENCE)
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE)
    waitCallback = partialmethod(QtBot.waitCallback, timeout=PATIENCE)
