"""The journal and everything beside it made to forget one person.

Her lines are deleted, not blanked: nothing is left to be undone, so no undo, no redo and no
restoring brings her back, while the rest of the same change sets (an import of thousands) can
still be taken back. What others wrote about her in records of their own stays theirs; only the
labels of actions and the words about to be typed are searched for her name.
"""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Values
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from crmdesk.models.privacy.known import Known, owner_of, packed
from crmdesk.models.schema import (
    Attachment,
    Blob,
    Change,
    ChangeSet,
    Draft,
    ImportBatch,
    Mapping,
    SavedView,
)

BLANK = "…"
_FEW = 3
_KEPT_PARAMS = frozenset({"to", "step", "count", "owner", "tag"})
_PAIR = "distinct_pair"
_MERGE = "customers.merge"


def forget_in_journal(session: Session, known: Known, label: str) -> None:
    """Take her out of every change set; `label` stands where her name stood."""
    touched = _forget_lines(session, known) | _forget_pairs(session, known)
    touched |= _forget_packed(session, known)
    emptied = settle(session, touched)
    forget_labels(session, known, label, touched, emptied)


def forget_beside(session: Session, known: Known, label: str) -> None:
    """Take her out of what is kept outside the journal: drafts, saved lists, imports, files."""
    scrub = Scrubber(known.words, label)
    _forget_drafts(session, known, scrub)
    for view in session.scalars(select(SavedView)):
        _clean(view, "definition", scrub)
    for mapping in session.scalars(select(Mapping)):
        _clean(mapping, "definition", scrub)
    for batch in session.execute(select(ImportBatch.id, ImportBatch.file, ImportBatch.counts)):
        new = {"file": scrub.text(batch.file), "counts": scrub.values(batch.counts)}
        if (new["file"], new["counts"]) != (batch.file, batch.counts):
            session.execute(update(ImportBatch).where(ImportBatch.id == batch.id).values(new))
    for line in session.scalars(select(Change).where(Change.table_name == "import_batch")):
        _clean(line, "before", scrub)
        _clean(line, "after", scrub)
    _forget_files(session, known)


