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
    "today.roll": N_("Move what was left undone: {name} ({reason})"),
    "follow_up.drop": N_("Drop the follow-up with {name}"),
    "follow_up.delete": N_("Delete a follow-up of {name}"),
    "follow_up.done_said": N_("Log a contact with {name} and finish the follow-up"),
    "follow_up.hand": N_("Hand the follow-up with {name} to {to}"),
    "visit.done": N_("Return visit to {name}"),
    "visit.later": N_("Postpone the return visit to {name}"),
    "visit.skip": N_("Leave out a return visit to {name}"),
    "visit.hand": N_("Hand the return visit to {name} to {to}"),
    "closing.tick": N_("After the sale to {name}: {what}"),
    "closing.leave": N_("After the sale to {name} left out: {what}"),
    "closing.reopen": N_("After the sale to {name} still to do: {what}"),
    # promises
    "promise.make": N_("Promise to {name}"),
    "promise.edit": N_("Edit a promise to {name}"),
    "promise.move": N_("Move a promise to {name}"),
    "promise.keep": N_("Promise to {name} kept"),
    "promise.break": N_("Promise to {name} broken"),
    "promise.release": N_("{name} needs a promise no more"),
    "promise.delete": N_("Delete a promise to {name}"),
    # gifts and service plans
    "gift_list.make": N_("New gift list “{title}”"),
    "gift_list.edit": N_("Edit the gift list “{title}”"),
    "gift_list.delete": N_("Delete the gift list “{title}”"),
    "gift.add": N_("Put {name} on the gift list “{title}”"),
    "gift.add_many": N_("Put {count} on the gift list “{title}”"),
    "gift.edit": N_("Edit the gift for {name}"),
    "gift.mark": N_("Change how far the gift for {name} is"),
    "gift.give": N_("Gift given to {name}"),
    "gift.delete": N_("Take {name} from a gift list"),
    "gift.settings": N_("Set the limit for gifts in a year"),
    "plan.make": N_("New service plan for {name}"),
    "plan.edit": N_("Edit the service plan of {name}"),
    "plan.delete": N_("Delete the service plan of {name}"),
    "plan.deliver": N_("Service “{service}” for {name} done"),
    "plan.take_back": N_("Service “{service}” for {name} not done"),
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
    # questionnaires and standard answers
    "survey.create": N_("New questionnaire “{name}”"),
    "survey.edit": N_("Edit the questionnaire “{name}”"),
    "survey.archive": N_("Put the questionnaire “{name}” aside"),
    "survey.delete": N_("Delete the questionnaire “{name}”"),
    "survey.plan": N_("Ask {count} customers “{questionnaire}”"),
    "survey.answer": N_("An answer of {name}"),
    "survey.finish": N_("Questionnaire answered by {name}"),
    "survey.decline": N_("{name} would not answer"),
    "survey.unreached": N_("{name} was not reached"),
    "survey.take": N_("Answers of {name} into the record"),
    "survey.response.delete": N_("Delete the answers of {name}"),
    "survey.import": N_("Take over {count} answers from {file}"),
    "answer.save": N_("Standard answer “{question}”"),
    "answer.delete": N_("Delete the standard answer “{question}”"),
    "answer.import": N_("Take over {count} standard answers"),
    # service orders and contracts
    "service.receive": N_("New service order of {name}"),
    "service.step": N_("Service order of {name}: step {step}"),
    "service.edit": N_("Edit the service order of {name}"),
    "service.paid": N_("Service fee of {name} paid"),
    "service.pause": N_("Stop the clock of the service order of {name}"),
    "service.resume": N_("Let the clock of the service order of {name} run on"),
    "service.delete": N_("Delete a service order of {name}"),
    "service.complain": N_("Make a complaint of a service order of {name}"),
    "service.of_complaint": N_("Make a service order of a complaint of {name}"),
    "service.group": N_("Change the question group “{group}”"),
    "service.group.delete": N_("Delete the question group “{group}”"),
    "contract.add": N_("New service contract with {name}"),
    "contract.edit": N_("Edit a service contract with {name}"),
    "contract.renew": N_("Renew the service contract with {name}"),
    "contract.end": N_("End the service contract with {name}"),
    "contract.delete": N_("Delete a service contract with {name}"),
    "contract.visit": N_("Contract visit to {name} done"),
    "contract.visit.move": N_("Move a contract visit to {name}"),
    "contract.visit.skip": N_("Leave out a contract visit to {name}"),
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
