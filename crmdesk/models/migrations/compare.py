"""How the tables of a database are compared with the models."""

from typing import Any

from crmdesk.models.schema import Base

_SEARCH_INDEX = "ix_customer_search_terms"  # stands on PostgreSQL only


def _ours(item: Any, name: str | None, kind: str, _reflected: object, _other: object) -> bool:
    """Hide the full-text index, its shadow tables, and what only one engine has."""
    return not (name or "").startswith("customer_fts") and name != _SEARCH_INDEX


OPTIONS: dict[str, Any] = {
    "target_metadata": Base.metadata,
    "render_as_batch": True,
    "compare_type": True,
    "compare_server_default": True,
    "include_object": _ours,
}
