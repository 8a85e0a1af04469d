"""What taking a form over would do, row by row; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.phones import PhoneValue, parse_phones
from crmdesk.models.derived.names import same_name_key
from crmdesk.models.exchange.cleaning.days import read_instant
from crmdesk.models.exchange.planning.match import Keys, Matcher, load_keys
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.survey_forms.form import Form, FormRow
from crmdesk.models.exchange.survey_forms.matching import Meant, is_tick
from crmdesk.models.office.settings import OfficeSettings, load_office
from crmdesk.models.schema import SurveyResponse
from crmdesk.models.surveys.queries import QuestionRow
from crmdesk.models.surveys.reading import read_answer

CREATE, SKIP = "create", "skip"
Pick = int | str
"""A customer, or CREATE, or SKIP: what was decided for a row by hand."""
_MOST_CANDIDATES = 9
_BLANK = frozenset(["(空)", "（空）", "(跳过)", "（跳过）", "空", "-"])
"""What web forms write where nothing was answered."""


@dataclass(frozen=True, slots=True)
class FormProblem:
    """What could not be taken: where it stands, what it says, and the code of the reason."""

    row: int
    column: str
    header: str
    value: str
    code: str


@dataclass(frozen=True, slots=True)
class PlannedAnswers:
    """One row of the form.

    outcome is new (answers of `customer_id`), create (a customer is made), known (taken over
    before), unknown, ambiguous (among `candidates`), nobody, or skip.
    """

    row: int
    name: str
    phones: tuple[str, ...]
    company: str
    at: datetime | None
    answers: Mapping[int, str]
    digest: str
    outcome: str
    customer_id: int | None = None
    customer: str = ""
    candidates: tuple[tuple[int, str], ...] = ()

    @property
    def open(self) -> bool:
        """Whether somebody must decide first."""
        return self.outcome in ("unknown", "ambiguous", "nobody")


@dataclass(frozen=True, slots=True)
class FormPlan:
    """Everything that would happen."""

    file: str
    questionnaire_id: int
    rows: tuple[PlannedAnswers, ...]
    problems: tuple[FormProblem, ...]

    @property
    def taken(self) -> tuple[PlannedAnswers, ...]:
        """The rows that are written."""
        return tuple(row for row in self.rows if row.outcome in ("new", CREATE))

    def counts(self) -> dict[str, int]:
        """How many rows of each outcome."""
        found: dict[str, int] = {}
        for row in self.rows:
            found[row.outcome] = found.get(row.outcome, 0) + 1
        return found


@dataclass(slots=True)
class _Reading:
    form: Form
    meant: Mapping[int, Meant]
    questions: Mapping[int, QuestionRow]
    office: OfficeSettings
    today: date
    problems: list[FormProblem] = field(default_factory=list)

    def problem(self, row: FormRow, column: int, code: str) -> None:
        told = next((one for one in self.form.columns if one.index == column), None)
        self.problems.append(
            FormProblem(
                row.row,
                told.letter if told else "",
                told.title if told else "",
                row.texts[column] if 0 <= column < len(row.texts) else "",
                code,
            )
        )


def plan_form(
    session: Session,
    form: Form,
    questionnaire_id: int,
    questions: Sequence[QuestionRow],
    meant: Mapping[int, Meant],
    *,
    today: date,
    picks: Mapping[int, Pick] | None = None,
) -> FormPlan:
    """Read every row, find whose it is, leave out what is known already."""
    office = load_office(session)
    reading = _Reading(form, meant, {one.id: one for one in questions}, office, today)
    keys = load_keys(session)
    matcher = Matcher(keys)
    known = _known(session, questionnaire_id)
    names = {ref: name for ref, name in keys.shown.items() if ref > 0}
    rows = []
    for row in form.rows:
        planned = _row(reading, row, matcher, keys, names, (picks or {}).get(row.row))
        if planned.digest in known:
            planned = _as_known(planned)
        known.add(planned.digest)
        rows.append(planned)
    return FormPlan(form.file, questionnaire_id, tuple(rows), tuple(reading.problems))


def _known(session: Session, questionnaire_id: int) -> set[str]:
    query = select(SurveyResponse.digest).where(
        SurveyResponse.questionnaire_id == questionnaire_id, SurveyResponse.digest != ""
    )
    return set(session.scalars(query))


def _as_known(row: PlannedAnswers) -> PlannedAnswers:
    return PlannedAnswers(
        row.row, row.name, row.phones, row.company, row.at, row.answers, row.digest, "known",
        row.customer_id, row.customer,
    )  # fmt: skip


def _row(
    reading: _Reading,
    row: FormRow,
    matcher: Matcher,
    keys: Keys,
    names: Mapping[int, str],
    pick: Pick | None,
) -> PlannedAnswers:
    who = _who(reading.form, row)
    phones = _phones(who.get("phone", ""), reading.office)
    record = CustomerRecord(
        name=who.get("name", ""), company=who.get("company", ""), phones=phones, digest="-"
    )
    outcome, ref, candidates = _whose(record, matcher, keys)
    if pick in (SKIP, CREATE):
        outcome, ref = str(pick), None
    elif isinstance(pick, int) and pick in names:
        outcome, ref = "new", pick
    told = tuple((key, names[key]) for key in candidates if key in names)[:_MOST_CANDIDATES]
    return PlannedAnswers(
        row.row,
        record.name,
        tuple(one.raw for one in phones),
        record.company,
        _at(reading, row),
        _answers(reading, row),
        _digest(reading, row),
        outcome,
        ref,
        names.get(ref or 0, ""),
        told,
    )


def _who(form: Form, row: FormRow) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in form.columns:
        if column.who and column.index < len(row.texts) and row.texts[column.index]:
            found.setdefault(column.who, row.texts[column.index])
    return found


def _phones(text: str, office: OfficeSettings) -> tuple[PhoneValue, ...]:
    return tuple(parse_phones(text, area_code=office.area_code, country=office.country))


def _whose(
    record: CustomerRecord, matcher: Matcher, keys: Keys
) -> tuple[str, int | None, tuple[int, ...]]:
    """By the rules of the import; a number that one customer alone has tells her where no name
    stands against it."""
    numbers = [one.e164 for one in record.phones if one.e164]
    by_phone = list(dict.fromkeys(ref for one in numbers for ref in keys.by_phone.get(one, ())))
    if not record.name:
        if len(by_phone) == 1:
            return "new", by_phone[0], ()
        if by_phone:
            return "ambiguous", None, tuple(by_phone)
        return ("unknown" if record.phones else "nobody"), None, ()
    match = matcher.match(record)
    if match.ref is not None and match.ref > 0:
        return "new", match.ref, ()
    by_name = keys.by_name.get(same_name_key(record.name), ())
    near = tuple(dict.fromkeys([*match.among, *by_phone, *by_name]))
    return ("ambiguous" if len(match.among) > 1 else "unknown"), None, near


def _at(reading: _Reading, row: FormRow) -> datetime | None:
    place = reading.form.when
    if place is None or place >= len(row.texts) or not row.texts[place]:
        return None
    moment = read_instant(
        row.cells[place], row.texts[place], country=reading.office.country, today=reading.today
    )
    if moment is None or not 2000 <= moment.year <= reading.today.year + 1:
        reading.problem(row, place, "survey.file.when")
        return None
    return moment.replace(tzinfo=office_zone(reading.office.zone)).astimezone(UTC)


def _answers(reading: _Reading, row: FormRow) -> dict[int, str]:
    """What was answered, each read as its question asks; what cannot be is a problem."""
    found: dict[int, str] = {}
    ticked: dict[int, list[str]] = {}
    for place, meant in reading.meant.items():
        question = reading.questions.get(meant.question_id)
        text = row.texts[place] if place < len(row.texts) else ""
        if question is None or not text or text in _BLANK:
            continue
        if meant.choice:
            if is_tick(text):
                ticked.setdefault(question.id, []).append(meant.choice)
            continue
        try:
            value = read_answer(question.kind, text, question.choices)
        except CrmError as error:
            reading.problem(row, place, error.code)
            continue
        if value:
            found[question.id] = value
    for key, chosen in ticked.items():
        order = reading.questions[key].choices
        found[key] = "\n".join(choice for choice in order if choice in chosen)
    return found


def _digest(reading: _Reading, row: FormRow) -> str:
    """The same form filled once is known again, whatever number it bears in another file."""
    told = [
        row.texts[column.index]
        for column in reading.form.columns
        if column.counted and column.index < len(row.texts)
    ]
    return blake2b("\x1f".join(told).encode(), digest_size=16).hexdigest()
