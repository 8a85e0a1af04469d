"""What is packed: what runs and no more, files a desktop can read, words in three languages."""

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
from build_spec.windows import payload as windows_payload

FILES = Path(package_deb.__file__).parent / "files"


def test_that_the_menu_entry_says_its_name_in_three_languages() -> None:
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(FILES / "crmdesk.desktop", encoding="utf-8")
    shown = entry["Desktop Entry"]
    assert (shown["Name"], shown["Name[zh_CN]"]) == ("crmdesk", "crmdesk 客户簿")
    assert shown["Name[zh_TW]"] == "crmdesk 客戶簿"
    taken = shown["MimeType"].split(";")
    assert {"x-scheme-handler/crmdesk", "application/x-crmdesk-backup"} <= set(taken)


def test_that_a_backup_is_opened_by_double_click() -> None:
    kind = ElementTree.parse(FILES / "crmdesk.xml").find("{*}mime-type")
    assert kind is not None
    assert kind.get("type") == "application/x-crmdesk-backup"
    assert [glob.get("pattern") for glob in kind.iterfind("{*}glob")] == ["*.crmbackup"]
    script = (windows_payload.HERE / "crmdesk.nsi").read_text(encoding="utf-8")
    for word in ("WriteRegStr", "DeleteRegKey"):
        assert rf'{word} HKCU "${{CLASSES}}\.crmbackup"' in script


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


def test_that_windows_gets_the_versions_that_are_tested() -> None:
    locks = (ROOT / "requirements.lock", windows_payload.HERE / "wheels.lock")
    tested, packed = (
        dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))
        for lock in locks
    )
    assert {"pyside6-essentials", "sqlcipher3", "tzdata"} <= packed.keys()
    told = {name: version for name, version in packed.items() if name in tested}
    assert told == {name: tested[name] for name in told}
    assert packed.keys() - tested.keys() <= {"tzdata"}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PySide6/Qt6Widgets.dll", True),
        ("PySide6/QtWidgets.pyd", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/translations/qtbase_zh_TW.qm", True),
        ("PySide6/translations/qtbase_de.qm", False),
        ("PySide6/Qt6Quick.dll", False),
        ("PySide6/plugins/tls/qschannelbackend.dll", True),
        ("PySide6/plugins/tls/qopensslbackend.dll", False),
        ("PySide6/plugins/sqldrivers/qsqlite.dll", False),
        ("PySide6/designer.exe", False),
        ("phonenumbers/data/region_CN.py", True),
        ("phonenumbers/geodata/data0.py", False),
        ("sqlalchemy/orm/session.py", True),
        ("shiboken6/vcruntime140.dll", True),
        ("shiboken6/vcomp140.dll", False),
    ],
)
def test_that_of_the_wheels_only_what_runs_is_packed(name: str, wanted: bool) -> None:
    assert windows_payload.is_wanted(name) is wanted


def test_that_the_installer_speaks_three_languages() -> None:
    script = (windows_payload.HERE / "crmdesk.nsi").read_text(encoding="utf-8")
    texts = (windows_payload.HERE / "texts.nsh").read_text(encoding="utf-8")
    said = re.findall(r'^LangString (\w+) \$\{LANG_(\w+)\} "(.+)"$', texts, re.MULTILINE)
    languages: dict[str, set[str]] = {}
    for key, language, _text in said:
        languages.setdefault(key, set()).add(language)
    assert set(re.findall(r"\$\(([A-Z]_\w+)\)", script)) == languages.keys()
    three = {"SIMPCHINESE", "TRADCHINESE", "ENGLISH"}
    assert all(spoken == three for spoken in languages.values())


def test_that_the_removal_takes_all_that_is_laid_down() -> None:
    script = (windows_payload.HERE / "crmdesk.nsi").read_text(encoding="utf-8")
    removal = script[script.index('Section "Uninstall"') :]
    for name in ("runtime", "lib", "app", "crmdesk.exe", "crmdesk-cli.exe", "LICENSE.txt"):
        assert f'"$INSTDIR\\{name}"' in removal
    assert 'RMDir /r "$INSTDIR"' not in script
