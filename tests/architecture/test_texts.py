"""The check behind `make i18n` finds what it is for."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from build_spec.texts import catalogues
from build_spec.texts.check import findings
from build_spec.texts.glossary import Glossary, load
from build_spec.texts.rules import problems, wrong_word


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load()


@pytest.mark.parametrize(
    ("source", "text", "language"),
    [
        ("Import {count} customers", "导入 {count} 位客户", "zh_CN"),
        ("Import {count} customers", "匯入 {count} 位客戶", "zh_TW"),
        ("Customers", "客户", "zh_CN"),
        ("&Follow-up…", "追蹤(&F)…", "zh_TW"),
        ("Excel workbook (*.xlsx)", "Excel 工作簿 (*.xlsx)", "zh_CN"),
        ("{day} {month_name}", "{month}月{day}日", "zh_CN"),
        ("Write to <b>{name}</b>", "写给<b>{name}</b>", "zh_CN"),
        ("{count} km behind", "落後 {count} 公里", "zh_TW"),
    ],
)
def test_that_a_good_translation_passes(
    source: str, text: str, language: str, glossary: Glossary
) -> None:
    assert list(problems(source, text, language, glossary)) == []
    assert list(wrong_word(source, text, language, glossary)) == []


@pytest.mark.parametrize(
    ("source", "text", "language", "objection"),
    [
        ("Import {count}", "导入 {n}", "zh_CN", "placeholders"),
        ("Import {count}", "导入 {count", "zh_CN", "braces"),
        ("Import…", "导入", "zh_CN", "at the end"),
        ("Import", "導入", "zh_TW", "匯入"),
        ("Import", "导入", "zh_TW", "not written in zh_TW"),
        ("Import", "匯入", "zh_CN", "not written in zh_CN"),
        ("Later", "以后", "zh_TW", "後"),
        ("Save the file", "保存 file", "zh_CN", "English left over: file"),
        ("Yes, delete", "是,删除", "zh_CN", "half-width"),
        ("Delete “{name}”", "刪除“{name}”", "zh_TW", "quotation mark"),
        ("Send an SMS", "傳送短信", "zh_TW", "簡訊"),
    ],
)
def test_that_a_bad_translation_is_objected_to(
    source: str, text: str, language: str, objection: str, glossary: Glossary
) -> None:
    assert objection in " / ".join(problems(source, text, language, glossary))


def test_that_a_word_alone_is_called_as_the_glossary_has_it(glossary: Glossary) -> None:
    told = wrong_word("&Complaints…", "意见…", "zh_CN", glossary)
    assert list(told) == ["the glossary says 投诉"]


def test_that_another_meaning_may_have_another_word(glossary: Glossary) -> None:
    template, catalogue = Catalog(), Catalog(locale="zh_CN")
    template.add("Customer", context="stage")
    catalogue.add("Customer", "成交", context="stage")
    assert list(findings(template, catalogue, "zh_CN", glossary)) == []


def test_that_a_word_avoided_elsewhere_is_right_in_the_context_named(glossary: Glossary) -> None:
    told = {
        context: list(problems("User", "使用者", "zh_CN", glossary, context))
        for context in (None, "contact role")
    }
    assert told == {None: ["使用者: we write 用户"], "contact role": []}


def test_that_missing_empty_fuzzy_and_obsolete_texts_are_named(glossary: Glossary) -> None:
    template, catalogue = Catalog(), Catalog(locale="zh_CN")
    for text in ("Call", "Visit", "Letter", "Gift"):
        template.add(text, locations=[("crmdesk/ui/example.py", 1)])
    catalogue.add("Call", "电话")
    catalogue.add("Visit", "", locations=[("crmdesk/ui/example.py", 1)])
    catalogue.add("Letter", "信函", flags=["fuzzy"])
    catalogue.add("Telex", "电传")
    assert sorted(findings(template, catalogue, "zh_CN", glossary)) == [
        "zh_CN: missing: “Gift” (crmdesk/ui/example.py)",
        "zh_CN: obsolete, the source has it no more: “Telex”",
        "zh_CN: “Letter”: fuzzy",
        "zh_CN: “Visit”: not translated (crmdesk/ui/example.py)",
    ]


def test_that_an_update_keeps_translations_and_drops_what_the_source_dropped() -> None:
    template, old = Catalog(), Catalog(locale="zh_TW")
    template.add("Call")
    template.add(("{n} call", "{n} calls"))
    template.add("Visit", context="verb")
    old.add("Call", "電話")
    old.add(("{n} call", "{n} calls"), ("{n} 通電話",))
    old.add("Visit", "拜訪")
    new = catalogues.messages(catalogues.updated(old, template))
    assert {key: message.string for key, message in new.items()} == {
        (None, "Call"): "電話",
        (None, "{n} call"): ("{n} 通電話",),
        ("verb", "Visit"): "",
    }


def test_that_messages_are_found_in_the_source_with_their_context(tmp_path: Path) -> None:
    (tmp_path / "screen.py").write_text(
        '_("Call")\nN_("Visit")\nngettext("{n} day", "{n} days", 2)\npgettext("verb", "Open")\n'
    )
    found = catalogues.messages(catalogues.extract(tmp_path))
    assert set(found) == {(None, "Call"), (None, "Visit"), (None, "{n} day"), ("verb", "Open")}


def test_that_a_catalogue_written_and_compiled_is_read_back(tmp_path: Path) -> None:
    for language, text in (("zh_CN", "电话"), ("zh_TW", "電話")):
        catalogue = Catalog(locale=language)
        catalogue.add("Call", text)
        catalogues.write(catalogue, language, tmp_path)
        assert catalogues.messages(catalogues.read(language, tmp_path))[None, "Call"].string == text
    catalogues.compile_all(tmp_path)
    assert (tmp_path / "zh_TW" / "LC_MESSAGES" / "crmdesk.mo").exists()
