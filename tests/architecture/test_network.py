"""Nothing phones home: who may speak to a network at all is written down here."""

import ast
from functools import cache

import pytest

from tests.support.source import ROOT

NETWORK = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "imaplib", "poplib",
           "xmlrpc", "requests", "httpx", "aiohttp", "urllib3")  # fmt: skip
MAY = {
    "crmdesk/ui/shell/start.py",  # AF_UNIX: the window that is open already; and url2pathname
}
LOCAL = {"QLocalServer", "QLocalSocket"}
ASKS = "crmdesk/ui/shell/https_request.py"  # by hand, at an address the user entered


@cache
def _imports() -> list[tuple[str, str, str]]:
    """(file, module, name) of every import in the program."""
    found = []
    for path in sorted((ROOT / "crmdesk").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found += [(file, alias.name, "") for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                found += [(file, node.module, alias.name) for alias in node.names]
    return found


def test_that_no_library_for_networks_is_used() -> None:
    speak = {
        file
        for file, module, name in _imports()
        if any(f"{module}.{name}".startswith((f"{one}.", f"{one} ")) for one in NETWORK)
    }
    assert speak <= MAY


def test_that_only_the_look_for_a_newer_version_speaks_to_the_network() -> None:
    used = [(file, name) for file, module, name in _imports() if module == "PySide6.QtNetwork"]
    assert {name for file, name in used if file != ASKS} == LOCAL
    askers = {
        file
        for file, module, name in _imports()
        if f"{module}.{name}".endswith("https_request.fetch")
    }
    assert askers == {"crmdesk/ui/shell/about_updates.py"}


@pytest.mark.parametrize("module", ["PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets"])
def test_that_no_browser_is_built_in(module: str) -> None:
    assert not [file for file, known, _name in _imports() if known.startswith(module)]
