"""gettext for the whole program, the model layer included.

English stands in the source; `resources/i18n/<language>` holds the finished catalogues.
Nothing is translated at import time: mark such a text with `N_` and pass it to `_` when shown.
"""

import gettext as _gettext
import locale
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from crmdesk.paths import resource

LANGUAGES = ("zh_CN", "zh_TW", "en")
LANGUAGE_NAMES = {"zh_CN": "简体中文", "zh_TW": "繁體中文", "en": "English"}
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"
_elsewhere: ContextVar[tuple[str, _gettext.NullTranslations] | None] = ContextVar(
    "elsewhere", default=None
)


def use_language(language: str) -> None:
    """Speak `language` (one of LANGUAGES) from now on."""
    global _catalogue, _language
    _catalogue = _catalogue_of(language)
    _language = language


@cache
def _catalogue_of(language: str) -> _gettext.NullTranslations:
    """Looked for once: reading a file of others asks for every header in every language."""
    return _gettext.translation("crmdesk", resource("i18n"), languages=[language], fallback=True)


def language() -> str:
    """The language spoken now."""
    chosen = _elsewhere.get()
    return chosen[0] if chosen else _language


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak another language within the block, in this thread only."""
    token = _elsewhere.set((name, _catalogue_of(name)))
    try:
        yield
    finally:
        _elsewhere.reset(token)


def _words() -> _gettext.NullTranslations:
    chosen = _elsewhere.get()
    return chosen[1] if chosen else _catalogue


def preferred_language(candidates: Iterable[str] | None = None) -> str:
    """The first of the system's languages we speak, else zh_CN (product: the home language)."""
    if candidates is None:
        names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        candidates = [name for name in (*names, locale.getlocale()[0] or "") if name]
    for name in candidates:
        plain = name.split(".")[0].replace("-", "_").lower()
        if plain.startswith("zh"):
            traditional = ("tw", "hk", "mo", "hant")
            return "zh_TW" if any(part in traditional for part in plain.split("_")) else "zh_CN"
        if plain.startswith("en"):
            return "en"
    return "zh_CN"


def _(text: str) -> str:
    return _words().gettext(text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    return text


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form for `number`; put the number in with `.format(n=number)`."""
    return _words().ngettext(singular, plural, number)


def P_(context: str, text: str) -> str:  # noqa: N802 - like N_, for pgettext
    return text


@cache
def spoken(context: str, text: str) -> tuple[str, ...]:
    """`text` in every language we speak: what a file written by any of us may say."""
    found = [text]
    for name in LANGUAGES:
        with speaking(name):
            found.append(_words().pgettext(context, text))
    return tuple(dict.fromkeys(found))


def pgettext(context: str, text: str) -> str:
    """The translation of `text` as meant in `context`."""
    return _words().pgettext(context, text)
