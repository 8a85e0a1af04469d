"""What an action is called in the Edit menu, the history and on toasts."""

from collections.abc import Mapping
from typing import Any

from crmdesk.models.core.i18n import N_, _

ACTIONS: dict[str, str] = {
    # customers
    "customer.create": N_("New customer {name}"),
    "customer.edit": N_("Edit {name}"),
    "customer.reach": N_("Change how to reach {name}"),
    "customer.tags": N_("Change the tags of {name}"),
    "customer.contacts": N_("Change the contacts of {name}"),
    "customer.invoice": N_("Change the invoice data of {name}"),
    "customer.consent": N_("Note what {name} agreed to"),
    "customer.file": N_("Change the files of {name}"),
    "customer.delete": N_("Delete {name}"),
    "customers.delete": N_("Delete {count} customers"),
    "customers.tag": N_("Tag {count} customers “{tag}”"),
    "customers.untag": N_("Take tag “{tag}” from {count} customers"),
    "customers.assign": N_("Assign {count} customers to {owner}"),
    "customers.unassign": N_("Take the owner from {count} customers"),
    "customers.stage": N_("Set the stage of {count} customers"),
    "customers.source": N_("Set the source of {count} customers"),
    "customers.merge": N_("Merge {count} records of {name}"),
    "customers.merge_many": N_("Merge {count} groups of duplicates"),
    "customers.distinct": N_("Note that {names} are not the same"),
    # interactions and follow-ups
    "interaction.log": N_("Log a contact with {name}"),
    "care.greet": N_("Greet {name}"),
    "interaction.log_many": N_("Write up {count} contacts"),
    "interaction.edit": N_("Edit a log entry of {name}"),
    "interaction.delete": N_("Delete a log entry of {name}"),
    "interaction.no_reply": N_("{name} needs no answer"),
    "follow_up.add": N_("New follow-up for {name}"),
    "follow_up.edit": N_("Edit a follow-up of {name}"),
    "follow_up.done": N_("Follow-up with {name} done"),
    "follow_up.later": N_("Postpone the follow-up with {name}"),
    "follow_up.drop": N_("Drop the follow-up with {name}"),
    "follow_up.delete": N_("Delete a follow-up of {name}"),
    # promises
    "promise.make": N_("Promise to {name}"),
    "promise.edit": N_("Edit a promise to {name}"),
    "promise.move": N_("Move a promise to {name}"),
    "promise.keep": N_("Promise to {name} kept"),
    "promise.break": N_("Promise to {name} broken"),
    "promise.release": N_("{name} needs a promise no more"),
    "promise.delete": N_("Delete a promise to {name}"),
    # complaints
    "complaint.open": N_("New complaint of {name}"),
    "complaint.step": N_("Complaint of {name}: step {step}"),
    "complaint.edit": N_("Edit the complaint of {name}"),
    "complaint.delete": N_("Delete a complaint of {name}"),
    "complaint.pause": N_("Stop the clock of the complaint of {name}"),
    "complaint.resume": N_("Let the clock of the complaint of {name} run on"),
    "complaint.escalate": N_("Ask {to} to step in for {name}"),
    "improvement.start": N_("New measure “{title}”"),
    "improvement.edit": N_("Edit the measure “{title}”"),
    "improvement.finish": N_("Measure “{title}” done"),
    "improvement.call": N_("Call {name} about a measure"),
    "improvement.close": N_("Close the measure “{title}”"),
    "improvement.delete": N_("Delete the measure “{title}”"),
    # orders
    "order.create": N_("New order of {name}"),
    "order.edit": N_("Edit an order of {name}"),
    "order.delete": N_("Delete an order of {name}"),
    "order.payment": N_("Payment by {name}"),
    "order.payment.delete": N_("Delete a payment by {name}"),
    # lists
    "list.rename": N_("Rename “{old}” to “{new}”"),
    "list.merge": N_("Merge “{old}” into “{new}”"),
    "list.delete": N_("Delete “{name}” from the list"),
    "list.add": N_("Add “{name}” to the list"),
    "list.edit": N_("Edit “{name}” in the list"),
    "holiday.edit": N_("Change the day off {day}"),
    "holiday.delete": N_("Delete the day off {day}"),
    "holiday.import": N_("Take over {count} days off"),
    # exchange
    "import": N_("Import {file}"),
    "paste.store": N_("Paste {count} customers"),
    "paste.add": N_("Add what was pasted to {name}"),
    # the database itself
    "setup": N_("Set up the office"),
}


def describe(action: str, params: Mapping[str, Any]) -> str:
    """One line in the user's language; an undo says what it undid."""
    if action in {"undo", "redo"}:
        inner = describe(params["action"], params["params"])
        if params["action"] in {"undo", "redo"}:
            return inner if action == "redo" else _("Undo: {what}").format(what=inner)
        text = _("Undo: {what}") if action == "undo" else _("Redo: {what}")
        return text.format(what=inner)
    return _(ACTIONS[action]).format(**params)
