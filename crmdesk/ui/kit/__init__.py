"""What every screen is built from.

Work and news: jobs (JobRunner, Latest), hub (DataHub, touches), failures (show_failure).
Lists: table (Column, PagedTableModel), cells (PersonCell, PillCell …), data_table (DataTable),
widgets.states (ListArea, EmptyState, Skeleton), widgets.search_field, widgets.chips (FilterChip).
Forms: form (FormDialog), widgets.date_field, widgets.picker; inplace (InplaceField).
Look: tokens, theme (tokens(), text_font), icons (icon), paint (for delegates), labels (label,
line), widgets.card, widgets.buttons, widgets.avatar, widgets.flow, widgets.splitter, widgets.toast,
widgets.page (Page: the frame of every screen), widgets.picture.
Elsewhere: ask (confirm, ask_open_file), navigation (Navigator: open another screen, say a
word; Stateful), commands, when (say_when).
"""

import builtins

import PySide6.QtCore  # noqa: F401 - puts an import of its own in place of Python's

from crmdesk.ui.kit.overrides import make_errors_whole

# It reads the source of every module imported from then on, looking for features of PySide that
# we do not use: a third of a millisecond each, at every start. So Python's own comes back.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
make_errors_whole()
