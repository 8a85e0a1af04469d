"""Sentences about lists, hours and holidays of the office."""

from crmdesk.models.core.i18n import N_

SENTENCES: dict[str, str] = {
    "notices.hours": N_("Write the hours like this: 22:00-08:00."),
    "targets.days": N_("1 to 60 working days."),
    "targets.hours": N_("1 to 40 working hours."),
    "targets.amber": N_("10 to 95 percent."),
    "hours.overlap": N_("These hours overlap or end before they begin."),
    "hours.unclear": N_("Write the hours like this: 9-12 13-18"),
    "hours.never": N_("Open the office on one day at least."),
    "holiday.day.empty": N_("Which day? For example 2027-02-06."),
    "holiday.none": N_("No days off were found in this text."),
    "holiday.official": N_(
        "This is a public holiday of the region. To work on it, enter it as a work day."
    ),
    "list.gone": N_("This entry was deleted meanwhile."),
    "list.name.empty": N_("Please type a name."),
    "list.name.taken": N_("“{name}” is in the list already."),
    "staff.name.empty": N_("Please write your name."),
    "office.area_code.bad": N_("An area code has 2 to 4 digits, such as 010 or 0571."),
    "list.choices.empty": N_("Please name at least one choice."),
    "list.merge.empty": N_("Choose the entry to merge into."),
    "list.staff.last": N_("At least one member of staff must stay."),
}
