"""A newer version, looked for by hand: what is believed, and what is never done."""

import io
import json
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path

import pytest

from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.models.program import updates
from crmdesk.models.program.updates import (
    LARGEST,
    current_version,
    is_newer,
    look_for_release,
    problem_with_source,
)

ADDRESS = "https://updates.example/crmdesk.json"


def code_of(source: str) -> str:
    with pytest.raises(CrmError) as caught:
        look_for_release(source)
    return caught.value.code


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> list[bytes | Exception]:
    """What the next question to the network is answered."""
    answers: list[bytes | Exception] = []

    def answer(_opener: object, _request: object, timeout: float) -> io.BytesIO:
        assert timeout <= 10
        given = answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return io.BytesIO(given)

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", answer)
    return answers


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
    release = look_for_release(str(path))
    assert (release.version, release.notes) == ("99.1", "Faster.")
    assert release.url == "https://example.com/crmdesk"
    assert release.is_newer


def test_that_the_version_in_use_is_not_newer_than_itself(tmp_path: Path) -> None:
    path = tmp_path / "newest.json"
    path.write_text(json.dumps({"version": current_version()}))
    assert not look_for_release(str(path)).is_newer


@pytest.mark.parametrize("url", ["http://example.com", "file:///etc/passwd", "javascript:1", 7])
def test_that_no_page_but_one_of_https_is_offered(tmp_path: Path, url: object) -> None:
    path = tmp_path / "newest.json"
    path.write_text(json.dumps({"version": "99", "url": url}))
    assert look_for_release(str(path)).url == ""


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


def test_that_an_address_is_read(network: list[bytes | Exception]) -> None:
    network.append(b'{"version": "99"}')
    assert look_for_release(ADDRESS).version == "99"


def test_that_a_network_that_is_down_is_told_as_such(network: list[bytes | Exception]) -> None:
    network.append(urllib.error.URLError("no route"))
    assert code_of(ADDRESS) == "update.unreachable"
    network.append(TimeoutError())
    assert code_of(ADDRESS) == "update.unreachable"


def test_that_an_endless_answer_is_left(
    network: list[bytes | Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter((0.0, 31.0))
    monkeypatch.setattr(updates.time, "monotonic", lambda: next(times))
    network.append(b'{"version": "99"}')
    assert code_of(ADDRESS) == "update.unreachable"


def test_that_looking_can_be_cancelled(network: list[bytes | Exception]) -> None:
    network.append(b'{"version": "99"}')

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        look_for_release(ADDRESS, stop)


def test_that_a_redirection_never_leaves_https() -> None:
    asked = urllib.request.Request(ADDRESS)
    follow = updates._StaySafe().redirect_request
    safe = follow(asked, io.BytesIO(), 302, "", Message(), "https://other.example/x")  # type: ignore[arg-type]
    assert safe is not None
    for elsewhere in ("http://other.example/x", "file:///etc/passwd"):
        with pytest.raises(urllib.error.URLError):
            follow(asked, io.BytesIO(), 302, "", Message(), elsewhere)  # type: ignore[arg-type]
