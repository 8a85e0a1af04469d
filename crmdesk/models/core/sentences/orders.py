"""Sentences about orders and payments."""

from crmdesk.models.core.i18n import N_

SENTENCES: dict[str, str] = {
    "order.nobody": N_("This row does not say whose order it is; it was left out."),
    "order.anybody": N_(
        "This is nobody in particular. To collect such sales, keep a customer of this name."
    ),
    "order.undated": N_("This order has no date; it was left out."),
    "order.differs": N_("Order {number} is stored with another amount; it was left as it is."),
    "amount.differs": N_("Quantity times price is {computed}; the written amount was kept."),
    "total.differs": N_("The goods of this order add up to {computed}; that was kept."),
    "price.fine": N_("This price is finer than a cent; it stands in the note."),
    "order.customer.none": N_("Choose the customer who buys."),
    "order.day.unclear": N_("This is no day."),
    "order.amount.unclear": N_("This number cannot be read."),
    "order.gone": N_("This order was deleted meanwhile."),
    "order.lines.empty": N_("Add at least one product."),
    "order.product.empty": N_("Each line needs a product."),
    "order.quantity.zero": N_("The quantity cannot be zero."),
    "order.price.empty": N_("Each line needs a price or an amount."),
    "order.day.wrong": N_("This day lies too far back."),
    "order.number.taken": N_("The number {number} belongs to another order already."),
    "payment.gone": N_("This payment was deleted meanwhile."),
    "payment.amount.zero": N_("Please type the amount received."),
}
