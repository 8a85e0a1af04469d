"""Taking an order and money for it from anywhere; changing and deleting orders."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmdesk.models.core.clock import local_day, office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.i18n import _
from crmdesk.models.interactions.queries import load_partner
from crmdesk.models.office.queries import load_staff
from crmdesk.models.office.settings import load_office
from crmdesk.models.orders.actions import (
    delete_order,
    delete_payment,
    edit_order,
    place_order,
    take_payment,
)
from crmdesk.models.orders.drafts import OrderDraft
from crmdesk.models.orders.products import load_products
from crmdesk.models.orders.queries import load_order, load_orders
from crmdesk.ui.kit.autosave import DraftSaver
from crmdesk.ui.kit.failures import failing_to, show_failure
from crmdesk.ui.kit.hub import DataHub
from crmdesk.ui.kit.jobs import Job, JobRunner
from crmdesk.ui.kit.money import say_money
from crmdesk.ui.kit.navigation import Navigator
from crmdesk.ui.orders import payment_dialog
from crmdesk.ui.orders.dialog import Filled, Known, OrderDialog
from crmdesk.ui.orders.payment_dialog import PaymentDialog


class OrderCommands:
    """Answers `navigator.open_order` and `navigator.take_payment`."""

    def __init__(self, db: Database, jobs: JobRunner, hub: DataHub, navigator: Navigator) -> None:
        self._db, self._jobs, self._hub, self._navigator = db, jobs, hub, navigator

    def open(
        self, order_id: int | None, customer_id: int | None, parent: QWidget
    ) -> OrderDialog | None:
        """The form of one, or of a new one (of this customer); None when it is gone."""
        try:
            with self._db.read() as session:
                office = load_office(session)
                today = local_day(self._db.now(), office_zone(office.zone))
                stored = None if order_id is None else load_order(session, order_id)
                currency = stored.currency if stored else office.currency
                staff = load_staff(session, also=[stored.draft.staff_id] if stored else ())
                known = Known(load_products(session), staff, currency, today)
        except CrmError as error:
            show_failure(parent, error)
            return None
        dialog = OrderDialog(self._db, self._jobs, known, new=stored is None, parent=parent)
        draft = stored.draft if stored else OrderDraft(customer_id or 0, today)
        dialog.show_draft(draft)
        dialog.customer.create_asked.connect(lambda name: self._create(name, dialog))
        if stored is None:
            self._keep_words(dialog, customer_id)
            dialog.submitted.connect(lambda filled: self._place(filled, dialog))
        else:
            dialog.customer.setEnabled(False)
            dialog.submitted.connect(lambda filled: self._edit(stored.id, filled, dialog))
        dialog.open()
        return dialog

    def pay(self, customer_id: int, order_id: int | None, parent: QWidget) -> PaymentDialog:
        """Money from this customer, for this order or another that is owed."""
        with self._db.read() as session:
            today = local_day(self._db.now(), office_zone(load_office(session).zone))
            orders = load_orders(session, customer_id)
        owing = [order for order in orders if order.owed or order.id == order_id]
        dialog = PaymentDialog(customer_id, owing, today, parent)
        dialog.begin(order_id)
        dialog.submitted.connect(lambda filled: self._take(filled, dialog))
        dialog.open()
        return dialog

    def delete(self, order_id: int, customer_id: int, parent: QWidget) -> None:
        """At once; the word that tells of it takes it back."""

        def store(_job: Job) -> None:
            with self._db.write("order.delete", name=self._name(customer_id)) as session:
                delete_order(session, order_id)

        job = failing_to(parent, self._jobs.write(store))
        job.succeeded.connect(lambda _done: self._say(_("Order deleted")))

    def delete_payment(self, payment_id: int, customer_id: int, parent: QWidget) -> None:
        """Money noted by mistake: what is owed goes up again."""

        def store(_job: Job) -> None:
            name = self._name(customer_id)
            with self._db.write("order.payment.delete", name=name) as session:
                delete_payment(session, payment_id)

        job = failing_to(parent, self._jobs.write(store))
        job.succeeded.connect(lambda _done: self._say(_("Payment deleted")))

    def _create(self, name: str, dialog: OrderDialog) -> None:
        """Somebody new: once she is stored the order is hers."""
        self._hub.changed.connect(dialog.take_new_customer)
        self._navigator.new_customer(name)

    def _keep_words(self, dialog: OrderDialog, customer_id: int | None) -> None:
        """Typed words are kept; leaving on purpose throws them away."""
        key = f"order.new:{customer_id or 0}"
        saver = DraftSaver(self._db, self._jobs, key, dialog.state, dialog.restore, dialog)
        saver.begin()
        dialog.finished.connect(lambda _result: saver.stop())

    def _place(self, filled: Filled, dialog: OrderDialog) -> None:
        draft = filled.draft

        def store(_job: Job) -> None:
            with self._db.write("order.create", name=self._name(draft.customer_id)) as session:
                place_order(session, draft, now=self._db.now())

        told = _("Order of {amount} noted").format(amount=dialog.lines.total.text())
        self._store(store, dialog, told)

    def _edit(self, order_id: int, filled: Filled, dialog: OrderDialog) -> None:
        draft = filled.draft

        def store(_job: Job) -> None:
            with self._db.write("order.edit", name=self._name(draft.customer_id)) as session:
                edit_order(session, order_id, draft)

        self._store(store, dialog, _("Order changed"))

    def _take(self, filled: payment_dialog.Filled, dialog: PaymentDialog) -> None:
        draft = filled.draft

        def store(_job: Job) -> str:
            with self._db.write("order.payment", name=self._name(draft.customer_id)) as session:
                take_payment(session, draft, now=self._db.now())
                return load_office(session).currency

        job = self._jobs.write(store)
        dialog.wait_for(job)
        job.succeeded.connect(
            lambda currency: self._say(
                _("{amount} received").format(amount=say_money(draft.amount, currency))
            )
        )

    def _store(self, store: object, dialog: OrderDialog, told: str) -> None:
        job = self._jobs.write(store)  # type: ignore[arg-type]
        dialog.wait_for(job)
        job.succeeded.connect(lambda _done: self._say(told))

    def _name(self, customer_id: int) -> str:
        with self._db.read() as session:
            return load_partner(session, customer_id).name

    def _say(self, text: str) -> None:
        self._navigator.say(text, undoable=True)
