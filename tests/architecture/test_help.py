"""The manual tells the truth: its words and keys are the program's, its pages three times alike."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from build_spec.environment import ROOT
from build_spec.help_pictures import MOST_BYTES
from build_spec.windows import payload as windows_payload
from crmdesk.models.core.i18n import LANGUAGES
from crmdesk.ui.help.contexts import SCREENS, WIDGETS
from crmdesk.ui.help.pages import HelpPage, load_pages

HELP = ROOT / "resources" / "help"
QUOTED = {"zh_CN": "“([^”]+)”", "en": '"([^"]+)"', "zh_TW": "「([^」]+)」"}
WRITTEN = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Del": "Delete", "Return": "Enter"}
_KEY = r'"((?:(?:Ctrl|Alt|Shift)\+)+[^"\s]+|F\d+|[A-Z]|Del(?:ete)?)"'
PLAIN = {"Enter", "Esc", "Tab", "Space", "Shift+Enter", "←", "→", "↑", "↓"}
"""Keys every window has of itself."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_word_of_the_screen_is_one_the_program_shows(language: str) -> None:
    shown = _shown_words(language)
    wrong = [
        f"{page.name}: {word}"
        for page in load_pages(language)
        for word in re.findall(QUOTED[language], page.text)
        if _bare(word) not in shown
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_key_does_something(language: str) -> None:
    keys = _keys()
    wrong = [
        f"{page.name}: {key}"
        for page in load_pages(language)
        for key in re.findall(r"`([^`]+)`", page.text)
        if key not in keys
    ]
    assert wrong == []


def test_that_a_word_nobody_shows_and_a_key_nobody_has_are_noticed() -> None:
    assert "没有这个按钮" not in _shown_words("zh_CN")
    assert {"Ctrl+Y", "Ctrl+Shift+X", "F9"}.isdisjoint(_keys())
    assert _bare("导入…") in _shown_words("zh_CN")


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_three_manuals_have_the_same_shape(language: str) -> None:
    assert [_shape(page) for page in load_pages(language)] == [
        _shape(page) for page in load_pages("zh_CN")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_links_lead_somewhere_and_pictures_are_there(language: str) -> None:
    folder, used = HELP / language, set()
    for page in load_pages(language):
        for picture, target in re.findall(r"(!?)\[[^\]]+\]\(([^)]+)\)", page.text):
            assert (folder / target).is_file(), f"{page.name}: {target}"
            if picture:
                used.add(folder / target)
    assert used == set((folder / "pictures").iterdir())


def test_that_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in HELP.rglob("*.png")) < MOST_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_pages_are_short_and_can_be_marked_letter_by_letter(language: str) -> None:
    pages = load_pages(language)
    assert 12 <= len(pages) <= 16
    for page in pages:
        assert 12 <= page.text.count("\n") <= 60, page.name
        assert max(map(ord, page.text)) < 0x10000, page.name
        assert "<" not in page.text, page.name


def test_that_pages_and_pictures_are_packed() -> None:
    spec = (ROOT / "build_spec" / "crmdesk.spec").read_text(encoding="utf-8")
    left_out = re.search(r"^NOT_SHIPPED = (.+)$", spec, re.MULTILINE)
    assert left_out is not None
    for path in HELP.rglob("*.*"):
        assert path.suffix not in windows_payload.NOT_SHIPPED
        assert path.suffix not in left_out[1]


def test_that_what_f1_looks_for_is_there() -> None:
    names = _object_names()
    assert WIDGETS.keys() <= names, WIDGETS.keys() - names
    screens = (ROOT / "crmdesk" / "ui" / "shell").glob("*.py")
    known = set(re.findall(r'Screen\(\s*"(\w+)"', "".join(_read(path) for path in screens)))
    assert known == SCREENS.keys()


def _shape(page: HelpPage) -> tuple[object, ...]:
    """What must be alike: headings, pictures, links, keys, list items, rows of tables."""
    text = page.text
    return (
        page.name,
        re.findall(r"^#+", text, re.MULTILINE),
        re.findall(r"\]\(([^)]+)\)", text),
        sorted(re.findall(r"`([^`]+)`", text)),
        len(re.findall(r"^(?:-|\d+\.) ", text, re.MULTILINE)),
        text.count("\n|"),
    )


@cache
def _shown_words(language: str) -> frozenset[str]:
    """All texts of that language, without access keys and dots."""
    catalogue = "zh_CN" if language == "en" else language
    with (ROOT / "resources" / "i18n" / f"{catalogue}.po").open("rb") as file:
        messages = list(read_po(file))
    found: set[str] = set()
    for message in messages:
        texts = message.id if language == "en" else message.string
        found.update(texts if isinstance(texts, list | tuple) else [texts])
    return frozenset(map(_bare, found))


def _bare(text: str) -> str:
    without = re.sub(r"\(&\w\)", "", text).replace("&", "")
    return without.strip().rstrip("…:：")


@cache
def _keys() -> frozenset[str]:
    """Every key the sources name, as the manual writes it."""
    named: set[str] = set()
    for path in (ROOT / "crmdesk" / "ui").rglob("*.py"):
        text = _read(path)
        named.update(re.findall(_KEY, text))
    numbered = {f"Alt+{digit}" for digit in range(10)}
    written = set()
    for key in named:
        for name, sign in WRITTEN.items():
            key = re.sub(rf"\b{name}$", sign, key)
        written.add(key)
    return frozenset(written | numbered | PLAIN)


@cache
def _object_names() -> frozenset[str]:
    found: set[str] = set()
    for path in (ROOT / "crmdesk" / "ui").rglob("*.py"):
        found.update(re.findall(r'"([a-z][a-z_0-9]+)"', _read(path)))
    return frozenset(found)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
