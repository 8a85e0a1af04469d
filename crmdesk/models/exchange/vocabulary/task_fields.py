"""The columns of sheets that tell what is to be done: promises and follow-ups."""

from crmdesk.models.core.i18n import P_
from crmdesk.models.exchange.vocabulary.targets import Field, Kind

PROMISE_FIELDS: tuple[Field, ...] = (
    Field("customer_number", P_("column", "Customer number")),
    Field("customer", P_("column", "Customer")),
    Field("contact", P_("column", "Contact")),
    Field("text", P_("column", "Promise"), Kind.NOTE),
    Field("made_at", P_("column", "Promised at"), Kind.INSTANT),
    Field("due_on", P_("column", "Due on"), Kind.DAY),
    Field("due_time", P_("column", "Due time")),
    Field("staff", P_("column", "Handled by")),
    Field("status", P_("column", "Promise status"), Kind.CHOICE),
    Field("done_on", P_("column", "Settled on"), Kind.DAY),
    Field("closed_at", P_("column", "Settled at"), Kind.INSTANT),
    Field("closed_by", P_("column", "Settled by")),
    Field("result", P_("column", "Result"), Kind.NOTE),
    Field("move.at", P_("column", "Moved at"), Kind.INSTANT, many=True),
    Field("move.staff", P_("column", "Moved by"), many=True),
    Field("move.from_on", P_("column", "Moved from"), Kind.DAY, many=True),
    Field("move.to_on", P_("column", "Moved to"), Kind.DAY, many=True),
    Field("move.reason", P_("column", "Why it was moved"), Kind.NOTE, many=True),
)

FOLLOW_UP_FIELDS: tuple[Field, ...] = (
    Field("customer_number", P_("column", "Customer number")),
    Field("customer", P_("column", "Customer")),
    Field("contact", P_("column", "Contact")),
    Field("text", P_("column", "Follow-up"), Kind.NOTE),
    Field("due_on", P_("column", "Due on"), Kind.DAY),
    Field("due_time", P_("column", "Due time")),
    Field("channel", P_("column", "Follow up by"), Kind.CHOICE),
    Field("staff", P_("column", "Handled by")),
    Field("status", P_("column", "Follow-up status"), Kind.CHOICE),
    Field("done_at", P_("column", "Done at"), Kind.INSTANT),
    Field("done_by", P_("column", "Done by")),
    Field("result", P_("column", "Result"), Kind.NOTE),
    Field("why", P_("column", "Why it was put off"), Kind.NOTE),
    Field("created_at", P_("column", "Noted at"), Kind.INSTANT),
)
