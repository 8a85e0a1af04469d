"""Sizes, names and the few constructions that are kept out."""

import ast
import re

import pytest

from tests.support.source import (
    ROOT,
    called,
    is_docstring,
    modules,
    nodes,
    outside_functions,
    place,
    text_of,
)

MODULE_LINES, FUNCTION_LINES, WIDGET_METHODS = 500, 40, 20
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
CATCH_ALL = {"Exception", "BaseException"}
DOORS = (
    "crmdesk/ui/kit/jobs.py",  # the job runner
    "crmdesk/models/exchange/reading/worker.py",  # foreign files raise anything
    "crmdesk/models/exchange/applying/writing.py",  # raised where rows are added
    "crmdesk/models/exchange/writers/beside.py",  # a child tells its parent whatever ended it
)
"""Where everything may be caught; the excepthooks catch without `except`."""
CHINESE_IN = (
    "crmdesk/ui/kit/dates.py",  # read as typed, not shown
    "crmdesk/ui/shell/commands.py",  # each language's own name
)


def test_that_no_module_passes_500_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in modules("crmdesk", "tests", "build_spec")
        if "migrations/versions" not in path.as_posix()
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > MODULE_LINES
    }
    assert long == {}


def test_that_functions_fit_a_screen() -> None:
    long = [
        f"{place(path, function)} {function.name}: {lines}"
        for path, function in nodes(ast.FunctionDef, "crmdesk", "build_spec")
        if "migrations/versions" not in path.as_posix()
        and (lines := _lines(function)) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_that_widgets_have_at_most_20_methods() -> None:
    big = [
        f"{place(path, cls)} {cls.name}: {count}"
        for path, cls in nodes(ast.ClassDef, "crmdesk/ui")
        if (count := sum(isinstance(part, ast.FunctionDef) for part in cls.body)) > WIDGET_METHODS
    ]
    assert not big, "\n".join(big)


def test_that_modules_are_named_for_what_they_hold() -> None:
    assert [path for path in modules("crmdesk", "tests", "build_spec") if path.stem in VAGUE] == []


def test_that_everything_is_caught_at_the_doors_only() -> None:
    """Elsewhere one catches what one can answer, or raises again."""
    caught = [
        place(path, handler)
        for path, handler in nodes(ast.ExceptHandler, "crmdesk")
        if not path.as_posix().endswith(DOORS)
        and CATCH_ALL & _names(handler.type)
        and not isinstance(handler.body[-1], ast.Raise)
    ]
    assert not caught, "\n".join(caught)


def test_that_dialogs_open_without_a_nested_event_loop() -> None:
    loops = [
        place(path, call)
        for path, call in nodes(ast.Call, "crmdesk/ui")
        if called(call) in ("exec", "exec_")
    ]
    assert not loops, "\n".join(loops)


@pytest.mark.parametrize("word", ["_", "ngettext", "pgettext"])
def test_that_texts_are_constants_and_translated_when_shown(word: str) -> None:
    """gettext finds constants only; what is translated at import keeps the first language."""
    for path, call in nodes(ast.Call, "crmdesk"):
        if called(call) != word or not isinstance(call.func, ast.Name):
            continue
        assert not outside_functions(call), f"translated at import: {place(path, call)}"
        given = call.args[0]
        assert not isinstance(given, ast.JoinedStr | ast.BinOp), f"glued: {place(path, call)}"


def test_that_screens_hold_no_chinese_of_their_own() -> None:
    """Chinese stands in the catalogues; in the window's source it would stay in English and 繁."""
    found = [
        place(path, constant)
        for path, constant in nodes(ast.Constant, "crmdesk/ui")
        if not path.as_posix().endswith(CHINESE_IN)
        and re.search(r"[\u4e00-\u9fff]{2}", text_of(constant) or "")
        and not is_docstring(constant)
    ]
    assert not found, "\n".join(found)


def test_that_tests_say_what_holds() -> None:
    named = [
        f"{place(path, function)} {function.name}"
        for path, function in nodes(ast.FunctionDef, "tests")
        if function.name.startswith("test")
        and path.name.startswith("test_")
        and not function.name.startswith("test_that_")
    ]
    assert not named, "\n".join(named)


def _lines(function: ast.FunctionDef) -> int:
    body = function.body
    first = body[0]
    if isinstance(first, ast.Expr) and text_of(first.value) is not None and len(body) > 1:
        first = body[1]
    return (function.end_lineno or 0) - first.lineno + 1


def _names(kind: ast.expr | None) -> set[str]:
    if kind is None:
        return {"BaseException"}
    return {node.id for node in ast.walk(kind) if isinstance(node, ast.Name)}
