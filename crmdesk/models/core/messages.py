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
    # reading foreign files
    "file.missing": N_("There is no file {file}."),
    "file.empty": N_("{file} holds no data."),
    "file.unknown": N_(
        "{file} is no address book crmdesk can read. Please save it as .xlsx, .csv or .vcf."
    ),
    "file.password": N_(
        "{file} is protected by a password. Please save it without the password and try again."
    ),
    "file.damaged": N_("{file} is damaged or too large to read."),
    "file.too_large": N_("{file} is too large to read. Please split it."),
    "file.slow": N_("Reading {file} took too long and was stopped."),
    "file.encoding": N_("There is no text encoding named {encoding}."),
    "file.sheet": N_("There is no sheet named {sheet} in {file}."),
    # single cells of an import
    "cell.phone.lost": N_("The end of this number was lost in Excel."),
    "cell.phone.none": N_("This is no telephone number."),
    "cell.email": N_("This is no e-mail address."),
    "cell.date": N_("This date cannot be understood."),
    "cell.date.no_year": N_("This date lacks its year."),
    "cell.birthday": N_("This birthday cannot be understood."),
    "cell.choice": N_("This word is not known here."),
    "cell.number": N_("This is no number."),
    "cell.digits_lost": N_("Excel has lost the last digits of this long number."),
    "cell.unreadable": N_("Some characters of this cell cannot be read."),
    "cell.identity": N_(
        "Identity numbers are not imported unless you choose a field for this column."
    ),
    # customers
    "customer.gone": N_("This customer was deleted meanwhile."),
    "customer.name.empty": N_("Please give the customer a name."),
    "customer.email.odd": N_("An e-mail address has an @ in it."),
    "customer.number.taken": N_("The number {number} belongs to another customer already."),
    # complaints
    "complaint.gone": N_("This complaint was deleted meanwhile."),
    "complaint.customer.empty": N_("Whose complaint is it? Find or create the customer."),
    "complaint.words.empty": N_("Write down what the customer said."),
    "complaint.subject.long": N_("The subject may have at most 200 characters."),
    "complaint.facts.empty": N_("Write down the facts as confirmed with the customer."),
    "complaint.severity.empty": N_("Choose how grave it is."),
    "complaint.solutions.empty": N_("Offer at least one solution."),
    "complaint.solutions.accepted": N_("Mark the solution the customer accepted."),
    "complaint.actions.empty": N_("Write down what was done."),
    "complaint.satisfied.empty": N_("Is the customer satisfied?"),
    "complaint.score.empty": N_("Ask for a score from 1 to 5."),
    "complaint.order": N_("Please finish the earlier steps first."),
    "complaint.unreached": N_(
        "Without the call-back a complaint is closed only after attempts on {days} different days."
    ),
    # lists of the office
    "list.gone": N_("This entry was deleted meanwhile."),
    "list.name.empty": N_("Please type a name."),
    "list.name.taken": N_("“{name}” is in the list already."),
    "list.staff.last": N_("At least one member of staff must stay."),
}


def message(code: str, **params: object) -> str:
    """The sentence for `code` in the user's language."""
    return _(MESSAGES[code]).format(**params)


def explain(error: CrmError) -> str:
    """What to tell the user about `error`; for refused input, what is wrong with each field."""
    if isinstance(error, Invalid):
        return "\n".join(message(code) for code in error.fields.values())
    return message(error.code, **error.params)
