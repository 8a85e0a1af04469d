"""What of a customer's words is ever opened."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crmdesk.ui.kit.links import call_number, open_link, web_address, write_mail

WORDS = (
    "javascript:alert(1)", "JavaScript://a.cn/%0aalert(1)", "file:///etc/passwd",
    "data:text/html,x", "vbscript:x", "\\\\server\\share", "//server/share", "http:\\\\a.cn",
    "ms-msdt:/id x", "smb://a.cn/b", "search-ms:query=x",
    "C:\\Windows\\System32\\calc.exe", "/etc/passwd", "http://", "https://u:p@a.cn",
    "a b", "", "www.a.cn\u202e/gpj.exe", "https://a.cn/\nb", "\ud83d.cn",
    "x" * 5000 + ".cn", "tel:1",
)  # fmt: skip


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the system."""
    found: list[str] = []

    def open_url(url: QUrl) -> bool:
        found.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


@pytest.mark.parametrize("words", WORDS)
def test_that_words_which_are_no_web_address_stay_words(words: str) -> None:
    assert web_address(words) == ""


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("example.com", "https://example.com"),
        (" http://example.com/a?b=c#d ", "http://example.com/a?b=c#d"),
        ("例子.中国/路径", "https://例子.中国/路径"),
        ("shop.example.com:8080/x", "https://shop.example.com:8080/x"),
    ],
)
def test_that_an_address_as_people_write_it_is_completed(typed: str, address: str) -> None:
    assert web_address(typed) == address


@pytest.mark.parametrize("words", [words for words in WORDS if not words.startswith("tel:")])
def test_that_no_other_kind_of_link_is_opened(words: str, opened: list[str]) -> None:
    assert not open_link(words)
    assert opened == []


def test_that_web_mail_and_telephone_are_opened(opened: list[str]) -> None:
    assert open_link("https://example.com/a")
    assert write_mail("a@example.com")
    assert call_number("+8613800138000", "802")
    assert opened == [
        "https://example.com/a", "mailto:a@example.com", "tel:+8613800138000;ext=802",
    ]  # fmt: skip


def test_that_an_address_adds_nothing_to_the_mail(opened: list[str]) -> None:
    write_mail("a@b.cn?bcc=x@y.cn&attach=/etc/passwd")
    assert "?" not in opened[0]


def test_that_only_digits_are_dialled(opened: list[str]) -> None:
    assert not call_number("138 0013/../x")
    assert not call_number("")
    assert opened == []