class Scrubber:
    """Puts a label in place of words that tell a person, in texts within JSON values."""

    def __init__(self, words: Iterable[str], label: str) -> None:
        ordered = sorted(filter(None, words), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_found_as, ordered)) or r"(?!)")
        self._label = label

    def text(self, text: str) -> str:
        return self._pattern.sub(self._label, text)

    def values(self, value: Any) -> Any:
        """The same of everything inside a list or an object, keys included."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.values(one) for one in value]
        if isinstance(value, dict):
            return {self.text(key): self.values(one) for key, one in value.items()}
        return value

    def tells(self, value: Any) -> bool:
        """Whether any of her words stands in it."""
        return bool(self.values(value) != value)


def _found_as(word: str) -> str:
    """Anywhere; two or three plain letters only as a word of their own: they stand in the middle
    of others, and in the names by which views and mappings are read."""
    plain = word.isascii() and word.isalpha() and len(word) <= _FEW
    return rf"(?<![A-Za-z]){word}(?![A-Za-z])" if plain else re.escape(word)


def _forget_lines(session: Session, known: Known) -> set[int]:
    hers = Change.customer_id.in_(known.ids)
    touched = set(session.scalars(select(Change.change_set_id).where(hers).distinct()))
    session.execute(delete(Change).where(hers))
    return touched


def _forget_pairs(session: Session, known: Known) -> set[int]:
    """Lines that say she is another than somebody who stands first in the pair."""
    pairs = select(Change).where(Change.table_name == _PAIR, Change.kind.in_(("c", "d", "u")))
    gone = [
        (change.id, change.change_set_id)
        for change in session.scalars(pairs)
        if {(v or {}).get("other_id") for v in (change.before, change.after)} & known.ids
    ]
    session.execute(delete(Change).where(Change.id.in_([line for line, _set in gone])))
    return {change_set for _line, change_set in gone}


def _forget_packed(session: Session, known: Known) -> set[int]:
    """Rows deleted many at a time are packed together: pack the others anew."""
    touched: set[int] = set()
    for change, rows in packed(session):
        others = [row for row in rows if not _is_hers(change, row, known)]
        if len(others) == len(rows):
            continue
        touched.add(change.change_set_id)
        if not others:
            session.delete(change)
            continue
        change.row_id, change.last_id = others[0]["id"], others[-1]["id"]
        change.packed = zlib.compress(json.dumps(others, ensure_ascii=False).encode(), 1)
        session.flush()
    session.flush()
    return touched


def _is_hers(change: Change, row: Values[str, Any], known: Known) -> bool:
    if owner_of(change, row) in known.ids:
        return True
    return change.table_name == _PAIR and row.get("other_id") in known.ids


def settle(session: Session, touched: set[int]) -> set[int]:
    """Which of these sets have no line left; they cannot be taken back any more, nor can a merge
    half of which is gone."""
    emptied: set[int] = set()
    for change_set in session.scalars(select(ChangeSet).where(ChangeSet.id.in_(touched))):
        lines = select(func.count()).where(Change.change_set_id == change_set.id)
        left = session.scalar(lines.select_from(Change)) or 0
        if not left:
            emptied.add(change_set.id)
        if not left or change_set.action.startswith(_MERGE):
            change_set.undoable = False
    session.flush()
    return emptied


def forget_labels(
    session: Session, known: Known, label: str, touched: set[int], emptied: set[int]
) -> None:
    """Of sets about her alone all words go; of others those that tell her.

    A set that only concerns others keeps a name they happen to share with her.
    """
    scrub = Scrubber(known.words, label)
    emptied = emptied | _spoken_of(session, emptied)
    touched = touched | _spoken_of(session, touched) | _bulk_sets(session, known)
    rows = session.execute(select(ChangeSet.id, ChangeSet.params)).all()
    alone = [row.id for row in rows if row.id not in touched and scrub.tells(row.params)]
    about_others = set(_about_others(session, alone))
    for row in rows:
        if row.id in emptied:
            new = _blanked(row.params, label)
        elif row.id in touched or (row.id in alone and row.id not in about_others):
            new = scrub.values(row.params)
        else:
            continue
        if new != row.params:
            session.execute(update(ChangeSet).where(ChangeSet.id == row.id).values(params=new))


def _about_others(session: Session, ids: list[int]) -> Iterator[int]:
    lines = select(Change.change_set_id).where(
        Change.change_set_id.in_(ids), Change.customer_id.is_not(None)
    )
    yield from session.scalars(lines.distinct())


def _spoken_of(session: Session, ids: set[int]) -> set[int]:
    """An undo bears the label of what it undid."""
    return set(session.scalars(select(ChangeSet.id).where(ChangeSet.undoes_id.in_(ids))))


def _bulk_sets(session: Session, known: Known) -> set[int]:
    """Sets that created her among many: the name of the file may be hers."""
    if not known.ids:
        return set()
    among = or_(*((Change.row_id <= key) & (Change.last_id >= key) for key in known.ids))
    made = select(Change.change_set_id).where(
        Change.kind.in_(("C", "D")), Change.table_name == "customer", among
    )
    return set(session.scalars(made))


def _blanked(params: Any, label: str, name: str = "") -> Any:
    """Nothing is left of the words but how many, whom of ours and which step."""
    if isinstance(params, dict):
        return {
            key: value if key in _KEPT_PARAMS or key == "action" else _blanked(value, label, key)
            for key, value in params.items()
        }
    if isinstance(params, list):
        return [_blanked(one, label, name) for one in params]
    if isinstance(params, str):
        return label if name in ("name", "names") else BLANK
    return params


def _forget_drafts(session: Session, known: Known, scrub: Scrubber) -> None:
    for draft in session.scalars(select(Draft)):
        end = draft.key.rpartition(":")[2]
        hers = end.isdigit() and int(end) in known.ids
        named = draft.data.get("customer_id") in known.ids
        if hers or named or scrub.tells(draft.data):
            session.delete(draft)
    session.flush()


def _clean(row: Any, column: str, scrub: Scrubber) -> None:
    value = getattr(row, column)
    if scrub.tells(value):
        setattr(row, column, scrub.values(value))


def _forget_files(session: Session, known: Known) -> None:
    """Bytes that only she had; what another's journal can bring back stays."""
    if not known.files:
        return
    kept = set(session.scalars(select(Attachment.sha256).where(Attachment.sha256.in_(known.files))))
    lines = select(Change.before, Change.after).where(Change.table_name == "attachment")
    for before, after in session.execute(lines):
        kept |= known.files & {(values or {}).get("sha256") for values in (before, after)}
    for change, rows in packed(session):
        if change.table_name == "attachment":
            kept |= known.files & {row.get("sha256") for row in rows}
    session.execute(delete(Blob).where(Blob.sha256.in_(known.files - kept)))
