"""Parents and referrers are told by number or name; here they become references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy

from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.planning.match import Keys, Ref
from crmdesk.models.exchange.planning.plan import Plan
from crmdesk.models.exchange.planning.problems import Whereabouts
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.records.say import note_line
from crmdesk.models.exchange.sheets.assemble import add_note

_RELATIONS = ("parent", "referrer")


def plan_relations(plan: Plan, keys: Keys, where: Whereabouts) -> None:
    """Fill `plan.parents` and `plan.referrers`; a name nobody bears goes to the note."""
    for name, found in zip(_RELATIONS, (plan.parents, plan.referrers), strict=True):
        for ref, record in _telling(plan, name):
            told = getattr(record, name)
            other = find_customer(keys, told, told)
            if other is not None and other != ref:
                found[ref] = other
                continue
            where.tell(record.sheet, record.row, name, told, "customer.unknown", name=told)
            _note(plan, ref, note_line(name, told))


def _note(plan: Plan, ref: Ref, line: str) -> None:
    """Add a line to the note of a customer of the plan; the file's own record stays as it is."""
    if ref < 0:
        found = plan.created[-ref - 1] = copy(plan.created[-ref - 1])
    else:
        change = plan.updated[ref]
        found = copy(change.after)
        plan.updated[ref] = change._replace(after=found)
    add_note(found, line)


def _telling(plan: Plan, name: str) -> Iterator[tuple[Ref, CustomerRecord]]:
    """The customers of whom the file tells this relation anew."""
    for place, record in enumerate(list(plan.created)):
        if record.__dict__.get(name):
            yield -place - 1, record
    for ref, update in list(plan.updated.items()):
        told = getattr(update.after, name)
        if told and told != getattr(update.dossier.record, name):
            yield ref, update.after


def find_customer(keys: Keys, number: str, name: str, phones: Iterable[str] = ()) -> Ref | None:
    """Whom a number means, or a name that only one customer bears, or one with such a phone."""
    if number and (ref := keys.numbers.get(number)) is not None:
        return ref
    refs = keys.by_name.get(same_name_key(name), ()) if name else ()
    if len(refs) == 1:
        return refs[0]
    reached = {ref for phone in phones for ref in keys.by_phone.get(phone, ())}
    both = [ref for ref in refs if ref in reached] if name else list(reached)
    return both[0] if len(both) == 1 else None
