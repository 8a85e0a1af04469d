"""Sentences about customers, their contacts and what is kept with them."""

from crmdesk.models.core.i18n import N_

SENTENCES: dict[str, str] = {
    "customer.gone": N_("This customer was deleted meanwhile."),
    "customer.name.empty": N_("Please give the customer a name."),
    "customer.email.odd": N_("An e-mail address has an @ in it."),
    "customer.number.empty": N_("A customer has a number. Please give it one."),
    "customer.circle": N_("A customer cannot belong to itself, nor to one that belongs to it."),
    "fact.stale": N_("Somebody changed “{field}” meanwhile. Please look again."),
    "fact.unsaved": N_("Please save again; this was not stored."),
    "fact.choice": N_("Please choose one of the words offered."),
    "fact.birthday": N_("This is not a birthday. Type it like 1988-3-5, 3-5 or lunar 8-15."),
    "fact.number": N_("Please type a number."),
    "fact.date": N_("Please type a date like 2026-3-5."),
    "field.gone": N_("This field was deleted meanwhile."),
    "reach.empty": N_("There is nothing to keep here."),
    "reach.twice": N_("This is noted already."),
    "reach.stale": N_("Somebody changed it to “{value}” meanwhile. Please look again."),
    "reach.gone": N_("It was removed meanwhile."),
    "contact.name.empty": N_("Please give the contact a name."),
    "contact.gone": N_("This contact was removed meanwhile."),
    "tag.empty": N_("Please type a tag."),
    "invoice.title.empty": N_("An invoice needs a title."),
    "invoice.gone": N_("This invoice data was removed meanwhile."),
    "invoice.stale": N_("Somebody changed it to “{value}” meanwhile. Please look again."),
    "tax.length": N_("A tax number has 18 characters. Please check it."),
    "tax.taiwan.length": N_("A business number has 8 digits. Please check it."),
    "tax.check": N_("The check digit does not fit. Please check the number."),
    "anniversary.label.empty": N_("What day is it? Please give it a name."),
    "anniversary.gone": N_("This day was removed meanwhile."),
    "care.day.unclear": N_("“{text}” has no name and day, such as “our anniversary 10-18”."),
    "text.too_long": N_(
        "“{beginning}…” has {length:,} characters; {most:,} fit here. Nothing was saved: "
        "shorten it, or keep it as a file with the customer."
    ),
    "attachment.gone": N_("This file was removed meanwhile."),
    "attachment.unreadable": N_("{file} cannot be read."),
    "attachment.unwritable": N_("{file} cannot be written there."),
    "attachment.program": N_(
        "{file} could run something on this computer. It is not opened from here; save it instead."
    ),
    "attachment.too_large": N_(
        "{file} has {size} MB. Files of up to {most} MB can be kept with a customer."
    ),
    "view.name.empty": N_("Please give the view a name."),
    "view.name.taken": N_("There is a view of this name already."),
    "view.gone": N_("This view was deleted meanwhile."),
    "customer.number.taken": N_("The number {number} belongs to another customer already."),
}
