"""A made-up address book of which it is known who is in it twice."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from sqlalchemy.orm import Session

from crmdesk.models.core.db import Database
from crmdesk.models.customers.actions import create_customer
from crmdesk.models.customers.drafts import CustomerDraft
from crmdesk.models.duplicates.evidence import Pair
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Contact, Customer, Invoice, Phone

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰建国志文婷宇轩浩然梓涵思雨"
TRADITIONAL = str.maketrans(
    "张刘陈杨黄赵吴孙马丽军洋艳杰涛刚兰国华", "張劉陳楊黃趙吳孫馬麗軍洋艷傑濤剛蘭國華"
)
HOMOPHONES = {"伟": "玮", "芳": "方", "丽": "莉", "军": "君", "洋": "阳", "艳": "燕", "明": "铭",
              "婷": "庭", "宇": "雨", "浩": "昊", "文": "雯", "杰": "洁", "静": "敬"}  # fmt: skip
CORES = ("云帆", "鼎盛", "海纳", "宏远", "瑞丰", "天成", "金石", "立信", "嘉禾", "东升")
TRADES = ("科技", "建材", "食品", "机械", "服饰", "电子", "贸易", "物流")
CITIES = ("杭州", "上海", "宁波", "苏州", "成都", "武汉")


@dataclass(slots=True)
class Corpus:
    """`same` are pairs of ids that are one customer, by the kind of case they were made for."""

    same: dict[Pair, str] = field(default_factory=dict)
    different: dict[Pair, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)


class Maker:
    """Fills an office; every call of a method named after a case makes one of it."""

    def __init__(self, session: Session, db: Database, seed: int) -> None:
        self._session, self._now, self._chance = session, db.now(), random.Random(seed)
        self._office: OfficeSettings = load_office(session)
        self._used: set[str] = set()
        self.corpus = Corpus()

    # same customer twice

    def same_mobile(self) -> None:
        name, phone = self._name(), self._mobile()
        self._same("same mobile, same name", self._person(name, phone), self._person(name, phone))

    def mobile_written_differently(self) -> None:
        name, phone = self._name(), self._mobile()
        written = f"+86 {phone[:3]}-{phone[3:7]} {phone[7:]}"
        self._same("mobile written differently", self._person(name, phone),
                   self._person(f" {name[0]} {name[1:]}", written))  # fmt: skip

    def traditional(self) -> None:
        name, phone = self._chance.choice("张刘陈杨") + self._given(), self._mobile()
        self._same("traditional characters", self._person(name, phone),
                   self._person(name.translate(TRADITIONAL), phone))  # fmt: skip

    def homophone(self) -> None:
        name, phone = self._name(tuple(HOMOPHONES)), self._mobile()
        other = name[0] + "".join(HOMOPHONES.get(c, c) for c in name[1:])
        self._same("name typed by its sound", self._person(name, phone), self._person(other, phone))

    def addressed(self) -> None:
        name, phone = self._name(), self._mobile()
        other = name[0] + self._chance.choice(("总", "经理", "老师", "姐"))
        self._same("form of address", self._person(name, phone), self._person(other, phone))

    def moved_phone(self) -> None:
        name, company = self._name(), self._company()
        self._same("new phone, same company", self._person(name, self._mobile(), company=company),
                   self._person(name, self._mobile(), company=company))  # fmt: skip

    def company_short(self) -> None:
        name, company = self._name(), self._company()
        self._same("new phone, company written short",
                   self._person(name, self._mobile(), company=company),
                   self._person(name, self._mobile(),
                                company=company.replace("有限公司", "")))  # fmt: skip

    def phone_typo(self) -> None:
        name, phone = self._name(), self._mobile()
        at = self._chance.randrange(4, 11)
        other = phone[:at] + str((int(phone[at]) + 1) % 10) + phone[at + 1 :]
        self._same("one digit mistyped", self._person(name, phone), self._person(name, other))

    def same_wechat(self) -> None:
        name, account = self._name(), f"wx{self._chance.randrange(10**9)}"
        self._same("same WeChat", self._person(name, self._mobile(), wechat=account),
                   self._person(name, "", wechat=account.upper()))  # fmt: skip

    def same_email(self) -> None:
        name, mail = self._name(), f"u{self._chance.randrange(10**9)}@example.com"
        self._same("same e-mail", self._person(name, self._mobile(), email=mail),
                   self._person(name, "", email=mail.title()))  # fmt: skip

    def company_form(self) -> None:
        company, phone = self._company(), self._landline()
        self._same("company without its legal form", self._firm(company, phone),
                   self._firm(company.replace("有限公司", ""), phone))  # fmt: skip

    def company_form_alone(self) -> None:
        company = self._company()
        self._same("legal form only, no phone", self._firm(company),
                   self._firm(company.replace("有限公司", "有限责任公司")))  # fmt: skip

    def company_place(self) -> None:
        company, phone = self._company(), self._landline()
        self._same("company without its city", self._firm(company, phone),
                   self._firm(company[2:], phone))  # fmt: skip

    def company_tax(self) -> None:
        company, number = self._company(), f"9133{self._chance.randrange(10**14):014}"
        one, other = self._firm(company), self._firm(company.replace("有限公司", "公司"))
        for key in (one, other):
            self._session.add(Invoice(customer_id=key, title=company, tax_number=number))
        self._same("same tax number", one, other)

    def contact_too(self) -> None:
        name, phone = self._name(), self._mobile()
        company = self._firm(self._company(), self._landline())
        self._contact(company, name, phone)
        self._same("a person who is a contact too", company, self._person(name, phone))

    # two customers

    def namesakes(self) -> None:
        name = self._name()
        self._apart("same name only", *(self._person(name, self._mobile()) for _ in range(3)))

    def namesakes_companies(self) -> None:
        name = self._name()
        self._apart("same name, two companies", *(
            self._person(name, self._mobile(), company=self._company()) for _ in range(2)
        ))  # fmt: skip

    def father_and_son(self) -> None:
        surname, phone = self._chance.choice(SURNAMES), self._landline()
        self._apart("family with one landline", *(
            self._person(surname + self._given(), phone) for _ in range(2)
        ))  # fmt: skip

    def colleagues(self) -> None:
        company, phone = self._company(), self._landline()
        people = [self._person(self._name(), phone, company=company) for _ in range(20)]
        self._apart("twenty with one switchboard", *people)

    def extensions(self) -> None:
        company, phone, name = self._company(), self._landline(), self._name()
        one = self._person(name, f"{phone}转801", company=company)
        other = self._person(self._name(), f"{phone}转802", company=company)
        self._apart("two extensions", one, other)

    def branches(self) -> None:
        core, trade = self._chance.choice(CORES), self._chance.choice(TRADES)
        mark = f"{core}{self._given()}{trade}有限公司"
        cities = self._chance.sample(CITIES, 2)
        self._apart("one name in two cities", *(
            self._firm(city + mark, self._landline()) for city in cities
        ))  # fmt: skip

    def shops(self) -> None:
        phone = "400-820-8820"
        self._apart("shops with one hotline", *(self._firm("沙县小吃", phone) for _ in range(3)))

    def couple(self) -> None:
        phone = self._mobile()
        self._apart("couple with one mobile",
                    *(self._person(self._name(), phone) for _ in range(2)))  # fmt: skip

    def buyer_of_two(self) -> None:
        """One accountant works for two companies."""
        name, phone = self._name(), self._mobile()
        firms = [self._firm(self._company(), self._landline()) for _ in range(2)]
        for firm in firms:
            self._contact(firm, name, phone)
        self._apart("accountant of two companies", *firms)

    def birthdays(self) -> None:
        """Father and son of one name in the old way: one mobile, two birthdays."""
        name, phone = self._name(), self._mobile()
        one, other = self._person(name, phone), self._person(name, phone)
        for key, year in ((one, 1952), (other, 1978)):
            person = self._session.get_one(Customer, key)
            person.birthday_calendar, person.birthday_year = "solar", year
            person.birthday_month, person.birthday_day = 3, 12
        self._apart("one mobile, two birthdays", one, other)

    # pieces

    def _same(self, case: str, *ids: int) -> None:
        self.corpus.same |= dict.fromkeys(combinations(sorted(ids), 2), case)

    def _apart(self, case: str, *ids: int) -> None:
        self.corpus.different |= dict.fromkeys(combinations(sorted(ids), 2), case)

    def _person(self, name: str, phone: str, **fields: str) -> int:
        draft = CustomerDraft(name=name, phones=(phone,) if phone else (), **fields)  # type: ignore[arg-type]
        return self._made(draft)

    def _firm(self, name: str, phone: str = "") -> int:
        phones = (phone,) if phone else ()
        return self._made(CustomerDraft(name=name, kind="company", phones=phones))

    def _made(self, draft: CustomerDraft) -> int:
        key = create_customer(self._session, draft, now=self._now, office=self._office)
        self.corpus.names[key] = f"{draft.name} {draft.company} {' '.join(draft.phones)}"
        return key

    def _contact(self, company: int, name: str, phone: str) -> None:
        contact = Contact(customer_id=company, name=name)
        self._session.add(contact)
        self._session.flush()
        self._session.add(
            Phone(customer_id=company, contact_id=contact.id, raw=phone, e164=f"+86{phone}")
        )

    def _name(self, given: tuple[str, ...] = tuple(GIVEN)) -> str:
        return self._fresh(
            lambda: self._chance.choice(SURNAMES) + "".join(self._chance.sample(given, 2))
        )

    def _given(self) -> str:
        return "".join(self._chance.sample(GIVEN, 2))

    def _company(self) -> str:
        return self._fresh(
            lambda: self._chance.choice(CITIES) + self._chance.choice(CORES) + self._given()
            + self._chance.choice(TRADES) + "有限公司"
        )  # fmt: skip

    def _mobile(self) -> str:
        return self._fresh(
            lambda: f"1{self._chance.choice('3578')}{self._chance.randrange(10**9):09}"
        )

    def _landline(self) -> str:
        return self._fresh(lambda: f"0571-8{self._chance.randrange(10**7):07}")

    def _fresh(self, make: Callable[[], str]) -> str:
        while (made := make()) in self._used:
            pass
        self._used.add(made)
        return made


SAME = (
    Maker.same_mobile, Maker.mobile_written_differently, Maker.traditional, Maker.homophone,
    Maker.addressed, Maker.moved_phone, Maker.company_short, Maker.phone_typo, Maker.same_wechat,
    Maker.same_email, Maker.company_form, Maker.company_form_alone, Maker.company_place,
    Maker.company_tax, Maker.contact_too,
)  # fmt: skip
APART = (
    Maker.namesakes, Maker.namesakes_companies, Maker.father_and_son, Maker.colleagues,
    Maker.extensions, Maker.branches, Maker.shops, Maker.couple, Maker.buyer_of_two,
    Maker.birthdays,
)  # fmt: skip


def make_corpus(db: Database, times: int, seed: int = 1) -> Corpus:
    """Every case so many times."""
    with db.write("customer.create", name="") as session:
        maker = Maker(session, db, seed)
        for case in _cases(times):
            case(maker)
        return maker.corpus


def _cases(times: int) -> Iterator[Callable[[Maker], None]]:
    for _time in range(times):
        yield from (*SAME, *APART)
