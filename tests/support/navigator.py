"""What a screen asks of the window, written down instead of done."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from crmdesk.models.customers.filters import CustomerFilter
from crmdesk.models.masking import veil


class RecordingNavigator:
    """`went` holds (method, arguments) in order; `said` what was said at the bottom."""

    def __init__(self) -> None:
        self.went: list[tuple[str, tuple[object, ...]]] = []
        self.said: list[str] = []

    def show_screen(self, name: str) -> None:
        self.went.append(("show_screen", (name,)))

    def open_customer(self, customer_id: int) -> None:
        self.went.append(("open_customer", (customer_id,)))

    def find_customers(self, chosen: CustomerFilter) -> None:
        self.went.append(("find_customers", (chosen,)))

    def new_customer(self, text: str = "") -> None:
        self.went.append(("new_customer", (text,)))

    def merge_customers(self, customer_ids: Sequence[int]) -> None:
        self.went.append(("merge_customers", (list(customer_ids),)))

    def open_complaint(
        self, complaint_id: int | None = None, customer_id: int | None = None
    ) -> None:
        self.went.append(("open_complaint", (complaint_id, customer_id)))

    def open_service(self, order_id: int | None = None, customer_id: int | None = None) -> None:
        self.went.append(("open_service", (order_id, customer_id)))

    def open_contract(self, contract_id: int | None = None, customer_id: int | None = None) -> None:
        self.went.append(("open_contract", (contract_id, customer_id)))

    def finish_visit(self, visit_id: int) -> None:
        self.went.append(("finish_visit", (visit_id,)))

    def open_follow_up(
        self, follow_up_id: int | None = None, customer_id: int | None = None
    ) -> None:
        self.went.append(("open_follow_up", (follow_up_id, customer_id)))

    def put_on_gift_list(self, customer_ids: Sequence[int]) -> None:
        self.went.append(("put_on_gift_list", (list(customer_ids),)))

    def erase_contact(self, contact_id: int) -> None:
        self.went.append(("erase_contact", (contact_id,)))

    def open_privacy(self, customer_ids: Sequence[int]) -> None:
        self.went.append(("open_privacy", (list(customer_ids),)))

    def show_gift_list(self, list_id: int) -> None:
        self.went.append(("show_gift_list", (list_id,)))

    def open_plan(self, plan_id: int | None = None, customer_id: int | None = None) -> None:
        self.went.append(("open_plan", (plan_id, customer_id)))

    def open_promise(self, promise_id: int | None = None, customer_id: int | None = None) -> None:
        self.went.append(("open_promise", (promise_id, customer_id)))

    def open_survey(self, response_id: int | None = None, customer_ids: Sequence[int] = ()) -> None:
        self.went.append(("open_survey", (response_id, list(customer_ids))))

    def open_order(self, order_id: int | None = None, customer_id: int | None = None) -> None:
        self.went.append(("open_order", (order_id, customer_id)))

    def take_payment(self, customer_id: int, order_id: int | None = None) -> None:
        self.went.append(("take_payment", (customer_id, order_id)))

    def log_interaction(self, customer_id: int | None = None) -> None:
        self.went.append(("log_interaction", (customer_id,)))

    def reveal(
        self, customer_id: int, number: str, masked: str, then: Callable[[], object]
    ) -> None:
        self.went.append(("reveal", (customer_id, number, masked)))
        veil.uncover(customer_id, number)
        then()

    def record(
        self,
        action: str,
        customers: Sequence[int],
        then: Callable[[], object],
        **params: object,
    ) -> None:
        self.went.append(("record", (action, list(customers), params)))
        then()

    def open_import(self, path: Path | None = None) -> None:
        self.went.append(("open_import", (path,)))

    def open_export(self) -> None:
        self.went.append(("open_export", ()))

    def undo_changes(self, change_set_ids: Sequence[int]) -> None:
        self.went.append(("undo_changes", (list(change_set_ids),)))

    def undo_change(self, change_set_id: int, what: str) -> None:
        self.went.append(("undo_change", (change_set_id, what)))

    def say(self, text: str, *, undoable: bool = False) -> None:
        self.said.append(text)


class RecordingLog:
    """Stands in for the small dialog that logs a contact; `asked` holds what was known of each."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def __call__(self, customer_id: int | None, _parent: QWidget, **more: Any) -> object:
        self.asked.append({"customer": customer_id} | more)
        return None
