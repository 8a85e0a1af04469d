"""Answers as a workbook: a sheet a questionnaire, a column a question."""

from collections.abc import Generator, Sequence
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.db import Database
from crmdesk.models.core.i18n import _
from crmdesk.models.customers.phones import format_phone
from crmdesk.models.exchange.export.files import written
from crmdesk.models.exchange.writers.sheet import Batch, Column, Sheet
from crmdesk.models.exchange.writers.xlsx import write_workbook
from crmdesk.models.journal.records import keep_record
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, Question, SurveyAnswer, SurveyResponse
from crmdesk.models.surveys.queries import ResponseRow, load_questionnaires, load_rows
from crmdesk.models.surveys.rules import channel_text, status_text

_WIDEST, _AT_ONCE = 30.0, 500
_ABOUT = 9
"""Columns before the first question."""


def write_answers(db: Database, path: Path, questionnaire_id: int | None = None) -> int:
    """Write the answers of one questionnaire, or of all; returns how many rows there are.

    Raises CrmError "export.unwritable".
    """
    with db.read() as session:
        papers = load_questionnaires(session, archived=True)
        wanted = [one for one in papers if questionnaire_id in (None, one.id)]
        tables = [(one.name, *_table(session, one.id)) for one in wanted]
    sheets = [
        Sheet(_sheet_name(name, at), columns, partial(_rows, rows), frozen=2)
        for at, (name, columns, rows) in enumerate(tables)
    ]
    count = sum(len(rows) for _name, _columns, rows in tables)
    title = _("Answers to a questionnaire")
    keep_record(db, "record.list", title=title, count=count, file=path.name)
    with written(path) as fresh:
        write_workbook(fresh, sheets)
    return count


def _table(session: Session, questionnaire_id: int) -> tuple[list[Column], list[tuple[Any, ...]]]:
    query = select(Question).where(Question.questionnaire_id == questionnaire_id)
    questions = session.scalars(query.order_by(Question.dropped, Question.position)).all()
    columns = [
        Column(_("Number"), "text", 10.0),
        Column(_("Name"), "text", 14.0),
        Column(_("Company"), "text", 24.0),
        Column(_("Phone"), "text", 16.0),
        Column(_("When"), "instant", 17.0),
        Column(_("State"), "text", 10.0),
        Column(_("How"), "text", 10.0),
        Column(_("Who"), "text", 10.0),
        Column(_("Product"), "text", 16.0),
        *(Column(_header(one, at), _style(one.kind), _WIDEST)
          for at, one in enumerate(questions, start=1)),
        Column(_("Gift"), "text", 14.0),
        Column(_("Note"), "wrapped", _WIDEST),
    ]  # fmt: skip
    return columns, _cells(session, questionnaire_id, [one.id for one in questions], columns)


def _cells(
    session: Session, questionnaire_id: int, questions: Sequence[int], columns: Sequence[Column]
) -> list[tuple[Any, ...]]:
    office = load_office(session)
    zone = office_zone(office.zone)
    begun = (
        select(SurveyResponse.id, Customer.number)
        .join(Customer, Customer.id == SurveyResponse.customer_id)
        .where(SurveyResponse.questionnaire_id == questionnaire_id)
        .order_by(SurveyResponse.finished_at, SurveyResponse.id)
    )
    numbers: dict[int, str] = dict(session.execute(begun).all())
    rows = load_rows(session, list(numbers))
    values: dict[tuple[int, int], str] = {}
    told = (
        select(SurveyAnswer.response_id, SurveyAnswer.question_id, SurveyAnswer.value)
        .join(SurveyResponse, SurveyResponse.id == SurveyAnswer.response_id)
        .where(SurveyResponse.questionnaire_id == questionnaire_id)
    )
    for response, question, value in session.execute(told):
        values[response, question] = value
    return [
        (number, *_about(rows[key], zone, office.country),
         *(_cell(values.get((key, question)), columns[_ABOUT + place].style)
           for place, question in enumerate(questions)),
         rows[key].gift or None, rows[key].note or None)
        for key, number in numbers.items() if key in rows
    ]  # fmt: skip


def _about(row: ResponseRow, zone: tzinfo, country: str) -> tuple[Any, ...]:
    """Whose answers they are, and when and how she gave them."""
    at = row.finished_at.astimezone(zone).replace(tzinfo=None) if row.finished_at else None
    told = (status_text(row.status), channel_text(row.channel), row.staff or None)
    return row.customer, row.company or None, _phone(row, country), at, *told, row.product or None


def _rows(rows: Sequence[tuple[Any, ...]]) -> Generator[Batch, None, None]:
    for start in range(0, len(rows), _AT_ONCE):
        yield Batch.of(rows[start : start + _AT_ONCE])


def _cell(value: str | None, style: str) -> Any:
    if not value:
        return None
    return float(value) if style == "number" else value.replace("\n", "┋")


def _phone(row: ResponseRow, country: str) -> str | None:
    if not row.phone:
        return None
    e164 = row.phone if row.phone.startswith("+") else None
    return format_phone(e164, country=country, raw=row.phone)


def _style(kind: str) -> str:
    return "number" if kind in ("scale", "nps", "number") else "text"


def _header(question: Question, place: int) -> str:
    return f"{place}. {question.text}"


def _sheet_name(name: str, at: int) -> str:
    """What Excel takes as the name of a sheet, each another."""
    plain = "".join(character for character in name if character not in "[]:*?/\\'")[:26]
    return f"{at + 1} {plain}".strip()
