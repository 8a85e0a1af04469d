"""Chinese is typed where the desktop speaks fcitx."""

from pathlib import Path

import pytest

from crmdesk.ui.shell.input_method import choose_input_method


@pytest.mark.parametrize(
    ("told", "chosen"),
    [
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "fcitx5", "XMODIFIERS": "@im=fcitx"},
         {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}),
        ({"QT_IM_MODULES": "fcitx;ibus"}, {"QT_IM_MODULE": "ibus"}),
        ({"XMODIFIERS": "@im=fcitx"}, {"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "xim"}, {"QT_IM_MODULE": "xim"}),
        ({"QT_IM_MODULES": "wayland;fcitx"}, {"QT_IM_MODULES": "wayland;fcitx"}),
        ({"XMODIFIERS": "@im=ibus"}, {"XMODIFIERS": "@im=ibus"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_that_fcitx_is_asked_by_way_of_ibus(
    tmp_path: Path, told: dict[str, str], chosen: dict[str, str]
) -> None:
    choose_input_method(told, tmp_path)
    assert told == chosen


def test_that_a_qt_with_its_own_door_to_fcitx_takes_that(tmp_path: Path) -> None:
    door = tmp_path / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so"
    door.parent.mkdir()
    door.touch()
    told = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(told, tmp_path)
    assert told == {"QT_IM_MODULE": "fcitx"}
