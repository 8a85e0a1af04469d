"""The screens. PySide6 reads the source of every module imported after it, looking for features
of its own that we do not use: a third of a millisecond each, at every start; so it may not."""

import builtins

import PySide6.QtCore  # noqa: F401 - puts its own import in place of Python's

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
