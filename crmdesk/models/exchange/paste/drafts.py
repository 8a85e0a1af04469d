"""A person from a pasted text as the form shows her: words, every one of them editable."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import datetime

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.calendar.birthday_text import parse_birthday
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.customers.invoice_text import InvoiceDraft
from crmdesk.models.customers.phone_cells import label_meaning
from crmdesk.models.customers.places import Place, province_of_city, split_address
from crmdesk.models.derived.hanzi import simplify
from crmdesk.models.exchange.cleaning.called_names import called_name
from crmdesk.models.exchange.paste.board import Board
from crmdesk.models.exchange.sheets.remark_names import RemarkName, read_remark

_DISTRICT = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:区|县|區|縣|旗)|[\u4e00-\u9fff]{1,3}(?:市|鄉|鎮)")
_WISH = re.compile(
    r"要|订|购|买|发货|发到|前发|送|寄|拿|报价|价格|多少|急|尽快|明天|后天|今天|下周|周[一二三四五六日末]|月底"
    r"|请|麻烦|预约|退|换|修|坏|问|联系|回电"
)
_BIRTH_WORDS = re.compile(r"(?:的|过|是)?生日?[:：是为]?|[:：]")
_PHONE_LABEL = re.compile(r"([^\W\d_]{1,8})[:：\s]*(?=[+\d(])")
_NO_INVOICE = InvoiceDraft()
_MANY = frozenset(("phone", "email", "title", "note"))
_KINDS = {"专": "special", "普": "ordinary", "三": "three_part", "二": "two_part"}


@dataclass(frozen=True, slots=True)
class PasteDraft:
    """One person or company to check. `rest` goes into the log with `as_log`, else into the note.

    `phones` may begin with a word (传真 0571-88881235); `birthday` is as typed. `remark` is the
    name as written in WeChat, `chat_at` when a chat ended (local time), `chat` its words.
    """

    name: str = ""
    salutation: str = ""
    company: str = ""
    title: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    wechat: str = ""
    remark: str = ""
    qq: str = ""
    line: str = ""
    web: str = ""
    address: str = ""
    region: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postcode: str = ""
    birthday: str = ""
    industry: str = ""
    tags: tuple[str, ...] = ()
    invoice: InvoiceDraft = _NO_INVOICE
    rest: str = ""
    as_log: bool = False
    chat: str = ""
    chat_at: datetime | None = None
    direction: str = ""
    answered: bool = False

    @property
    def kind(self) -> str:
        """A company where no person is named."""
        return "company" if not self.name.strip() and self.company.strip() else "person"

    @property
    def shown_name(self) -> str:
        """By which she is stored: her own, the company's, else what she can be reached by."""
        others = (self.company, *self.phones, self.wechat, *self.emails, self.qq, self.line)
        return self.name.strip() or next((other.strip() for other in others if other.strip()), "")

    @property
    def has_invoice(self) -> bool:
        return any(getattr(self.invoice, field.name) for field in fields(InvoiceDraft))

    @property
    def is_empty(self) -> bool:
        return self == PasteDraft(rest=self.rest, as_log=self.as_log)

    def born(self, country: str) -> Birthday | None:
        return parse_birthday(self.birthday, country=country) if self.birthday.strip() else None

    def problems(self, country: str = "CN") -> dict[str, str]:
        """Field name -> message code; empty when she may be stored."""
        found: dict[str, str] = {}
        if not self.shown_name:
            found["name"] = "customer.name.empty"
        if any("@" not in email for email in self.emails):
            found["emails"] = "customer.email.odd"
        if self.birthday.strip() and self.born(country) is None:
            found["birthday"] = "fact.birthday"
        return found

    def customer(self, country: str) -> CustomerDraft:
        """What creating her takes; the rest is added afterwards."""
        note = self.rest if not self.as_log else ""
        return CustomerDraft(
            name=self.shown_name,
            kind=self.kind,
            company="" if self.kind == "company" else self.company,
            salutation=self.salutation,
            title=self.title,
            birthday=self.born(country),
            industry=self.industry,
            region=self.region,
            phones=tuple(split_label(phone)[1] for phone in self.phones),
            email=" ".join(self.emails),
            wechat=self.wechat,
            tags=self.tags,
            note=note,
        )


