"""The look of the whole program: palette, style sheet and font from one table of tokens."""

from __future__ import annotations

import re
import sys
from dataclasses import fields
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from crmdesk.models.core.i18n import language
from crmdesk.paths import resource
from crmdesk.ui.kit import tokens as table
from crmdesk.ui.kit.tokens import DARK, LIGHT, Tokens
from crmdesk.ui.kit.wait_cursor import wait_cursor

SCALES = (100, 110, 125, 150, 175, 200)

_FAMILIES: dict[str, dict[str, tuple[str, ...]]] = {
    "win32": {
        "zh_CN": ("Microsoft YaHei UI", "Microsoft YaHei"),
        "zh_TW": ("Microsoft JhengHei UI", "Microsoft JhengHei"),
        "en": ("Segoe UI", "Microsoft YaHei UI"),
    },
    "darwin": {
        "zh_CN": ("PingFang SC",),
        "zh_TW": ("PingFang TC",),
        "en": (".AppleSystemUIFont", "PingFang SC"),
    },
    "linux": {
        "zh_CN": ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
        "zh_TW": ("Noto Sans CJK TC", "Source Han Sans TC", "WenQuanYi Micro Hei"),
        "en": ("Noto Sans CJK SC", "Noto Sans", "DejaVu Sans"),
    },
}


class _Look(QObject):
    """What is in force now; there is one screen, so there is one look."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.theme = "system"
        self.density = "comfortable"


_look = _Look()


def tokens() -> Tokens:
    """The colours in force now; ask again at every paint."""
    return _look.tokens


def density() -> str:
    """'comfortable' or 'compact'."""
    return _look.density


def row_height(*, two_lines: bool) -> int:
    """The height of a table's rows in the density in force."""
    return table.ROW_COMFORTABLE if two_lines and density() == "comfortable" else table.ROW_PLAIN


def on_change(receiver: QObject, slot: str) -> None:
    """Call the slot of that name when colours or density change, as long as receiver lives."""
    _look.changed.connect(getattr(receiver, slot))


def apply(application: QApplication, theme: str = "system", density: str = "comfortable") -> None:
    """Dress the program; may be called again at any time."""
    if application.property("crmdesk_dressed") is None:
        application.setProperty("crmdesk_dressed", True)  # noqa: FBT003 - Qt's signature
        application.setStyle(QStyleFactory.create("Fusion"))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: _follow_system(application))
    sheet, colours, before = style_sheet(_choose(theme)), _choose(theme), _look.density
    _look.theme, _look.density, _look.tokens = theme, density, colours
    if (application.styleSheet(), application.font(), before) == (sheet, text_font(), density):
        return  # every widget would be dressed anew in the same
    with wait_cursor():
        application.setFont(text_font())
        application.setPalette(_palette(colours))
        application.setStyleSheet(sheet)
        _look.changed.emit()


def text_font(size: int = table.FONT, *, bold: bool = False) -> QFont:
    """A font in pixels for the language spoken now, its figures of equal width."""
    font = QFont()
    font.setFamilies(_families())
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    if language() == "en":
        font.setFeature(QFont.Tag("pwid"), 1)  # else ’ and “ are as wide as a character
    if bold:
        font.setWeight(QFont.Weight.Bold)
    return font


def style_sheet(colours: Tokens) -> str:
    """The one template filled with one theme's tokens."""
    values: dict[str, str] = {
        field.name: str(getattr(colours, field.name)) for field in fields(colours)
    }
    values |= {
        "radius": f"{table.RADIUS}px",
        "control_radius": f"{table.CONTROL_RADIUS}px",
        "font": f"{table.FONT}px",
        "small": f"{table.SMALL}px",
        "title": f"{table.TITLE}px",
        "images": resource("style", "dark" if colours.dark else "light").as_posix(),
    }
    template = resource("style", "crmdesk.qss").read_text("utf-8")
    return re.sub(r"@(\w+)", lambda found: values[found[1]], template)


def _choose(theme: str) -> Tokens:
    if theme == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme == "dark" else LIGHT


def _follow_system(application: QApplication) -> None:
    if _look.theme == "system":
        apply(application, "system", _look.density)


def _families() -> list[str]:
    known = [*_known(language())]
    return known or [QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()]


@cache
def _known(spoken: str) -> tuple[str, ...]:
    """Of the families for this language those there are; each line on paper asks for its font."""
    by_language = _FAMILIES.get(sys.platform, _FAMILIES["linux"])
    return tuple(name for name in by_language[spoken] if QFontDatabase.hasFamily(name))


def _palette(colours: Tokens) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    for target, name in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.field),
        (role.AlternateBase, colours.hover),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.red),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.link),
        (role.LinkVisited, colours.link),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.Light, colours.surface),
        (role.Midlight, colours.border),
        (role.Mid, colours.strong_border),
        (role.Dark, colours.strong_border),
        (role.Shadow, colours.strong_border),
    ):
        palette.setColor(target, QColor(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.disabled))
    return palette
