"""How a screen opens another one without knowing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from crmdesk.models.customers.filters import CustomerFilter


@runtime_checkable
class Stateful(Protocol):
    """A screen that stays where it was when the window is built anew in another language."""

    def state(self) -> dict[str, Any]:
        """What is selected, typed, scrolled to: plain values."""

    def restore(self, state: dict[str, Any]) -> None:
        """Take up a `state()` of an earlier life; unknown or missing keys do no harm."""


@runtime_checkable
class ShowsCustomer(Protocol):
    """A screen in which one customer is in front: what Ctrl+L and Ctrl+J are about."""

    def current_customer(self) -> int | None:
        """Her id, if there is one."""


@runtime_checkable
class Searchable(Protocol):
    """A screen with a search field: where Ctrl+F leads."""

    def focus_search(self) -> None:
        """Put the cursor into the field, its text selected."""


@runtime_checkable
class Printable(Protocol):
    """A screen that can be printed: Ctrl+P."""

    def print_page(self) -> None:
        """Ask for the printer and print what is shown."""


class WatchedNavigator(Protocol):
    """The way to what is noted in the journal before it happens."""

    def reveal(
        self, customer_id: int, number: str, masked: str, then: Callable[[], object]
    ) -> None:
        """Note that somebody looks at a number of hers that was `masked`; `then` it is seen."""

    def record(
        self,
        action: str,
        customers: Sequence[int],
        then: Callable[[], object],
        **params: object,
    ) -> None:
        """Note what leaves the program, and `then` let it (journal/records.py)."""


class CareNavigator(WatchedNavigator, Protocol):
    """The way to gifts, service plans, and what personal information law asks for."""

    def erase_contact(self, contact_id: int) -> None:
        """Ask, with what will happen in numbers, and erase one contact of a customer for good."""

    def open_privacy(self, customer_ids: Sequence[int]) -> None:
        """Why the data of these customers are kept and how they were told; copy and erasure.

        Of nobody: those deleted before, whom the journal is to forget as well.
        """

    def put_on_gift_list(self, customer_ids: Sequence[int]) -> None:
        """Ask onto which gift list these customers come."""

    def show_gift_list(self, list_id: int) -> None:
        """This gift list, on the screen of care."""

    def open_plan(self, plan_id: int | None = None, customer_id: int | None = None) -> None:
        """A service plan on the screen of care, or a new one (for this customer)."""


class Navigator(CareNavigator, Protocol):
    """Given to every screen by the shell."""

    def show_screen(self, name: str) -> None:
        """Bring a screen of the rail to the front: today, customers, complaints …"""

    def open_customer(self, customer_id: int) -> None:
        """Show the customer's page."""

    def find_customers(self, chosen: CustomerFilter) -> None:
        """Show the list of those a filter lets through."""

    def new_customer(self, text: str = "") -> None:
        """The form for a new customer, `text` being what was typed to find her."""

    def merge_customers(self, customer_ids: Sequence[int]) -> None:
        """These customers side by side, to be made one."""

    def open_complaint(
        self, complaint_id: int | None = None, customer_id: int | None = None
    ) -> None:
        """A complaint to go on with, or a new one (of this customer)."""

    def open_service(self, order_id: int | None = None, customer_id: int | None = None) -> None:
        """A service order to go on with, or a new one (of this customer)."""

    def open_contract(self, contract_id: int | None = None, customer_id: int | None = None) -> None:
        """A service contract to change, or a new one (with this customer)."""

    def finish_visit(self, visit_id: int) -> None:
        """What was done at a visit that a service contract owes."""

    def open_follow_up(
        self, follow_up_id: int | None = None, customer_id: int | None = None
    ) -> None:
        """A follow-up to change, or a new one (of this customer)."""

    def open_promise(self, promise_id: int | None = None, customer_id: int | None = None) -> None:
        """A promise to change, or a new one (to this customer)."""

    def open_survey(self, response_id: int | None = None, customer_ids: Sequence[int] = ()) -> None:
        """The answers of a customer, or a questionnaire to be put to these customers."""

    def open_order(self, order_id: int | None = None, customer_id: int | None = None) -> None:
        """An order to change, or a new one (of this customer)."""

    def take_payment(self, customer_id: int, order_id: int | None = None) -> None:
        """Money from this customer, for this order or another."""

    def log_interaction(self, customer_id: int | None = None) -> None:
        """The composer of the timeline; asks for the customer when none is given."""

    def open_import(self, path: Path | None = None) -> None:
        """The import of an address book; asks for the file when none is given."""

    def open_export(self) -> None:
        """The export of the list as seen."""

    def undo_changes(self, change_set_ids: Sequence[int]) -> None:
        """Take several changes back as one action, asking where rows were changed since."""

    def undo_change(self, change_set_id: int, what: str) -> None:
        """Take back this one action, `what` in words; asks where rows were changed since."""

    def say(self, text: str, *, undoable: bool = False) -> None:
        """A word at the bottom of the window, gone by itself; with a button 'Undo' if asked."""
