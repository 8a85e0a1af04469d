"""A template of the office's own, filled: nothing of its looks is lost, nothing in it is run."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table
from PIL import Image as Pillow

from crmdesk.models.calendar.birthday import Birthday
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import Cancelled, CrmError
from crmdesk.models.core.i18n import LANGUAGES, use_language
from crmdesk.models.customers.phones import PhoneValue
from crmdesk.models.exchange.export.template import fill, guard
from crmdesk.models.exchange.export.template.copies import sheet_title
from crmdesk.models.exchange.export.template.fill import check_template, fill_template
from crmdesk.models.exchange.export.template.sample import write_sample
from crmdesk.models.exchange.records.customers import Email
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import save_office
from tests.support.builders import add_customer
from tests.support.exchange import bring_in, contact, record

Paint = Callable[[Any, Workbook], None]


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    use_language("en")


def made(path: Path, cells: dict[str, Any], paint: Paint | None = None) -> Path:
    """A template with these cells in its first sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名单"
    for place, value in cells.items():
        sheet[place] = value
    if paint:
        paint(sheet, book)
    book.save(path)
    return path


def filled(db: Database, template: Path, ids: list[int] | None = None) -> Any:
    path = template.with_name("filled.xlsx")
    fill_template(db, template, path, ids)
    return load_workbook(path)


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def three(db: Database) -> list[int]:
    return [
        add_customer(db, "张伟", phone="13800138000", company="宏达"),
        add_customer(db, "=李娜", phone="0571-88881234"),
        add_customer(db, "王芳"),
    ]


def wrong(db: Database, template: Path) -> list[tuple[str, str, str, tuple[str, ...]]]:
    found = check_template(db, template).wrong
    return [(one.code, one.cell, one.word, one.near) for one in found]


def test_that_the_row_is_repeated_and_the_rest_filled_once(db: Database, tmp_path: Path) -> None:
    three(db)
    with db.write("office.settings") as session:
        save_office(session, OfficeSettings(name="=杭州宏图"))
    template = made(
        tmp_path / "t.xlsx",
        {
            "A1": "{{本公司}}", "B1": "{{公司名称}}", "C1": "{{今天}}", "D1": "共{{客户数}}位：",
            "A3": "{{序号}}", "B3": "{{姓名}}", "C3": "{{ 手机 }}",
            "D3": "TEL {{电话}}（{{公司}}）",
            "A4": "{{count}}", "B4": "合计",
        },
    )  # fmt: skip
    sheet = filled(db, template)["名单"]
    assert rows(sheet) == [
        ("=杭州宏图", "=杭州宏图", datetime(2026, 11, 21), "共3位："),  # noqa: DTZ001
        (None, None, None, None),
        (1, "张伟", "13800138000", "TEL 13800138000（宏达）"),
        (2, "=李娜", None, "TEL 0571-88881234（）"),
        (3, "王芳", None, "TEL （）"),
        (3, "合计", None, None),
    ]
    for place in ("A1", "B4"):
        assert sheet[place].data_type == "s"
        assert sheet[place].number_format == "@"
    assert sheet["C1"].number_format == "yyyy-mm-dd"


def test_that_totals_cover_all_rows_wherever_they_stand(db: Database, tmp_path: Path) -> None:
    three(db)

    def paint(sheet: Any, book: Workbook) -> None:
        other = book.create_sheet("总计")
        other["A1"] = "=COUNTA(名单!B3)"
        book.defined_names["全部"] = DefinedName("全部", attr_text="名单!$B$3:$B$3")

    template = made(
        tmp_path / "t.xlsx",
        {
            "A1": "=COUNTA(B3)", "B3": "{{姓名}}", "C3": '=B3&"!"', "D3": "=A3/$A$5", "E3": 7,
            "A5": "=SUM(E3:E3)", "B5": "=A5+E2", "A6": "=A5*2",
        },
        paint,
    )  # fmt: skip
    book = filled(db, template)
    sheet = book["名单"]
    assert sheet["A1"].value == "=COUNTA(B3:B5)"
    assert [sheet[f"C{row}"].value for row in (3, 4, 5)] == ['=B3&"!"', '=B4&"!"', '=B5&"!"']
    assert [sheet[f"D{row}"].value for row in (3, 5)] == ["=A3/$A$7", "=A5/$A$7"]
    assert [sheet[f"E{row}"].value for row in (3, 4, 5)] == [7, 7, 7]
    assert [sheet[place].value for place in ("A7", "B7", "A8")] == [
        "=SUM(E3:E5)", "=A7+E2", "=A7*2"
    ]  # fmt: skip
    assert book["总计"]["A1"].value == "=COUNTA(名单!B3:B5)"
    assert book.defined_names["全部"].attr_text == "名单!$B$3:$B$5"


