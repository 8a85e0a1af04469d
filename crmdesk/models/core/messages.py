"""The sentence for each error and problem code, for window and console alike."""

from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import _


def message(code: str, **params: object) -> str:
    """The sentence for `code` in the user's language."""
    from crmdesk.models.core.sentences import MESSAGES  # a start has nothing to object

    return _(MESSAGES[code]).format(**params)


def explain(error: CrmError) -> str:
    """What to tell the user about `error`; for refused input, what is wrong with each field."""
    if isinstance(error, Invalid):
        return "\n".join(message(code) for code in error.fields.values())
    return message(error.code, **error.params)
