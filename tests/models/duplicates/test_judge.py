"""What two records that share something are taken for."""

import pytest

from crmdesk.models.duplicates.judge import Verdict, contradict, judge
from crmdesk.models.duplicates.people import Compared
from crmdesk.models.duplicates.reasons import CERTAIN, LIKELY, POSSIBLE, Reason


def person(name: str = "张伟", key: int = 1, **facts: object) -> Compared:
    told = {"kind": "person", "sound": "", "company": "", "gender": "", "birthday": None} | facts
    return Compared(key, str(told.pop("kind")), name, **told)  # type: ignore[arg-type]


def firm(name: str = "杭州云帆科技有限公司", key: int = 2, **facts: object) -> Compared:
    return person(name, key, kind="company", **facts)


def judged(one: Compared, other: Compared, *codes: str, contacts: object = ()) -> str:
    found = judge(one, other, [Reason(code) for code in codes], contacts)  # type: ignore[arg-type]
    return found.certainty if found is not None else ""


@pytest.mark.parametrize(
    ("other", "codes", "certainty"),
    [
        ("张伟", ("mobile",), CERTAIN),
        ("張偉", ("wechat",), CERTAIN),
        ("张伟", ("company", "birthday"), CERTAIN),
        ("张伟", ("company",), LIKELY),
        ("张伟", ("landline",), LIKELY),
        ("张伟", ("address",), LIKELY),
        ("张伟", ("birthday",), POSSIBLE),
        ("张伟", ("common_phone",), POSSIBLE),
        ("张总", ("mobile",), LIKELY),
        ("李娜", ("mobile",), POSSIBLE),
        ("李娜", ("landline",), ""),
        ("李娜", ("email",), ""),
        ("李娜", ("common_phone", "company"), ""),
        ("张伟", (), ""),
    ],
)
def test_that_two_people_are_as_surely_one_as_what_they_share(
    other: str, codes: tuple[str, ...], certainty: str
) -> None:
    assert judged(person(), person(other, 2), *codes) == certainty


def test_that_names_that_sound_the_same_need_more() -> None:
    one, other = person("张伟", sound="zhangwei"), person("张玮", 2, sound="zhangwei")
    assert judged(one, other, "mobile") == LIKELY
    assert judged(one, other, "company") == POSSIBLE
    assert judged(one, other, "birthday") == ""


def test_that_a_colleague_who_also_buys_is_not_certain() -> None:
    assert judged(person(), person(key=2, kind="internal"), "mobile") == LIKELY


def test_that_what_speaks_against_it_is_told_and_counts() -> None:
    one = person(gender="male", birthday=("solar", 1952, 3, 12))
    other = person(key=2, gender="female", birthday=("solar", 1978, 3, 12))
    assert judge(one, other, [Reason("mobile")]) == Verdict(
        POSSIBLE,
        (Reason("mobile"), Reason("name"), Reason("not_birthday"), Reason("not_gender")),
    )
    assert contradict(one, other)
    assert not contradict(one, person(key=3))


NUMBER = frozenset({"+8657188881234"})
ANOTHER = frozenset({"+8657188885678"})


@pytest.mark.parametrize(
    ("one", "other", "codes", "certainty"),
    [
        (firm(), firm("杭州云帆科技", 3), ("landline",), CERTAIN),
        (firm(), firm("云帆科技", 3), ("tax",), CERTAIN),
        (firm(), firm("杭州云帆科技", 3), ("name",), LIKELY),
        (firm(phones=NUMBER), firm("杭州云帆科技", 3, phones=ANOTHER), ("name",), POSSIBLE),
        (firm(phones=NUMBER), firm("云帆科技", 3, phones=ANOTHER), ("name",), ""),
        (firm(), firm("云帆科技", 3), ("name",), POSSIBLE),
        (firm(), firm("云帆科技", 3), ("landline",), LIKELY),
        (firm(), firm("上海云帆科技有限公司", 3), ("landline",), POSSIBLE),
        (firm(), firm("上海云帆科技有限公司", 3), ("name",), ""),
        (firm(), firm("宁波海昌贸易有限公司", 3), ("tax",), LIKELY),
        (firm(), firm("宁波海昌贸易有限公司", 3), ("mobile",), ""),
        (firm("沙县小吃"), firm("沙县小吃", 3), ("common_phone",), ""),
        (firm(sound="yf"), firm("杭州云凡科技有限公司", 3, sound="yf"), ("mobile",), LIKELY),
    ],
)
def test_that_two_companies_are_as_surely_one_as_what_they_share(
    one: Compared, other: Compared, codes: tuple[str, ...], certainty: str
) -> None:
    assert judged(one, other, *codes) == certainty


def test_that_two_tax_numbers_are_two_companies() -> None:
    one, other = (firm(key=key, taxes=frozenset({tax})) for key, tax in ((2, "A"), (3, "B")))
    assert judged(one, other, "landline") == LIKELY
    assert contradict(one, other)


def test_that_a_person_is_found_among_the_contacts_of_a_company() -> None:
    company = firm(contacts={7: "张伟", 8: "李娜"})
    assert judged(person(), company, "contact_phone", contacts=[(None, 7)]) == LIKELY
    assert judged(company, person(key=3), "contact_phone", contacts=[(7, None)]) == LIKELY
    assert judged(person("张总"), company, "contact_phone", contacts=[(None, 7)]) == POSSIBLE
    assert judged(person(), company, "contact_phone", contacts=[(None, 8)]) == ""


def test_that_a_person_beside_her_company_is_told_where_they_share_more() -> None:
    company = firm()
    assert judged(person(company="杭州云帆科技"), company, "mobile") == POSSIBLE
    assert judged(person("杭州云帆科技"), company, "landline") == LIKELY
    assert judged(person(company="海昌贸易"), company, "mobile") == ""
    assert judged(person(company="杭州云帆科技"), company) == ""
