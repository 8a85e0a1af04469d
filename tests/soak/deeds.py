"""What the robot can think of doing with what stands on the screen."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QWidget

from tests.soak import hands, place
from tests.soak.papers import Papers
from tests.soak.words import A_LOT, HUGE, PASSWORD, clipboard, some_words, told_of

Act = Callable[[], None]
Deed = tuple[str, Act]
"""What it is called, so that it can be told, and how it is done."""

KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space,
    Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_F1, Qt.Key.Key_Menu,
)  # fmt: skip
WITH_CTRL = (
    Qt.Key.Key_Return, Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z,
    Qt.Key.Key_Y, Qt.Key.Key_F, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_W,
)  # fmt: skip
LEAVING = (
    "file.quit", "file.new", "file.open", "file.move", "file.password", "file.backups",
    "help.log", "view.scale", "view.language", "view.theme", "view.density",
)  # fmt: skip
"""Commands that turn everything over: done, but not all the time."""


class Deeds:
    """Chooses by the dice of the seed alone, so that a run can be repeated."""

    def __init__(self, random: Random, papers: Papers) -> None:
        self._random, self._papers = random, papers

    def next(self, commands: list[str], run: Callable[[str], None]) -> Deed | None:
        """Something to do now; None where nothing is to be seen."""
        window = place.front()
        if isinstance(window, QMenu):
            return self.in_menu(window)
        if isinstance(window, QFileDialog):
            return self._answer(window)
        if isinstance(window, QPrintDialog):  # it would write wherever its field says
            return "no printer", window.reject
        if window is None:
            shown = place.windows()
            if not shown:
                return None
            if self._random.random() < 0.3 and commands:
                return self._command(commands, run)
            main = self._random.random() < 0.7
            window = shown[0] if main else self._random.choice(shown)
        return self._in_window(window)

    def _in_window(self, window: QWidget) -> Deed:
        dice = self._random.random()
        for limit, choose in (
            (0.34, self._press), (0.54, self._type), (0.76, self._in_view), (0.93, self._key),
            (0.95, self._storm), (0.965, self._drop), (0.98, self._resize),
        ):  # fmt: skip
            if dice < limit:
                return choose(window) or self._key(window)
        return self._close(window)

    def _command(self, commands: list[str], run: Callable[[str], None]) -> Deed:
        chosen = self._random.choice(commands)
        if chosen.startswith(LEAVING) and self._random.random() < 0.8:
            chosen = self._random.choice(commands)
        return f"command {chosen}", lambda: run(chosen)

    def _press(self, window: QWidget) -> Deed | None:
        found = place.reachable(window, place.CLICKED)
        if not found:
            return None
        widget = self._random.choice(found)
        at = self._somewhere(widget)
        twice = self._random.random() < 0.1
        told = f"{'double ' if twice else ''}click {place.name_of(widget)}"
        return told, lambda: hands.click(widget, at, twice=twice)

    def _type(self, window: QWidget) -> Deed | None:
        found = place.fields(window)
        if not found:
            return None
        field = self._random.choice(found)
        at = self._somewhere(field)
        words = some_words(self._random)
        if isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal:
            words = PASSWORD if self._random.random() < 0.9 else words
        over, pasted, enter = (self._random.random() < part for part in (0.5, 0.15, 0.25))

        def act() -> None:
            hands.click(field, at)
            target = QApplication.focusWidget() or field
            if over:
                hands.key(target, Qt.Key.Key_A, hands.CTRL)
            (hands.paste if pasted else hands.write)(target, words)
            if enter:
                hands.key(QApplication.focusWidget() or window, Qt.Key.Key_Return)

        ended = " and Enter" if enter else ""
        return f"{told_of(words)} into {place.name_of(field)}{ended}", act

    def _in_view(self, window: QWidget) -> Deed | None:
        found = place.views(window)
        if not found:
            return None
        view = self._random.choice(found)
        port = view.viewport()
        at, dice = self._somewhere(port), self._random.random()
        name = place.name_of(view)
        if dice < 0.5:
            return f"click a row of {name}", lambda: hands.click(port, at)
        if dice < 0.7:
            return f"double click a row of {name}", lambda: hands.click(port, at, twice=True)
        if dice < 0.85:
            return f"right click a row of {name}", lambda: hands.ask_menu(port, at)
        steps = self._random.randint(-30, 30)
        return f"scroll {name} by {steps}", lambda: hands.wheel(port, steps)

    def _key(self, window: QWidget) -> Deed:
        dice = self._random.random()
        if dice < 0.65:
            pressed = self._random.choice(KEYS)
            return f"press {pressed.name}", lambda: hands.key(_keyboard(window), pressed)
        if dice < 0.85:
            pressed = self._random.choice(WITH_CTRL)
            text = clipboard(self._random)

            def act() -> None:
                QApplication.clipboard().setText(text)
                hands.key(_keyboard(window), pressed, hands.CTRL)

            told = f"press Ctrl+{pressed.name}"
            huge = pressed == Qt.Key.Key_V and len(text) > A_LOT
            return f"{HUGE} by {told}" if huge else told, act
        pressed = self._random.choice((*KEYS[:3], Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space))
        return f"hold {pressed.name}", lambda: hands.hold(_keyboard(window), pressed)

    def _storm(self, window: QWidget) -> Deed:
        def act() -> None:
            for _ in range(6):
                target = place.front() or window
                hands.key(_keyboard(target), Qt.Key.Key_Escape)

        return "Esc six times", act

    def _drop(self, window: QWidget) -> Deed:
        path = self._papers.some_file(self._random)
        return f"drop {path.name}", lambda: hands.drop(window, str(path))

    def _resize(self, window: QWidget) -> Deed:
        width, height = self._random.randint(300, 2000), self._random.randint(200, 1300)
        return f"resize to {width} x {height}", lambda: window.resize(width, height)

    def _close(self, window: QWidget) -> Deed:
        if window.objectName() == "main_window":
            return self._key(window)
        return f"close {place.name_of(window)}", lambda: _close(window)

    def in_menu(self, menu: QMenu) -> Deed:
        """One of its entries, or out again."""
        actions = [
            action
            for action in menu.actions()
            if action.isEnabled() and action.isVisible() and not action.isSeparator()
        ]
        if not actions or self._random.random() < 0.2:
            return "leave the menu", lambda: hands.key(menu, Qt.Key.Key_Escape)
        chosen = self._random.choice(actions)
        at = menu.actionGeometry(chosen).center()
        return f"choose {chosen.text()!r}", lambda: hands.click(menu, at)

    def _answer(self, dialog: QFileDialog) -> Deed:
        if self._random.random() < 0.15:
            return "no file", dialog.reject
        if dialog.fileMode() == QFileDialog.FileMode.Directory:
            path = self._papers.some_folder(self._random)
        elif dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
            suffix = dialog.defaultSuffix()
            path = self._papers.some_place(self._random, f".{suffix}" if suffix else "")
        else:
            path = self._papers.some_file(self._random)

        def act() -> None:
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            if name is not None:
                name.setText(str(path))
                hands.key(name, Qt.Key.Key_Return)

        return f"the file is {path.name}", act

    def _somewhere(self, widget: QWidget) -> QPoint:
        """A point of it that can be seen, most often its middle."""
        seen = widget.visibleRegion().boundingRect()
        if self._random.random() < 0.5:
            return seen.center()
        x = self._random.randint(seen.left(), max(seen.left(), seen.right()))
        return QPoint(x, self._random.randint(seen.top(), max(seen.top(), seen.bottom())))


def _keyboard(window: QWidget) -> QWidget:
    """Where keys go when this window has them."""
    focus = QApplication.focusWidget()
    return focus if focus is not None and focus.window() is window else window


def _close(window: QWidget) -> None:
    window.close()
