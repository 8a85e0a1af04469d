"""A newer version, looked for by hand: what is believed, and what is never done."""

import json
from pathlib import Path

import pytest

from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.jobs import Progress
from crmdesk.models.program.updates import (
    LARGEST,
    Fetch,
    current_version,
    is_newer,
    look_for_release,
    problem_with_source,
)

ADDRESS = "https://updates.example/crmdesk.json"


def no_network(_address: str, _largest: int, _progress: Progress) -> bytes:
    raise AssertionError("the network was asked")


def code_of(source: str, fetch: Fetch = no_network) -> str:
    with pytest.raises(CrmError) as caught:
        look_for_release(source, fetch)
    return caught.value.code


@pytest.mark.parametrize(
    ("one", "other", "newer"),
    [
        ("0.10.0", "0.9.9", True),
        ("1.0", "1.0.0", False),
        ("v2", "1.99.99", True),
        ("0.1.0", "0.1.1", False),
        ("1.0.0.1", "1.0", True),
    ],
)
def test_that_versions_are_compared_by_their_numbers(one: str, other: str, newer: bool) -> None:
    assert is_newer(one, other) is newer


@pytest.mark.parametrize(
    "text",
    [
        '{"version": "99.1", "notes": "Faster.", "url": "https://example.com/crmdesk"}',
        'version = "v99.1"\nnotes = "Faster."\nurl = "https://example.com/crmdesk"\n',
        '\ufeff{"version": "99.1", "notes": "Faster.", "url": "https://example.com/crmdesk"}',
    ],
)
def test_that_a_file_in_json_or_toml_is_understood(tmp_path: Path, text: str) -> None:
    path = tmp_path / "newest"
    path.write_text(text, encoding="utf-8")
    release = look_for_release(str(path), no_network)
    assert (release.version, release.notes) == ("99.1", "Faster.")
    assert release.url == "https://example.com/crmdesk"
    assert release.is_newer


def test_that_the_version_in_use_is_not_newer_than_itself(tmp_path: Path) -> None:
    path = tmp_path / "newest.json"
    path.write_text(json.dumps({"version": current_version()}))
    assert not look_for_release(str(path), no_network).is_newer


@pytest.mark.parametrize("url", ["http://example.com", "file:///etc/passwd", "javascript:1", 7])
def test_that_no_page_but_one_of_https_is_offered(tmp_path: Path, url: object) -> None:
    path = tmp_path / "newest.json"
    path.write_text(json.dumps({"version": "99", "url": url}))
    assert look_for_release(str(path), no_network).url == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>not found</html>",
        b'{"version": 3}',
        b'{"version": "99; rm -rf"}',
        b"[1, 2]",
        b"\xff\xfe\x00",
        b"{" * 5000,
        b'{"version": ' + b"[" * 20000,
    ],
)
def test_that_whatever_else_lies_there_is_not_understood(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "newest.json"
    path.write_bytes(content)
    assert code_of(str(path)) == "update.not_understood"


def test_that_too_much_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "newest.json"
    path.write_bytes(b" " * (LARGEST + 1))
    assert code_of(str(path)) == "update.too_large"


def test_that_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    assert code_of(str(tmp_path / "none.json")) == "update.unreachable"
    assert code_of(str(tmp_path)) == "update.unreachable"
    assert code_of(str(tmp_path / "a\0b")) == "update.unreachable"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "update.source.empty"),
        ("  ", "update.source.empty"),
        ("http://example.com/newest", "update.source.https"),
        ("ftp://example.com/newest", "update.source.https"),
        ("file:///etc/passwd", "update.source.https"),
        ("https://", "update.source.https"),
        (ADDRESS, ""),
        (r"C:\crmdesk\newest.json", ""),
        ("/media/usb/newest.json", ""),
    ],
)
def test_that_only_files_and_https_are_asked(source: str, code: str) -> None:
    assert problem_with_source(source) == code


def test_that_an_address_is_read() -> None:
    def fetch(address: str, _largest: int, _progress: Progress) -> bytes:
        assert address == ADDRESS
        return b'{"version": "99"}'

    assert look_for_release(f"  {ADDRESS} ", fetch).version == "99"


@pytest.mark.parametrize("error", [OSError("no route"), TimeoutError()])
def test_that_a_network_that_is_down_is_told_as_such(error: OSError) -> None:
    def fetch(_address: str, _largest: int, _progress: Progress) -> bytes:
        raise error

    assert code_of(ADDRESS, fetch) == "update.unreachable"


def test_that_too_much_of_an_address_is_not_taken() -> None:
    def fetch(_address: str, largest: int, _progress: Progress) -> bytes:
        return b" " * (largest + 1)

    assert code_of(ADDRESS, fetch) == "update.too_large"
