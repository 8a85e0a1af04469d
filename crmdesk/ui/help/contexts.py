"""Which page belongs to what one has in front."""

from __future__ import annotations

from collections.abc import Iterable

BEGIN = "01-begin"

SCREENS = {
    "today": "05-today",
    "customers": "02-find",
    "follow_ups": "06-promises",
    "promises": "06-promises",
    "complaints": "07-complaints",
    "service": "08-service",
    "care": "09-care",
    "surveys": "06-promises",
    "duplicates": "12-cleaning",
    "office": "13-together",
    "journal": "13-together",
}
"""The screens of the rail."""

WIDGETS = {
    "welcome": "01-begin",
    "import_dialog": "01-begin",
    "behind_screen": "01-begin",
    "new_customer": "01-begin",
    "paste_dialog": "01-begin",
    "customer_page": "03-customer",
    "invoice_dialog": "03-customer",
    "composer": "04-log",
    "quick_log": "04-log",
    "interaction_dialog": "04-log",
    "catch_up": "04-log",
    "timeline_panel": "04-log",
    "today_panel": "05-today",
    "left_over_dialog": "05-today",
    "words_dialog": "05-today",
    "report_dialog": "05-today",
    "pocket_dialog": "05-today",
    "notice_settings": "05-today",
    "follow_up_dialog": "06-promises",
    "promise_dialog": "06-promises",
    "visit_dialog": "06-promises",
    "visit_move_dialog": "06-promises",
    "closing_dialog": "06-promises",
    "survey_call": "06-promises",
    "complaint_dialog": "07-complaints",
    "measure_dialog": "07-complaints",
    "pause_dialog": "07-complaints",
    "escalation_dialog": "07-complaints",
    "service_dialog": "08-service",
    "contract_dialog": "08-service",
    "customer_service_panel": "08-service",
    "gift_dialog": "09-care",
    "gift_list_dialog": "09-care",
    "plan_dialog": "09-care",
    "plans_panel": "09-care",
    "order_dialog": "10-orders",
    "payment_dialog": "10-orders",
    "delivery_dialog": "10-orders",
    "orders_panel": "10-orders",
    "export_dialog": "11-excel",
    "columns_dialog": "11-excel",
    "merge_dialog": "12-cleaning",
    "many_dialog": "12-cleaning",
    "settings": "13-together",
    "backups": "14-safe",
    "password_dialog": "14-safe",
    "password_question": "14-safe",
    "recovery_dialog": "14-safe",
    "lock_window": "14-safe",
    "moving": "14-safe",
    "arrival": "14-safe",
    "rescue": "14-safe",
    "cannot_open": "14-safe",
    "conflicts": "13-together",
    "basis_dialog": "15-privacy",
    "erase_dialog": "15-privacy",
    "gone_dialog": "15-privacy",
    "privacy_card": "15-privacy",
    "law_card": "15-privacy",
    "shortcuts": "16-keyboard",
    "palette": "16-keyboard",
}
"""Object names of dialogs and of parts of a screen."""


def page_for(widgets: Iterable[str], screen: str) -> str:
    """The page for the innermost widget that has one, else for the screen behind."""
    known = (WIDGETS[name] for name in widgets if name in WIDGETS)
    return next(known, SCREENS.get(screen, BEGIN))
