"""Words that stand for something: codes of ours, tags, yes and no."""

from crmdesk.models.exchange.cleaning.column_cells import ColumnCells, each
from crmdesk.models.exchange.vocabulary.choices import CLOSED, choice_of, words_of
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.wordlists import split_words

_TURNED = {"given": "refused", "refused": "given"}
"""What an answer means below 拒收短信."""


def words(column: ColumnCells) -> list[tuple[str, ...]]:
    return each(column.texts, lambda text: tuple(split_words(text)))


def choices(column: ColumnCells) -> list[str]:
    target = column.guess.target
    choice = choice_of(target.field if target else "", column.sheet)
    known = words_of(choice)
    if choice == "diet":
        return each(column.texts, lambda text: _several(text, known))
    found = each(column.texts, lambda text: known.get(plain_header(text) or text, ""))
    if target and target.label == "refused":
        found = [_TURNED.get(code, code) for code in found]
    for index, (text, code) in enumerate(zip(column.texts, found, strict=True)):
        if text and not code and (plain_header(text) or text) not in known:
            if choice in CLOSED:
                column.bad(index, "cell.choice")
            else:
                found[index] = text
    return found


def _several(text: str, known: dict[str, str]) -> str:
    return " ".join(known.get(plain_header(word), word) for word in split_words(text))


def answers(column: ColumnCells) -> list[bool | None]:
    known = words_of("yes_no")
    found: list[bool | None] = []
    for index, text in enumerate(column.texts):
        code = known.get(plain_header(text)) if text else None
        if text and code is None:
            column.bad(index, "cell.choice")
        found.append(None if code is None else code == "yes")
    return found
