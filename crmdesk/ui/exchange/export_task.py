"""What the export window was told to do, and what it says when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _, ngettext
from crmdesk.models.core.jobs import Progress
from crmdesk.models.exchange.export.run import ExportRequest, export
from crmdesk.models.exchange.vocabulary.fields import Target, header_of

ENDINGS = {"xlsx": "xlsx", "csv": "csv", "vcf": "vcf", "letters": "xlsx", "template": "xlsx"}
"""Kind of export -> ending of its file."""


@dataclass(frozen=True, slots=True)
class ExportScope:
    """What can be exported now: the list as seen with its columns, the rows selected, and the words
    the list was found by.
    """

    shown: Sequence[int]
    columns: Sequence[Target]
    selected: Sequence[int]
    search: str = ""


@dataclass(frozen=True, slots=True)
class ExportTask:
    """`kind` is a key of ENDINGS; a template is filled for the customers of the request."""

    kind: str
    request: ExportRequest
    template: Path | None = None

    def carry_out(self, db: Database, path: Path, progress: Progress) -> str:
        """Write the file; returns what to tell the user. Raises as the exports do."""
        if self.kind == "letters":
            return self._write_letters(db, path, progress)
        if self.kind == "template" and self.template is not None:
            from crmdesk.models.exchange.export.template.fill import fill_template

            count = fill_template(db, self.template, path, self.request.ids, progress)
        else:
            count = export(db, path, self._plain_request(), progress)
        text = ngettext(
            "{n} customer written to {file}.", "{n} customers written to {file}.", count
        )
        return text.format(n=f"{count:,}", file=path.name)

    def _plain_request(self) -> ExportRequest:
        """A card has the fields a card has."""
        return replace(self.request, targets=None) if self.kind == "vcf" else self.request

    def _write_letters(self, db: Database, path: Path, progress: Progress) -> str:
        from crmdesk.models.exchange.export.letters import export_letters, say_letters

        found = export_letters(db, path, self.request.ids, progress)
        return say_letters(path.name, found)


def kind_texts() -> dict[str, str]:
    """What each kind is called."""
    return {
        "xlsx": _("Excel workbook"),
        "csv": _("CSV text"),
        "vcf": _("vCard"),
        "letters": _("Letters"),
        "template": _("Own template"),
    }


def kind_hints() -> dict[str, str]:
    """What each kind is good for."""
    return {
        "xlsx": _("For Excel and WPS; what was exported as everything comes back without loss."),
        "csv": _("Plain text for other programs; log, complaints and orders are left out."),
        "vcf": _("For phones and mail programs; log, complaints and orders are left out."),
        "letters": _(
            "One row a recipient with postcode, address and form of address. Who has no postal "
            "address or wants no letters is listed apart, with the reason."
        ),
        "template": _(
            "Your own workbook with names like {name} in it, filled for these customers."
        ).format(name="{{" + header_of(Target("name")) + "}}"),
    }
