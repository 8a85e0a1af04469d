"""The workbooks of web forms: matched by the words of the questions, taken over once."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.exchange.survey_forms.apply import apply_form
from crmdesk.models.exchange.survey_forms.export import write_answers
from crmdesk.models.exchange.survey_forms.form import Form, read_form
from crmdesk.models.exchange.survey_forms.making import questionnaire_of
from crmdesk.models.exchange.survey_forms.matching import (
    Meant,
    fits_well,
    match_columns,
    without_question,
)
from crmdesk.models.exchange.survey_forms.plan import CREATE, SKIP, FormPlan, Pick, plan_form
from crmdesk.models.journal.actions import undo
from crmdesk.models.privacy.erasure import erase
from crmdesk.models.schema import Customer, SurveyAnswer, SurveyResponse
from crmdesk.models.surveys.drafts import QuestionDraft, QuestionnaireDraft
from crmdesk.models.surveys.queries import QuestionRow, load_questions, load_response
from tests.support.builders import add_customer
from tests.support.surveys import ARCHIVE, CSAT, add_questionnaire, add_response

TODAY = date(2026, 11, 21)
WJX = (
    "序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP",
    "1、您的姓名：", "2、您的手机号码：", "3、总体满意吗？", "4、愿意推荐我们吗？（0-10分）",
    "5、从哪里知道我们？（单选题）", "6、对什么感兴趣？[多选题]", "7、还有什么建议？",
)  # fmt: skip
ROW = ("1", "2026/11/20 10:15:00", "65秒", "微信", "N/A", "1.2.3.4(浙江-杭州)", "王芳",
       "13800138000", "A.非常满意", "9", "C.其他〖老同学〗", "A.新品┋C.样品", "(空)")  # fmt: skip


def write_csv(path: Path, header: Sequence[str], *rows: Sequence[str]) -> Path:
    lines = [",".join(f'"{cell}"' for cell in row) for row in (header, *rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def questions(db: Database, survey: int) -> list[QuestionRow]:
    with db.read() as session:
        return load_questions(session, survey)


def plan(
    db: Database, path: Path, survey: int, picks: Mapping[int, Pick] | None = None
) -> FormPlan:
    form, asked = read_form(path), questions(db, survey)
    with db.read() as session:
        return plan_form(
            session, form, survey, asked, match_columns(form, asked), today=TODAY, picks=picks
        )


def take(db: Database, found: FormPlan) -> int:
    with db.write("survey.import", count=1, file="x") as session:
        return apply_form(session, found, now=db.now())


def row_with(**cells: str) -> tuple[str, ...]:
    places = {"name": 6, "phone": 7, "scale": 8, "nps": 9, "ways": 10, "likes": 11, "words": 12,
              "when": 1, "number": 0}  # fmt: skip
    row = list(ROW)
    for name, text in cells.items():
        row[places[name]] = text
    return tuple(row)


def test_that_a_form_of_wenjuanxing_finds_its_questions_and_customers(
    db: Database, tmp_path: Path
) -> None:
    survey, customer = add_questionnaire(db), add_customer(db, "王芳", phone="13800138000")
    found = plan(db, write_csv(tmp_path / "答卷.csv", WJX, row_with(words="送货快")), survey)
    [row] = found.rows
    assert (row.outcome, row.customer_id, row.customer) == ("new", customer, "王芳")
    assert (row.phones, row.reached) == (("13800138000",), "138 0013 8000")
    assert list(row.answers.values()) == ["5", "9", "其他：老同学", "新品\n样品", "送货快"]
    assert row.at == datetime(2026, 11, 20, 2, 15, tzinfo=UTC)
    assert found.problems == ()
    assert take(db, found) == 1
    with db.read() as session:
        [response] = session.scalars(select(SurveyResponse))
        page = load_response(session, response.id)
    assert (page.row.channel, page.row.csat, page.row.nps) == ("web", 5, 9)
    assert page.row.finished_at == row.at


def test_that_the_same_file_again_changes_nothing_and_undo_takes_all_back(
    db: Database, tmp_path: Path
) -> None:
    survey = add_questionnaire(db)
    add_customer(db, "王芳", phone="13800138000")
    path = write_csv(tmp_path / "a.csv", WJX, ROW, row_with(name="李四", phone="13900139000"))
    assert take(db, plan(db, path, survey, {3: CREATE})) == 2
    again = plan(db, write_csv(tmp_path / "b.csv", WJX, row_with(number="7")), survey)
    assert [row.outcome for row in again.rows] == ["known"]
    assert plan(db, path, survey).counts() == {"known": 2}
    assert take(db, plan(db, path, survey)) == 0
    undo(db)  # the write that changed nothing left no step
    with db.read() as session:
        for table in (SurveyResponse, SurveyAnswer):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        assert session.scalars(select(Customer.name)).all() == ["王芳"]


def test_that_who_is_unknown_or_fits_several_waits_for_a_decision(
    db: Database, tmp_path: Path
) -> None:
    survey = add_questionnaire(db)
    one, other = (add_customer(db, "王芳", phone="13800138000") for _time in range(2))
    third = add_customer(db, "赵六", phone="13700137000")
    path = write_csv(
        tmp_path / "a.csv", WJX, ROW, row_with(name="李四", phone="13700137000"),
        row_with(name="", phone="13700137000"), row_with(name="", phone=""),
        row_with(name="赵六", phone=""),
    )  # fmt: skip
    found = plan(db, path, survey)
    assert [row.outcome for row in found.rows] == [
        "ambiguous", "unknown", "new", "nobody", "unknown",
    ]  # fmt: skip
    assert [key for key, _name in found.rows[0].candidates] == [one, other]
    assert [key for key, _name in found.rows[1].candidates] == [third]
    assert [key for key, _name in found.rows[4].candidates] == [third]
    decided = plan(db, path, survey, {2: other, 3: CREATE, 5: SKIP, 6: third})
    assert [row.outcome for row in decided.rows] == ["new", CREATE, "new", SKIP, "new"]
    assert take(db, decided) == 4
    with db.read() as session:
        made = session.scalars(select(Customer).where(Customer.name == "李四")).one()
        owners = set(session.scalars(select(SurveyResponse.customer_id)))
    assert owners == {other, third, made.id}


def test_that_a_bad_cell_never_loses_its_row(db: Database, tmp_path: Path) -> None:
    survey = add_questionnaire(db)
    add_customer(db, "王芳", phone="13800138000")
    path = write_csv(tmp_path / "a.csv", WJX, row_with(scale="很棒", nps="99", when="昨天下午"))
    found = plan(db, path, survey)
    assert [(one.row, one.column, one.value, one.code) for one in found.problems] == [
        (2, "B", "昨天下午", "survey.file.when"),
        (2, "I", "很棒", "answer.scale"),
        (2, "J", "99", "answer.nps"),
    ]
    assert list(found.rows[0].answers.values()) == ["其他：老同学", "新品\n样品"]
    assert take(db, found) == 1


def test_that_possibilities_in_columns_of_their_own_are_one_answer(
    db: Database, tmp_path: Path
) -> None:
    survey = add_questionnaire(db)
    header = ("编号", "1.您的姓名", "2.手机", "3.对什么感兴趣？:新品", "3.对什么感兴趣？:价格",
              "3.对什么感兴趣？:样品")  # fmt: skip
    add_customer(db, "王芳", phone="13800138000")
    path = write_csv(tmp_path / "a.csv", header, ("1", "王芳", "13800138000", "1", "0", "1"))
    [row] = plan(db, path, survey).rows
    assert list(row.answers.values()) == ["新品\n样品"]


def test_that_a_questionnaire_is_made_of_a_form(db: Database, tmp_path: Path) -> None:
    rows = [row_with(name=f"客户{n}", words=f"建议{n}") for n in range(6)]
    rows[1] = row_with(name="甲", scale="B.满意", likes="B.价格", ways="A.朋友介绍")
    form = read_form(write_csv(tmp_path / "满意度.csv", WJX, *rows))
    draft = questionnaire_of(form)
    assert draft.name == "满意度"
    assert draft.problems() == {}
    kinds = {one.text: one.kind for one in draft.questions}
    assert kinds["总体满意吗？"] == "scale"
    assert kinds["愿意推荐我们吗？（0-10分）"] == "nps"
    assert kinds["对什么感兴趣？[多选题]"] == "multiple"
    assert kinds["还有什么建议？"] == "text"
    survey = add_questionnaire(db, draft)
    assert len(match_columns(form, questions(db, survey))) == len(draft.questions)


def test_that_a_file_without_a_form_is_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", ("序号", "来自IP"), ("1", "1.2.3.4"))
    with pytest.raises(CrmError, match=r"survey\.file\.none"):
        read_form(path)


def test_that_answers_go_out_as_a_workbook(db: Database, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    survey = add_questionnaire(db)
    customer = add_customer(db, "王芳", phone="13800138000", company="=1+1")
    add_response(db, survey, customer, "5", "9", "网上", "新品;样品", "=HYPERLINK(1)")
    assert write_answers(db, tmp_path / "out.xlsx") == 1
    sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
    header, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert header[9] == "1. 总体满意吗？"
    assert row[1:4] == ["王芳", "=1+1", "138 0013 8000"]
    assert row[9:14] == [5, 9, "网上", "新品┋样品", "=HYPERLINK(1)"]
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n", "d"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(WJX[6:]), unique=True, min_size=1),
    st.integers(0, 3),
    st.randoms(use_true_random=False),
    st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12), max_size=7),
)
def test_that_columns_in_any_order_among_any_others_are_found(
    kept: list[str], before: int, rng: random.Random, junk: list[str]
) -> None:
    """Whatever stands beside them, in whatever order: each question finds its own column."""
    from crmdesk.models.exchange.survey_forms.form import _column

    titles = [*kept, *[f"无关{n}{text}" for n, text in enumerate(junk)]]
    rng.shuffle(titles)
    titles = [*WJX[:before], *titles]
    columns = tuple(_column(at, title) for at, title in enumerate(titles))
    asked = [
        QuestionRow(n, one.kind, one.text, one.choices, one.required, one.field)
        for n, one in enumerate(CSAT.questions, start=1)
    ]
    found = match_columns(Form("x", columns, (), None), asked)
    wanted = {title: n for n, title in enumerate(WJX[8:], start=1)}
    for title in kept:
        if title in wanted:
            assert found.get(titles.index(title)) == Meant(wanted[title])


@pytest.mark.parametrize("seed", range(4))
def test_that_no_answer_of_a_messy_form_is_lost(db: Database, tmp_path: Path, seed: int) -> None:
    """Each filled cell of a question is an answer or stands among the problems."""
    rng = random.Random(seed)
    junk = (
        "", "5", "A.满意", "10", "0", "(空)", "-", "很好！", "1┋2", "A.新品┋什么", "六", "9.0",
        "=1+1", "😀", "2026-13-45", "A", "Z.不知道", "满意,价格", "  3 分 ", "其他〖x〗",
    )  # fmt: skip
    survey = add_questionnaire(db)
    rows = [
        row_with(name=f"客户{n}", phone=rng.choice(("", f"1380013{n:04}", "12345", "无")),
                 when=rng.choice(("", "2026/11/19 8:00", "昨天", "46000.5", "2026年11月1日")),
                 **{name: rng.choice(junk) for name in ("scale", "nps", "ways", "likes", "words")})
        for n in range(60)
    ]  # fmt: skip
    path = write_csv(tmp_path / "a.csv", WJX, *rows)
    form, asked = read_form(path), questions(db, survey)
    meant = match_columns(form, asked)
    found = plan(db, path, survey)
    assert len(found.rows) == len(form.rows)
    troubled = {(one.row, one.column) for one in found.problems}
    letters = {column.index: column.letter for column in form.columns}
    for row, planned in zip(form.rows, found.rows, strict=True):
        for place, told in meant.items():
            if row.texts[place] not in ("", "(空)", "-"):
                kept = planned.answers.get(told.question_id)
                assert bool(kept) != ((row.row, letters[place]) in troubled)
    decided = {row.row: CREATE for row in found.rows if row.open}
    assert take(db, plan(db, path, survey, decided)) > 0
    assert take(db, plan(db, path, survey, decided)) == 0


@pytest.mark.parametrize(
    ("shape", "yes", "no"),
    [("({})", "1", "0"), (":{}", "是", "否"), ("[{}]", "√", ""), ("（{}）", "{}", "(空)")],
)
def test_that_columns_of_possibilities_make_one_question_of_several_choices(
    db: Database, tmp_path: Path, shape: str, yes: str, no: str
) -> None:
    names = ("硒鼓", "墨盒", "纸张")
    header = ("您的姓名", *(f"3、您常买哪些？{shape.format(name)}" for name in names))
    cells = [(True, False, True), (True, True, False), (True, False, False)]
    rows = [
        (f"客户{n}", *(yes.format(name) if on else no for name, on in zip(names, row, strict=True)))
        for n, row in enumerate(cells)
    ]
    form = read_form(write_csv(tmp_path / "a.csv", header, *rows))
    draft = questionnaire_of(form)
    [question] = draft.questions
    assert (question.kind, question.text, question.choices) == ("multiple", "您常买哪些？", names)
    survey = add_questionnaire(db, draft)
    found = plan(db, tmp_path / "a.csv", survey)
    assert [list(row.answers.values()) for row in found.rows] == [
        ["硒鼓\n纸张"], ["硒鼓\n墨盒"], ["硒鼓"],
    ]  # fmt: skip
    assert found.problems == ()


def test_that_zeros_and_ones_are_never_a_scale(tmp_path: Path) -> None:
    header = ("姓名", "您满意哪一项？", "还在用吗？", "请打分（1-5分）")
    rows = [(f"客户{n}", "1", str(n % 2), "1") for n in range(6)]
    draft = questionnaire_of(read_form(write_csv(tmp_path / "a.csv", header, *rows)))
    assert [one.kind for one in draft.questions] == ["text", "single", "scale"]


def test_that_columns_of_satisfaction_are_one_scale(db: Database, tmp_path: Path) -> None:
    words = ("非常满意", "满意", "一般", "不满意", "非常不满意")
    header = ("姓名", *(f"总体满意吗？({word})" for word in words))
    rows = [(f"客户{n}", *("1" if at == 0 else "0" for at in range(5))) for n in range(6)]
    path = write_csv(tmp_path / "a.csv", header, *rows)
    draft = questionnaire_of(read_form(path))
    assert [one.kind for one in draft.questions] == ["scale"]
    for survey in (add_questionnaire(db, draft), add_questionnaire(db)):
        assert [list(row.answers.values()) for row in plan(db, path, survey).rows] == [["5"]] * 6


def test_that_own_words_and_odd_cells_of_a_possibility_are_kept(
    db: Database, tmp_path: Path
) -> None:
    draft = QuestionnaireDraft(
        "渠道", (QuestionDraft("multiple", "您常去哪里买？", ("网店", "门店", "其他")),)
    )
    header = ("姓名", "您常去哪里买？(网店)", "您常去哪里买？(门店)", "您常去哪里买？(其他)")
    rows = [("甲", "1", "0", "老同学"), ("乙", "0", "1", "其他〖市场〗")]
    path = write_csv(tmp_path / "a.csv", header, *rows)
    found = plan(db, path, add_questionnaire(db, draft))
    assert [list(row.answers.values()) for row in found.rows] == [
        ["网店\n其他：老同学"], ["门店\n其他：市场"],
    ]  # fmt: skip


LIKE = QuestionnaireDraft(
    "满意度",
    (
        QuestionDraft("scale", "您对我们整体满意吗？"),
        QuestionDraft("nps", "您有多大可能把我们推荐给朋友？"),
        QuestionDraft("text", "您觉得我们还有哪里可以做得更好？"),
    ),
)


@pytest.mark.parametrize(
    "scale", ["您对我们的服务满意吗？", "2、您对我们满意吗？(单选题)", "总体满意度"]
)
@pytest.mark.parametrize(
    "nps",
    ["您愿意把我们推荐给朋友吗？（0-10分）", "您向同事推荐我们的可能性有多大？", "推荐意愿"],
)
def test_that_questions_are_known_by_their_sense_and_kind(
    db: Database, tmp_path: Path, scale: str, nps: str
) -> None:
    header = ("姓名", scale, nps, "您的生日", "您对物流公司满意吗？")
    rows = [("甲", "非常满意", "9", "5月1日", "满意"), ("乙", "4", "10", "", "一般")]
    form = read_form(write_csv(tmp_path / "a.csv", header, *rows))
    asked = questions(db, add_questionnaire(db, LIKE))
    found = match_columns(form, asked)
    assert found == {1: Meant(asked[0].id), 2: Meant(asked[1].id)}
    assert [one.title for one in without_question(form, found)] == [header[3], header[4]]
    assert fits_well(form, found, asked)
    archive = questions(db, add_questionnaire(db, ARCHIVE))
    theirs = match_columns(form, archive)
    assert len(theirs) == 1
    assert not fits_well(form, theirs, archive)


@pytest.mark.parametrize("title", ["您的称呼", "1、怎么称呼您？", "您贵姓", "请问如何称呼您？"])
def test_that_how_one_is_called_finds_and_makes_customers(
    db: Database, tmp_path: Path, title: str
) -> None:
    survey = add_questionnaire(db)
    customer = add_customer(db, "王伟", phone="13800138000")
    other = add_customer(db, "赵六", phone="13700137000")
    path = write_csv(
        tmp_path / "a.csv", (title, "手机", "总体满意吗？"), ("王先生", "13800138000", "5"),
        ("李女士", "13900139000", "4"), ("钱总", "13700137000", "4"), ("孙丽", "", "3"),
    )  # fmt: skip
    found = plan(db, path, survey, {3: CREATE, 5: CREATE})
    assert [row.outcome for row in found.rows] == ["new", CREATE, "unknown", CREATE]
    assert found.rows[0].customer_id == customer
    assert [key for key, _name in found.rows[2].candidates] == [other]
    assert take(db, found) == 3
    with db.read() as session:
        called = session.execute(select(Customer.name, Customer.salutation)).all()
    assert [tuple(one) for one in called][2:] == [("李女士", "李女士"), ("孙丽", "")]


def test_that_a_row_twice_in_the_file_says_which_one_it_repeats(
    db: Database, tmp_path: Path
) -> None:
    survey = add_questionnaire(db)
    add_customer(db, "王芳", phone="13800138000")
    path = write_csv(tmp_path / "a.csv", WJX, ROW, row_with(number="2"))
    found = plan(db, path, survey)
    assert [(row.outcome, row.twin) for row in found.rows] == [("new", 0), ("twin", 2)]
    assert take(db, found) == 1
    assert plan(db, path, survey).counts() == {"known": 2}


def test_that_nothing_answered_is_no_choice(tmp_path: Path) -> None:
    rows = [("甲", "网上"), ("乙", "(空)"), ("丙", "朋友"), ("丁", "(跳过)"), ("戊", "网上")]
    form = read_form(write_csv(tmp_path / "a.csv", ("姓名", "从哪里知道我们？"), *rows))
    [question] = questionnaire_of(form).questions
    assert (question.kind, question.choices) == ("single", ("网上", "朋友"))


def test_that_a_form_makes_no_customer_of_who_asked_to_be_erased(
    db: Database, tmp_path: Path
) -> None:
    survey = add_questionnaire(db)
    erase(db, add_customer(db, "王芳", phone="13800138000"), today=TODAY)
    found = plan(db, write_csv(tmp_path / "答卷.csv", WJX, ROW), survey, {2: CREATE})
    assert [row.outcome for row in found.rows] == [SKIP]
    assert [(problem.row, problem.code) for problem in found.problems] == [(2, "refused.erased")]
    assert take(db, found) == 0
