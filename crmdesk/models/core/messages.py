"""The sentence for each error and problem code, for window and console alike."""

from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import N_, _

MESSAGES: dict[str, str] = {
    "invalid": N_("Please mend the marked fields."),
    # database
    "database.unreachable": N_("The database {path} cannot be opened. Is the drive connected?"),
    "database.missing": N_("There is no database at {path}."),
    "database.not_ours": N_("{path} is not a crmdesk database."),
    "database.password": N_("The password is wrong, or {path} is damaged."),
    "database.newer": N_(
        "This database was written by a newer crmdesk. Please install the newest version."
    ),
    "database.migration": N_(
        "The database could not be brought up to date; it was left as it was. ({detail})"
    ),
    "database.busy": N_("Another program is writing to the database. Please try again."),
    # journal
    "undo.nothing": N_("There is nothing to undo."),
    "redo.nothing": N_("There is nothing to redo."),
    "undo.gone": N_("This action is already undone."),
    "undo.conflict": N_("{count} rows were changed since: {names}. Undo the rest?"),
    # customers
    "customer.gone": N_("This customer was deleted meanwhile."),
}


def message(code: str, **params: object) -> str:
    """The sentence for `code` in the user's language."""
    return _(MESSAGES[code]).format(**params)


def explain(error: CrmError) -> str:
    """What to tell the user about `error`; for refused input, what is wrong with each field."""
    if isinstance(error, Invalid):
        return "\n".join(message(code) for code in error.fields.values())
    return message(error.code, **error.params)
