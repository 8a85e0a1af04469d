"""vCards become the same records as rows do; a problem's column is the name of the property."""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import blake2b

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.i18n import pgettext
from crmdesk.models.core.words import LONGEST_KEY
from crmdesk.models.customers.phones import parse_phones
from crmdesk.models.exchange.cleaning.addresses import complete, put_together
from crmdesk.models.exchange.cleaning.column_cells import SHORT, is_no_entry, is_too_long
from crmdesk.models.exchange.cleaning.days import is_no_day, read_birthday
from crmdesk.models.exchange.reading.book import Sheet
from crmdesk.models.exchange.reading.card_lines import (
    address_in,
    kind_of,
    number_in,
    prepared,
    tags_of_members,
    uid_of,
)
from crmdesk.models.exchange.reading.vcard import Property, parts, unescaped
from crmdesk.models.exchange.records.customers import (
    Address,
    Anniversary,
    Channel,
    CustomerRecord,
    Email,
)
from crmdesk.models.exchange.records.say import note_line
from crmdesk.models.exchange.records.understood import OfficeHints, Problem, SheetUnderstanding
from crmdesk.models.exchange.sheets.assemble import add_note, whole_name
from crmdesk.models.exchange.sheets.card_words import (
    CHANNELS,
    ELSEWHERE,
    KINDS,
    LABELS,
    MESSENGERS,
    SERVICES,
    is_for_machines,
)
from crmdesk.models.exchange.sheets.finish import settle
from crmdesk.models.exchange.vocabulary.choices import words_of
from crmdesk.models.exchange.vocabulary.normal import plain_header
from crmdesk.models.exchange.vocabulary.texts import tidy
from crmdesk.models.exchange.vocabulary.wordlists import split_words

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM")
_PAUSE = re.compile(r"(\+?\d[\d ()\-]{6,})[,;pPwW](\d{1,6})#?")
"""Telephones wait at a comma, then dial the extension."""


def understand_cards(sheet: Sheet, office: OfficeHints) -> SheetUnderstanding:
    """All cards of a file; one that names nobody is skipped."""
    found = SheetUnderstanding(sheet.name, "customers", 0, 1.0, [], "vcf")
    cards = [[Property(*line) for line in card] for card in sheet.cards]
    groups = tags_of_members(cards)
    for number, lines in enumerate(cards, start=1):
        if kind_of(lines) == "group":
            found.skipped.append((number, "group"))
            continue
        record = _Card(number, lines, office, found.problems).read()
        if record and (tags := groups.get(uid_of(lines))):
            for tag in dict.fromkeys(tags):
                if len(tag) > LONGEST_KEY:  # no list takes it
                    add_note(record, tag)
                elif tag not in record.tags:
                    record.tags = (*record.tags, tag)
        if record is None:
            found.skipped.append((number, "empty"))
        else:
            found.customers.append(record)
    return found


