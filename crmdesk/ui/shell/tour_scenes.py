"""What a tour shows, scene by scene.

A scene does what a user does and yields the name of a picture whenever there is one to take, or
"" to wait until everything has arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crmdesk.ui.shell.tour_care import gifts, gifts_from_list, plans
from crmdesk.ui.shell.tour_customers import (
    composer,
    customer_list,
    customer_pages,
    new_customer,
    orders,
    wide_page,
)
from crmdesk.ui.shell.tour_daybook import (
    daily_report,
    five_numbers,
    notice_settings,
    pocket_sheet,
)
from crmdesk.ui.shell.tour_exchange import (
    cleaning,
    exporting,
    import_steps,
    importing,
    pasting,
    returning,
)
from crmdesk.ui.shell.tour_faults import damaged, troubles
from crmdesk.ui.shell.tour_help import manual
from crmdesk.ui.shell.tour_journal import conflicts, journal
from crmdesk.ui.shell.tour_law import law
from crmdesk.ui.shell.tour_lock import locked, password_choices, recovery_sheet
from crmdesk.ui.shell.tour_masking import masked_numbers, privacy_settings, private_notes
from crmdesk.ui.shell.tour_program import office, printing, program, small
from crmdesk.ui.shell.tour_promised import complaint_care, complaints, follow_ups, promises
from crmdesk.ui.shell.tour_rhythms import checklist, next_step, rhythms, visits
from crmdesk.ui.shell.tour_service import service, service_order
from crmdesk.ui.shell.tour_stage import Stage
from crmdesk.ui.shell.tour_surveys import standard_answers, survey_call, survey_form, surveys
from crmdesk.ui.shell.tour_today import today, today_by_hour, today_left_over, today_week
from crmdesk.ui.shell.tour_trust import backups, password
from crmdesk.ui.shell.tour_welcome import about, first_start, moving, short_tour

Scene = Callable[[Stage], Iterator[str]]

SCENES: tuple[Scene, ...] = (
    today, today_by_hour, today_week, today_left_over, customer_list, customer_pages, wide_page,
    composer, next_step, new_customer, orders, follow_ups, visits, checklist, rhythms,
    promises, complaints, surveys, survey_call, survey_form, standard_answers,
    complaint_care, gifts, gifts_from_list, plans,
    five_numbers, daily_report, pocket_sheet, notice_settings, service, service_order,
    importing, import_steps,
    returning, pasting, exporting,
    cleaning, office, program, manual, printing, journal, conflicts,
    backups, damaged, troubles, password,
    locked,
    password_choices, recovery_sheet, law,
    masked_numbers, private_notes, privacy_settings,
    first_start, short_tour, moving, about, small,
)  # fmt: skip
OTHER_SIZES: tuple[Scene, ...] = (today, customer_list, customer_pages, complaints, small)
