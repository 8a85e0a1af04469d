"""A strip over the screens that says what is wrong with the database's place, as long as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from crmdesk.models.backups.health import Trouble, find_trouble
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.jobs import JobRunner, Latest
from crmdesk.ui.kit.labels import label
from crmdesk.ui.kit.links import open_path
from crmdesk.ui.kit.widgets.buttons import IconButton, PlainButton
from crmdesk.ui.shell.main_window import MainWindow

EVERY = 5000  # ms
_PUT_AWAY = "trouble/put_away"


class TroubleStrip(QFrame):
    """One sentence, what can be done about it, and perhaps a way to put it away."""

    def __init__(self, trouble: Trouble, act: tuple[str, Callable[[], object]] | None,
                 put_away: Callable[[], None], parent: QWidget) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("trouble")
        self.setProperty("role", "notice")
        self.words = label(trouble.sentence(), wrap=True, selectable=True)
        self.words.setObjectName("trouble_words")
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(trouble.sentence())
        sign = QLabel()
        sign.setPixmap(icon("warning", "amber").pixmap(18, 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        if act is not None:
            button = PlainButton(act[0])
            button.setObjectName("trouble_act")
            button.clicked.connect(lambda _checked=False: act[1]())
            row.addWidget(button)
        if trouble.once:
            close = IconButton("close", _("Put away"))
            close.setObjectName("trouble_close")
            close.clicked.connect(lambda _checked=False: put_away())
            row.addWidget(close)


class TroubleWatch(QObject):
    """Looks now and then, and shows what it finds over whichever window is in use."""

    def __init__(
        self,
        db: Database,
        jobs: JobRunner,
        database: Path,
        rescue: Callable[[], object],
    ) -> None:
        super().__init__()
        self._db, self._database, self._rescue = db, database, rescue
        self._shown: tuple[Trouble, QWidget] | None = None
        self._strip: TroubleStrip | None = None
        self._asked = Latest(jobs, self)
        self._asked.ready.connect(self._on_found)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Now; nothing happens while an answer is still to come."""
        if not self._asked.waiting():
            db, path, now = self._db, self._database, self._db.now()
            self._asked.ask(lambda _job: _unless_put_away(find_trouble(db, path, now)))

    def stop(self) -> None:
        """The database is being closed."""
        self._timer.stop()
        self._asked.drop()
        self._take_off()

    def _on_found(self, trouble: Trouble | None) -> None:
        if trouble is None:
            self._take_off()
            return
        window = _window_in_use()
        if window is None:  # one office is being left for another: the next look finds one
            return
        if self._shown != (trouble, window):
            self._take_off()
            self._put_on(trouble, window)

    def _put_on(self, trouble: Trouble, window: MainWindow) -> None:
        self._shown = trouble, window
        self._strip = TroubleStrip(
            trouble, self._act(trouble), lambda: self._put_away(trouble), window
        )
        window.above.insertWidget(0, self._strip)

    def _act(self, trouble: Trouble) -> tuple[str, Callable[[], object]] | None:
        folder = self._database.parent
        ways: dict[str, tuple[str, Callable[[], object]]] = {
            "gone": (_("Try again"), self.look),
            "full": (_("Try again"), self.look),
            "damaged": (_("What can be done…"), self._rescue),
            "conflict": (_("Show folder"), partial(open_path, folder)),
        }
        return ways.get(trouble.code)

    def _put_away(self, trouble: Trouble) -> None:
        QSettings().setValue(f"{_PUT_AWAY}/{trouble.code}", _mark(trouble))
        self._take_off()

    def _take_off(self) -> None:
        strip, self._strip, self._shown = self._strip, None, None
        if strip is not None and shiboken6.isValid(strip):  # its window may be gone
            strip.hide()
            strip.deleteLater()


def _window_in_use() -> MainWindow | None:
    shown = (top for top in QApplication.topLevelWidgets() if top.isVisible())
    return next((top for top in shown if isinstance(top, MainWindow)), None)


def _unless_put_away(trouble: Trouble | None) -> Trouble | None:
    if trouble is None or not trouble.once:
        return trouble
    kept = QSettings().value(f"{_PUT_AWAY}/{trouble.code}", "")
    return None if kept == _mark(trouble) else trouble


def _mark(trouble: Trouble) -> str:
    return ",".join(str(value) for value in trouble.params.values())
