"""The words standing in the service order dialog, as they are kept against a crash."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from crmdesk.models.service.drafts import PartLine, WorkLine
from crmdesk.ui.kit.cases.step_page import StepPage, choose
from crmdesk.ui.service.pages import AssignPage, ReceivePage
from crmdesk.ui.service.work_page import FeedbackPage, WorkPage


def collect(page: StepPage) -> dict[str, Any]:
    """What was typed on a page, JSON-ready."""
    if isinstance(page, ReceivePage | AssignPage | WorkPage | FeedbackPage):
        return {key: _plain(value) for key, value in asdict(page.draft()).items()}
    return {}


def restore(page: StepPage, words: dict[str, Any]) -> None:
    """Put kept words back where they stood."""
    if isinstance(page, ReceivePage):
        _restore_received(page, words)
    elif isinstance(page, AssignPage):
        choose(page.handler, words["handler_id"])
        page.appointment.show_when(_day(words["appointment_on"]), words["appointment_time"])
        page.address.setText(words["address"])
    elif isinstance(page, WorkPage):
        page.work.set_drafts([_work(line) for line in words["work"]])
        page.parts.set_drafts([PartLine(**part) for part in words["parts"]])
        page.charge.set_value(words["charge"])
        page.fee.set_amount(words["fee"])
        page.paid.setChecked(words["paid_on"] is not None)
    elif isinstance(page, FeedbackPage):
        page.told.setPlainText(words["told"])
        page.score.set_value(words["score"])
        page.confirmed_by.setText(words["confirmed_by"])


def _restore_received(page: ReceivePage, words: dict[str, Any]) -> None:
    if words["customer_id"] is not None and page.picker.customer_id() is None:
        page.picker.set_customer(words["customer_id"])
    page.words.setPlainText(words["words"])
    page.subject.setText(words["subject"])
    page.channel.set_value(words["channel"])
    page.group.set_value(words["group_id"])
    page.product.setText(words["product"])
    page.serial.setText(words["serial"])
    page.until.set_day(_day(words["warranty_until"]))
    page.wanted.show_when(_day(words["wanted_on"]), words["wanted_time"])


def _work(line: dict[str, Any]) -> WorkLine:
    return WorkLine(**line | {"on_day": _day(line["on_day"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
