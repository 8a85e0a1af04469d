"""What is made when it is first used, because every start would pay for it."""

import re
import sys
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression like `re.compile`'s, compiled when it is first asked something."""
    return cast("re.Pattern[str]", _Pattern(partial(re.compile, text, flags)))


def import_later(name: str, **known: object) -> None:
    """Let an import of this module cost nothing until something but the `known` of it is used.

    Not for a package of which something is imported by its full name first: that would be read
    a second time.
    """
    if name in sys.modules:
        return
    module = sys.modules[name] = _Module(name)
    module.__dict__.update(known)
    parent, _dot, own = name.rpartition(".")
    if parent:
        setattr(import_module(parent), own, module)


class _Pattern:
    def __init__(self, compiled: partial[re.Pattern[str]]) -> None:
        self._compile = compiled

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compile(), name)  # re keeps what it compiled
        self.__dict__[name] = found
        return found


class _Module(ModuleType):
    """Stands where the module will stand."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name != "__path__":  # asked by the import system itself
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)
