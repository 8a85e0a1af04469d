"""Made-up customers: the archive's rows, table by table, before they have ids of their own."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from crmdesk.models.demo import people
from crmdesk.models.demo.belongings import Belongings, Made, Rows
from crmdesk.models.demo.birthdays import birthday_columns, near_birthdays
from crmdesk.models.demo.companies import Companies, Company, make_address, make_place
from crmdesk.models.demo.people import make_birthday, make_person
from crmdesk.models.demo.words import Weighted, country, pick, said, words

STAGES: Weighted[str] = Weighted(
    ["potential", "interested", "customer", "returning", "dormant", "lost"],
    [30, 22, 20, 16, 8, 4],
)
_BEFORE = {
    "potential": ("potential",),
    "interested": ("potential", "interested"),
    "customer": ("potential", "interested", "customer"),
    "returning": ("potential", "interested", "customer", "returning"),
    "dormant": ("potential", "customer", "dormant"),
    "lost": ("potential", "interested", "lost"),
}
_PREFERRED = {
    "CN": ("", "", "", "wechat", "call", "wechat"),
    "TW": ("", "", "", "email", "call", "call"),
}
_ROLES = ("decision", "purchasing", "user", "finance")


@dataclass(frozen=True, slots=True)
class Office:
    """Ids of the made-up office's lists."""

    staff: tuple[int, ...]
    sources: tuple[int, ...]
    tags: tuple[int, ...]
    fields: tuple[int, ...]


