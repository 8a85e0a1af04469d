"""Another password for the file, and the system's own copy of the key after it."""

from dataclasses import dataclass
from pathlib import Path

from crmdesk.models.core.errors import CrmError
from crmdesk.models.protection.password import change_password


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What is wished: `key` opens the file now, `kept` by the system perhaps, and `keep` from
    now on."""

    path: Path
    key: str | None
    password: str | None
    kept: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The key from now on, and why the system does not keep it."""

    key: str | None
    problem: CrmError | None = None


def rewrite(wish: Rewrite) -> Rewritten:
    """Change the password of the closed file; raises what `change_password` raises.

    The old key is forgotten by the system, which has no use for it any more.
    """
    new = change_password(wish.path, wish.key, wish.password)
    try:
        _keep_instead(wish, new)
    except CrmError as error:
        return Rewritten(new, error)
    return Rewritten(new)


def _keep_instead(wish: Rewrite, new: str | None) -> None:
    from crmdesk.models.protection.remembering import forget, remember

    if wish.kept and wish.key is not None:
        forget(wish.key)
    if wish.keep and new is not None:
        remember(new)
