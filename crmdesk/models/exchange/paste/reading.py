"""What was pasted: rows of a table, a chat, one person, several."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from crmdesk.models.exchange.paste.board import Piece
from crmdesk.models.exchange.paste.chats import Chat, read_chat
from crmdesk.models.exchange.paste.drafts import PasteDraft, draft_of, with_name
from crmdesk.models.exchange.paste.people import split_people
from crmdesk.models.exchange.paste.person import read_person
from crmdesk.models.exchange.paste.tables import is_table

LONGEST = 20_000
"""Characters that are read; what lies behind them is kept as the last person's rest."""


@dataclass(frozen=True, slots=True)
class PasteHints:
    """What the text does not say: the office's country, the local time, the names of its staff."""

    country: str = "CN"
    now: datetime | None = None
    staff: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person found: where in the text, what, and as what she may be stored."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    draft: PasteDraft


@dataclass(frozen=True, slots=True)
class Pasted:
    """`kind` is table, chat, people or "" for nothing at all."""

    kind: str
    people: tuple[Candidate, ...] = ()
    chat: Chat | None = None


def read_paste(text: str, hints: PasteHints, *, customer: str = "") -> Pasted:
    """Understand a pasted text; `customer` says which speaker of a chat she is."""
    if not text.strip():
        return Pasted("")
    chat = read_chat(text[:LONGEST], hints.now, hints.staff) if hints.now else None
    if chat is not None:
        if customer in chat.speakers:
            chat = replace(chat, customer=customer)
        return Pasted("chat", (_speaker(text, chat, hints.country),), chat)
    if is_table(text):
        return Pasted("table")
    head, tail = text[:LONGEST], text[LONGEST:]
    people = [
        _candidate(head[start:end], start, hints.country)
        for start, end in split_people(head, hints.country)
    ]
    if tail.strip():
        last = people[-1]
        rest = f"{last.draft.rest}\n{tail.strip()}".strip()
        people[-1] = replace(last, end=len(text), draft=replace(last.draft, rest=rest))
    return Pasted("people", tuple(people))


def _candidate(text: str, start: int, country: str) -> Candidate:
    board = read_person(text, country)
    pieces = tuple(piece.moved(start) for piece in sorted(board.pieces, key=lambda p: p.start))
    return Candidate(start, start + len(text), pieces, draft_of(board, country))


def _speaker(text: str, chat: Chat, country: str) -> Candidate:
    """The customer of a chat: what she said of herself, and the chat as an entry of the log."""
    hers = [(message.start, message.end) for message in chat.messages
            if message.speaker == chat.customer]  # fmt: skip
    masked = ["\n"] * len(text)
    for start, end in hers:
        masked[start:end] = text[start:end]
    board = read_person("".join(masked), country)
    for piece in [piece for piece in board.pieces if piece.field == "name"]:
        board.give_back(piece)
    draft = replace(draft_of(board, country), rest="", as_log=False)
    draft = with_name(draft, chat.customer)
    draft = replace(
        draft,
        remark=draft.remark or chat.customer,
        chat=chat.words(),
        chat_at=chat.at,
        direction=chat.direction,
        answered=chat.answered,
    )
    pieces = tuple(sorted(board.pieces, key=lambda piece: piece.start))
    return Candidate(0, len(text), pieces, draft)
