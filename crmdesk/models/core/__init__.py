"""The foundation of the model layer."""

from inspect import iscoroutine

from crmdesk.models.core.later import import_later

# SQLAlchemy imports both, for what we never do with it: 20 ms of every start.
import_later("asyncio", iscoroutine=iscoroutine)
import_later("importlib.metadata")
