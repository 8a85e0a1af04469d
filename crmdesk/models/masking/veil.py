"""The door every number goes through on its way to the screen.

What may be seen is one for the whole program, like its language: nothing until the window says
otherwise (`put_on`), so the console and files hold numbers whole. Until it is known who the
viewer's own customers are, all of them are veiled.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from crmdesk.models.masking import rules

NEVER: Final = "never"
OTHERS: Final = "others"
ALL: Final = "all"
MODES: Final = (NEVER, OTHERS, ALL)

_NUMBERS = {("phone", "raw"), ("phone", "e164"), ("invoice", "phone"), ("invoice", "mobile")}
_ACCOUNT = ("channel", "value")


@dataclass(slots=True)
class _Veil:
    """`shown` are the numbers looked at, as (customer, number), until her page is left. Replaced
    whole, never changed: threads that read see one state.
    """

    mode: str = NEVER
    mine: Collection[int] = frozenset()
    shown: frozenset[tuple[int, str]] = frozenset()


_veil = _Veil()
_whole: ContextVar[bool] = ContextVar("whole numbers", default=False)


def put_on(mode: str, mine: Collection[int] = frozenset()) -> None:
    """From now on mask numbers never, those of `others` than `mine`, or of `all` customers."""
    _veil.mode, _veil.mine = mode, mine


def mode() -> str:
    """Whose numbers are masked."""
    return _veil.mode


def mine() -> Collection[int]:
    """Whose numbers are seen where those of others are masked."""
    return _veil.mine


def uncover(customer_id: int, number: str) -> None:
    """Show this number of hers; whoever asks for it has noted it in the journal."""
    _veil.shown |= {(customer_id, number)}


def cover(keep: int | None = None) -> bool:
    """Mask again what was shown, but of the customer to `keep`; says whether there was any."""
    kept = frozenset((whose, number) for whose, number in _veil.shown if whose == keep)
    shown = kept != _veil.shown
    _veil.shown = kept
    return shown


@contextmanager
def whole() -> Iterator[None]:
    """Nothing is masked meanwhile: what goes on paper, which is noted in the journal."""
    before = _whole.set(True)
    try:
        yield
    finally:
        _whole.reset(before)


def hides(customer_id: int | None, number: str = "") -> bool:
    """Whether numbers of this customer are masked, or this one is. None: nobody's yet."""
    if _veil.mode == NEVER or customer_id is None or _whole.get():
        return False
    if _veil.mode == OTHERS and customer_id in _veil.mine:
        return False
    return (customer_id, number) not in _veil.shown


def phone(customer_id: int | None, number: str, shown: str, extension: str = "") -> str:
    """A telephone number that reads `shown`; `number` is what it is known by when uncovered."""
    return rules.mask_phone(shown, extension) if hides(customer_id, number) else shown


def email(customer_id: int | None, address: str) -> str:
    """An e-mail address."""
    return rules.mask_email(address) if hides(customer_id, address) else address


def account(customer_id: int | None, value: str, kind: str = "") -> str:
    """An account at a messenger; pages of the web are public."""
    if kind == "web" or not hides(customer_id, value):
        return value
    return rules.mask_phone(value) if kind == "fax" else rules.mask_account(value)


def column(customer_id: int | None, table: str, name: str, value: str) -> str:
    """What stands in a column of a row of hers, as the journal tells it."""
    if not value or not hides(customer_id):
        return value
    if (table, name) in _NUMBERS:
        return phone(customer_id, value, value)
    return account(customer_id, value) if (table, name) == _ACCOUNT else text(customer_id, value)


def text(customer_id: int | None, words: str) -> str:
    """Words in which numbers may stand."""
    return rules.mask_text(words) if words and hides(customer_id) else words
