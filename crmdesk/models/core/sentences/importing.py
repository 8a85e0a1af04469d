"""Sentences about files of others, and rows and cells of an import."""

from crmdesk.models.core.i18n import N_

SENTENCES: dict[str, str] = {
    "file.missing": N_("There is no file {file}."),
    "file.empty": N_("{file} holds no data."),
    "file.unknown": N_(
        "{file} is no address book crmdesk can read. Please save it as .xlsx, .csv or .vcf."
    ),
    "file.password": N_("{file} is protected by a password."),
    "file.password_wrong": N_("This is not the password of {file}."),
    "file.password_console": N_(
        "{file} is protected by a password. Please put it into {variable}."
    ),
    "file.password_kind": N_(
        "{file} is protected by a password. Please save it without the password and try again."
    ),
    "file.damaged": N_("{file} is damaged or too large to read."),
    "file.too_large": N_("{file} is too large to read. Please split it."),
    "file.slow": N_("Reading {file} took too long and was stopped."),
    "file.ldif_changes": N_(
        "{file} says what to change in a directory. Please export the people in it instead."
    ),
    "file.encoding": N_("There is no text encoding named {encoding}."),
    "file.sheet": N_("There is no sheet named {sheet} in {file}."),
    "file.no_customers": N_(
        "No column of {file} looks like a name, a company, a telephone number or an e-mail address."
    ),
    "merge.few": N_("There must be two customers to merge at least."),
    "sheet.statistics": N_("This sheet holds figures, not customers; it was left out."),
    "sheet.instructions": N_("This sheet holds instructions, not customers; it was left out."),
    "sheet.nobody": N_("Nothing here names a customer; it was left out."),
    "photo.kept": N_("There is another photo already; it stays."),
    "row.nobody": N_("Nothing in this row names a customer; it was left out."),
    "refused.erased": N_("This person asked to be erased; the row is left out."),
    "refused.contact": N_("This contact asked to be erased and is left out."),
    "refused.pasted": N_("“{name}” asked to be erased and is not stored again. Take this one out."),
    "erase.name": N_("Type the name just as it stands above."),
    "basis.future": N_("This day is still to come."),
    "row.anybody": N_("This is nobody in particular."),
    "cell.phone.lost": N_("The end of this number was lost in Excel."),
    "cell.phone.digits": N_("Mobile numbers have 11 digits; this one has fewer or more."),
    "cell.phone.none": N_("This is not a telephone number."),
    "cell.email": N_("This is not an e-mail address."),
    "cell.date": N_("This date cannot be understood."),
    "cell.year": N_("The year of this date is not told; the latest possible one was taken."),
    "cell.ditto": N_(
        "Read as the value above it, and so are all cells of this column that say the same."
    ),
    "cell.birthday": N_("This birthday cannot be understood."),
    "cell.choice": N_("This is not one of the choices."),
    "cell.quantity": N_("This is not a quantity."),
    "cell.number": N_("This is not a number."),
    "cell.digits_lost": N_("Excel has lost the last digits of this long number."),
    "cell.unreadable": N_("Some characters of this cell cannot be read."),
    "cell.too_long": N_("This text is too long for its column; it stands in the note."),
    "cell.identity": N_(
        "Identity numbers are not imported. Who needs them chooses a field of the office’s own for"
        " this column: it keeps the last four characters."
    ),
    "identity.in_note": N_(
        "Notes of {n} of these customers hold identity numbers. They are imported as they stand;"
        " keep only what you need."
    ),
    "child.birthday": N_(
        "{n} of these people are younger than 14: for their data a parent has to agree."
    ),
    "child.heading": N_(
        "This column tells of children. For the data of those younger than 14 a parent has to"
        " agree; leave it out if you do not need it."
    ),
    "number.taken": N_("This number belongs to another customer; the row got a new one."),
    "match.ambiguous": N_("Several customers fit this row; it was left out."),
    "match.same_mobile": N_("{name} has the same mobile number. Perhaps the two are one."),
    "customer.unknown": N_("There is no single customer {name}."),
    "import.problems_format": N_("Rows with problems go to a workbook, not to {file}."),
    "import.stale": N_("Somebody changed data meanwhile. Please look at the preview again."),
}
