"""Standard answers: kept, found by any word or letters, sorted by use, in and out of workbooks."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from crmdesk.models.answers.actions import add_answers, delete_answer, note_use, save_answer
from crmdesk.models.answers.drafts import AnswerDraft
from crmdesk.models.answers.queries import AnswerFinder, load_answer, load_answers
from crmdesk.models.answers.ready import ready_answers
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import LANGUAGES
from crmdesk.models.customers.fill_in import fill_in, words_for
from crmdesk.models.exchange.answer_files import read_answers, write_answers
from crmdesk.models.journal.actions import undo
from crmdesk.models.schema import AnswerUse, ChangeSet, StandardAnswer
from tests.support.builders import add_customer

INVOICE = AnswerDraft("怎么开发票？", "请发我抬头和税号。", "发票", "专票 普票")
DELIVERY = AnswerDraft("多久能送到？", "{称呼}，市区当天送。", "送货", "物流")


def add(db: Database, *drafts: AnswerDraft) -> list[int]:
    with db.write("answer.import", count=len(drafts)) as session:
        return [save_answer(session, draft, now=db.now()) for draft in drafts]


def finder(db: Database) -> AnswerFinder:
    with db.read() as session:
        return AnswerFinder(load_answers(session))


@pytest.mark.parametrize(
    "typed", ["发票", "發票", "kaifapiao", "zmkfp", "专票", "税号", "开 税号", "普票"]
)
def test_that_an_answer_is_found_by_any_word_pinyin_or_first_letters(
    db: Database, typed: str
) -> None:
    add(db, DELIVERY, INVOICE)
    assert [row.question for row in finder(db).find(typed)] == ["怎么开发票？"]


def test_that_the_question_counts_more_than_the_words_of_the_answer(db: Database) -> None:
    add(db, AnswerDraft("送货时间？", "和发票一起送到。"), INVOICE)
    assert [row.question for row in finder(db).find("发票")] == ["怎么开发票？", "送货时间？"]


def test_that_what_is_used_most_stands_first_and_nothing_of_it_is_history(db: Database) -> None:
    first, second = add(db, DELIVERY, INVOICE)
    with db.read() as session:
        before = session.scalar(select(func.count()).select_from(ChangeSet))
    for _time in range(2):
        with db.write("draft") as session:
            note_use(session, second, now=db.now())
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(ChangeSet)) == before
        assert [(row.id, row.uses) for row in load_answers(session)] == [(second, 2), (first, 0)]


def test_that_topics_narrow_what_is_found(db: Database) -> None:
    add(db, DELIVERY, INVOICE, AnswerDraft("发票寄到哪？", "寄到公司。", "发票"))
    found = finder(db)
    assert found.topics() == ["发票", "送货"]
    assert [row.topic for row in found.find("", "送货")] == ["送货"]


def test_that_a_changed_or_deleted_answer_can_be_undone(db: Database) -> None:
    [key] = add(db, INVOICE)
    with db.write("answer.save", question="") as session:
        save_answer(session, AnswerDraft("怎么开票？", "发我税号。"), now=db.now(), answer_id=key)
    with db.read() as session:
        assert load_answer(session, key).answer == "发我税号。"
    undo(db)
    with db.read() as session:
        assert load_answer(session, key) == INVOICE
    with db.write("answer.delete", question="") as session:
        delete_answer(session, key)
    with db.read() as session, pytest.raises(CrmError, match=r"standard\.gone"):
        load_answer(session, key)
    undo(db)
    with db.read() as session:
        assert load_answer(session, key) == INVOICE


def test_that_a_question_without_an_answer_is_refused(db: Database) -> None:
    with pytest.raises(Invalid) as raised:
        add(db, AnswerDraft("怎么开发票？"))
    assert raised.value.fields == {"answer": "standard.answer.empty"}


def test_that_the_same_workbook_again_changes_nothing(db: Database, tmp_path: Path) -> None:
    add(db, INVOICE, DELIVERY)
    path = tmp_path / "qa.xlsx"
    write_answers(path, finder(db).rows)
    drafts = read_answers(path)
    assert drafts == [INVOICE, DELIVERY]
    with db.write("answer.import", count=2) as session:
        assert add_answers(session, drafts, now=db.now()) == 0
        changed = [AnswerDraft(INVOICE.question, "新的回答。"), AnswerDraft("新问题？", "新回答。")]
        assert add_answers(session, changed, now=db.now()) == 2
    told = {row.question: row for row in finder(db).rows}
    assert (told[INVOICE.question].answer, told[INVOICE.question].topic) == ("新的回答。", "发票")
    assert len(told) == 3


@pytest.mark.parametrize("header", [None, ("常见问题", "标准答案"), ("序号", "问题", "答复")])
def test_that_two_columns_are_enough(tmp_path: Path, header: tuple[str, ...] | None) -> None:
    numbered = header is not None and len(header) == 3
    rows = [("怎么退货？", "七天内可以退。"), ("营业时间？", "九点到六点。"), ("没有回答", "")]
    cells = [((str(n), *row) if numbered else row) for n, row in enumerate(rows, start=1)]
    path = tmp_path / "qa.csv"
    told = [*([header] if header else []), *cells]
    path.write_text("\n".join(map(",".join, told)), encoding="utf-8")
    found = read_answers(path)
    assert [(one.question, one.answer) for one in found] == rows[:2]


def test_that_a_workbook_without_answers_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("姓名\n张三\n", encoding="utf-8")
    with pytest.raises(CrmError, match=r"standard\.file\.none"):
        read_answers(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_twenty_ready_ones_stand_in_every_language(language: str) -> None:
    found = ready_answers(language)
    assert len(found) == 20
    assert not any(draft.problems() for draft in found)
    assert all(draft.topic and draft.keywords for draft in found)


def test_that_the_salutation_is_filled_in_and_leaves_no_hole(db: Database) -> None:
    known, unknown = add_customer(db, "王芳", salutation="王总"), add_customer(db, "李四")
    with db.read() as session:
        words = [words_for(session, key, db.staff_id) for key in (known, unknown, None)]
    text = "{称呼}，市区当天送。谢谢{稱呼}！{不知道}"
    assert [fill_in(text, told) for told in words] == [
        "王总，市区当天送。谢谢王总！{不知道}",
        "市区当天送。谢谢！{不知道}",
        "市区当天送。谢谢！{不知道}",
    ]


def test_that_uses_of_a_deleted_answer_do_not_hinder(db: Database) -> None:
    [key] = add(db, INVOICE)
    with db.write("draft") as session:
        note_use(session, key, now=db.now())
    with db.write("answer.delete", question="") as session:
        delete_answer(session, key)
    with db.read() as session:
        assert session.get(AnswerUse, key) is not None
        assert session.get(StandardAnswer, key) is None
        assert load_answers(session) == []


def test_that_a_place_where_nothing_can_be_written_is_told(db: Database, tmp_path: Path) -> None:
    with pytest.raises(CrmError) as told:
        write_answers(tmp_path / "no folder" / "answers.xlsx", finder(db).rows)
    assert told.value.code == "export.unwritable"
    assert told.value.params == {"file": "answers.xlsx"}
