"""Why a row of a file is left out: a word or two, and a sentence."""

from crmdesk.models.core.i18n import N_

REASONS = {
    "known": (
        N_("Imported before"),
        N_("This very row was imported before; it has not changed since."),
    ),
    "identical": (
        N_("Nothing new in it"),
        N_("The customer is there already, and the row says nothing else."),
    ),
    "kept": (
        N_("Ours stays"),
        N_("The row differs, but nothing of it is taken over: ours stays."),
    ),
    "mode": (
        N_("The customer is there already"),
        N_("The customer is there already, and those are to be left alone."),
    ),
    "ambiguous": (
        N_("Could be one of several customers"),
        N_("The row could mean one of several customers. Say which one, or make a new one."),
    ),
    "deleted": (
        N_("Deleted here since the export"),
        N_("The customer was deleted here after this workbook was exported."),
    ),
    "merged": (
        N_("Merged here since the export"),
        N_("The customer was merged with another one after this workbook was exported."),
    ),
    "refused": (
        N_("Asked to be erased"),
        N_("This person asked to be erased and not to be stored again."),
    ),
    "out": (N_("Taken out by you"), N_("You took this row out.")),
    "empty": (N_("Empty row"), N_("The row is empty, or says nothing that names a customer.")),
    "undated": (N_("It has no date"), N_("An order needs a day.")),
    "nobody": (N_("It does not say whose it is"), N_("Nothing in the row names a customer.")),
    "anybody": (
        N_("No customer in particular"),
        N_("The row names whoever walks in; that is no customer."),
    ),
    "title": (
        N_("A title of the list"),
        N_("The row is a heading above or between the others; it is no customer."),
    ),
    "page": (
        N_("Printed around the list"),
        N_("A page number, a date of printing, a signature or the like; it is no customer."),
    ),
    "remark": (N_("A remark on the list"), N_("The row explains the list; it is no customer.")),
    "group": (
        N_("A group of cards"),
        N_("The card names a group; those in it were given its name as a tag."),
    ),
    "totals": (N_("Adds up other rows"), N_("The row adds up others; it is no customer.")),
    "stranger": (
        N_("A contact with nobody we know"),
        N_("The entry is about somebody who is not among the customers."),
    ),
}
