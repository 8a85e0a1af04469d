"""Saved views of the customer list: a filter, an order and columns under a name."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.core.errors import CrmError, Invalid
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.filters import CustomerFilter, from_json, to_json
from crmdesk.models.schema import SavedView

SCREEN = "customers"


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows; without `columns` those the user has at the time. id 0 = not saved."""

    id: int = 0
    name: str = ""
    filter: CustomerFilter = field(default_factory=CustomerFilter)
    sort: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()

    def problems(self) -> dict[str, str]:
        """Field name -> message code; empty when the view may be saved."""
        return {} if self.name.strip() else {"name": "view.name.empty"}

    def shows_same(self, other: "View") -> bool:
        """Whether both show the same customers in the same order."""
        return replace(self, id=0, name="", columns=()) == replace(other, id=0, name="", columns=())


def standard_views(me: int) -> list[View]:
    """What everybody asks for, `me` being the member of staff at this computer."""
    return [
        View(name=_("All customers")),
        View(name=_("My customers"), filter=CustomerFilter(owners=(me,))),
        View(name=_("Follow-up due"), filter=CustomerFilter(follow_up="today"), sort="follow_up"),
        View(
            name=_("Silent for 90 days"),
            filter=CustomerFilter(last_contact="without:90"),
            sort="last_contact",
        ),
        View(name=_("With open complaints"), filter=CustomerFilter(complaints=True)),
    ]


def load_views(session: Session) -> list[View]:
    """The saved views in the user's order."""
    query = select(SavedView).where(SavedView.screen == SCREEN)
    rows = session.scalars(query.order_by(SavedView.position, SavedView.id))
    return [_view(row) for row in rows]


def save_view(session: Session, view: View) -> int:
    """Store a new view (id 0) or what an old one shows now; returns its id.

    Raises Invalid for a missing name or one that another view bears, CrmError "view.gone".
    """
    if problems := view.problems():
        raise Invalid(problems)
    row = _get(session, view.id) if view.id else _new(session)
    _check_name(session, view.name, view.id)
    row.name = view.name.strip()
    row.definition = {
        "filter": to_json(view.filter),
        "sort": view.sort,
        "descending": view.descending,
        "columns": list(view.columns),
    }
    session.add(row)
    session.flush()
    return row.id


def rename_view(session: Session, view_id: int, name: str) -> None:
    """Raises as `save_view`."""
    if not name.strip():
        raise Invalid({"name": "view.name.empty"})
    _check_name(session, name, view_id)
    _get(session, view_id).name = name.strip()


def delete_view(session: Session, view_id: int) -> None:
    """The view only; one that is gone already is no trouble."""
    row = session.get(SavedView, view_id)
    if row is not None:
        session.delete(row)


def order_views(session: Session, ids: Sequence[int]) -> None:
    """Put the views in this order."""
    for position, view_id in enumerate(ids):
        _get(session, view_id).position = position


def _new(session: Session) -> SavedView:
    last = session.scalar(select(func.max(SavedView.position)).where(SavedView.screen == SCREEN))
    return SavedView(screen=SCREEN, position=0 if last is None else last + 1)


def _get(session: Session, view_id: int) -> SavedView:
    row = session.get(SavedView, view_id)
    if row is None:
        raise CrmError("view.gone")
    return row


def _check_name(session: Session, name: str, view_id: int) -> None:
    same = (SavedView.screen == SCREEN, SavedView.name == name.strip(), SavedView.id != view_id)
    if session.scalar(select(SavedView.id).where(*same)) is not None:
        raise Invalid({"name": "view.name.taken"})


def _view(row: SavedView) -> View:
    stored: dict[str, Any] = row.definition
    chosen, columns = stored.get("filter"), stored.get("columns")
    return View(
        row.id,
        row.name,
        from_json(chosen) if isinstance(chosen, dict) else CustomerFilter(),
        str(stored.get("sort", "")),
        stored.get("descending") is True,
        tuple(map(str, columns)) if isinstance(columns, list) else (),
    )
