"""Which input method Qt is to speak to on Linux.

The Qt we ship knows ibus and no fcitx; fcitx5 answers to the name of ibus too. Without this a user
whose desktop says fcitx types no Chinese at all, and nothing tells her why.
"""

from collections.abc import MutableMapping
from pathlib import Path

_FCITX = ("fcitx", "fcitx5")


def choose_input_method(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Ask fcitx5 by way of ibus where Qt (its folder of `plugins`) has no door to it."""
    if not _wants_fcitx(environment) or any(plugins.glob("platforminputcontexts/*fcitx*")):
        return
    environment.pop("QT_IM_MODULES", None)  # goes before the other since Qt 6.7
    environment["QT_IM_MODULE"] = "ibus"


def _wants_fcitx(environment: MutableMapping[str, str]) -> bool:
    """Whether Qt was told so, or, Qt being told nothing, the desktop was."""
    told = environment.get("QT_IM_MODULES") or environment.get("QT_IM_MODULE")
    if told:
        return told.partition(";")[0] in _FCITX
    return environment.get("XMODIFIERS", "").removeprefix("@im=") in _FCITX
