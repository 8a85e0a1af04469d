"""The words standing in the complaint dialog, as they are kept against a crash."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from crmdesk.models.complaints.drafts import ActionDraft
from crmdesk.ui.complaints.confirm_page import ConfirmPage
from crmdesk.ui.complaints.pages import ListenPage, ProposePage, ResolvePage, VerifyPage
from crmdesk.ui.kit.cases.step_page import choose

Page = ListenPage | VerifyPage | ProposePage | ResolvePage | ConfirmPage


def collect(page: Page) -> dict[str, Any]:
    """What was typed on a page, JSON-ready."""
    if isinstance(page, ConfirmPage):
        return {
            "text": page.text.text(),
            "cause": page.cause.toPlainText(),
            "improvement": page.improvement.toPlainText(),
        }
    words = asdict(page.draft())
    for action in words.get("actions", ()):
        action["on_day"] = action["on_day"] and action["on_day"].isoformat()
    return {key: list(value) if isinstance(value, tuple) else value for key, value in words.items()}


def restore(page: Page, words: dict[str, Any]) -> None:
    """Put kept words back where they stood."""
    if isinstance(page, ListenPage):
        _restore_listen(page, words)
    elif isinstance(page, VerifyPage):
        page.facts.setPlainText(words["facts"])
        page.severity.set_value(words["severity"])
    elif isinstance(page, ProposePage):
        page.solutions.set_texts(words["solutions"], words["accepted"])
    elif isinstance(page, ResolvePage):
        page.actions_done.set_drafts([_action(kept) for kept in words["actions"]])
        page.compensation.setText(words["compensation"])
        page.cost.set_amount(words["cost"])
    else:
        page.text.setText(words["text"])
        page.cause.setPlainText(words["cause"])
        page.improvement.setPlainText(words["improvement"])


def _action(kept: dict[str, Any] | str) -> ActionDraft:
    """One action; a draft of an earlier program kept its words alone."""
    if isinstance(kept, str):
        return ActionDraft(kept)
    day = kept["on_day"]
    return ActionDraft(kept["text"], kept["staff_id"], day and date.fromisoformat(day))


def _restore_listen(page: ListenPage, words: dict[str, Any]) -> None:
    if words["customer_id"] is not None and page.picker.customer_id() is None:
        page.picker.set_customer(words["customer_id"])
    page.words.setPlainText(words["words"])
    page.subject.setText(words["subject"])
    page.product.setText(words["product"])
    page.mood.set_value(words["mood"])
    page.channel.set_value(words["channel"])
    choose(page.handler, words["handler_id"])