class Customers:
    """Makes customers one by one into `rows`."""

    def __init__(self, rng: random.Random, office: Office, today: date, first_day: date) -> None:
        self._rng, self._office, self._today, self._first = rng, office, today, first_day
        self._companies = Companies()
        self._near = list(near_birthdays(today))
        self._group: tuple[int, Company, int] | None = None
        self._span = (today - first_day).days - 1
        self.rows: Rows = defaultdict(list)
        self._owned = Belongings(rng, self.rows, today)

    def make(self, customer_id: int, number: str, contact_ids: Iterator[int]) -> Made:
        """One customer with all it owns; its history is somebody else's."""
        rng = self._rng
        stage = STAGES.draw(rng)
        day = self._met(stage)
        owner = self._office.staff[min(int(rng.random() ** 1.4 * 6), 5)]
        made = Made(customer_id, stage, day, owner, "")
        how = rng.random()
        if how < 0.33:
            columns = self._company(made, contact_ids)
        elif how < 0.99:
            columns = self._person(made)
        else:
            columns = self._internal(made)
        self.rows["customer"].append(self._columns(made, number) | columns)
        if made.stage:
            self._stages(made)
        self._tags_and_fields(made, is_company=columns["kind"] == "company")
        return made

    def _met(self, stage: str) -> int:
        """Potential ones are mostly new, dormant and lost ones old; 0 is "long known"."""
        chance = self._rng.random()
        if stage in ("potential", "interested"):
            return int(self._span * (0.1 + 0.9 * chance**0.7))
        if self._rng.random() < 0.45:
            return 0
        return int(self._span * chance * (0.5 if stage in ("dormant", "lost") else 0.9))

    def _columns(self, made: Made, number: str) -> dict[str, Any]:
        rng = self._rng
        day = self._first + timedelta(days=made.day)
        return {
            **birthday_columns(None),
            "id": made.id,
            "number": number,
            "parent_id": None,
            "referrer_id": None,
            "stage": made.stage,
            "stage_since": day,
            "source_id": pick(rng, self._office.sources) if rng.random() < 0.85 else None,
            "country": said("country"),
            "size": "",
            "owner_id": made.owner if rng.random() < 0.95 else None,
            "company": None,
            "title": "",
            "industry": "",
            "hobbies": "",
            "diet": "",
            "gift_taste": "",
            "preferred_channel": "",
            "preferred_hour": "",
            "occupation": "",
            "education": "",
            "income": "",
            "bereaved_on": None,
            "warning": pick(rng, words("office", "warnings")) if rng.random() < 0.02 else "",
            "note": self._note(),
            "private_note": "",
            "created_at": self._at(made),
        }

    def _at(self, made: Made) -> datetime:
        """The morning we first met."""
        day = self._first + timedelta(days=made.day)
        return datetime.combine(day, time(1, 30), UTC)

    def _note(self) -> str:
        if self._rng.random() > 0.3:
            return ""
        return pick(self._rng, words("office", "notes"))

    def _person(self, made: Made) -> dict[str, Any]:
        rng = self._rng
        company = self._companies.make(rng) if rng.random() < 0.62 else None
        title = pick(rng, words("people", "titles")) if company else ""
        person = make_person(rng, title=title)
        place = company.place if company else make_place(rng)
        made.who = person.salutation
        self._owned.reach(made, person, place.city, company.trade if company else "")
        if rng.random() < 0.15:
            self._owned.phone(made, people.landline(rng, place.area_code), "work")
        if rng.random() < 0.5:
            self._owned.address(made, make_address(rng, place), "work" if company else "home")
        if rng.random() < 0.04:
            self._owned.anniversary(made, said("wedding"))
        return {
            "kind": "person",
            "name": person.name,
            "gender": person.gender,
            "salutation": person.salutation,
            "title": title,
            "company": company.name if company else None,
            "industry": company.industry if company else "",
            "region": place.region,
            **self._private_life(occupied=company is not None),
        }

    def _private_life(self, *, occupied: bool) -> dict[str, Any]:
        rng = self._rng
        near = self._near.pop(0) if self._near else None
        born = near or (make_birthday(rng, self._today) if rng.random() < 0.45 else None)
        found = birthday_columns(born)
        found["preferred_channel"] = pick(rng, _PREFERRED[country()])
        found["preferred_hour"] = pick(rng, ("", "", "", "morning", "afternoon", "evening"))
        if rng.random() < 0.25:
            chosen = rng.sample(words("people", "hobbies"), 2)
            found["hobbies"] = "、".join(chosen)
        if rng.random() < 0.15:
            found["gift_taste"] = pick(rng, words("people", "gifts"))
        if rng.random() < 0.06:
            found["diet"] = pick(rng, ("halal", "vegetarian", "no_alcohol"))
        if not occupied:
            found["occupation"] = pick(rng, words("people", "occupations"))
        return found

    def _company(self, made: Made, contact_ids: Iterator[int]) -> dict[str, Any]:
        rng = self._rng
        company, parent = self._of_group(made)
        for _ in range(1 + int(rng.random() ** 2 * 4)):
            self._contact(made, company, next(contact_ids))
        self._owned.phone(made, people.landline(rng, company.place.area_code), "work")
        if rng.random() < 0.06 and country() == "CN":
            self._owned.phone(made, f"400{int(rng.random() * 10**7):07d}", "work")
        if rng.random() < 0.4:
            self._owned.email(made, f"info@{people.latin(company.stem)}.example")
        if rng.random() < 0.9:
            address = make_address(rng, company.place)
            self._owned.address(made, address, "work")
            if rng.random() < 0.6:
                self._owned.invoice(made, company, address["raw"])
        if rng.random() < 0.06:
            self._owned.anniversary(made, said("founding"))
        return {
            "kind": "company",
            "name": company.name,
            "gender": "",
            "salutation": "",
            "industry": company.industry,
            "region": company.place.region,
            "parent_id": parent,
            "size": pick(rng, ("under_10", "10_49", "10_49", "50_249", "250_999")),
        }

    def _of_group(self, made: Made) -> tuple[Company, int | None]:
        """A company; every thirtieth has subsidiaries of the same name right after it."""
        if self._group and self._group[2]:
            parent, group, left = self._group
            self._group = (parent, group, left - 1)
            place = make_place(self._rng)
            name = f"{place.city}{group.stem}{group.trade}{said('limited')}"
            if name != group.name:
                return Company(name, group.stem, group.trade, group.industry, place), parent
        company = self._companies.make(self._rng)
        if said("group") in company.name or self._rng.random() < 0.03:
            self._group = (made.id, company, 1 + int(self._rng.random() * 3))
        return company, None

    def _contact(self, made: Made, company: Company, contact_id: int) -> None:
        rng = self._rng
        role = _ROLES[len(made.contacts) % 4]
        person = make_person(rng, title=pick(rng, said(role).split()))
        self.rows["contact"].append(
            {
                **birthday_columns(
                    make_birthday(rng, self._today) if rng.random() < 0.25 else None
                ),
                "id": contact_id,
                "customer_id": made.id,
                "name": person.name,
                "gender": person.gender,
                "salutation": person.salutation,
                "title": person.title,
                "department": pick(rng, words("people", "departments")),
                "role": role,
                "note": "",
                "position": len(made.contacts),
            }
        )
        self._owned.reach(made, person, company.place.city, company.trade, contact_id)
        made.who = made.who or person.salutation
        made.contacts.append(contact_id)

    def _internal(self, made: Made) -> dict[str, Any]:
        person = make_person(self._rng, title=pick(self._rng, said("internal").split()))
        made.who, made.stage = person.salutation, ""
        self._owned.phone(made, people.mobile(self._rng), "mobile")
        return {
            "kind": "internal",
            "name": person.name,
            "gender": person.gender,
            "salutation": person.salutation,
            "title": person.title,
            "region": said("region"),
            "stage": "potential",
        }

    def _stages(self, made: Made) -> None:
        passed = _BEFORE[made.stage]
        step = (self._span - made.day) // (len(passed) + 1)
        for at, stage in enumerate(passed):
            on = self._first + timedelta(days=made.day + at * step)
            self.rows["stage_change"].append({"customer_id": made.id, "stage": stage, "on": on})
        self.rows["customer"][-1]["stage_since"] = on

    def _tags_and_fields(self, made: Made, *, is_company: bool) -> None:
        rng = self._rng
        count = (0, 0, 0, 1, 1, 2, 3)[int(rng.random() * 7)]
        for tag in sorted(rng.sample(self._office.tags, count)):
            self.rows["customer_tag"].append({"customer_id": made.id, "tag_id": tag})
        if rng.random() < 0.3:
            for channel in ("call", "email" if country() == "TW" else "wechat"):
                self._owned.consent(made, channel, self._at(made), given=rng.random() < 0.93)
        if is_company and rng.random() < 0.4:
            amount = str(5000 * (1 + int(rng.random() ** 3 * 100)))
            ends = self._today + timedelta(days=int(rng.random() * 500) - 60)
            values = (amount, pick(rng, said("payments").split()), ends.isoformat())
            for field_id, value in zip(self._office.fields, values, strict=True):
                row = {"customer_id": made.id, "field_id": field_id, "value": value}
                self.rows["custom_value"].append(row)
