"""Which columns go on where their cells are blank, in files that cannot say so by merging."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crmdesk.models.exchange.columns.recognise import ColumnGuess
from crmdesk.models.exchange.vocabulary.synonyms import IGNORED

_OF_THE_COMPANY = frozenset(
    {"company", "parent", "region", "city", "industry", "owner", "country", "address"}
)
_OF_A_PERSON = frozenset(
    {"phone", "email", "wechat", "qq", "line", "web", "birthday", "gender", "title", "note", "tags"}
)
_LEAST = 0.2
_USUALLY = 0.5
Samples = Sequence[Sequence[str]]


def going_on(
    guesses: Sequence[ColumnGuess], samples: Samples, merged: Collection[int]
) -> frozenset[int]:
    """The columns told once for several persons below one another: 大华公司, then blanks.

    A blank company may just as well be none. It goes on where another column is told with it and
    never without: the number of the company, its address, whose customer it is.
    """
    company, name = _index(guesses, "company"), _index(guesses, "name")
    if company < 0 or name < company or company in merged or any(_has_contact(g) for g in guesses):
        return frozenset()
    rows = [at for at, text in enumerate(_values(samples, name)) if text]
    heads = {at for at in rows if _cell(samples, company, at)}
    if not rows or rows[0] not in heads or len(heads) > (1 - _LEAST) * len(rows):
        return frozenset()
    if any(_counts_each(guess, rows, samples) for guess in guesses):
        return frozenset()
    with_it = {
        guess.index
        for guess in guesses
        if guess.index not in (company, name)
        and not _is_personal(guess)
        and _is_told_with(guess.index, heads, rows, samples)
    }
    if not with_it:
        return frozenset()
    fields = {g.index: g.target.field.split(".")[0] for g in guesses if g.target}
    return frozenset({company} | {at for at in with_it if fields.get(at) in _OF_THE_COMPANY})


def _counts_each(guess: ColumnGuess, rows: Sequence[int], samples: Samples) -> bool:
    """Whether a column counts the rows, each of them: then each stands for itself."""
    if guess.target is None or guess.target.field != IGNORED:
        return False
    told = [_cell(samples, guess.index, at) for at in rows]
    return all(told) and len(set(told)) == len(told)


def _is_personal(guess: ColumnGuess) -> bool:
    """Many a person has none: that says nothing of companies."""
    return guess.target is not None and guess.target.field.split(".")[0] in _OF_A_PERSON


def _is_told_with(
    column: int, heads: Collection[int], rows: Sequence[int], samples: Samples
) -> bool:
    told = {at for at in rows if _cell(samples, column, at)}
    return told <= set(heads) and len(told) >= _USUALLY * len(heads)


def _index(guesses: Sequence[ColumnGuess], field: str) -> int:
    return next(
        (g.index for g in guesses if g.target and (g.target.field, g.target.contact) == (field, 0)),
        -1,
    )


def _has_contact(guess: ColumnGuess) -> bool:
    return guess.target is not None and guess.target.contact > 0


def _values(samples: Samples, column: int) -> Sequence[str]:
    return samples[column] if column < len(samples) else ()


def _cell(samples: Samples, column: int, row: int) -> str:
    values = _values(samples, column)
    return values[row] if row < len(values) else ""