class _Card:
    """One card on its way to a record."""

    def __init__(
        self,
        number: int,
        lines: Sequence[Property],
        office: OfficeHints,
        problems: list[Problem],
    ) -> None:
        self._lines, self._office, self._problems = prepared(lines), office, problems
        self._told = lines
        self._record = CustomerRecord(row=number)
        self._labels = {
            line.group: tidy(unescaped(line.value)).removeprefix("_$!<").removesuffix(">!$_")
            for line in lines
            if line.name == "X-ABLABEL"
        }

        self._takers: dict[str, Callable[[Property, str], None]] = {
            "TEL": self._phone,
            "EMAIL": self._email,
            "ADR": self._address,
            "ORG": self._organisation,
            "TITLE": self._title,
            "ROLE": self._role,
            "NOTE": self._note,
            "CATEGORIES": self._tags,
            "GENDER": self._gender,
            "X-GENDER": self._gender,
            "BDAY": self._birthday,
            "X-ALTBDAY": self._birthday,
            "ANNIVERSARY": self._anniversary,
            "X-ANNIVERSARY": self._anniversary,
            "X-ABDATE": self._anniversary,
            "PHOTO": self._photo,
            "IMPP": self._messenger,
            "X-SOCIALPROFILE": self._profile,
            "X-ANDROID-CUSTOM": self._android,
            "NICKNAME": self._nickname,
            **dict.fromkeys(MESSENGERS, self._other_messenger),
        }

    def read(self) -> CustomerRecord | None:
        """The customer on the card; None where the card names nobody."""
        record = self._record
        record.name = self._name()
        for line in self._lines:
            text = tidy(unescaped(line.value))
            if text and line.name not in ELSEWHERE:
                self._take(line, text)
        if any(line.name == "X-ABSHOWAS" and "COMPANY" in line.value for line in self._lines):
            record.name, record.company, record.kind = record.company or record.name, "", "company"
        record.kind = KINDS.get(kind_of(self._lines), record.kind)
        if not record.addresses:
            self._whole_addresses()
        told = "\x1f".join(f"{line.name}:{line.value}" for line in self._told if line.name != "UID")
        record.digest = blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()
        if not settle(record, certain=True):
            return None
        complete(record, derive_region=True, tidy=False)
        return record

    def _name(self) -> str:
        """FN first: in Chinese cards the parts of N are often swapped."""
        for line in self._lines:
            if line.name == "FN" and (name := tidy(unescaped(line.value))):
                return self._named(line, " ".join(name.split()))
        for line in self._lines:
            if line.name == "N":
                family, given, middle, *_ = [*map(tidy, parts(line.value)), "", "", ""]
                return self._named(line, whole_name(family, given, middle))
        return ""

    def _named(self, line: Property, name: str) -> str:
        """A name too long to be one is kept whole in the note; its beginning is what one sees."""
        if not is_too_long(name):
            return name
        self._problem(line, name, "cell.too_long")
        return name[:SHORT]

    def _take(self, line: Property, text: str) -> None:
        if is_too_long(text) and line.name not in ("NOTE", "PHOTO"):
            self._problem(line, text, "cell.too_long")
        elif line.name in CHANNELS:
            self._add_channel(CHANNELS[line.name], text, self._label(line))
        elif take := self._takers.get(line.name):
            take(line, text)
        elif not is_for_machines(line.name):
            told = ", ".join(line.types).lower() if line.name == "RELATED" else ""
            name = self._labels.get(line.group) or told or line.name.removeprefix("X-")
            add_note(self._record, f"{name}：{text}")

    def _nickname(self, _line: Property, text: str) -> None:
        known = dict(self._record.custom)
        name = pgettext("column", "Nickname")
        known[name] = f"{known[name]}, {text}" if name in known else text
        self._record.custom = tuple(known.items())

    def _label(self, line: Property) -> str:
        if own := self._labels.get(line.group):
            return words_of("label").get(plain_header(own), own)
        return next((LABELS[word] for word in line.types if word in LABELS), "")

    def _phone(self, line: Property, text: str) -> None:
        text = number_in(text)
        if "FAX" in line.types:
            self._add_channel("fax", text, self._label(line))
            return
        if not any(map(str.isdigit, text)):
            self._problem(line, text, "cell.phone.none")
            return
        text = _PAUSE.sub(r"\1转\2", text)
        office = self._office
        found = parse_phones(
            text, area_code=office.area_code, country=office.country, label=self._label(line)
        )
        self._record.phones += tuple(found)

    def _email(self, line: Property, text: str) -> None:
        address = address_in(text)
        if "@" in address:
            self._record.emails += (Email(self._label(line), address),)
        else:
            self._problem(line, text, "cell.email")

    def _address(self, line: Property, _text: str) -> None:
        _box, more, street, city, region, postcode, country, *_rest = [
            *(tidy(part).replace("\n", " ") for part in parts(line.value)),
            *[""] * 7,
        ]
        street = " ".join(filter(None, (street, more)))
        told = ("", country, region, city, street, postcode)
        only = street if not (region or city) else ""
        address = put_together(self._label(line), only, told, split=bool(only))
        if address is None and (whole := line.params.get("LABEL", "")):
            address = self._whole_address(line, whole)
        if address is not None:
            self._record.addresses += (address,)

    def _whole_addresses(self) -> None:
        """Cards of old telephones tell an address as printed on a letter, and no more."""
        labels = (line for line in self._lines if line.name == "LABEL")
        found = [self._whole_address(line, tidy(unescaped(line.value))) for line in labels]
        self._record.addresses = tuple(filter(None, found))

    def _whole_address(self, line: Property, text: str) -> Address | None:
        whole = " ".join(text.split())
        return put_together(self._label(line), whole, ("",) * 6, split=True)

    def _organisation(self, line: Property, _text: str) -> None:
        company, *departments = map(tidy, parts(line.value))
        self._set("company", company)
        self._set("department", " ".join(filter(None, departments)))

    def _title(self, _line: Property, text: str) -> None:
        self._set("title", text)

    def _role(self, _line: Property, text: str) -> None:
        self._set("occupation", text)

    def _set(self, name: str, text: str) -> None:
        """The first counts; what comes after it goes to the note."""
        known = getattr(self._record, name)
        if not known:
            setattr(self._record, name, text)
        elif text and text != known:
            add_note(self._record, note_line(name, text))

    def _note(self, _line: Property, text: str) -> None:
        add_note(self._record, text)

    def _tags(self, line: Property, text: str) -> None:
        if is_no_entry("tags", text):
            self._problem(line, text, "cell.too_long")
            return
        self._record.tags += tuple(split_words(text))

    def _gender(self, _line: Property, text: str) -> None:
        self._record.gender = words_of("gender").get(plain_header(text.split(";")[0]), "")

    def _birthday(self, line: Property, text: str) -> None:
        day = self._day(line, text)
        if day and (self._record.birthday is None or day.calendar == "lunar"):
            self._record.birthday = day

    def _anniversary(self, line: Property, text: str) -> None:
        if day := self._day(line, text):
            label = self._labels.get(line.group, "")
            self._record.anniversaries += (Anniversary(label, day),)

    def _day(self, line: Property, text: str) -> Birthday | None:
        chinese = line.params.get("CALSCALE", "").lower() == "chinese"
        calendar = "lunar" if chinese or line.name == "X-ALTBDAY" else ""
        plain = text.split("T")[0] if text[:4].isdigit() or text[:2] == "--" else text
        if line.params.get("X-APPLE-OMIT-YEAR"):
            plain = plain.replace(line.params["X-APPLE-OMIT-YEAR"], "1604", 1)
        country = self._office.country
        found = read_birthday(plain, plain, calendar=calendar, country=country)
        if found is None and not is_no_day(plain):
            self._problem(line, text, "cell.birthday")
        if found and found.calendar == "lunar" and line.params.get("LEAP") == "1":
            return replace(found, leap=True)
        return found

    def _photo(self, line: Property, text: str) -> None:
        data = text.split("base64,", 1)[-1]
        try:
            photo = base64.b64decode(data, validate=False)
        except binascii.Error:
            return
        if photo.startswith(_PICTURES):
            self._record.photo = photo

    def _messenger(self, line: Property, text: str) -> None:
        scheme, _, value = text.partition(":")
        service = line.params.get("X-SERVICE-TYPE", scheme).lower()
        if value:
            self._add_channel(SERVICES.get(service, service), value, self._label(line))

    def _other_messenger(self, line: Property, text: str) -> None:
        service = line.name.removeprefix("X-").removesuffix("-USERNAME").lower()
        self._add_channel(service, text, self._label(line))

    def _profile(self, line: Property, text: str) -> None:
        service = next((word.lower() for word in line.types if word != "PREF"), "web")
        value = line.params.get("X-USER") or text.removeprefix("x-apple:")
        self._add_channel(SERVICES.get(service, service), value, "")

    def _android(self, line: Property, text: str) -> None:
        """vnd.android.cursor.item/nickname;小张;1: a kind, a value, a type and more."""
        kind, value, which, *_rest = [*parts(line.value), "", "", ""]
        kind = kind.rpartition("/")[2]
        if kind == "nickname":
            self._nickname(line, value)
        elif kind == "contact_event":
            (self._birthday if which == "3" else self._anniversary)(line, value)
        elif value:
            add_note(self._record, f"{kind}：{value}")

    def _add_channel(self, kind: str, value: str, label: str) -> None:
        self._record.channels += (Channel(kind, value, label),)

    def _problem(self, line: Property, text: str, code: str) -> None:
        self._problems.append(Problem("", self._record.row, line.name, line.name, text, code))
        add_note(self._record, f"{line.name}：{text}")
