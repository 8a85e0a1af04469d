"""Who is found to be in the archive twice: measured on a corpus of which the truth is known."""

from collections import Counter

import pytest

from crmdesk.models.core import i18n
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Cancelled
from crmdesk.models.core.jobs import silent
from crmdesk.models.duplicates.distinct import mark_distinct
from crmdesk.models.duplicates.evidence import Pair
from crmdesk.models.duplicates.find import find_groups
from crmdesk.models.duplicates.gather import differ_in_one_place
from crmdesk.models.duplicates.groups import DuplicateGroup, disjoint
from crmdesk.models.duplicates.people import relate_companies, relate_names
from crmdesk.models.duplicates.reasons import CERTAIN, CLASSES, Reason, reason_text
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import Customer
from tests.models.duplicates.corpus import Corpus, make_corpus
from tests.support.builders import add_contact, add_customer, add_phone


def groups(db: Database) -> list[DuplicateGroup]:
    with db.read() as session:
        return find_groups(session, silent)


def pairs_of(found: list[DuplicateGroup]) -> dict[Pair, str]:
    return {
        (one, other): group.certainty
        for group in reversed(found)
        for at, one in enumerate(group.ids)
        for other in group.ids[at + 1 :]
    }


def report(corpus: Corpus, shown: dict[Pair, str]) -> str:
    """Precision and recall of each class, and how each kind of case fared."""
    lines = ["class      shown  right  precision  found of all"]
    for name in CLASSES:
        these = {pair for pair, certainty in shown.items() if certainty == name}
        right = len(these & corpus.same.keys())
        precision = f"{right / len(these):.1%}" if these else "-"
        recall = right / len(corpus.same)
        lines.append(f"{name:<10} {len(these):>5} {right:>6} {precision:>10} {recall:>9.1%}")
    found = len(shown.keys() & corpus.same.keys())
    lines.append(f"all {len(shown):>12} {found:>6} {found / len(shown):>10.1%} "
                 f"{found / len(corpus.same):>9.1%}")  # fmt: skip
    for truth, title in ((corpus.same, "the same"), (corpus.different, "different")):
        lines.append(f"\n{title:<36} pairs " + " ".join(f"{name:>9}" for name in CLASSES))
        for case, total in Counter(truth.values()).items():
            fared = Counter(shown.get(pair, "") for pair, name in truth.items() if name == case)
            counts = " ".join(f"{fared[name]:>9}" for name in CLASSES)
            lines.append(f"{case:<36} {total:>5} {counts}")
    return "\n".join(lines)


