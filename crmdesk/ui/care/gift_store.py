"""Gifts written on the writer thread, one transaction and one undo for each act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from crmdesk.models.care import gift_actions as actions
from crmdesk.models.care.gift_actions import NewGift
from crmdesk.models.care.gift_drafts import GiftDraft, GiftListDraft, ManyGiftsDraft
from crmdesk.models.care.gift_proposals import persons
from crmdesk.models.care.gift_rules import GiftSettings, save_gift_settings
from crmdesk.models.core.db import Database
from crmdesk.ui.kit.jobs import Job, JobRunner


class GiftStore:
    """Each method returns the running job; `name` says for the journal who gets it."""

    def __init__(self, db: Database, jobs: JobRunner) -> None:
        self._db, self._jobs = db, jobs

    def make_list(self, draft: GiftListDraft) -> Job:
        """The job succeeds with the id of the new list."""
        now = self._db.now()
        return self._write(
            "gift_list.make", lambda session: actions.make_list(session, draft, now=now),
            title=draft.name.strip(),
        )  # fmt: skip

    def edit_list(self, list_id: int, draft: GiftListDraft) -> Job:
        return self._write(
            "gift_list.edit", lambda session: actions.edit_list(session, list_id, draft),
            title=draft.name.strip(),
        )  # fmt: skip

    def delete_list(self, list_id: int, title: str) -> Job:
        return self._write(
            "gift_list.delete", lambda session: actions.delete_list(session, list_id), title=title
        )

    def add(self, list_id: int, draft: GiftDraft, name: str, title: str) -> Job:
        now = self._db.now()
        return self._write(
            "gift.add", lambda session: actions.add_gift(session, list_id, draft, now=now),
            name=name, title=title,
        )  # fmt: skip

    def add_many(self, list_id: int, gifts: Sequence[NewGift], title: str) -> Job:
        """The job succeeds with how many were not there yet."""
        now = self._db.now()
        return self._write(
            "gift.add_many", lambda session: actions.add_gifts(session, list_id, gifts, now=now),
            count=len(gifts), title=title,
        )  # fmt: skip

    def add_customers(
        self, list_id: int, customers: Sequence[int], draft: ManyGiftsDraft, title: str
    ) -> Job:
        """Customers chosen elsewhere, companies through who takes it; succeeds with how many."""
        now = self._db.now()

        def store(session: Any) -> int:
            gifts = [
                NewGift(person, draft.name, draft.price, draft.way)
                for person in persons(session, customers)
            ]
            return actions.add_gifts(session, list_id, gifts, now=now)

        return self._write("gift.add_many", store, count=len(customers), title=title)

    def edit(self, gift_id: int, draft: GiftDraft, name: str) -> Job:
        return self._write(
            "gift.edit", lambda session: actions.edit_gift(session, gift_id, draft), name=name
        )

    def edit_many(self, ids: Sequence[int], draft: ManyGiftsDraft, name: str) -> Job:
        return self._write(
            "gift.edit", lambda session: actions.edit_gifts(session, ids, draft), name=name
        )

    def mark(self, ids: Sequence[int], status: str, name: str) -> Job:
        return self._write(
            "gift.mark", lambda session: actions.mark_gifts(session, ids, status), name=name
        )

    def give(self, ids: Sequence[int], on: date, name: str) -> Job:
        """The job succeeds with how many were new in the log."""
        now = self._db.now()
        return self._write(
            "gift.give", lambda session: actions.give_gifts(session, ids, on=on, now=now), name=name
        )

    def delete(self, ids: Sequence[int], name: str) -> Job:
        return self._write(
            "gift.delete", lambda session: actions.delete_gifts(session, ids), name=name
        )

    def limit(self, yearly: int | None) -> Job:
        return self._write(
            "gift.settings", lambda session: save_gift_settings(session, GiftSettings(yearly))
        )

    def _write(self, action: str, act: Callable[[Any], object], **params: Any) -> Job:
        def store(_job: Job) -> object:
            with self._db.write(action, **params) as session:
                return act(session)

        return self._jobs.write(store)
