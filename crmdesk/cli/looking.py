"""`crmdesk list` and `crmdesk show`."""

from __future__ import annotations

import json
from argparse import Namespace

from crmdesk.cli.telling import DONE
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import ngettext

_LISTED = 50


def list_customers(db: Database, words: Namespace) -> int:
    from crmdesk.models.customers.filters import CustomerFilter
    from crmdesk.models.customers.listing import find_ids
    from crmdesk.models.exchange.export.customer_json import list_json

    limit = words.limit
    if limit is None and not words.json:
        limit = _LISTED
    with db.read() as session:
        ids = find_ids(session, CustomerFilter(text=words.search), now=db.now())
        for customer in list_json(session, ids[:limit]):
            print(json.dumps(customer, ensure_ascii=False) if words.json else _line(customer))
    more = len(ids) - len(ids[:limit])
    if more and not words.json:
        told = ngettext("… and {n} more customer.", "… and {n} more customers.", more)
        print(told.format(n=more))
    return DONE


def _line(customer: dict[str, object]) -> str:
    """Number, name, phone, company and owner, apart by tabs."""
    phones = customer["phones"]
    phone = phones[0]["raw"] if isinstance(phones, list) and phones else ""
    cells = (customer["number"], customer["name"], phone, customer["company"], customer["owner"])
    return "\t".join(" ".join(str(cell or "").split()) for cell in cells)


def show(db: Database, words: Namespace) -> int:
    from crmdesk.models.exchange.export.customer_json import customer_by_number, show_json

    with db.read() as session:
        found = show_json(session, customer_by_number(session, words.number))
    if words.json:
        print(json.dumps(found, ensure_ascii=False))
        return DONE
    for name, value in found.items():
        if value:
            told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            print(f"{name}: {told}")
    return DONE
