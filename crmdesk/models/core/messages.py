"""The sentence for each error and problem code, for window and console alike."""

from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import N_, _

MESSAGES: dict[str, str] = {
    "invalid": N_("Please correct the marked fields."),
    # database
    "screen.none": N_("There is no screen here for the window. “crmdesk --help” says what works."),
    "database.unreachable": N_("The database {path} cannot be opened. Is the drive connected?"),
    "database.server": N_(
        "The server of the database {database} does not answer, or does not let you in. Please "
        "ask whoever looks after it."
    ),
    "database.missing": N_("There is no database at {path}."),
    "database.not_ours": N_("{path} is not a crmdesk database."),
    "database.password": N_("The password is wrong, or {path} is damaged."),
    "database.newer": N_(
        "This database was written by a newer crmdesk. Please install the newest version."
    ),
    "database.migration": N_(
        "The database could not be brought up to date; it was left as it was. ({detail})"
    ),
    "database.full": N_(
        "The drive of {path} is full: {free} MB are free, {need} MB are needed. Nothing was "
        "changed, and what you typed is still there. Make room, then try again."
    ),
    "database.read_only": N_(
        "{path} can only be read: the file or its folder is write-protected. Nothing was changed."
    ),
    "database.old_read_only": N_(
        "{path} can only be read, and was made by an older crmdesk. Copy it to a folder of your "
        "own and open it there."
    ),
    "database.gone": N_(
        "{path} is not there any more. What you typed is still on the screen: connect the drive "
        "again, then try once more."
    ),
    "database.drive": N_(
        "The drive of {path} does not answer. What you typed is still on the screen: check the "
        "drive, then try once more."
    ),
    "database.damaged": N_(
        "{path} is damaged. Nothing was changed. The last good backup can be restored, or what "
        "can be read be saved to a new file."
    ),
    "database.emptied": N_(
        "{path} is empty: another program, a service that synchronises files or a failing drive "
        "has emptied it. It was left as it is. The last good backup can be restored."
    ),
    "salvage.nothing": N_(
        "Nothing can be read of {path} any more. Please restore the last good backup."
    ),
    "salvage.unsound": N_("What could be read does not fit together: {detail}."),
    "database.busy": N_("Another program is writing to the database. Please try again."),
    "password.short": N_("At least 8 characters; a short sentence is easy to remember."),
    "password.console": N_("{path} has a password. Set the environment variable {variable} to it."),
    "password.differs": N_("The two are not the same."),
    "database.locked": N_("The customer book is locked. Please type the password first."),
    "recovery.groups": N_("These groups of the recovery code are not right: {groups}."),
    "recovery.short": N_("The recovery code has {count} groups; some are missing."),
    "recovery.wrong": N_("This is not a recovery code of crmdesk. Please compare it once more."),
    "recovery.other": N_(
        "This recovery code belongs to another file, or its password was changed since."
    ),
    "keyring.none": N_("This computer has no safe place for keys."),
    "keyring.failed": N_("The system does not keep the key: {detail}"),
    "password.not_changed": N_("The password could not be changed: {detail}. All is as it was."),
    "backup.server": N_("This office shares a server's database. Have it backed up there."),
    "backup.itself": N_("That is the database itself. Choose another file for the backup."),
    "backup.folder": N_("The backup folder {path} is not there. Is the drive connected?"),
    "backup.not_written": N_("The backup could not be written to {path}: {detail}."),
    "backup.not_restored": N_("{path} could not be restored: {detail}. Nothing was changed."),
    "backup.locked": N_("{path} has another password, or is damaged."),
    "backup.damaged": N_("{path} is damaged and cannot be used: {detail}."),
    "backup.not_ours": N_("{path} is not a backup of crmdesk."),
    "backup.newer": N_(
        "{path} was made by a newer version of crmdesk. Install that version first."
    ),
    "database.exists": N_("{path} is there already. Choose another name, or open it."),
    "database.in_use": N_("Another program has {path} open. Close it, then try again."),
    "database.move": N_("The database could not be moved to {path}: {detail}."),
    "place.network": N_(
        "This is a network drive. Databases there are easily damaged when the connection breaks; "
        "two people at once can lose each other's work. A folder on this computer is safe."
    ),
    "place.cloud": N_(
        "A cloud service copies this folder. It may copy the database while it is being written, "
        "and damage it. Choose a folder of your own, and put backups here instead."
    ),
    # a newer version
    "update.source.empty": N_("Please say where to look: a file, or an address with https."),
    "update.source.https": N_("Only addresses that begin with https:// are asked."),
    "update.unreachable": N_("{source} cannot be read. Is the address right, and the network up?"),
    "update.too_large": N_("What lies there is too large to say which version is the newest."),
    "update.not_understood": N_("What lies at {source} does not say which version is the newest."),
    # journal
    "undo.nothing": N_("There is nothing to undo."),
    "redo.nothing": N_("There is nothing to redo."),
    "undo.gone": N_("This action is already undone."),
    "undo.conflict": N_("{count} rows were changed since: {names}. Undo the rest?"),
    "journal.young": N_("There is nothing to drop: the last {days} days always stay."),
    # reading foreign files
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
    # duplicates
    "merge.few": N_("There must be two customers to merge at least."),
    # single cells of an import
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
    # matching rows of an import with customers
    "number.taken": N_("This number belongs to another customer; the row got a new one."),
    "match.ambiguous": N_("Several customers fit this row; it was left out."),
    "match.same_mobile": N_("{name} has the same mobile number. Perhaps the two are one."),
    "customer.unknown": N_("There is no single customer {name}."),
    "import.problems_format": N_("Rows with problems go to a workbook, not to {file}."),
    "import.stale": N_("Somebody changed data meanwhile. Please look at the preview again."),
    # command line
    "incident": N_("Something went wrong that is not your fault (incident {incident})."),
    "demo.not_empty": N_("{file} holds customers already; made-up ones belong into a new file."),
    "customer.number.unknown": N_("No customer has the number {number}."),
    # export
    "export.format": N_("The file can be one of {kinds}, not {file}."),
    "export.unwritable": N_(
        "{file} cannot be written. Is it open in another program, or the disk full?"
    ),
    "print.failed": N_("The printer cannot be reached. Is it switched on and connected?"),
    "template.format": N_("{file} is no template: a template is an Excel workbook (.xlsx)."),
    "template.unreadable": N_(
        "{file} cannot be read as a workbook. Please save it as .xlsx in Excel or WPS first."
    ),
    "template.itself": N_("{file} is the template itself. Please choose another name."),
    "template.wrong": N_("The template {file} cannot be filled:\n{wrong}"),
    "template.many": N_(
        "This template makes a sheet for each customer: {n} are too many for one workbook, {most} "
        "are the most. Please select fewer."
    ),
    "columns.name.empty": N_("Please give the columns a name."),
    "columns.name.taken": N_("There are columns of that name already."),
    "columns.none": N_("Please choose at least one column."),
    "columns.gone": N_("These columns were deleted meanwhile."),
    "columns.unknown": N_("There are no columns named “{name}”; there are: {known}."),
    "export.rows": N_(
        "The sheet {sheet} would have more than the {n} rows Excel can show. Please export fewer "
        "customers at once."
    ),
    # customers
    "customer.gone": N_("This customer was deleted meanwhile."),
    "customer.name.empty": N_("Please give the customer a name."),
    "customer.email.odd": N_("An e-mail address has an @ in it."),
    "customer.number.empty": N_("A customer has a number. Please give it one."),
    "customer.circle": N_("A customer cannot belong to itself, nor to one that belongs to it."),
    "fact.stale": N_("Somebody changed “{field}” meanwhile. Please look again."),
    "fact.unsaved": N_("Please save again; this was not stored."),
    "fact.choice": N_("Please choose one of the words offered."),
    "fact.birthday": N_("This is not a birthday. Type it like 1988-3-5, 3-5 or lunar 8-15."),
    "fact.number": N_("Please type a number."),
    "fact.date": N_("Please type a date like 2026-3-5."),
    "field.gone": N_("This field was deleted meanwhile."),
    "reach.empty": N_("There is nothing to keep here."),
    "reach.twice": N_("This is noted already."),
    "reach.stale": N_("Somebody changed it to “{value}” meanwhile. Please look again."),
    "reach.gone": N_("It was removed meanwhile."),
    "contact.name.empty": N_("Please give the contact a name."),
    "contact.gone": N_("This contact was removed meanwhile."),
    "tag.empty": N_("Please type a tag."),
    "invoice.title.empty": N_("An invoice needs a title."),
    "invoice.gone": N_("This invoice data was removed meanwhile."),
    "invoice.stale": N_("Somebody changed it to “{value}” meanwhile. Please look again."),
    "tax.length": N_("A tax number has 18 characters. Please check it."),
    "tax.taiwan.length": N_("A business number has 8 digits. Please check it."),
    "tax.check": N_("The check digit does not fit. Please check the number."),
    "anniversary.label.empty": N_("What day is it? Please give it a name."),
    "anniversary.gone": N_("This day was removed meanwhile."),
    "care.day.unclear": N_("“{text}” has no name and day, such as “our anniversary 10-18”."),
    "text.too_long": N_(
        "“{beginning}…” has {length:,} characters; {most:,} fit here. Nothing was saved: "
        "shorten it, or keep it as a file with the customer."
    ),
    "attachment.gone": N_("This file was removed meanwhile."),
    "attachment.unreadable": N_("{file} cannot be read."),
    "attachment.unwritable": N_("{file} cannot be written there."),
    "attachment.program": N_(
        "{file} could run something on this computer. It is not opened from here; save it instead."
    ),
    "attachment.too_large": N_(
        "{file} has {size} MB. Files of up to {most} MB can be kept with a customer."
    ),
    "view.name.empty": N_("Please give the view a name."),
    "view.name.taken": N_("There is a view of this name already."),
    "view.gone": N_("This view was deleted meanwhile."),
    "customer.number.taken": N_("The number {number} belongs to another customer already."),
    # interactions and follow-ups
    "reply.answered": N_("Nothing of this customer waits for an answer any more."),
    "notices.hours": N_("Write the hours like this: 22:00-08:00."),
    "reply.hours": N_("Between 1 and 80 working hours."),
    "interaction.gone": N_("This log entry was deleted meanwhile."),
    "interaction.text.empty": N_("Write a few words, or choose an outcome."),
    "interaction.minutes.wrong": N_("Minutes go from 0 to 1440."),
    "interaction.cost.wrong": N_("A cost cannot be below zero."),
    "interaction.at.future": N_("This lies in the future: note a follow-up instead."),
    "interaction.day.wrong": N_("A day looks like 11-18, or “yesterday”."),
    "interaction.next.when": N_("Begin with a day, for example “tomorrow” or “in 3 days”."),
    # gifts and service plans
    "gift_list.gone": N_("This gift list was deleted meanwhile."),
    "gift_list.name.empty": N_("Give the list a name, for example “Mid-Autumn 2026”."),
    "gift.gone": N_("This gift was deleted meanwhile."),
    "gift.customer.none": N_("Choose who gets the gift."),
    "gift.price.wrong": N_("This is not an amount: write for example 198 or 98.50."),
    "plan.gone": N_("This service plan was deleted meanwhile."),
    "plan.service.gone": N_("This service was taken from the plan meanwhile."),
    "plan.customer.none": N_("Choose the customer the plan is for."),
    "plan.period.none": N_("Say from when to when the plan goes."),
    "plan.period.wrong": N_("The plan must end after it begins, within five years."),
    "plan.period.taken": N_("There is another plan for days of this period already."),
    "plan.visits.wrong": N_("Visits are so many days apart: 1 at least."),
    "plan.delivered.none": N_("Say on which day it was done."),
    "closing.reason.none": N_("Say why it is left out."),
    "private_note.gone": N_("This note was deleted meanwhile, or is not yours."),
    "promise.gone": N_("This promise was deleted meanwhile."),
    "promise.customer.none": N_("Choose whom it was promised to."),
    "promise.text.empty": N_("Write down what was promised."),
    "promise.due.none": N_("Say by when: “friday”, “tomorrow 15:00”, “12/5” …"),
    "promise.reason.none": N_("Say why it takes longer: the customer will ask."),
    "follow_up.gone": N_("This follow-up was deleted meanwhile."),
    "follow_up.customer.none": N_("Choose the customer this is about."),
    "follow_up.due.none": N_("Say when: “tomorrow”, “next monday”, “12/5” …"),
    "follow_up.time.wrong": N_("A time looks like 14:30."),
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
    "complaint.reached.empty": N_("Was the customer reached?"),
    "complaint.satisfied.empty": N_("Is the customer satisfied?"),
    "complaint.score.empty": N_("Ask for a score from 1 to 5."),
    "complaint.closed": N_("This complaint is closed; its clock runs no more."),
    "case.pause.reason": N_("Say what you wait for."),
    "complaint.escalation.to": N_("Choose who is to step in."),
    "complaint.escalation.reason": N_("Say why somebody else is to step in."),
    "improvement.gone": N_("This measure was deleted meanwhile."),
    "improvement.title.empty": N_("What is improved?"),
    "improvement.complaints.empty": N_(
        "Choose the complaints it answers; their customers are called."
    ),
    "improvement.verdict.empty": N_("What did the customer say?"),
    "improvement.unverified": N_(
        "First call those who had complained: the measure is closed when they noticed it."
    ),
    "targets.days": N_("1 to 60 working days."),
    "targets.hours": N_("1 to 40 working hours."),
    "targets.amber": N_("10 to 95 percent."),
    "hours.overlap": N_("These hours overlap or end before they begin."),
    "hours.unclear": N_("Write the hours like this: 9-12 13-18"),
    "hours.never": N_("Open the office on one day at least."),
    "holiday.day.empty": N_("Which day? For example 2027-02-06."),
    "holiday.none": N_("No days off were found in this text."),
    "holiday.official": N_(
        "This is a public holiday of the region. To work on it, enter it as a work day."
    ),
    "complaint.order": N_("Please finish the earlier steps first."),
    "complaint.unreached": N_(
        "Without the call-back a complaint is closed only after attempts on {days} different days."
    ),
    # service orders and contracts
    "service.gone": N_("This service order was deleted meanwhile."),
    "service.closed": N_("This service order is finished; its clock runs no more."),
    "service.order": N_("Please finish the earlier steps of the service order first."),
    "service.customer.empty": N_("Who needs service? Find or create the customer."),
    "service.words.empty": N_("Write down what is wrong, or what is wanted."),
    "service.subject.long": N_("The subject may have at most 200 characters."),
    "service.time.wrong": N_("A time looks like 14:30."),
    "service.handler.empty": N_("Choose who does it."),
    "service.appointment.day": N_("Say on which day."),
    "service.work.empty": N_("Write down what was done."),
    "service.charge.empty": N_("Say whether it is free or paid."),
    "service.fee.empty": N_("Enter the fee."),
    "service.fee.wrong": N_("A fee cannot be below zero."),
    "service.score.empty": N_("Ask for a score from 1 to 5."),
    "service.confirmed.empty": N_("Who confirmed that it is done?"),
    "service.hours.wrong": N_("1 to 400 working hours."),
    "service.warranty.months": N_("0 to 120 months."),
    "service.contract.gone": N_("This service contract was deleted meanwhile."),
    "service.contract.renewed": N_("This service contract was renewed already."),
    "service.contract.customer": N_("Whose contract is it?"),
    "service.contract.level": N_("Say what it is called, for example gold."),
    "service.contract.starts": N_("From which day on?"),
    "service.contract.ends": N_("Until which day?"),
    "service.contract.order": N_("It ends before it begins."),
    "service.contract.days": N_("One of these is no day, or lies outside the contract."),
    "service.contract.every": N_("Once in so many months: at least 1."),
    "service.visit.gone": N_("This visit was made or taken away meanwhile."),
    "service.visit.text": N_("Write down what was done at the visit."),
    # questionnaires and standard answers
    "survey.gone": N_("This questionnaire was deleted meanwhile."),
    "survey.response.gone": N_("These answers were deleted meanwhile."),
    "survey.question.gone": N_("This question was taken out of the questionnaire meanwhile."),
    "survey.name.empty": N_("Give the questionnaire a name."),
    "survey.questions.none": N_("A questionnaire has at least one question."),
    "survey.questions.many": N_("More than 30 questions: nobody answers so many."),
    "survey.question.empty": N_("Write down what is asked."),
    "survey.choices.few": N_("A choice needs at least two possibilities."),
    "survey.choices.twice": N_("Two possibilities of a question are the same."),
    "survey.answer.required": N_("This question must be answered."),
    "answer.scale": N_("From 1 to 5."),
    "answer.nps": N_("From 0 to 10."),
    "answer.choice": N_("None of the possibilities."),
    "survey.file.none": N_("{file} holds no table with questions and answers."),
    "survey.file.customer": N_("Nobody with this name and phone number is known here."),
    "survey.file.ambiguous": N_("Several customers fit; choose one."),
    "survey.file.nobody": N_("The row has neither a name nor a phone number."),
    "survey.file.when": N_("When it was answered cannot be understood; today is noted."),
    "standard.gone": N_("This standard answer was deleted meanwhile."),
    "standard.question.empty": N_("What do customers ask?"),
    "standard.answer.empty": N_("What do we answer?"),
    "standard.file.none": N_("{file} holds no questions with answers in two columns."),
    # orders
    "order.nobody": N_("This row does not say whose order it is; it was left out."),
    "order.anybody": N_(
        "This is nobody in particular. To collect such sales, keep a customer of this name."
    ),
    "order.undated": N_("This order has no date; it was left out."),
    "order.differs": N_("Order {number} is stored with another amount; it was left as it is."),
    "amount.differs": N_("Quantity times price is {computed}; the written amount was kept."),
    "total.differs": N_("The goods of this order add up to {computed}; that was kept."),
    "price.fine": N_("This price is finer than a cent; it stands in the note."),
    "order.customer.none": N_("Choose the customer who buys."),
    "order.day.unclear": N_("This is no day."),
    "order.amount.unclear": N_("This number cannot be read."),
    "order.gone": N_("This order was deleted meanwhile."),
    "order.lines.empty": N_("Add at least one product."),
    "order.product.empty": N_("Each line needs a product."),
    "order.quantity.zero": N_("The quantity cannot be zero."),
    "order.price.empty": N_("Each line needs a price or an amount."),
    "order.day.wrong": N_("This day lies too far back."),
    "order.number.taken": N_("The number {number} belongs to another order already."),
    "payment.gone": N_("This payment was deleted meanwhile."),
    "payment.amount.zero": N_("Please type the amount received."),
    # lists of the office
    "list.gone": N_("This entry was deleted meanwhile."),
    "list.name.empty": N_("Please type a name."),
    "list.name.taken": N_("“{name}” is in the list already."),
    "staff.name.empty": N_("Please write your name."),
    "office.area_code.bad": N_("An area code has 2 to 4 digits, such as 010 or 0571."),
    "list.choices.empty": N_("Please name at least one choice."),
    "list.merge.empty": N_("Choose the entry to merge into."),
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