def draft_of(board: Board, country: str = "CN") -> PasteDraft:
    """What the pieces of a text say of one person."""

    def one(field: str) -> str:
        return next(iter(board.values(field)), "")

    address = _joined(one("region"), one("address"))
    companies, notes = board.values("company"), board.values("note")
    names = board.values("name")
    rest = "\n".join(filter(None, (board.rest(), *notes)))
    invoice = _invoice(board)
    draft = PasteDraft(
        title=" ".join(board.values("title")),
        company=companies[0] if companies else invoice.title,
        phones=_phones(board),
        emails=tuple(board.values("email")),
        wechat=one("wechat"),
        qq=one("qq"),
        line=one("line"),
        web=one("web"),
        birthday=_BIRTH_WORDS.sub("", one("birthday")),
        invoice=invoice,
        rest="\n".join((rest, *_left_over(board, address))).strip(),
    )
    if board.same_wechat and not draft.wechat and draft.phones:
        draft = replace(draft, wechat=split_label(draft.phones[0])[1])
    draft = with_address(draft, address, one("postcode"))
    draft = with_name(draft, names[0] if names else "")
    return replace(draft, as_log=_WISH.search(simplify(draft.rest)) is not None)


def with_name(draft: PasteDraft, written: str) -> PasteDraft:
    """The name as written understood: 王总 is a salutation too, A建材王总-杭州 says more."""
    if remark := read_remark(written):
        return _with_remark(draft, remark)
    called = called_name(written)
    if called is None:
        return replace(draft, name=written)
    if called.before:
        tags = (*draft.tags, called.before)
        return replace(draft, name=called.name, salutation=called.salutation, tags=tags,
                       remark=written)  # fmt: skip
    title = draft.title or called.title
    return replace(draft, name=called.name, salutation=called.salutation, title=title)


def with_address(draft: PasteDraft, whole: str, postcode: str = "") -> PasteDraft:
    """An address and its parts, as far as the table of places reaches."""
    place = split_address(whole)
    if not (place.region or place.city) and (region := province_of_city(whole)):
        place = Place("" if region == "台湾" else region, whole, "", "")
    found = _DISTRICT.match(place.street) if place.city or place.region else None
    district = found[0] if found else ""
    return replace(
        draft,
        address=whole,
        region=place.region,
        city=place.city,
        district=district,
        street=place.street[len(district) :].strip(),
        postcode=postcode or place.postcode,
    )


def split_label(phone: str) -> tuple[str, str]:
    """(code or word, number) of '传真 0571-88881235'; no label for a mere number."""
    found = _PHONE_LABEL.match(phone.strip())
    if found is None or found[1].lower() in ("ext", "x"):
        return "", phone.strip()
    return label_meaning(found[1]), phone.strip()[found.end() :]


def _with_remark(draft: PasteDraft, remark: RemarkName) -> PasteDraft:
    known = tuple(phone for phone in remark.phones if phone not in draft.phones)
    rest = "\n".join(filter(None, (draft.rest, *remark.notes)))
    found = replace(
        draft,
        name=remark.name,
        salutation=remark.salutation,
        title=draft.title or remark.title,
        company=draft.company or remark.company,
        industry=remark.industry,
        phones=(*draft.phones, *known),
        tags=(*draft.tags, *remark.tags),
        remark=remark.text,
        rest=rest,
    )
    if remark.city and not draft.address:
        found = replace(found, address=remark.city, city=remark.city, region=remark.region)
    elif remark.region and not draft.region:
        found = replace(found, region=remark.region)
    return found


def _phones(board: Board) -> tuple[str, ...]:
    """The numbers, mobiles bare and others behind the word that was written before them."""
    found: dict[str, str] = {}
    for piece in sorted(board.pieces, key=lambda piece: piece.start):
        if piece.field == "phone":
            worth = label_meaning(simplify(piece.label).lower()) in ("work", "home", "fax")
            found.setdefault(piece.value, f"{piece.label} {piece.value}" if worth else piece.value)
    return tuple(found.values())


def _left_over(board: Board, address: str) -> list[str]:
    """A second company, address, account … finds no field of its own."""
    first = dict[str, str]()
    found = []
    for piece in sorted(board.pieces, key=lambda piece: piece.start):
        if piece.field in _MANY:
            continue
        if first.setdefault(piece.field, piece.value) != piece.value:
            found.append(piece.value)
    if (region := first.get("region", "")) not in address:
        found.append(region)
    return found


def _invoice(board: Board) -> InvoiceDraft:
    told: dict[str, str] = {}
    for piece in sorted(board.pieces, key=lambda piece: piece.start):
        kind, _, name = piece.field.partition(".")
        if kind == "invoice":
            told.setdefault(name, piece.value)
    if kind := simplify(told.get("kind", "")):
        told["kind"] = next((code for word, code in _KINDS.items() if word in kind), "")
    return InvoiceDraft(**told)


def _joined(region: str, address: str) -> str:
    """所在地区 and 详细地址 are one address, unless the second says it all again."""
    if not region or address.startswith(region) or split_address(address).city:
        return address or region
    return f"{region}{address}" if not (region + address).isascii() else f"{address}, {region}"
