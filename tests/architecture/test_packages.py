"""What is packed: every resource, a program that starts, files a desktop can read."""

import re
import struct
import xml.etree.ElementTree as ElementTree
from configparser import ConfigParser
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from build_spec import icons
from build_spec.environment import ROOT
from build_spec.linux import package_deb

FILES = Path(package_deb.__file__).parent / "files"
SPEC = (ROOT / "build_spec" / "crmdesk.spec").read_text(encoding="utf-8")


def test_that_every_folder_of_resources_is_packed() -> None:
    packed = re.search(r"RESOURCES = \((.*?)\)", SPEC)
    assert packed is not None
    folders = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()}
    assert folders == set(re.findall(r'"(\w+)"', packed[1]))


def test_that_the_menu_entry_says_its_name_in_three_languages() -> None:
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(FILES / "crmdesk.desktop", encoding="utf-8")
    shown = entry["Desktop Entry"]
    assert (shown["Name"], shown["Name[zh_CN]"]) == ("crmdesk", "crmdesk 客户簿")
    assert shown["Name[zh_TW]"] == "crmdesk 客戶簿"
    assert "x-scheme-handler/crmdesk" in shown["MimeType"]


def test_that_the_page_for_software_centres_names_version_and_day() -> None:
    component = ElementTree.fromstring(package_deb.filled("crmdesk.metainfo.xml"))
    release = component.find("releases/release")
    assert release is not None
    assert release.get("version") == package_deb.version()
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", release.get("date") or "")
    assert "@" not in package_deb.filled("crmdesk.1")


def test_that_the_manual_page_names_words_the_program_knows() -> None:
    from crmdesk.__main__ import CONSOLE

    named = set(re.findall(r"\\fB(\w+)\\fR", package_deb.filled("crmdesk.1")))
    assert named - {"crmdesk", "ibus"} <= CONSOLE


@pytest.mark.usefixtures("qapp")
def test_that_the_icon_is_drawn_in_each_size() -> None:
    pictures = icons.draw_icons((16, 256))
    for size, content in pictures.items():
        image = QImage.fromData(content)
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(size // 2, size // 4).alpha() == 255
        assert image.pixelColor(0, 0).alpha() == 0
    packed = icons.ico(pictures)
    assert struct.unpack_from("<HHH", packed) == (0, 1, 2)
    width, _height, *_rest, length, at = struct.unpack_from("<BBBBHHII", packed, 6 + 16)
    assert (width, packed[at : at + length]) == (0, pictures[256])
