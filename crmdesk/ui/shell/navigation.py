"""The Navigator every screen is given: says what was asked for, whoever answers connects to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from crmdesk.models.customers.filters import CustomerFilter


class WatchedSignals(QObject):
    """What is noted in the journal before it happens."""

    reveal_asked = Signal(object, str, str, object)  # customer id, number, masked, then
    record_asked = Signal(str, object, object, object)  # action, customer ids, then, parameters

    def reveal(
        self, customer_id: int, number: str, masked: str, then: Callable[[], object]
    ) -> None:
        self.reveal_asked.emit(customer_id, number, masked, then)

    def record(
        self,
        action: str,
        customers: Sequence[int],
        then: Callable[[], object],
        **params: object,
    ) -> None:
        self.record_asked.emit(action, list(customers), then, params)


class UndoSignals(WatchedSignals):
    """What is asked of the journal."""

    undo_asked = Signal(object, str)  # change set id, what it was
    undo_many_asked = Signal(object)  # change set ids

    def undo_change(self, change_set_id: int, what: str) -> None:
        self.undo_asked.emit(change_set_id, what)

    def undo_changes(self, change_set_ids: Sequence[int]) -> None:
        self.undo_many_asked.emit(list(change_set_ids))


class CareSignals(UndoSignals):
    """What is asked of gifts and service plans."""

    gifts_asked = Signal(object)  # customer ids
    gift_list_asked = Signal(int)
    plan_asked = Signal(object, object)  # plan id or None, customer id or None
    privacy_asked = Signal(object)  # customer ids
    contact_erasure_asked = Signal(object)  # its id

    def erase_contact(self, contact_id: int) -> None:
        self.contact_erasure_asked.emit(contact_id)

    def open_privacy(self, customer_ids: Sequence[int]) -> None:
        self.privacy_asked.emit(list(customer_ids))

    def put_on_gift_list(self, customer_ids: Sequence[int]) -> None:
        self.gifts_asked.emit(list(customer_ids))

    def show_gift_list(self, list_id: int) -> None:
        self.gift_list_asked.emit(list_id)

    def open_plan(self, plan_id: int | None = None, customer_id: int | None = None) -> None:
        self.plan_asked.emit(plan_id, customer_id)


class ShellNavigator(CareSignals):
    """Made before any screen, connected when all stand; so nobody needs to know anybody."""

    screen_asked = Signal(str)
    customer_asked = Signal(object)  # id
    customers_asked = Signal(object)  # CustomerFilter
    new_customer_asked = Signal(str)
    merge_asked = Signal(object)  # customer ids
    complaint_asked = Signal(object, object)  # complaint id or None, customer id or None
    follow_up_asked = Signal(object, object)
    promise_asked = Signal(object, object)
    survey_asked = Signal(object, object)  # response id or None, customer ids
    order_asked = Signal(object, object)  # order id or None, customer id or None
    payment_asked = Signal(object, object)  # customer id, order id or None
    interaction_asked = Signal(object)  # customer id or None
    call_asked = Signal(object, object)  # customer id, contact id or None
    service_asked = Signal(object, object)  # service order id or None, customer id or None
    contract_asked = Signal(object, object)  # contract id or None, customer id or None
    visit_asked = Signal(object)  # id of a contract visit
    import_asked = Signal(object)  # path or None
    export_asked = Signal()
    said = Signal(str, bool)  # text, undoable

    def show_screen(self, name: str) -> None:
        self.screen_asked.emit(name)

    def open_customer(self, customer_id: int) -> None:
        self.customer_asked.emit(customer_id)

    def find_customers(self, chosen: CustomerFilter) -> None:
        self.customers_asked.emit(chosen)

    def new_customer(self, text: str = "") -> None:
        self.new_customer_asked.emit(text)

    def merge_customers(self, customer_ids: Sequence[int]) -> None:
        self.merge_asked.emit(list(customer_ids))

    def open_complaint(
        self, complaint_id: int | None = None, customer_id: int | None = None
    ) -> None:
        self.complaint_asked.emit(complaint_id, customer_id)

    def open_service(self, order_id: int | None = None, customer_id: int | None = None) -> None:
        self.service_asked.emit(order_id, customer_id)

    def open_contract(self, contract_id: int | None = None, customer_id: int | None = None) -> None:
        self.contract_asked.emit(contract_id, customer_id)

    def finish_visit(self, visit_id: int) -> None:
        self.visit_asked.emit(visit_id)

    def open_follow_up(
        self, follow_up_id: int | None = None, customer_id: int | None = None
    ) -> None:
        self.follow_up_asked.emit(follow_up_id, customer_id)

    def open_promise(self, promise_id: int | None = None, customer_id: int | None = None) -> None:
        self.promise_asked.emit(promise_id, customer_id)

    def open_survey(self, response_id: int | None = None, customer_ids: Sequence[int] = ()) -> None:
        self.survey_asked.emit(response_id, list(customer_ids))

    def open_order(self, order_id: int | None = None, customer_id: int | None = None) -> None:
        self.order_asked.emit(order_id, customer_id)

    def take_payment(self, customer_id: int, order_id: int | None = None) -> None:
        self.payment_asked.emit(customer_id, order_id)

    def log_interaction(self, customer_id: int | None = None) -> None:
        self.interaction_asked.emit(customer_id)

    def take_call(self, customer_id: int, contact_id: int | None = None) -> None:
        """She is on the phone: her page, and the words of an incoming call."""
        self.call_asked.emit(customer_id, contact_id)

    def open_import(self, path: Path | None = None) -> None:
        self.import_asked.emit(path)

    def open_export(self) -> None:
        self.export_asked.emit()

    def say(self, text: str, *, undoable: bool = False) -> None:
        self.said.emit(text, undoable)
