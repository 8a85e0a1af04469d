"""The sentence of each error and problem code, by area; loaded when the first one is asked for."""

from crmdesk.models.core.sentences import (
    complaints,
    customers,
    database,
    exporting,
    importing,
    office,
    orders,
    protection,
    service,
    tasks,
)

MESSAGES: dict[str, str] = {
    **complaints.SENTENCES,
    **customers.SENTENCES,
    **database.SENTENCES,
    **exporting.SENTENCES,
    **importing.SENTENCES,
    **office.SENTENCES,
    **orders.SENTENCES,
    **protection.SENTENCES,
    **service.SENTENCES,
    **tasks.SENTENCES,
}
