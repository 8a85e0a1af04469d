"""The customer list as an export takes it: its columns in the words of the exchange."""

from __future__ import annotations

from collections.abc import Iterator

from crmdesk.models.customers.orders import FIELD
from crmdesk.models.exchange.vocabulary.fields import Target
from crmdesk.ui.customers.panel import CustomersPanel
from crmdesk.ui.exchange.export_dialog import ExportScope

# A column of the list -> what stands in it; columns that are not here cannot be exported.
_COLUMNS = {
    "name": (Target("name"), Target("company")),
    "phone": (Target("phone"),),
    "stage": (Target("stage"),),
    "last_contact": (Target("last_contact"),),
    "tags": (Target("tags"),),
    "owner": (Target("owner"),),
    "company": (Target("company"),),
    "contact": (Target("name", contact=1),),
    "salutation": (Target("salutation"),),
    "title": (Target("title"),),
    "kind": (Target("kind"),),
    "region": (Target("region"),),
    "industry": (Target("industry"),),
    "source": (Target("source"),),
    "number": (Target("number"),),
}


def export_scope(panel: CustomersPanel | None) -> ExportScope:
    """What the list shows and who is selected; nothing where it was never opened."""
    if panel is None:
        return ExportScope((), (), ())
    shown = panel.shown()
    titles = {column.key: column.title for column in panel.results.model.columns}
    targets = dict.fromkeys(
        target for key in shown.columns for target in _targets(key, titles.get(key, ""))
    )
    found_by = panel.search.text().strip()
    return ExportScope(panel.results.model.ids(), tuple(targets), shown.selected, found_by)


def _targets(key: str, title: str) -> Iterator[Target]:
    if key.startswith(FIELD):
        yield Target("custom", label=title)
    yield from _COLUMNS.get(key, ())
