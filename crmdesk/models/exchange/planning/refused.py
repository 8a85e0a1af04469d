"""Who of a file must not be stored again, and what those refused who come back (product K)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from crmdesk.models.core.i18n import _
from crmdesk.models.customers.refusals import CONTACT, ERASED, Traces, load_refusals
from crmdesk.models.customers.rules import CONSENT_CHANNELS
from crmdesk.models.exchange.planning.match import phones_of
from crmdesk.models.exchange.records.customers import Consent, CustomerRecord, Person

CODE, CONTACT_CODE = "refused.erased", "refused.contact"
REASON = "refused"
_ACCOUNTS = ("wechat", "wecom", "line")


class Refused:
    """Asks the list of refusals about new customers; while it is empty nothing is hashed."""

    def __init__(self, session: Session) -> None:
        self._list = load_refusals(session)
        self._knows_contacts = self._list is not None and self._list.has(CONTACT)

    def leave_out(self, record: CustomerRecord) -> list[str]:
        """Take the contacts who asked to be erased out of a company, whatever becomes of it, and
        numbers of theirs that stand beside it; who they are."""
        if self._list is None or not self._knows_contacts:
            return []
        out = [one for one in record.contacts if self._is_erased(one)]
        if out:
            record.contacts = tuple(one for one in record.contacts if one not in out)
        if record.kind == "company" and self._is_erased(record):
            self._take_off(record)
        return [one.name for one in out]

    def _is_erased(self, person: Person) -> bool:
        return self._list is not None and CONTACT in self._list.of(_own_traces(person))

    def _take_off(self, record: CustomerRecord) -> None:
        known = self._list
        assert known is not None

        def hers(**traces: tuple[str, ...]) -> bool:
            return CONTACT in known.of(Traces(**traces))  # type: ignore[arg-type]

        record.phones = tuple(p for p in record.phones if not hers(phones=(p.e164 or "",)))
        record.emails = tuple(m for m in record.emails if not hers(emails=(m.address,)))
        record.channels = tuple(c for c in record.channels if not hers(wechats=(c.value,)))

    def turns_away(self, record: CustomerRecord) -> bool:
        """Whether she asked to be erased; else what she refused stands in the record again."""
        if self._list is None:
            return False
        found = self._list.of(traces_of(record))
        if ERASED in found or (CONTACT in found and not record.contacts):
            return True
        found &= set(CONSENT_CHANNELS)
        told = {consent.channel for consent in record.consents if not consent.given}
        how = _("refused before she was deleted")
        more = tuple(Consent(channel, given=False, how=how) for channel in sorted(found - told))
        if more:
            record.consents = (*record.consents, *more)
        return False


def _own_traces(person: Person) -> Traces:
    """What one person is known by, without those beside her."""
    return Traces(
        person.name,
        phones=tuple(phone.e164 for phone in person.phones if phone.e164),
        emails=tuple(mail.address for mail in person.emails),
        wechats=tuple(c.value for c in person.channels if c.kind in _ACCOUNTS),
    )


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
