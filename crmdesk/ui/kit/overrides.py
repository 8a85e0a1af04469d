"""On Python 3.11 PySide 6.11 dies of an error raised inside Python itself (`len(3)`, a widget that
is gone) where it leaves a method that Qt calls: it puts words in front of the error's own, which
is not made yet. Caught once and let go again it is made, and reaches whoever shows or reports it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType, MethodDescriptorType
from typing import Any

from shiboken6 import Shiboken


def make_errors_whole() -> None:
    """In every class derived from one of Qt's from now on."""
    if sys.version_info < (3, 12):
        Shiboken.Object.__init_subclass__ = classmethod(_wrap_overrides)  # type: ignore[arg-type, assignment]


def _wrap_overrides(cls: type, **given: Any) -> None:
    super(Shiboken.Object, cls).__init_subclass__(**given)  # type: ignore[misc]
    qt = next(base for base in cls.__mro__ if base.__module__.startswith("PySide6."))
    for name, value in list(vars(cls).items()):
        if isinstance(value, FunctionType) and isinstance(
            getattr(qt, name, None), MethodDescriptorType
        ):
            setattr(cls, name, _whole(value))


def _whole(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*given: Any, **named: Any) -> Any:
        try:
            return method(*given, **named)
        except BaseException:
            raise

    return call
