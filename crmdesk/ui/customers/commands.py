"""What can be done with the customers selected in the list, for menus and the palette."""

from __future__ import annotations

from crmdesk.models.core.i18n import _
from crmdesk.ui.customers.listing.actions import ListActions
from crmdesk.ui.kit.commands import Command, Commands


def register_list_commands(commands: Commands, actions: ListActions) -> None:
    """Add them; each can be run only while somebody is selected in the list in front."""
    can = actions.can_act
    commands.add(
        Command("customer.copy_phone", _("Copy phone number"), actions.copy_phone,
                "Ctrl+Shift+C", "copy", "customer", enabled=can),
        Command("customer.show_phone", _("Show the masked number"), actions.show_phone,
                "Ctrl+Shift+N", "eye", "customer", enabled=actions.can_show_phone),
        Command("customers.tag", _("Tag the selected customers…"), actions.pick_tags,
                "Ctrl+Shift+T", "tag", "customer", enabled=can),
        Command("customers.assign", _("Assign the selected customers…"), actions.pick_owner,
                "", "assign", "customer", enabled=can),
        Command("customers.stage", _("Set the stage of the selected customers…"),
                actions.pick_stage, "", "stage", "customer", enabled=can),
        Command("customers.merge", _("Merge the selected customers…"), actions.merge,
                "Ctrl+M", "merge", "customer", enabled=actions.can_merge),
        Command("customers.gift", _("Put the selected customers on a gift list…"),
                actions.put_on_gift_list, "", "gift", "customer", enabled=can),
        Command("customers.delete", _("Delete the selected customers"), actions.delete,
                "", "delete", "customer", enabled=can),
    )  # fmt: skip
