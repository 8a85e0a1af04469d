"""What a made-up customer owns besides itself: numbers, addresses, invoice data, consent."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from crmdesk.models.customers.phones import format_phone
from crmdesk.models.demo import people
from crmdesk.models.demo.companies import Company, tax_number
from crmdesk.models.demo.people import Person
from crmdesk.models.demo.words import country, pick, said, words

_INVOICES = {
    "CN": ("special", "special", "ordinary"),
    "TW": ("three_part", "three_part", "two_part"),
}
Rows = dict[str, list[dict[str, Any]]]
"""Table -> rows; every row of a table has the same columns."""


@dataclass(slots=True)
class Made:
    """A customer as its history needs to know it; `day` is when we first met, as a day number."""

    id: int
    stage: str
    day: int
    owner: int
    who: str
    contacts: list[int] = field(default_factory=list)


class Belongings:
    """Adds rows to `rows`."""

    def __init__(self, rng: random.Random, rows: Rows, today: date) -> None:
        self._rng, self.rows, self._today = rng, rows, today

    def reach(
        self, made: Made, person: Person, city: str, trade: str, contact_id: int | None = None
    ) -> None:
        rng = self._rng
        if rng.random() < 0.95:
            self.phone(made, people.mobile(rng), "mobile", contact_id)
        if rng.random() < 0.06:
            self.phone(made, people.mobile(rng), "mobile", contact_id)
        if rng.random() < 0.28:
            letters = people.latin(person.name)
            self.email(made, f"{letters}{int(rng.random() * 100)}@mail.example", contact_id)
        if rng.random() < 0.6:
            self.wechat(made, person, city, trade, contact_id)

    def phone(self, made: Made, national: str, label: str, contact_id: int | None = None) -> None:
        rng = self._rng
        taiwan = country() == "TW"
        e164, extension = f"+{886 if taiwan else 86}{national}", ""
        raw = f"0{national}" if taiwan else national
        if label == "mobile" and rng.random() < 0.2:
            raw = format_phone(e164, country=country())
        elif label == "work":
            extension = str(800 + int(rng.random() * 90)) if rng.random() < 0.08 else ""
            mark = "#" if taiwan else "转"
            raw = format_phone(e164, country=country()) + (
                f"{mark}{extension}" if extension else ""
            )
        self.rows["phone"].append(
            {
                "customer_id": made.id,
                "contact_id": contact_id,
                "label": label,
                "position": len(self.rows["phone"]) % 4,
                "raw": raw,
                "e164": e164,
                "extension": extension,
                "suspect": False,
            }
        )

    def email(self, made: Made, address: str, contact_id: int | None = None) -> None:
        self.rows["email"].append(
            {
                "customer_id": made.id,
                "contact_id": contact_id,
                "label": "work",
                "position": 0,
                "address": address,
            }
        )

    def wechat(
        self, made: Made, person: Person, city: str, trade: str, contact_id: int | None
    ) -> None:
        rng = self._rng
        self.rows["channel"].append(
            {
                "customer_id": made.id,
                "contact_id": contact_id,
                "label": "",
                "position": 0,
                "kind": "line" if country() == "TW" else "wechat",
                "value": people.wechat_id(rng, person.name),
                "nickname": pick(rng, words("people", "hobbies")) if rng.random() < 0.3 else "",
                "remark": people.remark_name(rng, person, trade or said("somebody"), city),
                "our_phone": "",
                "staff_id": made.owner,
            }
        )

    def address(self, made: Made, address: dict[str, str], label: str) -> None:
        self.rows["address"].append(
            {
                "customer_id": made.id,
                "contact_id": None,
                "label": label,
                "position": 0,
                "postcode": "",
                **address,
            }
        )

    def invoice(self, made: Made, company: Company, address: str) -> None:
        rng = self._rng
        account = "".join(str(int(rng.random() * 10)) for _ in range(19))
        self.rows["invoice"].append(
            {
                "customer_id": made.id,
                "title": company.name,
                "tax_number": tax_number(rng),
                "address": address,
                "phone": self._landline(company),
                "bank": self._bank(company),
                "account": account,
                "kind": pick(rng, _INVOICES[country()]),
                "email": "",
                "mobile": "",
                "position": 0,
            }
        )

    def _bank(self, company: Company) -> str:
        bank, branch = (
            pick(self._rng, said("banks").split()),
            pick(self._rng, words("companies", "banks")),
        )
        return f"{bank}{'' if country() == 'TW' else company.place.city}{branch}"

    def _landline(self, company: Company) -> str:
        number = people.landline(self._rng, company.place.area_code)
        code = "886" if country() == "TW" else "86"
        return format_phone(f"+{code}{number}", country=country())

    def anniversary(self, made: Made, label: str) -> None:
        day = self._today - timedelta(days=int(self._rng.random() * 9000))
        self.rows["anniversary"].append(
            {
                "customer_id": made.id,
                "label": label,
                "calendar": "solar",
                "year": day.year,
                "month": day.month,
                "day": day.day,
                "leap": False,
            }
        )

    def consent(self, made: Made, channel: str, at: datetime, *, given: bool) -> None:
        self.rows["consent"].append(
            {
                "customer_id": made.id,
                "channel": channel,
                "given": given,
                "at": at,
                "how": said("agreed" if given else "refused"),
                "staff_id": made.owner,
            }
        )
