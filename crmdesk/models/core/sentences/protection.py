"""Sentences about passwords, backups and what is saved of a damaged file."""

from crmdesk.models.core.i18n import N_

SENTENCES: dict[str, str] = {
    "salvage.nothing": N_(
        "Nothing can be read of {path} any more. Please restore the last good backup."
    ),
    "salvage.unsound": N_("What could be read does not fit together: {detail}."),
    "password.short": N_("At least 8 characters; a short sentence is easy to remember."),
    "password.console": N_("{path} has a password. Set the environment variable {variable} to it."),
    "password.differs": N_("The two are not the same."),
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
    "backup.is_folder": N_("{path} is a folder. Name the file to be written, too."),
    "backup.not_written": N_("The backup could not be written to {path}: {detail}."),
    "backup.not_restored": N_("{path} could not be restored: {detail}. Nothing was changed."),
    "backup.locked": N_("{path} has another password, or is damaged."),
    "backup.damaged": N_("{path} is damaged and cannot be used: {detail}."),
    "backup.not_ours": N_("{path} is not a backup of crmdesk."),
    "backup.newer": N_(
        "{path} was made by a newer version of crmdesk. Install that version first."
    ),
}
