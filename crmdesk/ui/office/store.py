"""Changes to the office's lists, each written in one transaction with a name in the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, pgettext
from crmdesk.models.customers.phones import label_text
from crmdesk.models.office import labels, lists
from crmdesk.models.office.lists import ListEntry
from crmdesk.ui.kit.jobs import Job, JobRunner

LABEL_SCOPES = {"label_phone": "phone", "label_email": "email", "label_address": "address",
                "label_channel": "channel"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ManagedList:
    """One list of the office: its code, what it is called, and what one entry is."""

    code: str
    title: str
    icon: str
    hint: str


def managed_lists() -> Sequence[ManagedList]:
    """Every list that can be managed, in the order shown."""
    label_hint = _("Offered where a number or an address is typed in.")
    return (
        ManagedList("tag", _("Tags"), "tag", _("Words that group customers: VIP, trade fair …")),
        ManagedList("source", _("Sources"), "share", _("Where customers come from.")),
        ManagedList("staff", _("Staff"), "customers", _("Who owns customers and does the work.")),
        ManagedList("field", _("Custom fields"), "columns",
                    _("Facts only your trade needs: searchable, in list, import and export.")),
        ManagedList("label_phone", _("Phone labels"), "call", label_hint),
        ManagedList("label_email", _("E-mail labels"), "mail", label_hint),
        ManagedList("label_address", _("Address labels"), "region", label_hint),
        ManagedList("label_channel", pgettext("list", "Other channels’ labels"), "wechat",
                    label_hint),
    )  # fmt: skip


def field_kinds() -> dict[str, str]:
    """What a custom field may hold, by code."""
    return {
        "text": pgettext("kind of field", "Text"),
        "number": pgettext("kind of field", "Number"),
        "date": pgettext("kind of field", "Date"),
        "choice": pgettext("kind of field", "Choice"),
    }


class ListStore:
    """Reads and changes any list by its code; changes return the running job."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self._db, self._jobs = db, jobs

    def load(self, code: str) -> list[ListEntry]:
        """The entries with their uses."""
        with self._db.read() as session:
            if code in LABEL_SCOPES:
                found = labels.load_label_entries(session, LABEL_SCOPES[code])
                return [ListEntry(entry.id, label_text(entry.name), entry.uses) for entry in found]
            return lists.load_entries(session, code)

    def add(self, code: str, name: str, values: dict[str, object]) -> Job:
        def store(_job: Job) -> int:
            with self._db.write("list.add", name=name) as session:
                if code in LABEL_SCOPES:
                    return labels.add_label(session, LABEL_SCOPES[code], name)
                return lists.add_entry(session, code, name, **values)

        return self._jobs.write(store)

    def edit(self, code: str, entry: ListEntry, name: str, values: dict[str, object]) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("list.rename", old=entry.name, new=name) as session:
                if code in LABEL_SCOPES:
                    if name != entry.name:
                        labels.rename_label(session, entry.id, name)
                    return
                lists.rename_entry(session, code, entry.id, name)
                lists.edit_entry(session, code, entry.id, **values)

        return self._jobs.write(store)

    def merge(self, code: str, entry: ListEntry, into: ListEntry) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("list.merge", old=entry.name, new=into.name) as session:
                if code in LABEL_SCOPES:
                    labels.merge_labels(session, entry.id, into.id)
                else:
                    lists.merge_entries(session, code, entry.id, into.id)

        return self._jobs.write(store)

    def delete(self, code: str, entry: ListEntry) -> Job:
        def store(_job: Job) -> None:
            with self._db.write("list.delete", name=entry.name) as session:
                if code in LABEL_SCOPES:
                    labels.delete_label(session, entry.id)
                else:
                    lists.delete_entry(session, code, entry.id)

        return self._jobs.write(store)
