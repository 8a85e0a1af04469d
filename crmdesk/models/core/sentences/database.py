"""Sentences about the database, its file and the program itself."""

from crmdesk.models.core.i18n import N_

SENTENCES: dict[str, str] = {
    "invalid": N_("Please correct the marked fields."),
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
    "database.busy": N_("Another program is writing to the database. Please try again."),
    "database.locked": N_("The customer book is locked. Please type the password first."),
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
    "update.source.empty": N_("Please say where to look: a file, or an address with https."),
    "update.source.https": N_("Only addresses that begin with https:// are asked."),
    "update.unreachable": N_("{source} cannot be read. Is the address right, and the network up?"),
    "update.too_large": N_("What lies there is too large to say which version is the newest."),
    "update.not_understood": N_("What lies at {source} does not say which version is the newest."),
    "undo.nothing": N_("There is nothing to undo."),
    "redo.nothing": N_("There is nothing to redo."),
    "undo.gone": N_(
        "This action is undone already, or was erased from the journal with its customer."
    ),
    "undo.conflict": N_(
        "What it changed was changed again since. Nothing was undone; the journal in the window "
        "shows both side by side."
    ),
    "journal.young": N_("There is nothing to drop: the last {days} days always stay."),
    "incident": N_("Something went wrong that is not your fault (incident {incident})."),
    "demo.not_empty": N_("{file} holds customers already; made-up ones belong into a new file."),
    "customer.number.unknown": N_("No customer has the number {number}."),
}
