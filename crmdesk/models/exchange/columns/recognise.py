"""Which column is what: by header, by content, by what stands beside it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from crmdesk.models.core.words import LONGEST_KEY
from crmdesk.models.exchange.columns.column_looks import named_by_content, weighed
from crmdesk.models.exchange.columns.contacts import contacts_told_apart
from crmdesk.models.exchange.columns.offices import settle_office_columns
from crmdesk.models.exchange.columns.programs import beside_one_another
from crmdesk.models.exchange.header.levels import Readings
from crmdesk.models.exchange.header.titles import read_header, read_own_header
from crmdesk.models.exchange.vocabulary.cells import column_letter
from crmdesk.models.exchange.vocabulary.choices import CLOSED, choice_of, words_of
from crmdesk.models.exchange.vocabulary.fields import BY_CODE, Target
from crmdesk.models.exchange.vocabulary.identities import holds_identities
from crmdesk.models.exchange.vocabulary.looks import guess_by_content, is_company, is_person, share
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.own_headers import own_name
from crmdesk.models.exchange.vocabulary.synonyms import GENERIC_NAME, IDENTITY, IGNORED

_FIELDS = BY_CODE["customers"]
_SEVERAL = frozenset({"note", "private_note", "tags", "address.street", IGNORED, IDENTITY})
_EXPORT_ONLY = frozenset(code for code, field in _FIELDS.items() if not field.imported)
OUR_OWN = frozenset({"number", "kind", "name", "stage"})
"""What every sheet of our own says: nothing in it is to be derived from anything else."""
NOTE_LINE = "note.line"
"""A column nobody understands and that has no header: a line of the note."""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column as understood; `target` is None where it is empty or not imported.

    `against`: what stands in it speaks against its header.
    """

    index: int
    header: str
    target: Target | None
    confidence: float
    samples: tuple[str, ...]
    against: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.index)


def recognise(
    titles: Sequence[str],
    samples: Sequence[Sequence[str]],
    readings: Readings | None = None,
    merged: Collection[int] = (),
) -> list[ColumnGuess]:
    """What each column is; `samples` are the texts of its first rows, `readings` what is known
    already of titles below groups, `merged` the columns with cells merged over several rows."""
    guesses = []
    for index, title in enumerate(titles):
        values = samples[index] if index < len(samples) else ()
        guesses.append(_first_guess(index, title, values, readings or {}))
    own = _is_our_own(titles, guesses)
    guesses = [_settled(guess, samples, guesses, own=own) for guess in guesses]
    if not own:
        guesses = settle_office_columns(beside_one_another(guesses, samples), samples)
        guesses = _names_settled(guesses, samples)
        guesses = named_by_content(guesses, samples)
        guesses = contacts_told_apart(guesses, samples, merged)
        guesses = weighed(guesses, samples)
    return _each_once(guesses)


def _is_our_own(titles: Sequence[str], guesses: Sequence[ColumnGuess]) -> bool:
    """Whether our own export wrote this sheet: then its headers mean just what they say."""
    fields = {guess.target.field for guess in guesses if guess.target}
    told = [title for title in titles if title.strip()]
    ours = [title for title in told if read_own_header(title, "customers")]
    return fields >= OUR_OWN and len(ours) * 2 >= len(told)


def apply_mapping(guesses: Sequence[ColumnGuess], mapping: Mapping[int, str]) -> list[ColumnGuess]:
    """The columns as the user wants them; "" stands for a column not to be imported."""
    chosen = []
    for guess in guesses:
        if guess.index in mapping:
            text = mapping[guess.index]
            target = Target.parse(text) if text else None
            guess = replace(guess, target=target, confidence=1.0, against=False)
        chosen.append(guess)
    return chosen


def nameless(index: int) -> ColumnGuess:
    """A column without header or sense."""
    letter = column_letter(index)
    return ColumnGuess(index, "", Target(NOTE_LINE, label=letter), 0.3, ())


def if_filled_later(guess: ColumnGuess) -> ColumnGuess:
    """A column blank as far as anybody looked is one of these, should anything come in it."""
    blank = guess.target is None and not guess.header.strip() and not guess.samples
    return nameless(guess.index) if blank else guess


def _first_guess(index: int, title: str, values: Sequence[str], readings: Readings) -> ColumnGuess:
    filled = [value for value in values if value]
    shown = tuple(dict.fromkeys(filled[:200]))[:3]
    if index in readings:
        found = readings[index]
    else:
        found = read_header(title) if title.strip() else guess_by_content(filled)
    if found:
        return ColumnGuess(index, title, found[0], found[1], shown)
    if title.strip():
        return _as_custom(ColumnGuess(index, title, None, 0.5, shown))
    if filled:
        return ColumnGuess(index, title, Target(NOTE_LINE, label=column_letter(index)), 0.3, shown)
    return ColumnGuess(index, title, None, 1.0, shown)


def _settled(
    guess: ColumnGuess,
    samples: Sequence[Sequence[str]],
    guesses: Sequence[ColumnGuess],
    *,
    own: bool,
) -> ColumnGuess:
    """What one column's content says against its header."""
    target = guess.target
    if target is None:
        return guess
    if target.field == "custom":
        papers = not own and holds_identities(_of(guess, samples))
        return replace(guess, target=Target(IDENTITY), confidence=0.7) if papers else guess
    values = samples[guess.index] if guess.index < len(samples) else ()
    if target.field in _EXPORT_ONLY:
        return replace(guess, target=Target(IGNORED)) if own else _as_custom(guess)
    if target.field == "owner.generic":
        return _owner_or_contact(guess, values, guesses, own=own)
    if target.field == "address.street" and target.label:  # 商务地址 街道 2: its second line
        return replace(guess, target=replace(target, n=1))
    choice = choice_of(target.field)
    if not own and choice in CLOSED and any(values):
        known = words_of(choice)
        if share(values, lambda text: plain_header(text) in known) < 0.4:
            return _as_custom(guess)
    return guess


