from dataclasses import fields

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase, QFontMetricsF, QIcon
from PySide6.QtWidgets import QApplication

from crmdesk.models.core.i18n import speaking
from crmdesk.paths import resource
from crmdesk.ui.kit import theme
from crmdesk.ui.kit.icons import icon
from crmdesk.ui.kit.tokens import AVATARS, DARK, LIGHT, TONES, Tokens, contrast

ON = {
    "text": ("window", "surface", "raised", "field", "hover", "selection"),
    "muted": ("window", "surface", "raised", "field", "hover", "selection"),
    "link": ("window", "surface", "raised", "selection"),
    "red": ("window", "surface"),
    "on_accent": ("accent", "accent_hover", "accent_down"),
    "rail_text": ("rail", "rail_hover"),
}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_that_every_text_stands_out_from_its_ground(tokens: Tokens) -> None:
    pairs = [(ink, ground) for ink, grounds in ON.items() for ground in grounds]
    pairs += [(tone, f"{tone}_soft") for tone in TONES]
    weak = {
        (ink, ground): round(contrast(getattr(tokens, ink), getattr(tokens, ground)), 2)
        for ink, ground in pairs
        if contrast(getattr(tokens, ink), getattr(tokens, ground)) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_that_focus_and_tones_are_seen_on_every_ground(tokens: Tokens) -> None:
    for ground in ("window", "surface", "field", "selection"):
        assert contrast(tokens.focus, getattr(tokens, ground)) >= 3
    for tone in TONES:
        assert contrast(getattr(tokens, tone), tokens.surface) >= 4.5


def test_that_white_stands_out_from_every_avatar() -> None:
    assert all(contrast("#FFFFFF", ground) >= 4.5 for ground in AVATARS)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_that_the_style_sheet_is_filled_and_its_pictures_exist(tokens: Tokens) -> None:
    sheet = theme.style_sheet(tokens)
    assert "@" not in sheet
    folder = resource("style", "dark" if tokens.dark else "light").as_posix()
    used = {part.split(")")[0] for part in sheet.split("url(")[1:]}
    assert used
    assert all(name.startswith(folder) and resource(name).exists() for name in used)


def test_that_icons_follow_the_theme(qapp: QApplication) -> None:
    drawn = icon("check")
    theme.apply(qapp, "light")
    light = _ink(drawn)
    theme.apply(qapp, "dark")
    assert _ink(drawn) != light
    theme.apply(qapp, "light")
    assert _ink(drawn) == light == LIGHT.text.lower()


def test_that_every_icon_is_drawn_in_the_one_style(qapp: QApplication) -> None:
    files = [path for path in resource("icons").glob("*.svg") if path.stem != "crmdesk"]
    assert len(files) > 80
    for path in files:
        text = path.read_text("utf-8")
        assert 'viewBox="0 0 24 24"' in text
        assert "currentColor" in text
        assert _ink(icon(path.stem))


def test_that_an_unknown_icon_is_a_mistake_of_ours() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-thing")


def test_that_chinese_has_a_font(qapp: QApplication) -> None:
    assert QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)


def test_that_an_english_apostrophe_is_as_narrow_as_one(qapp: QApplication) -> None:
    with speaking("en"):
        told = QFontMetricsF(theme.text_font())
    assert told.horizontalAdvance("people’s") < told.horizontalAdvance("peoplexs")


def test_that_the_fonts_there_are_are_looked_for_once(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line painted on paper asks for its font: that took most of the time of a sheet."""
    theme.text_font()
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda _name: pytest.fail("again"))
    assert theme.text_font(20, bold=True).families() == theme.text_font().families()


def test_that_both_themes_say_every_token() -> None:
    assert all(getattr(LIGHT, field.name) != "" for field in fields(Tokens))
    assert all(getattr(DARK, field.name) != "" for field in fields(Tokens))


def _ink(drawn: QIcon) -> str:
    image = drawn.pixmap(48, 48).toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return next(
        image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255
    )


def test_that_nothing_is_dressed_anew_in_what_it_wears(qapp: QApplication) -> None:
    """Any setting saved passes by here; a whole window takes half a second."""
    theme.apply(qapp, "light", "compact")
    dressed = _Dressed()
    theme.on_change(dressed, "count")
    theme.apply(qapp, "light", "compact")
    assert dressed.times == 0
    theme.apply(qapp, "light", "comfortable")
    theme.apply(qapp, "dark", "comfortable")
    assert dressed.times == 2
    theme.apply(qapp, "light", "comfortable")


class _Dressed(QObject):
    times = 0

    def count(self) -> None:
        self.times += 1
