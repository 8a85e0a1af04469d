"""Sentences about what leaves: workbooks, templates, prints."""

from crmdesk.models.core.i18n import N_

SENTENCES: dict[str, str] = {
    "export.format": N_("The file can be one of {kinds}, not {file}."),
    "export.unwritable": N_(
        "{file} cannot be written. Is it open in another program, or the disk full?"
    ),
    "print.failed": N_("The printer cannot be reached. Is it switched on and connected?"),
    "template.format": N_("{file} is no template: a template is an Excel workbook (.xlsx)."),
    "template.unreadable": N_(
        "{file} cannot be read as a workbook. Please save it as .xlsx in Excel or WPS first."
    ),
    "template.itself": N_("{file} is the template itself. Please choose another name."),
    "template.wrong": N_("The template {file} cannot be filled:\n{wrong}"),
    "template.many": N_(
        "This template makes a sheet for each customer: {n} are too many for one workbook, {most} "
        "are the most. Please select fewer."
    ),
    "columns.name.empty": N_("Please give the columns a name."),
    "columns.name.taken": N_("There are columns of that name already."),
    "columns.none": N_("Please choose at least one column."),
    "columns.gone": N_("These columns were deleted meanwhile."),
    "columns.unknown": N_("There are no columns named “{name}”; there are: {known}."),
    "export.rows": N_(
        "The sheet {sheet} would have more than the {n} rows Excel can show. Please export fewer "
        "customers at once."
    ),
}
