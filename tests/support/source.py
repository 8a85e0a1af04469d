"""Our own source as text and syntax trees, for tests that judge how it is written."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T", bound=ast.AST)
ROOT = Path(__file__).resolve().parent.parent.parent


def modules(*folders: str) -> list[Path]:
    """The Python files below these folders of the checkout."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file; each node knows its `parent`."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    for parent in ast.walk(module):
        for child in ast.iter_child_nodes(parent):
            child.parent = parent  # type: ignore[attr-defined]
    return module


def nodes(kind: type[T], *folders: str) -> Iterator[tuple[Path, T]]:
    """Every node of a kind, with the file it stands in."""
    for path in modules(*folders):
        yield from ((path, node) for node in _sorted(path).get(kind, ()))


@functools.cache
def _sorted(path: Path) -> dict[type[ast.AST], list[Any]]:
    """The nodes of a file by kind: walked once for all tests."""
    found: dict[type[ast.AST], list[Any]] = {}
    for node in ast.walk(tree(path)):
        found.setdefault(type(node), []).append(node)
    return found


def place(path: Path, node: ast.AST) -> str:
    """file:line, as an editor opens it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def called(call: ast.Call) -> str:
    """The plain name of what is called: `f` of f(), m.f() and self.m.f()."""
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def text_of(node: ast.AST | None) -> str | None:
    """The value of a string constant."""
    match node:
        case ast.Constant(str(value)):
            return value
    return None


def is_docstring(node: ast.Constant) -> bool:
    """Whether a string stands alone as a statement."""
    return isinstance(node.parent, ast.Expr)  # type: ignore[attr-defined]


def outside_functions(node: ast.AST) -> bool:
    """Whether a node is evaluated when its module is imported."""
    while (node := getattr(node, "parent", None)) is not None:  # type: ignore[assignment]
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            return False
    return True
