"""The words a customer can be found by, and the words of a question; the same on both engines.

Of Chinese text every pair of neighbours and the last character; of names also the pinyin and its
initials from each syllable on; of digits every four in a row and a number's last three; of other
words the word, of which a question gives the beginning.
A question is answered by the customers that have all of its terms.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import add

from crmdesk.models.derived.hanzi import is_hanzi, normalise, spellings
from crmdesk.models.derived.names import company_core, without_legal_form

BEGIN, END = "\ue000", "\ue001"
"""Stand around a whole name (its pinyin, its initials, a whole number), so that an index can tell
an exact hit and one at the beginning from the rest; END also follows the last digits of a number.
Both engines take them for letters."""

_RUNS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇]+|[^\W_\u3400-\u9fff〇]+")
_DIGITS = re.compile(r"\d{4,}")
_NO_DIGIT = re.compile(r"\D")
_BETWEEN = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")  # 李 娜
_RARE = re.compile("[\u9fcd-\u9fff\U00010000-\U0010ffff]")
_NO_ZERO = re.compile(r"86(?:1[3-9]\d{9}|[48]00\d{7})$")  # mobiles and service numbers
_ABROAD = re.compile(r"(?:\+|\b00)(86|886|852)[ \-]*(?=[\d(])")
_CHINA = re.compile(r"\b86[ \-]?(?=1[3-9]\d{9}\b)")
_LONGEST = 40
_MOST_SYLLABLES = 8


@dataclass(slots=True)
class SearchSource:
    """Everything of one customer that is searched, as stored; phones as E.164 or as written.

    Of a company the first of `companies` is its own name, of a person where she works.
    """

    number: str = ""
    names: list[str] = field(default_factory=list)
    companies: list[str] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    is_company: bool = False

    def texts(self) -> Iterator[str]:
        """Every text but number and phones."""
        for texts in (self.names, self.companies, self.channels, self.tags):
            yield from texts
        for texts in (self.addresses, self.emails, self.fields):
            yield from texts


@dataclass(frozen=True, slots=True)
class Term:
    """One required term of a question; with `prefix` any term beginning so will do."""

    text: str
    prefix: bool = False


def terms_of(source: SearchSource) -> set[str]:
    """Every term this customer is found by."""
    found = _number_terms(source.number)
    text = normalise("|".join(source.texts()))
    for run in _RUNS.findall(_BETWEEN.sub("", text) if " " in text else text):
        if run[0] > "\u2fff" and is_hanzi(run[0]):
            found.update(map(add, run, run[1:]))
            found.add(run[-1])  # the others begin a pair
            continue
        found.add(run[:_LONGEST])
        if not run.isascii():
            found.add(_without_accents(run)[:_LONGEST])
        elif not run.isalpha():
            found.update(four for digits in _DIGITS.findall(run) for four in _fours(digits))
    for name in source.names:
        found |= _name_terms(name)
    for company in source.companies:
        found |= _company_terms(company)
    if source.is_company:
        found |= _own_name_terms(source.companies[0])
    if _RARE.search(text) or _RARE.search(source.number):
        found = {_storable(term) for term in found}
    for phone in source.phones:
        found |= _phone_terms(phone)
    return found


def query_terms(text: str) -> list[Term]:
    """What a customer must have to be found by `text`; empty when nothing can be asked."""
    found: dict[Term, None] = {}
    for run in _asked(text):
        if is_hanzi(run[0]):
            pieces = _pairs(run) or [run]
            only = len(run) == 1
            found |= dict.fromkeys(Term(_storable(piece), prefix=only) for piece in pieces)
        elif run.isdecimal() and len(run) >= 4:
            found |= dict.fromkeys(Term(piece) for piece in _covering(run))
        else:
            found[Term(_storable(run[:_LONGEST]), prefix=True)] = None
    return list(found)


def begins_with(text: str) -> tuple[Term, Term] | None:
    """The terms of customers whose name is `text`, and of those whose name begins with it."""
    joined = "".join(_asked(text))[:_LONGEST]
    if not joined:
        return None
    start = BEGIN + _storable(joined)
    return Term(start + END), Term(start, prefix=True)


def best_terms(text: str) -> tuple[Term, Term] | None:
    """The term of customers who bear this very name or number, and of those whose name begins so
    or whose number ends so; of several words the first counts. None where no hit is better."""
    whole = begins_with(text)
    first = begins_with(_at_home(text).split(" ")[0])
    if whole is None or first is None:
        return None
    if (digits := first[1].text.removeprefix(BEGIN)).isdigit() and len(digits) >= 3:
        return whole[0], Term(digits[-4:] + END)
    return whole[0], first[1]


def is_name(best: Term) -> bool:
    """Whether the second of `best_terms` asks for the beginning of a name, not for a number."""
    return best.text.startswith(BEGIN) and not best.text[len(BEGIN) :].isdigit()


def bears(company: str, beginning: Term) -> bool:
    """Whether the company's own name, or its pinyin or initials, begins so."""
    return any(term.startswith(beginning.text) for term in _own_name_terms(company))


def needs_check(text: str) -> bool:
    """Whether hits may be wrong because runs longer than an index term were asked for."""
    return bool(_long_runs(text))


def matches(source: SearchSource, text: str) -> bool:
    """Whether the customer answers `text`, without an index."""
    asked = query_terms(text)
    terms = terms_of(source)
    for term in asked:
        if term.text in terms:
            continue
        if not term.prefix or not any(known.startswith(term.text) for known in terms):
            return False
    return bool(asked) and holds(source, text)


