"""The copy as one file: a page to read or print, the same as JSON, and her own files, zipped."""

import html
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.errors import CrmError
from crmdesk.models.core.file_names import safe_name
from crmdesk.models.core.i18n import _, language
from crmdesk.models.journal.records import keep_record
from crmdesk.models.office.settings import load_office
from crmdesk.models.personal_copy.gather import PersonalCopy, Section, gather

_STYLE = (
    "body{font:15px/1.6 'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;"
    "margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1f2328}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}"
    "th,td{border:1px solid #d0d7de;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "th{background:#f6f8fa;font-weight:600}td{white-space:pre-wrap;overflow-wrap:anywhere}"
    "small{color:#656d76}@media print{body{margin:0;max-width:none}}"
)


def load_copy(db: Database, customer_id: int) -> PersonalCopy:
    """Everything held about a customer; raises CrmError "customer.gone"."""
    with db.read() as session:
        office = load_office(session)
        return gather(
            session, customer_id, office=office.name, country=office.country,
            zone=office_zone(office.zone), now=db.now(),
        )  # fmt: skip


def write_copy(db: Database, customer_id: int, path: Path) -> None:
    """Write it to `path`, after it was noted that it leaves.

    Raises CrmError "customer.gone", "attachment.unwritable".
    """
    copy = load_copy(db, customer_id)
    keep_record(
        db, "record.personal_copy", customers=[customer_id], name=copy.name, file=path.name, count=1
    )
    stem = safe_name(f"{copy.number} {copy.name}")
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{stem}.html", as_page(copy))
            archive.writestr("data.json", as_json(copy))
            for name, data in _once(copy.files):
                archive.writestr(f"files/{name}", data)
    except OSError as error:
        raise CrmError("attachment.unwritable", file=path.name) from error


def as_json(copy: PersonalCopy) -> str:
    """As it is stored, by table and column."""
    head = {"number": copy.number, "name": copy.name, "made_at": copy.made_at.isoformat()}
    return json.dumps(head | copy.raw, ensure_ascii=False, indent=1, default=str)


def as_page(copy: PersonalCopy) -> str:
    """In words, for a person to read; nothing a customer wrote is taken for markup."""
    title = _("Personal data of {name}").format(name=copy.name)
    return "".join(_lines(copy, title))


def _lines(copy: PersonalCopy, title: str) -> Iterator[str]:
    said = html.escape
    tongue = language().replace("_", "-") or "en"
    yield f'<!doctype html><html lang="{tongue}"><meta charset="utf-8">'
    yield f"<title>{said(title)}</title><style>{_STYLE}</style><h1>{said(title)}</h1>"
    made = _("Everything held about this customer, as of {day}.").format(
        day=f"{copy.made_at:%Y-%m-%d}"
    )
    yield f"<p><small>{said(' · '.join(filter(None, (copy.office, made))))}</small></p>"
    yield "<table>"
    for caption, value in copy.facts:
        yield f"<tr><th>{said(caption)}</th><td>{said(value)}</td></tr>"
    yield "</table>"
    for section in copy.sections:
        yield from _table(section)


def _table(section: Section) -> Iterator[str]:
    cells = "".join(f"<th>{html.escape(caption)}</th>" for caption in section.captions)
    yield f"<h2>{html.escape(section.title)}</h2><table><tr>{cells}</tr>"
    for row in section.rows:
        yield "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>"
    yield "</table>"


def _once(files: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Under harmless names, none twice."""
    taken: set[str] = set()
    for name, data in files:
        safe, number = safe_name(name), 2
        path = Path(safe)
        while safe.lower() in taken:
            safe, number = f"{path.stem} {number}{path.suffix}", number + 1
        taken.add(safe.lower())
        yield safe, data
