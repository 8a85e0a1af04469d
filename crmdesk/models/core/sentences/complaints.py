"""Sentences about complaints and what is improved after them."""

from crmdesk.models.core.i18n import N_

SENTENCES: dict[str, str] = {
    "complaint.gone": N_("This complaint was deleted meanwhile."),
    "complaint.customer.empty": N_("Whose complaint is it? Find or create the customer."),
    "complaint.words.empty": N_("Write down what the customer said."),
    "complaint.subject.long": N_("The subject may have at most 200 characters."),
    "complaint.facts.empty": N_("Write down the facts as confirmed with the customer."),
    "complaint.severity.empty": N_("Choose how grave it is."),
    "complaint.solutions.empty": N_("Offer at least one solution."),
    "complaint.solutions.accepted": N_("Mark the solution the customer accepted."),
    "complaint.actions.empty": N_("Write down what was done."),
    "complaint.reached.empty": N_("Was the customer reached?"),
    "complaint.satisfied.empty": N_("Is the customer satisfied?"),
    "complaint.score.empty": N_("Ask for a score from 1 to 5."),
    "complaint.closed": N_("This complaint is closed; its clock runs no more."),
    "case.pause.reason": N_("Say what you wait for."),
    "complaint.escalation.to": N_("Choose who is to step in."),
    "complaint.escalation.reason": N_("Say why somebody else is to step in."),
    "improvement.gone": N_("This measure was deleted meanwhile."),
    "improvement.title.empty": N_("What is improved?"),
    "improvement.complaints.empty": N_(
        "Choose the complaints it answers; their customers are called."
    ),
    "improvement.verdict.empty": N_("What did the customer say?"),
    "improvement.unverified": N_(
        "First call those who had complained: the measure is closed when they noticed it."
    ),
    "complaint.order": N_("Please finish the earlier steps first."),
    "complaint.unreached": N_(
        "Without the call-back a complaint is closed only after attempts on {days} different days."
    ),
}
