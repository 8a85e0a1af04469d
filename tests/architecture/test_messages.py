"""Every code the model speaks has a sentence, and every sentence is spoken."""

import ast
import re

from build_spec.texts.rules import placeholders
from crmdesk.models.core import errors
from crmdesk.models.core.sentences import MESSAGES
from tests.support.source import ROOT, called, nodes, place, text_of

CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")
RAISED = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.CrmError)
} - {"Invalid"}


def test_that_every_error_raised_has_a_sentence_with_all_its_parameters() -> None:
    wrong = []
    for path, call in nodes(ast.Call, "crmdesk"):
        if called(call) not in RAISED or not call.args or (code := text_of(call.args[0])) is None:
            continue
        if code not in MESSAGES:
            wrong.append(f"{place(path, call)}: no sentence for {code}")
            continue
        given = {keyword.arg for keyword in call.keywords}
        if None not in given and (lacking := placeholders(MESSAGES[code]) - given):
            wrong.append(f"{place(path, call)}: {code} lacks {sorted(lacking)}")
    assert not wrong, "\n".join(wrong)


def test_that_every_problem_of_a_draft_has_a_sentence() -> None:
    """Codes stand in `problems()` and in Invalid({...})."""
    wrong = []
    for path, code in _codes_of_problems():
        if code not in MESSAGES:
            wrong.append(f"{path}: {code}")
    assert not wrong, "\n".join(wrong)


def test_that_no_sentence_is_left_without_its_error() -> None:
    spoken = {
        constant.value
        for path, constant in nodes(ast.Constant, "crmdesk")
        if path.parent != ROOT / "crmdesk/models/core/sentences"
    } | {"invalid"}
    silent = [code for code in MESSAGES if code not in spoken]
    assert not silent, "\n".join(silent)


def _codes_of_problems() -> list[tuple[str, str]]:
    inside = [
        (path, node)
        for path, node in nodes(ast.FunctionDef, "crmdesk/models")
        if node.name.endswith("problems")
    ]
    calls = [(path, node) for path, node in nodes(ast.Call, "crmdesk") if called(node) == "Invalid"]
    return [
        (place(path, constant), code)
        for path, node in (*inside, *calls)
        for constant in ast.walk(node)
        if isinstance(constant, ast.Constant)
        and (code := text_of(constant)) is not None
        and CODE.fullmatch(code)
    ]