def holds(source: SearchSource, text: str) -> bool:
    """Whether each long run of `text` stands in one field: pairs alone can hit across fields."""
    long = _long_runs(text)
    in_text = [run for run in long if is_hanzi(run[0])]
    in_digits = [run for run in long if run.isdigit()]
    if in_text:
        known = [re.sub(r"\W", "", normalise(told)) for told in source.texts()]
        if not all(any(run in told for told in known) for run in in_text):
            return False
    if in_digits:
        numbers = [_dialled(phone) for phone in source.phones]
        texts = (source.number, *source.texts())
        numbers += [re.sub(r"\D", "", normalise(told)) for told in texts]
        return all(any(run in number for number in numbers) for run in in_digits)
    return True


def _runs(text: str) -> list[str]:
    """Hanzi and other words apart: "奥迪A6" is two runs."""
    runs: list[str] = _RUNS.findall(normalise(text))
    return runs


def _number_terms(number: str) -> set[str]:
    """Our own number as it stands and, as people say it, without its zeros: K000123, 123."""
    word = "".join(_runs(number))[:_LONGEST]
    digits = _NO_DIGIT.sub("", word).lstrip("0")
    return {term for term in (word, digits, *_fours(digits)) if term}


def _name_terms(name: str) -> set[str]:
    plain = normalise(name)
    whole = (plain if plain.isalpha() else "".join(_RUNS.findall(plain)))[:_LONGEST]
    found = {BEGIN + whole + END} if whole else set()
    for told in spellings(name):
        joined, letters = "".join(told), "".join([syllable[0] for syllable in told])
        at = 0
        for start, syllable in enumerate(told):
            found.add(joined[at : at + _LONGEST])
            found.add(letters[start : start + _LONGEST])
            at += len(syllable)
        found.add(BEGIN + joined[:_LONGEST] + END)
        found.add(BEGIN + letters[:_LONGEST] + END)
    return found


def forget_names() -> None:
    """Let go of what was remembered of thousands of names, when their bulk is done."""
    for remembered in (_company_terms, _own_name_terms, company_core, without_legal_form):
        remembered.cache_clear()


@lru_cache(maxsize=20_000)
def _company_terms(company: str) -> frozenset[str]:
    """Of the core from each syllable on, of the whole name from its beginning."""
    found: set[str] = set()
    for told in spellings(company_core(company), person=False)[:2]:
        letters = "".join(syllable[0] for syllable in told)
        found.update(letters[start : start + _LONGEST] for start in range(len(letters)))
        found.update("".join(told[start:_MOST_SYLLABLES]) for start in range(len(told[:6])))
    for told in spellings(without_legal_form(company), person=False)[:1]:
        found |= {"".join(told)[:_LONGEST], "".join(syllable[0] for syllable in told)[:_LONGEST]}
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _own_name_terms(company: str) -> frozenset[str]:
    """That a company is called so: who only works there stands behind those who bear the name."""
    core = company_core(company)
    found = {BEGIN + "".join(_runs(name))[:_LONGEST] + END for name in (company, core)}
    for told in spellings(core, person=False)[:1]:
        joined, letters = "".join(told), "".join(syllable[0] for syllable in told)
        found |= {BEGIN + joined[:_LONGEST] + END, BEGIN + letters[:_LONGEST] + END}
    return frozenset(found)


def _phone_terms(phone: str) -> set[str]:
    digits = _dialled(phone)
    if not digits:
        return set()
    tails = {digits[-3:], digits[-3:] + END, digits[-4:] + END, BEGIN + digits[:_LONGEST] + END}
    tails.update(_fours(digits))
    return tails


def _dialled(phone: str) -> str:
    """The digits of a number as dialled at home, where it is one of our regions'."""
    digits = phone.removeprefix("+")
    if not (digits.isascii() and digits.isdecimal()):
        digits = _NO_DIGIT.sub("", normalise(phone))
    if phone.startswith("+86"):
        return ("" if _NO_ZERO.match(digits) else "0") + digits[2:]
    if phone.startswith("+886"):
        return "0" + digits[3:]
    return digits[3:] if phone.startswith("+852") else digits


def _at_home(text: str) -> str:
    """A question without the country codes that numbers are kept without."""
    plain = _CHINA.sub("", normalise(text))
    return _ABROAD.sub(lambda found: "0" if found[1] == "886" else "", plain)


def _asked(text: str) -> list[str]:
    return _runs(_at_home(text))


def _pairs(run: str) -> list[str]:
    return list(map(add, run, run[1:]))


def _long_runs(text: str) -> list[str]:
    """Hanzi and digits that the index knows only in pieces."""
    return [
        run
        for run in _asked(text)
        if (is_hanzi(run[0]) and len(run) > 2) or (run.isdigit() and len(run) > 4)
    ]


def _fours(digits: str) -> list[str]:
    return [digits[at : at + 4] for at in range(len(digits) - 3)]


def _covering(digits: str) -> list[str]:
    """As few runs of four as cover all digits."""
    return [digits[at : at + 4] for at in range(0, len(digits) - 4, 4)] + [digits[-4:]]


def _without_accents(word: str) -> str:
    bare = (mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark))
    return "".join(bare)


def _storable(term: str) -> str:
    """Characters younger than the engines' letter tables as their code, else they would cut it."""
    return _RARE.sub(lambda found: f"u{ord(found[0]):x}", term)
