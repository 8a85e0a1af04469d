"""What taking a form over would do, row by row; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmdesk.models.core.clock import office_zone
from crmdesk.models.core.errors import CrmError
from crmdesk.models.customers.phones import PhoneValue, format_phone, parse_phones
from crmdesk.models.derived.names import same_name_key, split_person
from crmdesk.models.exchange.cleaning.days import read_instant
from crmdesk.models.exchange.planning.match import Keys, Matcher, load_keys
from crmdesk.models.exchange.planning.refused import CODE as REFUSED
from crmdesk.models.exchange.planning.refused import Refused
from crmdesk.models.exchange.records.customers import CustomerRecord
from crmdesk.models.exchange.survey_forms.form import Form, FormRow, is_blank
from crmdesk.models.exchange.survey_forms.matching import Meant
from crmdesk.models.exchange.survey_forms.ticks import chosen
from crmdesk.models.office.profile import OfficeSettings
from crmdesk.models.office.settings import load_office
from crmdesk.models.schema import Customer, SurveyResponse
from crmdesk.models.surveys.queries import QuestionRow
from crmdesk.models.surveys.reading import read_answer

CREATE, SKIP = "create", "skip"
Pick = int | str
"""A customer, or CREATE, or SKIP: what was decided for a row by hand."""
_MOST_CANDIDATES = 9


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
    before), twin (the same as row `twin` of the file), unknown, ambiguous (among `candidates`),
    nobody, or skip. `name` is the `salutation` where nothing else was told; `phones` are as
    typed, `reached` says them as read aloud.
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
    salutation: str = ""
    reached: str = ""
    twin: int = 0

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
    known, first = _known(session, questionnaire_id), dict[str, int]()
    refused = Refused(session)
    called = _called(session) if any(one.who == "salutation" for one in form.columns) else {}
    rows = []
    for row in form.rows:
        planned = _row(reading, row, matcher, keys, called, (picks or {}).get(row.row))
        if planned.digest in known:
            planned = replace(planned, outcome="known", candidates=())
        elif at := first.get(planned.digest):
            planned = replace(planned, outcome="twin", candidates=(), twin=at)
        elif planned.outcome == CREATE and refused.turns_away(_would_be(planned, office)):
            reading.problem(row, -1, REFUSED)
            planned = replace(planned, outcome=SKIP)
        first.setdefault(planned.digest, row.row)
        rows.append(planned)
    return FormPlan(form.file, questionnaire_id, tuple(rows), tuple(reading.problems))


def _would_be(planned: PlannedAnswers, office: OfficeSettings) -> CustomerRecord:
    """The customer who would be made of a row."""
    phones = tuple(one for text in planned.phones for one in _phones(text, office))
    return CustomerRecord(name=planned.name, company=planned.company, phones=phones)


def _known(session: Session, questionnaire_id: int) -> set[str]:
    query = select(SurveyResponse.digest).where(
        SurveyResponse.questionnaire_id == questionnaire_id, SurveyResponse.digest != ""
    )
    return set(session.scalars(query))


def _called(session: Session) -> dict[str, tuple[int, ...]]:
    """How customers are addressed -> which ones."""
    found: dict[str, tuple[int, ...]] = {}
    query = select(Customer.id, Customer.salutation).where(Customer.salutation != "")
    for key, salutation in session.execute(query.order_by(Customer.id)):
        found[salutation] = (*found.get(salutation, ()), key)
    return found


def _row(
    reading: _Reading,
    row: FormRow,
    matcher: Matcher,
    keys: Keys,
    called: Mapping[str, tuple[int, ...]],
    pick: Pick | None,
) -> PlannedAnswers:
    who = _who(reading.form, row)
    phones = _phones(who.get("phone", ""), reading.office)
    salutation, names = who.get("salutation", ""), keys.shown
    name = who.get("name") or salutation
    record = CustomerRecord(name=name, company=who.get("company", ""), phones=phones, digest="-")
    outcome, ref, candidates = _whose(record, matcher, keys)
    if name == salutation and name and ref is None:
        outcome, ref, candidates = _addressed(record, keys, called, outcome, candidates)
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
        salutation,
        "、".join(_say(one, reading.office.country) for one in phones),
    )


def _who(form: Form, row: FormRow) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in form.columns:
        if column.who and not is_blank(row.text(column.index)):
            found.setdefault(column.who, row.text(column.index))
    return found


def _say(phone: PhoneValue, country: str) -> str:
    return format_phone(phone.e164, phone.extension, country, phone.raw)


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


def _addressed(
    record: CustomerRecord,
    keys: Keys,
    called: Mapping[str, tuple[int, ...]],
    outcome: str,
    candidates: tuple[int, ...],
) -> tuple[str, int | None, tuple[int, ...]]:
    """Who is 王先生: the one with the number whose name is 王 something, or who is called so."""
    surname = split_person(record.name)[0] or record.name[:1]
    numbers = [one.e164 for one in record.phones if one.e164]
    by_phone = dict.fromkeys(ref for one in numbers for ref in keys.by_phone.get(one, ()))
    so_called = called.get(record.name, ())
    sure = [ref for ref in by_phone if ref in so_called or keys.shown[ref].startswith(surname)]
    if len(sure) == 1:
        return "new", sure[0], ()
    return outcome, None, tuple(dict.fromkeys([*candidates, *by_phone, *so_called]))


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
    ticked: dict[int, dict[str, str]] = {}
    for place, meant in reading.meant.items():
        question = reading.questions.get(meant.question_id)
        text = row.text(place)
        if question is None or is_blank(text):
            continue
        try:
            value = (
                chosen(text, meant.choice)
                if meant.choice
                else read_answer(question.kind, text, question.choices)
            )
        except CrmError as error:
            reading.problem(row, place, error.code)
            continue
        if value and meant.choice and question.kind != "multiple" and question.id in ticked:
            reading.problem(row, place, "answer.choice")
        elif value and meant.choice:
            ticked.setdefault(question.id, {})[meant.choice] = value
        elif value:
            found[question.id] = value
    for key, values in ticked.items():
        found[key] = _together(reading.questions[key], values)
    return found


def _together(question: QuestionRow, ticked: Mapping[str, str]) -> str:
    """The possibilities ticked, in the order of the question; the first where one is asked for."""
    if question.kind == "scale":
        return read_answer("scale", next(iter(ticked)))
    values = [ticked[choice] for choice in question.choices if choice in ticked]
    return values[0] if question.kind == "single" else "\n".join(values)


def _digest(reading: _Reading, row: FormRow) -> str:
    """The same form filled once is known again, whatever number it bears in another file."""
    told = [
        row.texts[column.index]
        for column in reading.form.columns
        if column.counted and column.index < len(row.texts)
    ]
    return blake2b("\x1f".join(told).encode(), digest_size=16).hexdigest()
