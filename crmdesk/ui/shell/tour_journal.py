"""The journal: the list, one customer, what a change did, several at once, conflicts, its size."""

from __future__ import annotations

from collections.abc import Iterator

from crmdesk.models.customers.bulk import set_stage
from crmdesk.models.logbook.filters import JournalFilter
from crmdesk.ui.shell.tour_stage import Stage


def journal(stage: Stage) -> Iterator[str]:
    """As it opens, and with filters."""
    stage.commands.run("edit.history")
    panel = stage.find("journal_panel")
    yield ""
    yield "journal"
    panel.show_filter(JournalFilter(groups=("deletions",)))
    yield "journal-deletions"
    panel.show_filter(JournalFilter(period="week", undoable=True))
    yield ""
    ids = panel.model.ids()
    panel.table.select_ids(ids[:3], ids[0])
    yield "journal-several"
    panel.show_filter(JournalFilter())
    panel.out.show_size()
    yield ""
    stage.find("keep_years").click()
    yield ""
    yield "journal-size"
    stage.find("keep_all").click()
    yield ""
    stage.clear()


def conflicts(stage: Stage) -> Iterator[str]:
    """Something was changed since: what the change made of it, and what it is now."""
    known, today = stage.known, stage.db.now().date()
    for code, chosen in (("dormant", [known.rich, known.bare]), ("lost", [known.rich])):
        with stage.db.write("customers.stage", count=len(chosen)) as session:
            set_stage(session, chosen, code, today=today)
    stage.commands.run("edit.history")
    yield ""
    panel = stage.find("journal_panel")
    panel.menu.undo(panel.model.row_at(panel.model.index(1, 0)))
    yield ""
    yield "journal-conflicts"
    stage.clear()


def empty_journal(stage: Stage) -> Iterator[str]:
    stage.commands.run("edit.history")
    yield ""
    yield "empty-journal"