def test_that_looks_merged_cells_and_heights_go_with_the_row(db: Database, tmp_path: Path) -> None:
    three(db)

    def paint(sheet: Any, _book: Workbook) -> None:
        sheet.merge_cells("C3:D3")
        sheet.merge_cells("A5:D5")
        sheet.merge_cells("F2:F4")
        sheet.row_dimensions[3].height = 33
        sheet.row_dimensions[5].height = 44
        sheet.column_dimensions["B"].width = 27
        cell = sheet["B3"]
        cell.font, cell.fill = Font(bold=True, color="FFAA0000"), PatternFill("solid", "FFEEEEEE")
        cell.border = Border(bottom=Side(style="double"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet["C3"].number_format = "0000"

    cells = {"B3": "{{姓名}}", "C3": "{{序号}}", "A5": "脚注", "F2": "竖"}
    sheet = filled(db, made(tmp_path / "t.xlsx", cells, paint))["名单"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == [
        "A7:D7", "C3:D3", "C4:D4", "C5:D5", "F2:F6"
    ]  # fmt: skip
    assert [sheet.row_dimensions[row].height for row in (3, 4, 5, 6, 7)] == [33, 33, 33, None, 44]
    assert sheet.column_dimensions["B"].width == 27
    for row in (3, 4, 5):
        cell = sheet.cell(row, 2)
        assert (cell.font.b, cell.fill.fgColor.rgb) == (True, "FFEEEEEE")
        assert (cell.border.bottom.style, cell.alignment.wrap_text) == ("double", True)
        assert sheet.cell(row, 3).number_format == "0000"
    assert sheet["A7"].value == "脚注"


def test_that_the_print_set_up_rules_pictures_and_charts_stay(db: Database, tmp_path: Path) -> None:
    three(db)

    def paint(sheet: Any, _book: Workbook) -> None:
        sheet.print_area, sheet.print_title_rows = "A1:D5", "1:2"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.oddFooter.center.text = "&P / &N"
        sheet.freeze_panes = "A3"
        sheet.row_breaks.append(Break(5))
        sheet.auto_filter.ref = "A2:D3"
        sheet.conditional_formatting.add(
            "B3", FormulaRule(["B3=$A$5"], fill=PatternFill("solid", bgColor="FFFF0000"))
        )
        check = DataValidation("list", formula1="$F$6:$F$7", sqref="C3")
        sheet.add_data_validation(check)
        logo = BytesIO()
        Pillow.new("RGB", (8, 8), "red").save(logo, "PNG")
        sheet.add_image(Image(logo), "A5")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=3, max_row=3))
        sheet.add_chart(chart, "C7")

    cells = {"A2": "序号", "B2": "名", "A3": "{{序号}}", "B3": "{{姓名}}", "A5": "完"}
    sheet = filled(db, made(tmp_path / "t.xlsx", cells, paint))["名单"]
    assert sheet.print_area == "'名单'!$A$1:$D$7"
    assert sheet.print_title_rows == "$1:$2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.oddFooter.center.text == "&P / &N"
    assert sheet.freeze_panes == "A3"
    assert [mark.id for mark in sheet.row_breaks.brk] == [7]
    assert sheet.auto_filter.ref == "A2:D5"
    [area] = sheet.conditional_formatting
    assert (str(area.sqref), area.rules[0].formula) == ("B3:B5", ["B3=$A$7"])
    [check] = sheet.data_validations.dataValidation
    assert (str(check.sqref), check.formula1) == ("C3:C5", "$F$8:$F$9")
    [picture], [chart] = sheet._images, sheet._charts
    assert (picture.anchor._from.row, chart.anchor._from.row) == (6, 8)
    assert chart.ser[0].val.numRef.f == "'名单'!$A$3:$A$5"


def test_that_a_table_grows(db: Database, tmp_path: Path) -> None:
    three(db)
    template = made(
        tmp_path / "t.xlsx",
        {"A1": "序号", "B1": "姓名", "A2": "{{序号}}", "B2": "{{姓名}}"},
        lambda sheet, _book: sheet.add_table(Table(displayName="T", ref="A1:B2")),
    )
    table = filled(db, template)["名单"].tables["T"]
    assert (table.ref, table.autoFilter.ref) == ("A1:B4", "A1:B4")


def test_that_nobody_leaves_one_blank_row(db: Database, tmp_path: Path) -> None:
    template = made(tmp_path / "t.xlsx", {"A1": "{{count}}", "B3": "{{姓名}}", "B4": "=COUNTA(B3)"})
    assert rows(filled(db, template)["名单"])[2:] == [(None, None), (None, "=COUNTA(B3)")]
    assert filled(db, template)["名单"]["A1"].value == 0


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_that_names_are_known_in_every_language(db: Database, tmp_path: Path, spoken: str) -> None:
    bring_in(
        db,
        record(
            "张伟",
            birthday=Birthday("solar", 1985, 3, 12),
            phones=(
                PhoneValue("work", "0571-88881234", "+8657188881234"),
                PhoneValue("mobile", "13800138000", "+8613800138000"),
                PhoneValue("", "13900139000", "+8613900139000"),
            ),
            contacts=(contact("李娜", "13700137000"),),
            custom=(("爱车", "宝马"),),
        ),
    )
    use_language(spoken)
    words = {
        "姓名": "张伟", "name": "张伟", "手机": "13800138000", "行動電話": "13800138000",
        "Mobile": "13800138000", "手机2": "13900139000", "座机": "0571-88881234",
        "电话2": "13800138000", "Phone 2": "13800138000", "爱车": "宝马",
        "联系人1电话": "13700137000",
        "聯絡人1姓名": "李娜", "生日": date(1985, 3, 12), "No.": 1, "項次": 1, "序號": 1,
    }  # fmt: skip
    cells = {f"A{row}": f"{{{{{word}}}}}" for row, word in enumerate(words, 1)}
    sheet = filled(db, made(tmp_path / "t.xlsx", cells))["名单"]
    found = [cell.date() if isinstance(cell, datetime) else cell for (cell,) in rows(sheet)]
    assert dict(zip(words, found, strict=True)) == words


def test_that_an_unknown_word_is_told_with_its_cell_before_anything_is_written(
    db: Database, tmp_path: Path
) -> None:
    three(db)
    use_language("zh_CN")
    template = made(
        tmp_path / "t.xlsx",
        {"A1": "{{姓明}}", "B2": "{{电话号吗}}和{{qqqq}}", "C2": "{{姓名}}", "B4": "{{编号}}",
         "C4": '="x{{姓名}}"', "D2": "{{每位客户}}"},
    )  # fmt: skip
    found = wrong(db, template)
    assert [(code, cell, word) for code, cell, word, _near in found] == [
        ("unknown", "A1", "{{姓明}}"),
        ("unknown", "B2", "{{电话号吗}}"),
        ("unknown", "B2", "{{qqqq}}"),
        ("formula", "C4", "{{姓名}}"),
        ("outside", "B4", "{{编号}}"),
    ]
    assert "姓名" in found[0][3]
    assert "电话" in found[1][3]
    with pytest.raises(CrmError, match=r"template\.wrong") as caught:
        filled(db, template)
    assert "A1" in str(caught.value.params["wrong"])
    assert not (tmp_path / "filled.xlsx").exists()


def test_that_a_row_marked_is_repeated_though_others_look_like_it(
    db: Database, tmp_path: Path
) -> None:
    three(db)
    cells = {"A1": "{{公司}}", "A2": "{{每位客户}}{{姓名}}", "A3": "{{今天}}"}
    sheet = filled(db, made(tmp_path / "t.xlsx", cells))["名单"]
    assert [sheet[f"A{row}"].value for row in (2, 3, 4)] == ["张伟", "=李娜", "王芳"]
    assert sheet["A3"].data_type == "s"


def form(path: Path) -> Path:
    def paint(sheet: Any, _book: Workbook) -> None:
        sheet.merge_cells("A1:C1")
        sheet.print_area = "A1:C4"
        sheet.page_setup.orientation = "landscape"
        sheet.oddHeader.center.text = "宏图"
        logo = BytesIO()
        Pillow.new("RGB", (8, 8), "red").save(logo, "PNG")
        sheet.add_image(Image(logo), "C2")
        sheet.add_data_validation(DataValidation("list", formula1='"a,b"', sqref="C3"))

    cells = {
        "A1": "客户卡 {{序号}}",
        "A2": "姓名",
        "B2": "{{姓名}}",
        "A3": "电话",
        "B3": "{{电话}}",
    }
    return made(path, cells, paint)


def test_that_a_form_is_filled_for_each_customer_on_a_sheet_of_her_own(
    db: Database, tmp_path: Path
) -> None:
    ids = three(db)
    ids.append(add_customer(db, "王芳"))
    assert check_template(db, form(tmp_path / "t.xlsx")).kind == "form"
    book = filled(db, tmp_path / "t.xlsx")
    assert book.sheetnames == ["张伟", "=李娜", "王芳", "王芳 2"]
    for number, sheet in enumerate(book.worksheets, start=1):
        assert sheet["A1"].value == f"客户卡 {number}"
        assert sheet["B2"].data_type == "s"
        assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:C1"]
        assert (sheet.page_setup.orientation, sheet.oddHeader.center.text) == ("landscape", "宏图")
        assert sheet.print_area == f"'{sheet.title}'!$A$1:$C$4"
        assert len(sheet._images) == len(sheet.data_validations.dataValidation) == 1
    assert filled(db, tmp_path / "t.xlsx", ids[:1]).sheetnames == ["名单"]
    assert filled(db, tmp_path / "t.xlsx", [])["名单"]["B2"].value is None


def test_that_too_many_forms_are_refused(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(db)
    monkeypatch.setattr(fill, "MOST_FORMS", 2)
    with pytest.raises(CrmError, match=r"template\.many"):
        filled(db, form(tmp_path / "t.xlsx"))


def test_that_sheets_bear_names_excel_takes() -> None:
    taken = {"名单"}
    assert sheet_title("a/b[c]*?:\\'", taken) == "a b c"
    assert sheet_title("A B C", taken) == "A B C 2"
    assert sheet_title("x" * 40, taken) == "x" * 31
    assert sheet_title("x" * 40, taken) == "x" * 29 + " 2"
    assert sheet_title("History", taken) == "History 2"
    assert sheet_title("''", taken) == "-"


def test_that_notes_for_colleagues_are_left_out(db: Database, tmp_path: Path) -> None:
    three(db)

    def paint(_sheet: Any, book: Workbook) -> None:
        notes = book.create_sheet("给同事")
        notes["A1"], notes["A2"] = "{{说明}} {{notes}}", "{{没有这个}}"

    use_language("zh_CN")
    template = made(tmp_path / "t.xlsx", {"A1": "{{姓名}}"}, paint)
    assert filled(db, template).sheetnames == ["名单"]


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_that_the_sample_can_be_filled_as_it_is(db: Database, tmp_path: Path, spoken: str) -> None:
    three(db)
    use_language(spoken)
    write_sample(db, tmp_path / "t.xlsx")
    check = check_template(db, tmp_path / "t.xlsx")
    assert (check.kind, check.wrong, check.losses) == ("list", (), ())
    book = filled(db, tmp_path / "t.xlsx")
    [sheet] = book.worksheets
    assert [sheet.cell(row, 2).value for row in (5, 6, 7)] == ["张伟", "=李娜", "王芳"]
    assert sheet["C8"].value == "=COUNTA(B5:B7)"
    assert "{{" not in str(rows(sheet))


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_that_a_template_can_be_an_envelope(db: Database, tmp_path: Path, spoken: str) -> None:
    bring_in(
        db,
        record("张伟", gender="male"),
        record("宏达", kind="company", contacts=(contact("李娜", title="经理"),)),
        record("盛源", kind="company"),
    )
    use_language(spoken)
    sheet = filled(db, made(tmp_path / "t.xlsx", {"A1": "{{收件人}}", "B1": "{{邮编}}"}))["名单"]
    assert [row[0] for row in rows(sheet)] == ["张伟 先生 收", "李娜 经理 收", "盛源 收"]


def test_that_a_template_addresses_whom_the_letters_address(db: Database, tmp_path: Path) -> None:
    boss = contact("孙伟", "13800138000", salutation="孙经理", emails=(Email("", "sun@a.cn"),))
    bring_in(
        db,
        record("宏达", kind="company", contacts=(boss,)),
        record("盛源", "0571-88881234", kind="company", contacts=(boss,)),
        record("张伟", salutation="张哥"),
        record("李娜"),
    )
    words = ("尊敬的{{称呼}}：", "{{电话}}", "{{手机}}", "{{邮箱}}", "{{电话2}}", "{{联系人1称呼}}")
    cells = dict(zip(("A1", "B1", "C1", "D1", "E1", "F1"), words, strict=True))
    sheet = filled(db, made(tmp_path / "t.xlsx", cells))["名单"]
    mobile, landline = "13800138000", "0571-88881234"
    assert rows(sheet) == [
        ("尊敬的孙经理：", mobile, mobile, "sun@a.cn", None, "孙经理"),
        ("尊敬的孙经理：", landline, mobile, "sun@a.cn", None, "孙经理"),
        ("尊敬的张哥：", None, None, None, None, None),
        ("尊敬的李娜：", None, None, None, None, None),
    ]


def test_that_letters_of_several_looks_in_one_cell_stay(db: Database, tmp_path: Path) -> None:
    three(db)
    bold = CellRichText("一般", TextBlock(InlineFont(b=True), "粗"))
    template = made(tmp_path / "t.xlsx", {"A1": bold, "A2": "{{姓名}}", "B2": bold})
    fill_template(db, template, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx", rich_text=True)["名单"]
    for place in ("A1", "B2", "B4"):
        assert [str(part) for part in sheet[place].value] == ["一般", "粗"]
        assert sheet[place].value[1].font.b


def test_that_a_template_of_excels_own_kind_becomes_a_workbook(
    db: Database, tmp_path: Path
) -> None:
    three(db)
    book = Workbook()
    book.template = True
    book.worksheets[0]["A1"] = "{{姓名}}"
    book.save(tmp_path / "t.xltx")
    fill_template(db, tmp_path / "t.xltx", tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as found:
        assert b"template.main" not in found.read("[Content_Types].xml")


def test_that_a_template_is_never_written_over_itself(db: Database, tmp_path: Path) -> None:
    template = made(tmp_path / "t.xlsx", {"A1": "{{姓名}}"})
    with pytest.raises(CrmError, match=r"template\.itself"):
        fill_template(db, template, tmp_path / "t.xlsx")
    assert load_workbook(template)["名单"]["A1"].value == "{{姓名}}"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("t.xlsx", b"no book", "template.unreadable"),
        ("t.xlsx", b"PK\x03\x04", "template.unreadable"),
        ("t.xls", b"", "template.format"),
    ],
)
def test_that_what_is_no_template_is_said_so(
    db: Database, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CrmError) as caught:
        check_template(db, tmp_path / name)
    assert caught.value.code == code
    with pytest.raises(CrmError, match=r"file\.missing"):
        check_template(db, tmp_path / "missing.xlsx")


def test_that_a_template_that_would_take_all_memory_is_refused(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = made(tmp_path / "t.xlsx", {"A1": "{{姓名}}"})
    assert check_template(db, template).wrong == ()
    monkeypatch.setattr(guard, "_INFLATED", 1000)
    with pytest.raises(CrmError, match=r"template\.unreadable"):
        check_template(db, template)
    merged = '<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    with ZipFile(tmp_path / "m.xlsx", "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", merged)
    with pytest.raises(CrmError, match=r"template\.unreadable"):
        check_template(db, tmp_path / "m.xlsx")


def test_that_it_is_said_what_gets_lost(db: Database, tmp_path: Path) -> None:
    template = made(tmp_path / "t.xlsx", {"A1": "{{姓名}}"})
    with ZipFile(template, "a") as book:
        book.writestr("xl/drawings/drawing9.xml", '<xdr:wsDr><xdr:sp macro=""/></xdr:wsDr>')
        book.writestr("xl/ctrlProps/ctrlProp1.xml", "<a/>")
        book.writestr("xl/charts/chart1.xml", "<a/>")
    assert check_template(db, template).losses == ("shapes", "controls", "charts")


def test_that_a_cancelled_filling_leaves_the_old_file(db: Database, tmp_path: Path) -> None:
    three(db)
    template = made(tmp_path / "t.xlsx", {"A1": "{{姓名}}"})
    (tmp_path / "a.xlsx").write_text("old")

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fill_template(db, template, tmp_path / "a.xlsx", progress=stop)
    assert (tmp_path / "a.xlsx").read_text() == "old"
    with pytest.raises(CrmError, match=r"export\.format"):
        fill_template(db, template, tmp_path / "a.csv")
