"""Money as it is shown."""

from crmdesk.models.core.money import say_money

__all__ = ["say_money"]