def _of(guess: ColumnGuess, samples: Sequence[Sequence[str]]) -> Sequence[str]:
    return samples[guess.index] if guess.index < len(samples) else ()


def _owner_or_contact(
    guess: ColumnGuess, values: Sequence[str], guesses: Sequence[ColumnGuess], *, own: bool
) -> ColumnGuess:
    """负责人 is one of ours where few names repeat, else the head of the customer's company."""
    others = {other.target.field for other in guesses if other.target}
    told = [value for value in values if value]
    few = len(set(told)) <= max(8, len(told) // 5)
    if own or "company" not in others | _fields(guesses, GENERIC_NAME):
        return replace(guess, target=Target("owner"))
    each = len(set(told)) == len(told) > 1 and not any(
        other.target and other.target.contact for other in guesses
    )
    if "owner" in others or ((each or not few) and share(told, is_person) > 0.5):
        taken = max((other.target.contact for other in guesses if other.target), default=0)
        return replace(guess, target=Target("name", contact=taken + 1), confidence=0.7)
    return replace(guess, target=Target("owner"), confidence=0.8)


def _fields(guesses: Sequence[ColumnGuess], *fields: str) -> set[str]:
    found = {guess.target.field for guess in guesses if guess.target}
    return {"company"} if found & set(fields) else set()


def _names_settled(
    guesses: list[ColumnGuess], samples: Sequence[Sequence[str]]
) -> list[ColumnGuess]:
    """客户名称, 名字 and 联系人 mean different things beside different columns."""
    fields = {guess.target.field for guess in guesses if guess.target and not guess.target.contact}
    contacts = any(guess.target and guess.target.contact for guess in guesses)
    settled = []
    for guess in guesses:
        target = guess.target
        if target and target.field == GENERIC_NAME:
            values = samples[guess.index] if guess.index < len(samples) else ()
            beside = "name" in fields and "company" not in fields
            companies = share(values, lambda text: is_company(text, certain=False))
            alone = contacts and "company" not in fields and share(values, is_person) < 0.5
            as_company = beside or alone or (contacts and companies > 0.5)
            field = "company" if as_company and "company" not in fields else "name"
            guess = replace(guess, target=Target(field))
        elif target and "name.family" in fields:
            guess = _beside_family_name(guess, plain_header(guess.header), fields)
        settled.append(guess)
    return settled


def _beside_family_name(guess: ColumnGuess, plain: str, fields: set[str]) -> ColumnGuess:
    """Beside 姓氏, 名字 is the given name; Outlook's Title is Mr or Mrs."""
    if plain == "名字" and "name.given" not in fields:
        return replace(guess, target=Target("name.given"))
    if plain == "title":
        return replace(guess, target=Target("salutation"))
    return guess


def _as_custom(guess: ColumnGuess) -> ColumnGuess:
    name = own_name(guess.header)
    if len(name) > LONGEST_KEY:  # no name of a field: what stands below it is for the note
        return replace(guess, target=Target(NOTE_LINE, label=guess.letter), confidence=0.5)
    return replace(guess, target=Target("custom", label=name), confidence=0.5)


def _each_once(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Two columns never fill the same place: several get numbers, single ones become custom."""
    taken: dict[Target, int] = {}
    result = []
    for guess in sorted(guesses, key=lambda guess: not guess.samples):  # blank ones take no place
        if guess.target is not None:
            guess = _free(guess, guess.target, taken)
            if guess.target is not None:
                taken.setdefault(_place(guess.target), guess.target.n)
        result.append(guess)
    return sorted(result, key=attrgetter("index"))


def _free(guess: ColumnGuess, target: Target, taken: dict[Target, int]) -> ColumnGuess:
    """The guess with a place of its own; `taken` says of each place the last number given instead
    of it: thousands of columns may ask for one."""
    field = _FIELDS.get(target.field)
    if target.field in _SEVERAL or _place(target) not in taken:
        return guess
    if field and field.many and not target.field.startswith("address."):
        asked = _place(target)
        while _place(target) in taken:
            target = replace(target, n=max(target.n, taken[asked]) + 1)
        taken[asked] = target.n
        return replace(guess, target=target)
    if target.field == "custom":
        return replace(guess, target=replace(target, label=_next_name(target.label, taken)))
    if guess.header.strip():
        return _free(_as_custom(guess), Target("custom", label=own_name(guess.header)), taken)
    return replace(guess, target=Target(NOTE_LINE, label=guess.letter))


def _place(target: Target) -> Target:
    """What must not be filled twice: of addresses each label's, else whatever the label."""
    if target.field == "custom" or target.field.startswith("address"):
        return target
    return replace(target, label="")


def _next_name(name: str, taken: dict[Target, int]) -> str:
    asked = Target("custom", label=name)
    number = max(2, taken.get(asked, 0) + 1)
    while Target("custom", label=f"{name}{number}") in taken:
        number += 1
    taken[asked] = number
    return f"{name}{number}"
