"""What a table holds: customers, orders, a log, or nothing for us and why."""

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.header.titles import is_customer_header, read_header, read_own_header
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.models.exchange.vocabulary.looks import is_email, is_phone, share
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.synonyms import GENERIC_NAME, IDENTITY, IGNORED

OWN_KINDS = ("promises", "follow_ups", "interactions", "complaints", "orders")
_SAYS_WHO = frozenset(
    {"name", "name.family", "name.given", "company", "phone", "email", "wechat", GENERIC_NAME}
)
_REACH = frozenset({"phone", "email", "wechat", "address", "qq", "line", "fax"})
_GOODS = frozenset({"product", "quantity", "price", "amount", "total", "paid"})
_COUNTED = _GOODS - {"product", "paid"}
_TASKS = {
    "promises": frozenset({"text", "due_on", "made_at"}),
    "follow_ups": frozenset({"text", "due_on", "due_time"}),
}
_ENOUGH = 0.7
_NOT_UNDERSTOOD = 0.9
"""How sure a column is that a user has not decided about."""
"""So much of a header must be known for a sheet to be taken for one of ours unasked."""
_FIGURES = re.compile(
    r"统计|汇总|透视|分析|报表|图表|排名|排行|pivot|summary|statistic|report|chart|dashboard", re.I
)
_PIVOTED = re.compile(
    r"(?:求和项|计数项|平均值项|最大值项|行标签|列标签|总计|(?:sum|count|average) of"
    r"|(?:row|column) labels).*",
    re.I,
)
_WORDS = re.compile(
    r"说明|须知|帮助|指南|填写|模板|示例|样例|字典|选项|下拉|数据源|参数|配置|目录|封面|readme|instruction|help|guide"
    r"|options|lookup|legend|cover|index",
    re.I,
)
_NUMBER = re.compile(r"[-+]?[¥￥$]?[\d,]+(?:\.\d+)?%?")


def is_header(title: str) -> bool:
    """Whether any of the sheets we know has such a column."""
    return is_customer_header(title) or any(read_own_header(title, kind) for kind in OWN_KINDS)


def own_kind(titles: Sequence[str], wanted: str, chosen: Mapping[int, str]) -> str:
    """Which of the sheets beside the customers this is, "" where it is none.

    Where the user says so it is one as soon as it says whose entries these are and what they are.
    """
    told = [title for title in titles if title.strip()]
    for kind in OWN_KINDS:
        if wanted not in ("", kind):
            continue
        read = [target.field for title in told if (target := read_own_header(title, kind))]
        known = {*read, *(Target.parse(text).field for text in chosen.values() if wanted and text)}
        if not known & {"customer", "customer_number", "phone"} or not _says(kind, known):
            continue
        if wanted or (
            len(read) >= max(4, _ENOUGH * len(told)) and not _may_be_customers(kind, titles, known)
        ):
            return kind
    return ""


def why_not_customers(
    name: str, guesses: Sequence[ColumnGuess], samples: Sequence[Sequence[str]], *, alone: bool
) -> str:
    """Why a table holds no customers: statistics, instructions, nobody; "" where it does.

    A sheet that is `alone` in its book is looked at more kindly.
    """
    fields = {guess.target.field for guess in guesses if guess.target}
    if not fields & _SAYS_WHO:
        return _without_anybody(name, guesses)
    if any(_PIVOTED.fullmatch(guess.header.strip()) for guess in guesses):
        return "statistics"
    if _WORDS.search(name) and not _reached(guesses, samples):
        return "instructions"
    if fields & _REACH:
        return ""
    others = [g for g in guesses if g.samples and g.target and g.target.field not in _SAYS_WHO]
    if others and not alone and all(_is_counted(guess, samples) for guess in others):
        return "statistics"
    return "statistics" if _FIGURES.search(name) and not alone else ""


def _without_anybody(name: str, guesses: Sequence[ColumnGuess]) -> str:
    if not any(guess.samples or guess.header.strip() for guess in guesses):
        return "empty"
    if _WORDS.search(name):
        return "instructions"
    told = (text for guess in guesses for text in (guess.header, *guess.samples))
    pivoted = any(_PIVOTED.fullmatch(text.strip()) for text in told)
    return "statistics" if pivoted or _FIGURES.search(name) else "nobody"


def _reached(guesses: Sequence[ColumnGuess], samples: Sequence[Sequence[str]]) -> bool:
    """Whether any number or address can be called or written to, and is no explanation."""
    for guess in guesses:
        values = samples[guess.index] if guess.index < len(samples) else ()
        if guess.target and guess.target.field in _REACH:
            field = guess.target.field
            if field not in ("phone", "email"):
                return any(values)
            if share(values, lambda text: _is_reach(text)) > 0.2:
                return True
    return False


def _is_reach(text: str) -> bool:
    return is_phone(text) or is_email(text) or sum(map(str.isdigit, text)) >= 7


def _is_counted(guess: ColumnGuess, samples: Sequence[Sequence[str]]) -> bool:
    return share(samples[guess.index], _NUMBER.fullmatch) > 0.8


def _says(kind: str, known: set[str]) -> bool:
    """Whether such columns say what happened."""
    if kind == "orders":
        dated = bool(known & {"ordered_on", "number"})
        return dated and bool(known & _GOODS)
    if kind in _TASKS:
        return _TASKS[kind] <= known
    return {"at", "text"} <= known if kind == "interactions" else bool(known & {"subject"})


def _may_be_customers(kind: str, titles: Sequence[str], known: set[str]) -> bool:
    """An address book with a column for the last talk, or for what somebody buys, is one still."""
    if kind == "orders":
        return not known & _COUNTED
    if kind != "interactions" or "kind" in known:
        return False
    reach = {"phone", "email", "wechat", "address"}
    return any((found := read_header(title)) and found[0].field in reach for title in titles)


def own_columns(
    kind: str, titles: Sequence[str], samples: Sequence[Sequence[str]]
) -> list[ColumnGuess]:
    """The columns of such a sheet."""
    guesses, taken = [], set[Target]()
    for index, title in enumerate(titles):
        values = [value for value in samples[index] if value] if index < len(samples) else []
        target: Target | None = read_own_header(title, kind)
        if target in taken:
            target = None  # what a second column says goes to the note
        elif target is not None:
            taken.add(target)
        shown = tuple(dict.fromkeys(values[:200]))[:3]
        sure = 1.0 if target else _NOT_UNDERSTOOD
        guesses.append(ColumnGuess(index, title, target, sure, shown))
    return guesses


def goes_to_words(guess: ColumnGuess) -> bool:
    """Whether a column of such a sheet becomes a line of its words: nobody understood it, and
    nobody left it out. Row numbers say nothing, identity numbers are left alone."""
    if guess.target is not None or guess.confidence > _NOT_UNDERSTOOD:
        return False
    found = read_header(guess.header)
    return found is None or found[0].field not in (IDENTITY, IGNORED)


def shape_of(titles: Sequence[str]) -> str:
    """What tells this layout from others: the same titles in the same order."""
    plain = "\x1f".join(map(plain_header, titles)).rstrip("\x1f")
    return blake2b(plain.encode(), digest_size=8).hexdigest()
