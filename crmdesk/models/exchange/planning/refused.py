"""Who of a file must not be stored again, and what those refused who come back (product K)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.refusals import ERASED, Traces, load_refusals
from crmdesk.models.exchange.planning.match import phones_of
from crmdesk.models.exchange.records.customers import Consent, CustomerRecord

CODE = "refused.erased"
REASON = "refused"
_ACCOUNTS = ("wechat", "wecom", "line")


class Refused:
    """Asks the list of refusals about new customers; while it is empty nothing is hashed."""

    def __init__(self, session: Session) -> None:
        self._list = load_refusals(session)

    def turns_away(self, record: CustomerRecord) -> bool:
        """Whether she asked to be erased; else what she refused stands in the record again."""
        if self._list is None:
            return False
        found = self._list.of(traces_of(record))
        if ERASED in found:
            return True
        told = {consent.channel for consent in record.consents if not consent.given}
        how = _("refused before she was deleted")
        more = tuple(Consent(channel, given=False, how=how) for channel in sorted(found - told))
        if more:
            record.consents = (*record.consents, *more)
        return False


def traces_of(record: CustomerRecord) -> Traces:
    """What a record is known by."""
    people = (record, *record.contacts)
    return Traces(
        record.name,
        record.name if record.kind == "company" else record.company,
        record.number,
        tuple(phones_of(record)),
        tuple(mail.address for one in people for mail in one.emails),
        tuple(c.value for one in people for c in one.channels if c.kind in _ACCOUNTS),
    )