def test_that_what_is_called_certain_always_is_and_nearly_all_is_found(
    db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = make_corpus(db, 8)
    found = groups(db)
    shown = pairs_of(found)
    with capsys.disabled():
        print(f"\n{report(corpus, shown)}")  # noqa: T201 - figures for the reader of a test run
    certain = {pair for pair, certainty in shown.items() if certainty == CERTAIN}
    assert certain <= corpus.same.keys()
    assert len(certain) >= 0.4 * len(corpus.same)
    assert corpus.same.keys() <= shown.keys()
    wrong = {pair: corpus.different[pair] for pair in shown.keys() & corpus.different.keys()}
    assert set(wrong.values()) <= {"couple with one mobile", "one mobile, two birthdays"}
    assert max(len(group.ids) for group in found) == 2


def test_that_two_of_one_name_are_not_shown_without_another_agreeing_fact(db: Database) -> None:
    add_customer(db, "王芳", phone="13800138000")
    add_customer(db, "王芳", phone="13900139000")
    add_customer(db, "王芳")
    assert groups(db) == []


def test_that_three_rows_of_one_customer_are_one_group(db: Database) -> None:
    ids = (
        add_customer(db, "张伟", phone="13800138000"),
        add_customer(db, "張偉", phone="13800138000", email="wei@example.com"),
        add_customer(db, "张伟", email="Wei@example.com"),
    )
    [found] = groups(db)
    assert (found.ids, found.certainty) == (ids, CERTAIN)
    assert Reason("mobile", "+8613800138000") in found.reasons
    assert Reason("email", "wei@example.com") in found.reasons


def test_that_a_weaker_likeness_does_not_water_down_a_certain_group(db: Database) -> None:
    sure = tuple(add_customer(db, "张伟", phone="13800138000") for _ in range(2))
    other = add_customer(db, "李娜", phone="13800138000")
    found = groups(db)
    assert [(group.ids, group.certainty) for group in found] == [
        (sure, CERTAIN),
        ((sure[0], other), "possible"),
    ]


def test_that_groups_to_be_merged_at_once_share_nobody() -> None:
    groups_ = [DuplicateGroup(ids, CERTAIN, ()) for ids in ((1, 2), (2, 3), (3, 4), (5, 1))]
    assert [found.ids for found in disjoint(groups_)] == [(1, 2), (3, 4)]


def test_that_different_birthdays_keep_two_apart_from_a_third_who_is_sure(db: Database) -> None:
    ids = [add_customer(db, "张伟", phone="13800138000") for _ in range(3)]
    with db.write("customer.edit", name="") as session:
        for key, year in ((ids[0], 1952), (ids[2], 1978)):
            person = session.get_one(Customer, key)
            person.birthday_calendar, person.birthday_year = "solar", year
            person.birthday_month, person.birthday_day = 3, 12
    assert not any({ids[0], ids[2]} <= set(g.ids) and g.certainty == CERTAIN for g in groups(db))


def test_that_who_was_found_to_be_another_is_not_shown_again_until_that_is_undone(
    db: Database,
) -> None:
    ids = [add_customer(db, "张伟", phone="13800138000") for _ in range(2)]
    with db.write("customers.distinct", names="张伟、张伟") as session:
        mark_distinct(session, ids, now=db.now())
    assert groups(db) == []
    undo(db)
    assert len(groups(db)) == 1


def test_that_a_wechat_account_that_is_a_mobile_counts_as_one(db: Database) -> None:
    add_customer(db, "张伟", phone="13800138000")
    add_customer(db, "张伟", wechat="13800138000")
    assert [group.certainty for group in groups(db)] == [CERTAIN]


def test_that_a_contact_in_two_rows_of_one_company_tells(db: Database) -> None:
    ids = [add_customer(db, "云帆", kind="company") for _ in range(2)]
    for key in ids:
        contact = add_contact(db, key, "王芳")
        add_phone(db, key, "13900001111", contact_id=contact)
    [found] = groups(db)
    assert (found.certainty, found.reasons[0]) == ("likely", Reason("contact_twice", "王芳"))


def test_that_looking_can_be_stopped(db: Database) -> None:
    add_customer(db, "张伟")

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), db.read() as session:
        find_groups(session, stop)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("张伟", " 张 伟", "name"),
        ("張偉", "张伟", "name_script"),
        ("王总", "王伟", "name_title"),
        ("小王", "王伟", "name_title"),
        ("欧阳经理", "欧阳娜娜", "name_title"),
        ("王芳", "王芳芳", "name_part"),
        ("王总", "李伟", "name_other"),
        ("王总", "王姐", "name_other"),
    ],
)
def test_that_two_names_are_related_as_people_would_say(
    one: str, other: str, relation: str
) -> None:
    assert relate_names(one, other) == relation
    assert relate_names(other, one) == relation


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("杭州云帆科技有限公司", "杭州云帆科技", "form"),
        ("杭州云帆科技有限公司", "云帆科技", "place"),
        ("杭州云帆科技有限公司", "上海云帆科技有限公司", "other_place"),
        ("杭州云帆科技有限公司", "杭州宏远科技有限公司", ""),
        ("雲帆科技", "云帆科技", "name"),
    ],
)
def test_that_two_companies_are_related_by_what_tells_them_apart(
    one: str, other: str, relation: str
) -> None:
    assert relate_companies(one, other) == relation
    assert relate_companies(other, one) == relation


def test_that_one_slip_of_a_finger_is_seen() -> None:
    assert differ_in_one_place("13800138000", "13800138001")
    assert differ_in_one_place("13800138000", "13080138000")
    assert not differ_in_one_place("13800138000", "13800138000")
    assert not differ_in_one_place("13800138000", "13900138001")


def test_that_reasons_are_said_in_words() -> None:
    i18n.use_language("zh_CN")
    try:
        told = reason_text(Reason("mobile", "+8613800138000"))
    finally:
        i18n.use_language("en")
    assert told == "同一手机 138 0013 8000"
    assert reason_text(Reason("name_sound")) == "names sound the same"
